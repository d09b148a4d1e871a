"""The technique app: templates tags and commands that know no domain."""

from django.apps import AppConfig


class ZcpsConfig(AppConfig):
    """Registers the technique layer with Django; it has no models."""

    name = "zcps"
    verbose_name = "技术层"
