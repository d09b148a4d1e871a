"""Reads about self-appointing institutions and their filings."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Agency
from employers.enums import SelfAppointingStage, SelfFilingKind, SelfFilingStage
from employers.models import Employer, SelfAppointing, SelfFiling
from employers.selectors.search import bound_at, named

# For how many years the plan stands (三年评审规划).
PLAN_YEARS = 3
_HANDED_IN = frozenset({SelfFilingStage.SUBMITTED, SelfFilingStage.ACKNOWLEDGED})


@dataclass(frozen=True)
class Duty:
    """One filing of a year: what was filed, until when it is due, whether that has passed."""

    kind: SelfFilingKind
    year: int
    filing: SelfFiling | None
    due: dt.date | None
    is_overdue: bool


def standing_of(employer: Employer) -> SelfAppointing | None:
    """Return what the bureau has settled of an employer, in force or ended; None where it never did."""
    return SelfAppointing.objects.select_related("settled_by").filter(employer=employer).first()


def appoints_itself(employer: Employer | None, series: str) -> SelfAppointing | None:
    """Return the standing of an employer that appoints its own people in this series."""
    standing = standing_of(employer) if employer else None
    return standing if standing and standing.covers(series) else None


def duties(standing: SelfAppointing, year: int, on: dt.date, filings: Iterable[SelfFiling]) -> list[Duty]:
    """Return the three filings of a year, overdue ones told."""
    return [_duty(standing, kind, year, on, list(filings)) for kind in SelfFilingKind]


def _duty(standing: SelfAppointing, kind: SelfFilingKind, year: int, on: dt.date, filings: list[SelfFiling]) -> Duty:
    first = year - PLAN_YEARS + 1 if kind == SelfFilingKind.PLAN else year
    fitting = [each for each in filings if each.kind == kind and first <= each.year <= year]
    # What was handed in stands until the next one is: a draft, or one sent back, does not take its place.
    filing = max(fitting, key=lambda each: (each.stage in _HANDED_IN, each.year), default=None)
    due = _due(standing.dues.get(kind, ""), year)
    is_done = filing is not None and filing.stage in _HANDED_IN
    return Duty(kind, filing.year if filing else year, filing, due, due is not None and on > due and not is_done)


def _due(text: str, year: int) -> dt.date | None:
    """`04-30` of the year; the last of February is the 28th or 29th, whichever there is."""
    if not text:
        return None
    month, day = map(int, text.split("-"))
    return dt.date(year, month, min(day, 28)) if month == 2 else dt.date(year, month, day)  # noqa: PLR2004 - February


def units_at(bureau: Agency) -> QuerySet[Employer]:
    """Return the bound employers of a bureau's region with what is settled of them."""
    return bound_at(bureau).select_related("self_appointing")


def matching(units: QuerySet[Employer], shown: str, query: str) -> QuerySet[Employer]:
    """Narrow to the self-appointing ones, to those with a filing that waits, and by name or code."""
    if shown == "waiting":
        units = units.filter(pk__in=SelfFiling.objects.filter(stage=SelfFilingStage.SUBMITTED).values("employer"))
    elif shown != "all":
        units = units.filter(self_appointing__stage=SelfAppointingStage.ACTIVE)
    return named(units, query)


def filings_of(employers: Iterable[Employer]) -> dict[int, list[SelfFiling]]:
    """Return the filings of several employers by employer, in one query."""
    found: dict[int, list[SelfFiling]] = {employer.pk: [] for employer in employers}
    for filing in SelfFiling.objects.filter(employer__in=found).select_related("document", "decided_by"):
        found[filing.employer_id].append(filing)
    return found
