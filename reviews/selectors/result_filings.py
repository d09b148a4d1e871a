"""Lists of results as an office sees them: its own, those it seals, signs or approves."""

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from accounts.selectors.narrowing import words_in
from reviews.models import ResultFiling

FILINGS = ResultFiling.objects.select_related(
    "plan__office", "plan__hr_bureau", "plan__co_publisher", "meeting__plan",
    "meeting__committee__founding_body", "meeting__committee__supervisor", "seal_scan",
)  # fmt: skip


def filings_of(actor: Actor) -> QuerySet[ResultFiling]:
    """Return the lists that concern an office."""
    if actor.agency_id is None or actor.role == Role.EXPERT:
        return ResultFiling.objects.none()
    at = actor.agency_id
    return FILINGS.filter(
        Q(plan__office=at)
        | Q(plan__hr_bureau=at)
        | Q(plan__co_publisher=at)
        | Q(meeting__committee__founding_body=at)
        | Q(meeting__committee__supervisor=at)
        | Q(meeting=None, pk__in=_watched_by(at).values("pk"))
    )


def _watched_by(agency: int) -> QuerySet[ResultFiling]:
    """The lists without a meeting of plans whose committees an office supervises."""
    return ResultFiling.objects.filter(meeting=None, plan__titles__committee__supervisor=agency)


def searched(rows: QuerySet[ResultFiling], words: str) -> QuerySet[ResultFiling]:
    """Narrow to what has every word in its number, its meeting, its document or the name of somebody on it."""
    for word in words_in(words):
        rows = rows.filter(
            Q(number__icontains=word)
            | Q(meeting__name__icontains=word)
            | Q(meeting=None, plan__name__icontains=word)
            | Q(publication_number__icontains=word)
            | Q(pk__in=ResultFiling.objects.filter(lines__application__applicant__user__name__icontains=word))
        )
    return rows
