"""What people asked an office, and what offices answer to everybody."""

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.models import Agency
from accounts.selectors.narrowing import with_words
from reviews.enums import PlanStage, QuestionStage
from reviews.models import CommonQuestion, Inquiry

INQUIRIES = Inquiry.objects.select_related("agency", "plan")
QUESTIONS = CommonQuestion.objects.select_related("agency")


def inquiries_of(actor: Actor) -> QuerySet[Inquiry]:
    """Return what an office was asked."""
    return INQUIRIES.filter(agency=actor.agency)


def searched(rows: QuerySet[Inquiry], words: str, topic: str = "") -> QuerySet[Inquiry]:
    """Narrow to what has every word in the question, the name or the number, and to one topic."""
    rows = with_words(rows, words, "text", "name", "receipt__iexact")
    return rows.filter(topic=topic) if topic else rows


def published(words: str = "", topic: str = "") -> QuerySet[CommonQuestion]:
    """Return what offices answer to everybody, narrowed to words and to one topic."""
    rows = with_words(QUESTIONS.filter(stage=QuestionStage.PUBLISHED), words, "question", "answer")
    return rows.filter(topic=topic) if topic else rows


def questions_of(actor: Actor) -> QuerySet[CommonQuestion]:
    """Return what an office has published, and withdrawn."""
    return QUESTIONS.filter(agency=actor.agency)


def offices_to_ask() -> QuerySet[Agency]:
    """Return the committee offices and bureaus of the plans that everybody can read."""
    open_ones = (PlanStage.PUBLISHED, PlanStage.CLOSED)
    runs = Q(plans__stage__in=open_ones) | Q(plans_supervised__stage__in=open_ones)
    return Agency.objects.filter(runs).distinct().order_by("name")
