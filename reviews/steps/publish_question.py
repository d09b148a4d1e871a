"""publish_question: an office answers to everybody what many ask (热点难点问题)."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from law.personal_numbers import has_numbers
from reviews.enums import QuestionStage
from reviews.models import CommonQuestion
from reviews.steps.frequent_questions import QuestionStep
from zcps import clock

LONGEST = {"question": 200, "answer": 2000, "clause": 160}
_LABELS = {"question": "问题", "answer": "解答", "clause": "依据"}


class PublishQuestion(QuestionStep):
    """With its clause; without anything by which a person could be known."""

    name = "publish_question"
    verb = "发布常见问题"
    before = frozenset({QuestionStage.DRAFT})
    after = QuestionStage.PUBLISHED

    def obstacles(self, subject: CommonQuestion, actor: Actor, **data: Any) -> Iterable[str]:
        """Question, answer and clause; no numbers of persons."""
        for field, label in _LABELS.items():
            text = getattr(subject, field)
            if not text.strip():
                yield f"请填写{label}。"
            if len(text) > LONGEST[field]:
                yield f"{label}共 {len(text)} 字，超过 {LONGEST[field]} 字，请精简。"
        if has_numbers(f"{subject.question}\n{subject.answer}"):
            yield "内容中有身份证号、银行卡号或电话号码，公开前请删去。"

    def act(self, subject: CommonQuestion, actor: Actor, **data: Any) -> dict[str, Any]:
        """Publish it."""
        subject.published_at = clock.now()
        return {"question": subject.question, "clause": subject.clause}


PUBLISH_QUESTION = PublishQuestion()
