"""App configuration."""

from django.apps import AppConfig


class EmployersConfig(AppConfig):
    """Registers the app with Django."""

    name = "employers"
    verbose_name = "用人单位"
