"""The year's list as an employer or the bureau sees it."""

from collections import Counter

from django.db.models import Count, Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from employers.permissions import employer_of
from reviews.models import Allowance

ALLOWANCES = Allowance.objects.select_related("profile__user", "employer", "bureau", "certificate")


def allowances_before(actor: Actor) -> QuerySet[Allowance]:
    """Return an employer's own, or those that a bureau confirms."""
    if actor.role == Role.EMPLOYER:
        return ALLOWANCES.filter(employer=employer_of(actor))
    return ALLOWANCES.filter(bureau=actor.agency_id) if actor.agency_id else ALLOWANCES.none()


def searched(rows: QuerySet[Allowance], words: str) -> QuerySet[Allowance]:
    """Narrow to what has every word in the person, the employer or the title; a year of four digits is the year."""
    for word in words[:60].split():
        if word.isdecimal() and len(word) == len("2022"):
            rows = rows.filter(year=int(word))
            continue
        rows = rows.filter(
            Q(profile__user__name__icontains=word) | Q(employer__name__icontains=word) | Q(title__icontains=word)
        )
    return rows


def counts_of(rows: QuerySet[Allowance]) -> Counter[str]:
    """Return how many stand in which stage (one query)."""
    return Counter(dict(rows.order_by().values_list("stage").annotate(Count("pk"))))
