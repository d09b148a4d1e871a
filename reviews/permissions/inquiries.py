"""Who answers what people ask an office, and who keeps what it publishes."""

from accounts.actor import Actor
from accounts.enums import Role
from reviews.models import CommonQuestion, Inquiry

# The offices that have to answer (S3 三(五): 各评委会办公室), and the bureaus above them.
ANSWERING = (Role.HR_BUREAU, Role.COMMITTEE_OFFICE)


def answers_inquiry(actor: Actor, inquiry: Inquiry) -> bool:
    """The office that was asked; it alone reads who asked and how he can be reached."""
    return actor.role in ANSWERING and actor.agency_id == inquiry.agency_id


def keeps_question(actor: Actor, question: CommonQuestion) -> bool:
    """The office that wrote it."""
    return actor.role in ANSWERING and actor.agency_id == question.agency_id
