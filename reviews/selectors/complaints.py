"""Complaints before a body, those due first."""

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from accounts.selectors.narrowing import with_words
from reviews.models import Complaint

COMPLAINTS = Complaint.objects.select_related(
    "agency", "evidence", "application__plan__hr_bureau", "application__plan__office",
    "application__applicant__user", "application__title__committee", "application__employer", "application__holder",
)  # fmt: skip


def complaints_of(actor: Actor) -> QuerySet[Complaint]:
    """Return the complaints addressed to a body."""
    return COMPLAINTS.filter(agency=actor.agency) if actor.role == Role.HR_BUREAU else COMPLAINTS.none()


def searched(rows: QuerySet[Complaint], words: str) -> QuerySet[Complaint]:
    """Narrow to what has every word in the applicant's name, the plan or the number."""
    return with_words(rows, words, "application__applicant__user__name", "application__plan__name", "receipt__iexact")
