"""withdraw_question: an answer that holds no longer is taken off the public page; it stays on record."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import QuestionStage
from reviews.models import CommonQuestion
from reviews.steps.frequent_questions import QuestionStep
from zcps import clock

LONGEST = 300


class WithdrawQuestion(QuestionStep):
    """With the reason, for instance that the policy has changed."""

    name = "withdraw_question"
    verb = "撤下常见问题"
    before = frozenset({QuestionStage.PUBLISHED})
    after = QuestionStage.WITHDRAWN

    def obstacles(self, subject: CommonQuestion, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """The reason is given."""
        if not reason.strip():
            yield "请写明撤下的理由，例如政策已调整。"
        if len(reason) > LONGEST:
            yield f"理由超过 {LONGEST} 字，请精简。"

    def act(self, subject: CommonQuestion, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Take it off."""
        subject.withdrawn_at = clock.now()
        return {"question": subject.question, "reason": reason.strip()}


WITHDRAW_QUESTION = WithdrawQuestion()
