"""answer_finding: the office of the plan says how a fault was put right."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from reviews.enums import CheckItemStage
from reviews.models import SpotCheckItem
from reviews.permissions import answers_finding
from reviews.steps.base import tell_agency
from reviews.steps.open_spot_check import CHECK_CLAUSE, LONGEST
from zcps import clock


class AnswerFinding(Step[SpotCheckItem]):
    """Each fault is answered by itself, and the office that checks is told."""

    name = "answer_finding"
    verb = "反馈整改情况"
    clause = CHECK_CLAUSE
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset({CheckItemStage.FAULTY})
    after = CheckItemStage.ANSWERED

    def concerns(self, subject: SpotCheckItem, actor: Actor) -> bool:
        """The office of the plan that is checked."""
        return answers_finding(actor, subject)

    def obstacles(self, subject: SpotCheckItem, actor: Actor, **data: Any) -> Iterable[str]:
        """What was done."""
        answer = str(data.get("answer") or "").strip()
        if not answer:
            yield "请写明整改情况。"
        if len(answer) > LONGEST:
            yield f"整改情况超过 {LONGEST} 字，请精简。"

    def act(self, subject: SpotCheckItem, actor: Actor, *, answer: str, **data: Any) -> dict[str, Any]:
        """Keep it."""
        subject.answer, subject.answered_by, subject.answered_at = answer.strip(), actor.user, clock.now()
        return {"check": subject.spot_check_id, "application": subject.application_id, "answer": subject.answer}

    def messages(self, subject: SpotCheckItem, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell who checks."""
        check = subject.spot_check
        body = f"{actor.hat_label}已反馈第 {subject.order} 件的整改情况：{subject.answer}"
        yield from tell_agency(check.agency, "抽查整改已反馈", body, f"/spot-checks/{check.pk}/")


ANSWER_FINDING = AnswerFinding()
