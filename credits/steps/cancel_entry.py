"""The registrar takes a falsified entry back that was recognised (S0 附件2 第八条)."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.urls import reverse

from accounts.actor import Actor
from accounts.services.notices import Message
from credits.enums import CreditStage
from credits.models import CreditEntry
from credits.steps.entries import RegistrarStep
from zcps import clock

CANCEL_CLAUSE = "衢经信产融〔2022〕44号 附件2 第八条"
REASON_LIMIT = 1000


class Consequence(Protocol):
    """What follows elsewhere: the integrity file and the applications stand above this app."""

    def record(self, entry: CreditEntry, reason: str, clause: str, by: Actor) -> None:
        """Write it, in the act's own transaction."""

    def told(self, entry: CreditEntry) -> Iterable[Message]:
        """Yield whom to tell besides the person."""


# They enter themselves here when they are loaded.
CONSEQUENCES: list[Consequence] = []


class CancelEntry(RegistrarStep):
    """The hours no longer count, the card that showed them says so, and the falsification goes on record."""

    name = "cancel_entry"
    verb = "撤销学时"
    clause = CANCEL_CLAUSE
    before = frozenset({CreditStage.RECOGNISED})
    after = CreditStage.CANCELLED

    def obstacles(self, subject: CreditEntry, actor: Actor, **data: Any) -> Iterable[str]:
        """Reason and clause are given."""
        reason = str(data.get("reason", "")).strip()
        if not reason:
            yield "请写明弄虚作假的事实和理由，将告知本人并记入诚信档案。"
        if len(reason) > REASON_LIMIT:
            yield f"事由有 {len(reason)} 字，超过上限 {REASON_LIMIT} 字，请精简。"
        if not str(data.get("clause", "")).strip():
            yield f"请写明所依据的条款，例如“{CANCEL_CLAUSE}”。"

    def act(self, subject: CreditEntry, actor: Actor, **data: Any) -> dict[str, Any]:
        """Mark the entry; its hours stay readable, as what was booked."""
        reason, clause = str(data["reason"]).strip(), str(data["clause"]).strip()[:120]
        subject.cancelled_at, subject.cancel_reason = clock.now(), reason
        for consequence in CONSEQUENCES:
            consequence.record(subject, reason, clause, actor)
        return {"year": subject.year, "kind": subject.kind, "hours": subject.hours, "clause": clause}

    def messages(self, subject: CreditEntry, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the person what, why and what follows; then whoever relies on the hours."""
        clause = str(data["clause"]).strip()[:120]
        body = (
            f"{actor.hat_label}撤销了您 {subject.year} 年度“{subject.title}”的 {subject.hours} 学时。"
            f"依据：{clause}。事由在学时记录中查看。此条学时不再计入，并记入诚信档案；规定没有写明记录期限，由人力社保部门核定。"
        )
        yield Message(subject.profile.user, "学时已被撤销", body, reverse("credit_entry", args=[subject.pk]))
        for consequence in CONSEQUENCES:
            yield from consequence.told(subject)


cancel_entry = CancelEntry()
