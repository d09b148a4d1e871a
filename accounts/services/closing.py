"""Closing one's account: where nothing was ever filed, what tells who it was is removed for good."""

from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from accounts.services import journal
from accounts.services.own_data import PARTS


class CannotClose(Exception):
    """The account has to stay; `reasons` are sentences."""

    def __init__(self, reasons: list[str]) -> None:
        """Keep the reasons."""
        self.reasons = reasons
        super().__init__("；".join(reasons))


def reasons_against(user: User) -> list[str]:
    """Return why an account cannot be closed; all at once."""
    return [reason for part in PARTS.values() for reason in part.hinders(user)]


def close_account(actor: Actor) -> None:
    """Remove what tells who an account belonged to.

    What was noted in the journal before stays there as it was: it is chained and is never changed.

    Raises:
        CannotClose: nothing has changed.
    """
    if actor.user is None:
        raise ValueError("nobody's account")
    with transaction.atomic():
        user = User.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.user.pk)
        if reasons := reasons_against(user):
            raise CannotClose(reasons)
        for part in reversed(PARTS.values()):
            part.clean(user)
        for part in PARTS.values():
            part.after()
        journal.record("close_account", user, Actor(actor.role, user))
