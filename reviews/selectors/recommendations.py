"""Recommendations to higher committees as an office sees them: of its own plans, and those used to file there."""

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.selectors.narrowing import with_words
from reviews.enums import CredentialKind
from reviews.models import Certificate

RECOMMENDATIONS = Certificate.objects.filter(kind=CredentialKind.RECOMMENDATION).select_related(
    "application__applicant__user", "application__plan", "application__title__committee", "application__employer",
    "application__plan__hr_bureau", "application__plan__office", "application__snapshot",
)  # fmt: skip


def recommendations_before(actor: Actor) -> QuerySet[Certificate]:
    """Return the recommendations of an office's plans, and those with which somebody has filed under one of them."""
    if actor.agency_id is None:
        return RECOMMENDATIONS.none()
    at = actor.agency_id
    own = Q(application__plan__office=at) | Q(application__plan__hr_bureau=at)
    used = Q(pk__in=Certificate.objects.filter(Q(used_by__plan__office=at) | Q(used_by__plan__hr_bureau=at)))
    return RECOMMENDATIONS.filter(own | used).prefetch_related("used_by__plan", "used_by__title")


def searched(rows: QuerySet[Certificate], words: str) -> QuerySet[Certificate]:
    """Narrow to what has every word in the number, the person, the employer or the title."""
    of_case = ("applicant__user__name", "employer__name", "title__name")
    return with_words(rows, words, "number", *(f"application__{field}" for field in of_case))
