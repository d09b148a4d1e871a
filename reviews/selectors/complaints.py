"""Complaints before a body, those due first."""

from collections import Counter

from django.db.models import Count, Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Role
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
    for word in words[:60].split():
        named = Q(application__applicant__user__name__icontains=word)
        rows = rows.filter(named | Q(application__plan__name__icontains=word) | Q(receipt__iexact=word))
    return rows


def counts_of(rows: QuerySet[Complaint]) -> Counter[str]:
    """Return how many stand in which stage (one query)."""
    return Counter(dict(rows.order_by().values_list("stage").annotate(Count("pk"))))
