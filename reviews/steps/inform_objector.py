"""登记答复送达: the officer has told the objector by telephone or by letter."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import AnswerWay, ObjectionNoteKind, ObjectionStage
from reviews.models import Objection
from reviews.steps.objections import OBJECTION_CLAUSE, ObjectionStep, note
from zcps import clock

WAYS = (AnswerWay.PHONE, AnswerWay.LETTER)


class InformObjector(ObjectionStep):
    """Where a mail could not be sent: whoever gave his name is told, and that he was told is kept."""

    name = "inform_objector"
    verb = "登记答复送达"
    clause = OBJECTION_CLAUSE
    before = frozenset({ObjectionStage.DISMISSED, ObjectionStage.UPHELD})

    def wrong_stage(self, subject: Objection) -> str:
        """First the decision."""
        return "请先作出核查结论，再登记答复送达。"

    def obstacles(self, subject: Objection, actor: Actor, *, way: str = "", **data: Any) -> Iterable[str]:
        """Once, and how."""
        if subject.answered_at:
            yield "答复已经送达，不需要重复登记。"
        if way not in WAYS:
            yield "请选择送达方式：电话或书面。"

    def act(self, subject: Objection, actor: Actor, *, way: str, text: str = "", **data: Any) -> dict[str, Any]:
        """Keep how and when."""
        subject.answer_way, subject.answered_at = way, clock.now()
        note(subject, actor, ObjectionNoteKind.ANSWERED, text or f"已以{AnswerWay(way).label}方式答复提出人。")
        return {"way": way}


INFORM_OBJECTOR = InformObjector()
