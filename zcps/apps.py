"""The technique app: template tags, commands and checks that know no domain."""

from django.apps import AppConfig


class ZcpsConfig(AppConfig):
    """Registers the technique layer with Django; it has no models."""

    name = "zcps"
    verbose_name = "技术层"

    def ready(self) -> None:
        """Register the checks of what the machine must have."""
        from zcps import checks, key_checks  # noqa: F401, PLC0415 - importing registers; too early at the top of this file
