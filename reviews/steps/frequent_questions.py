"""The form of the acts on what is published for everybody: by the office that wrote it."""

from accounts.actor import Actor
from accounts.enums import Role
from accounts.steps.base import Step
from reviews.models import CommonQuestion
from reviews.permissions import keeps_question
from reviews.steps.answer_inquiry import SERVICE_CLAUSE


class QuestionStep(Step[CommonQuestion]):
    """An act of a bureau or a committee office on its own answer."""

    clause = SERVICE_CLAUSE
    roles = frozenset({Role.HR_BUREAU, Role.COMMITTEE_OFFICE})

    def concerns(self, subject: CommonQuestion, actor: Actor) -> bool:
        """The office that wrote it."""
        return keeps_question(actor, subject)
