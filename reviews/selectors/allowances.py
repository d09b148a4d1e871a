"""The year's list as an employer or the bureau sees it."""

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from accounts.selectors.narrowing import with_words, words_in
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
    asked = words_in(words)
    years = [word for word in asked if word.isdecimal() and len(word) == len("2022")]
    for year in years:
        rows = rows.filter(year=int(year))
    others = " ".join(word for word in asked if word not in years)
    return with_words(rows, others, "profile__user__name", "employer__name", "title")
