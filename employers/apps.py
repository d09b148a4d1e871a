"""App configuration."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class EmployersConfig(AppConfig):
    """Registers the app with Django."""

    name = "employers"
    verbose_name = "用人单位"

    def ready(self) -> None:
        """Have invitations taken up at every sign-in for a legal person; accounts cannot know of employers."""
        user_logged_in.connect(_take_up_invitations, dispatch_uid="employers.bind_invited")


def _take_up_invitations(user: Any, **kwargs: object) -> None:  # noqa: ARG001 - the form of every receiver
    from employers.services.officers import bind_invited  # noqa: PLC0415 - models are not ready when apps load

    if user.uscc:
        bind_invited(user)
