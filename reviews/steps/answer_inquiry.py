"""answer_inquiry: the office that was asked answers; the answer goes to the address that the person left."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.steps.base import Step
from reviews.enums import InquiryStage
from reviews.models import Inquiry
from reviews.permissions import answers_inquiry
from zcps import clock

SERVICE_CLAUSE = "衢市人社专〔2021〕61号 三(五)"
LONGEST = 2000
LONGEST_CLAUSE = 160


class AnswerInquiry(Step[Inquiry]):
    """Mailed by the worker (S2 附件2 一: 反馈将发送至所留邮箱); skilled workers are answered one by one (S4 二)."""

    name = "answer_inquiry"
    verb = "答复咨询"
    clause = f"{SERVICE_CLAUSE}；杭州市2020年工艺美术中级职称评审通知 附件2 一；衢市人社专〔2023〕23号 二"
    roles = frozenset({Role.HR_BUREAU, Role.COMMITTEE_OFFICE})
    before = frozenset({InquiryStage.OPEN})
    after = InquiryStage.ANSWERED

    def concerns(self, subject: Inquiry, actor: Actor) -> bool:
        """The office that was asked."""
        return answers_inquiry(actor, subject)

    def obstacles(
        self, subject: Inquiry, actor: Actor, *, text: str = "", clause: str = "", **data: Any
    ) -> Iterable[str]:
        """The answer is there."""
        if not text.strip():
            yield "请填写答复，将发送至咨询人预留的电子邮箱。"
        if len(text) > LONGEST:
            yield f"答复共 {len(text)} 字，超过 {LONGEST} 字，请精简。"
        if len(clause) > LONGEST_CLAUSE:
            yield f"依据超过 {LONGEST_CLAUSE} 字，请精简。"

    def act(self, subject: Inquiry, actor: Actor, *, text: str, clause: str = "", **data: Any) -> dict[str, Any]:
        """Keep the answer; neither question nor answer goes into the journal."""
        subject.answer, subject.clause = text.strip(), clause.strip()
        subject.answered_at, subject.answered_by = clock.now(), actor.hat_label
        return {"receipt": subject.receipt}


ANSWER_INQUIRY = AnswerInquiry()
