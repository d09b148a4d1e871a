"""The registrar recognises an entry; from then on its hours count (S0 附件2 第六条, 第七条)."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from credits.enums import CreditStage
from credits.hours import MOST_HOURS, estimate
from credits.models import CreditEntry
from credits.permissions import may_review_entry
from zcps import clock


class RecogniseEntry(Step[CreditEntry]):
    """Hours follow from the rule; only where the rule is silent the registrar sets them."""

    name = "recognise_entry"
    verb = "认定学时"
    clause = "衢经信产融〔2022〕44号 附件2 第六条"
    roles = frozenset({Role.REGISTRAR})
    before = frozenset({CreditStage.SUBMITTED})
    after = CreditStage.RECOGNISED

    def concerns(self, subject: CreditEntry, actor: Actor) -> bool:
        """The registrar of the person's place."""
        return may_review_entry(actor, subject)

    def obstacles(self, subject: CreditEntry, actor: Actor, **data: Any) -> Iterable[str]:
        """Refuse where the rule is silent and nobody said how many hours."""
        found = estimate(subject.kind, subject.route, subject.quantity, subject.hours)
        if found.hours is None and not _is_number(data.get("hours")):
            yield f"{found.because}请逐条办理，填写认定的学时数（1 至 {MOST_HOURS} 的整数）。"

    def act(self, subject: CreditEntry, actor: Actor, **data: Any) -> dict[str, Any]:
        """Book the hours."""
        found = estimate(subject.kind, subject.route, subject.quantity, subject.hours)
        subject.hours = int(data["hours"]) if found.hours is None else found.hours
        subject.recognised_by, subject.recognised_at = actor.user, clock.now()
        return {"year": subject.year, "kind": subject.kind, "hours": subject.hours}

    def messages(self, subject: CreditEntry, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the person."""
        title = f"“{subject.title}”已认定 {subject.hours} 学时"
        body = f"{actor.hat_label}已认定您 {subject.year} 年度{subject.get_kind_display()} {subject.hours} 学时。"
        yield Message(subject.profile.user, title, body, reverse("credit_entry", args=[subject.pk]))


def _is_number(hours: object) -> bool:
    text = str(hours if hours is not None else "")
    return text.isdecimal() and len(text) <= len(str(MOST_HOURS)) and 1 <= int(text) <= MOST_HOURS


recognise_entry = RecogniseEntry()
