"""App configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the app with Django."""

    name = "accounts"
    verbose_name = "账号与机构"

    def ready(self) -> None:
        """Let every session know how long it lasts, however it is opened."""
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415 - models are not loaded before

        from accounts.services import sessions  # noqa: PLC0415 - the same

        user_logged_in.connect(sessions.begin, dispatch_uid="sessions.begin")
