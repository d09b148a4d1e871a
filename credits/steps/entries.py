"""The forms of the acts on a credit entry: the person's own, and the registrar's."""

from collections.abc import Iterable

from accounts.actor import Actor
from accounts.enums import Role
from accounts.steps.base import Step
from credits.models import CreditEntry
from credits.permissions import may_review_entry, owns_entry


class OwnEntryStep(Step[CreditEntry]):
    """An act of the person whose hours they are."""

    roles = frozenset({Role.APPLICANT})

    def concerns(self, subject: CreditEntry, actor: Actor) -> bool:
        """Only the person's own."""
        return owns_entry(actor, subject)


class RegistrarStep(Step[CreditEntry]):
    """An act of the registrar."""

    roles = frozenset({Role.REGISTRAR})

    def concerns(self, subject: CreditEntry, actor: Actor) -> bool:
        """The registrar of the person's place."""
        return may_review_entry(actor, subject)

    def about(self, subject: CreditEntry) -> Iterable[int | None]:
        """The person whose hours they are."""
        return [subject.profile.user_id]
