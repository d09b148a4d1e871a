"""App configuration."""

from django.apps import AppConfig


class CreditsConfig(AppConfig):
    """Registers the app with Django."""

    name = "credits"
    verbose_name = "继续教育学时"
