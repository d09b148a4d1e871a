"""Reads about the integrity file: what an HR bureau sees of it."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from accounts.selectors.narrowing import with_words
from credits.selectors.entries import within
from reviews.enums import IntegrityClock, IntegrityStage
from reviews.models import Application, IntegrityRecord
from zcps import clock

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


def to_platforms(actor: Actor) -> QuerySet[IntegrityRecord]:
    """Return what a bureau hands to the credit platforms: of its region, and what it supervised itself."""
    here = records_under(actor).values("pk")
    own = Q(application__plan__hr_bureau=actor.agency)
    return RECORDS.filter(Q(pk__in=here) | own, credit_ends_on__isnull=False).order_by("pk")


def in_force(rows: QuerySet[IntegrityRecord], period: str) -> QuerySet[IntegrityRecord]:
    """Return the records that count today, by the period that the plan asks for; a lifted one never does."""
    today = clock.today()
    in_file = Q(ends_on__gte=today)
    # What is not handed to the platforms has one period only.
    on_platform = Q(credit_ends_on__gte=today) | Q(credit_ends_on=None, ends_on__gte=today)
    counts = on_platform if period == IntegrityClock.CREDIT else in_file
    return rows.filter(counts).exclude(stage=IntegrityStage.LIFTED)


def public_records(application: Application) -> list[dict[str, Any]]:
    """Return what the verification of a revoked certificate tells: who recorded it and until when, no more."""
    today = clock.today()
    rows = IntegrityRecord.objects.filter(application=application).exclude(stage=IntegrityStage.LIFTED)
    told = [
        {
            "recorded_by": row.recorded_by,
            "ends_on": row.ends_on,
            "credit_ends_on": row.credit_ends_on,
            "is_in_file": row.ends_on >= today,
            "is_on_platform": row.credit_ends_on is not None and row.credit_ends_on >= today,
        }
        for row in rows
    ]
    return [each for each in told if each["is_in_file"] or each["is_on_platform"]]


def searched(rows: QuerySet[IntegrityRecord], words: str) -> QuerySet[IntegrityRecord]:
    """Return the records whose person or employer has every word in the name."""
    return with_words(rows, words, "profile__user__name", "profile__employer__name")
