"""App configuration."""

from django.apps import AppConfig


class ApplicantsConfig(AppConfig):
    """Registers the app with Django."""

    name = "applicants"
    verbose_name = "申报人"
