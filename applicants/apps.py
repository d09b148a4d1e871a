"""App configuration."""

from django.apps import AppConfig


class ApplicantsConfig(AppConfig):
    """Registers the app with Django."""

    name = "applicants"
    verbose_name = "申报人"

    def ready(self) -> None:
        """Keep a former name on the profile, where case files and forms show it."""
        from accounts.services.persons import name_changed  # noqa: PLC0415 - models are not loaded before
        from applicants.services.person_changes import keep_former_name  # noqa: PLC0415 - the same

        name_changed.connect(keep_former_name, dispatch_uid="applicants.keep_former_name")
