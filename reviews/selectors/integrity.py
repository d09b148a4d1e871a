"""Reads about the integrity file: what an HR bureau sees of it."""

from collections import Counter

from django.db.models import Count, Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from credits.selectors.entries import within
from reviews.models import IntegrityRecord

RECORDS = IntegrityRecord.objects.select_related(
    "profile__user",
    "profile__employer__region__parent__parent",
    "profile__insurance_region__parent__parent",
)


def records_under(actor: Actor) -> QuerySet[IntegrityRecord]:
    """Return the records of people whose place lies in the bureau's region."""
    if actor.role != Role.HR_BUREAU or actor.agency is None:
        return IntegrityRecord.objects.none()
    region = actor.agency.region_id
    insured = Q(profile__employer=None) & within("profile__insurance_region", region)
    return RECORDS.filter(within("profile__employer__region", region) | insured)


def searched(rows: QuerySet[IntegrityRecord], words: str) -> QuerySet[IntegrityRecord]:
    """Return the records whose person or employer has every word in the name."""
    for word in words[:60].split():
        rows = rows.filter(Q(profile__user__name__icontains=word) | Q(profile__employer__name__icontains=word))
    return rows


def counts_under(actor: Actor) -> Counter[str]:
    """Return how many records stand in which stage (one query)."""
    return Counter(dict(records_under(actor).order_by().values_list("stage").annotate(Count("pk"))))
