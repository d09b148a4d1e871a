"""延长答复期限: once, with a reason that the objector reads."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import ObjectionNoteKind
from reviews.models import Objection
from reviews.services.calendar import period_from
from reviews.steps.objections import OBJECTION_CLAUSE, ObjectionStep, note, said
from zcps.templatetags.chinese import cn_close


class ExtendObjection(ObjectionStep):
    """By no more working days than the plan gives for the answer itself; no notice sets either (Q20)."""

    name = "extend_objection"
    verb = "延长答复期限"
    clause = OBJECTION_CLAUSE

    def obstacles(
        self, subject: Objection, actor: Actor, *, text: str = "", days: int | None = None, **data: Any
    ) -> Iterable[str]:
        """Once, a number of days within bounds, and a reason."""
        if subject.notes.filter(kind=ObjectionNoteKind.EXTENDED).exists():
            yield "答复期限已经延长过一次，不能再延长，请作出核查结论。"
        most = subject.publicity.answer_days
        if days is None or not 1 <= days <= most:
            yield f"请填写延长的工作日数，1 至 {most} 个。"
        yield from said("延长理由", text)

    def act(self, subject: Objection, actor: Actor, *, text: str, days: int, **data: Any) -> dict[str, Any]:
        """Count on from the old day; a reminder that had gone out will go out again for the new one."""
        told = subject.due_at
        # A time limit ends at 24:00, which is 00:00 of a day that itself counts.
        subject.due_at = period_from(told, days, count_start_day=True).earliest_close
        subject.warned_at = None
        note(subject, actor, ObjectionNoteKind.EXTENDED, f"延长至{cn_close(subject.due_at)}。{text.strip()}")
        return {"told": told.isoformat(), "due": subject.due_at.isoformat()}


EXTEND_OBJECTION = ExtendObjection()
