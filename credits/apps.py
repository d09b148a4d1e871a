"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class CreditsConfig(AppConfig):
    """Registers the app with Django."""

    name = "credits"
    verbose_name = "继续教育学时"

    def ready(self) -> None:
        """Load the long work, which enters itself where a job's kind is looked up."""
        import_module("credits.tasks")
