"""How many people newly filled in an archive for each who filed: five to one at least (S0 三(三))."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.actor import Actor
from accounts.enums import Role
from applicants.models import ArchiveRecord, Profile
from credits.selectors.entries import within
from employers.enums import EmployerStage
from employers.models import Employer
from employers.selectors.officers import employer_of
from reviews.models import Application
from zcps import clock

WANTED = 5
CLAUSE = "衢经信产融〔2022〕44号 三(三)"
# What is not asked of a later year by this notice is still shown: the offices compare years.
YEAR_OF_CLAUSE = 2022


@dataclass(frozen=True)
class Ratio:
    """The two figures of one place or employer."""

    name: str
    archives: int
    filed: int

    @property
    def is_reached(self) -> bool | None:
        """Whether there are five archives for each case; None where nobody has filed."""
        return self.archives >= WANTED * self.filed if self.filed else None

    @property
    def words(self) -> str:
        """Return the ratio as it is spoken of: 4.5：1."""
        return f"{10 * self.archives // self.filed / 10:g}：1" if self.filed else "—"

    @property
    def missing(self) -> int:
        """Return how many archives are still missing."""
        return max(0, WANTED * self.filed - self.archives)


def employers_under(actor: Actor) -> QuerySet[Employer]:
    """Return the employers of a bureau's or supervision office's region, or the officer's own."""
    bound = Employer.objects.filter(stage=EmployerStage.BOUND)
    if actor.role == Role.EMPLOYER:
        own = employer_of(actor)
        return bound.filter(pk=own.pk) if own else bound.none()
    if actor.agency is None or actor.role not in {Role.HR_BUREAU, Role.SUPERVISION}:
        return bound.none()
    return bound.filter(within("region", actor.agency.region_id))


def counted(employers: QuerySet[Employer], year: int) -> QuerySet[Employer]:
    """Add to each employer how many of its people newly filled in an archive in a year, and how many filed."""
    new = Profile.objects.filter(employer=OuterRef("pk"), pk__in=_newly_filled(year))
    cases = _filed(year).filter(employer=OuterRef("pk"))
    return employers.annotate(archives=_number(new), filed=_number(cases))


def by_region(actor: Actor, year: int) -> list[Ratio]:
    """Return the figures of each county or city in the actor's region (two queries), those that lack most first."""
    employers = employers_under(actor)
    place = "employer__region__name"
    new = Profile.objects.filter(employer__in=employers, pk__in=_newly_filled(year))
    cases = _filed(year).filter(employer__in=employers)
    archives = dict(new.order_by().values_list(place).annotate(Count("pk")))
    filed = dict(cases.order_by().values_list(place).annotate(Count("pk")))
    found = [Ratio(name or "未填写", archives.get(name, 0), filed.get(name, 0)) for name in archives.keys() | filed]
    return sorted(found, key=lambda row: (-row.missing, row.name))


def total(rows: Iterable[Ratio]) -> Ratio:
    """Return the sum of all places."""
    rows = list(rows)
    return Ratio("合计", sum(row.archives for row in rows), sum(row.filed for row in rows))


def ratio_of(employer: Any) -> Ratio:
    """Return the figures of an employer that counted() has counted."""
    return Ratio(employer.name, employer.archives, employer.filed)


def exported(employers: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield the list for a spreadsheet."""
    yield ["单位", "所在地", "新填报业绩档案人数", "申报人数", "比例", "尚缺"]
    for employer in employers:
        row = ratio_of(employer)
        region = employer.region.name if employer.region else ""
        yield [row.name, region, row.archives, row.filed, row.words, row.missing]


def _newly_filled(year: int) -> QuerySet[Any]:
    """People whose first record was begun in the year (新填报)."""
    first = ArchiveRecord.objects.order_by().values("profile").annotate(first=Min("created_at"))
    begins, ends = _year(year)
    return first.filter(first__gte=begins, first__lt=ends).values("profile")


def _filed(year: int) -> QuerySet[Application]:
    begins, ends = _year(year)
    return Application.objects.filter(filed_at__gte=begins, filed_at__lt=ends)


def _year(year: int) -> tuple[dt.datetime, dt.datetime]:
    first, last = (dt.datetime(each, 1, 1, tzinfo=clock.SHANGHAI) for each in (year, year + 1))
    return first, last


def _number(rows: QuerySet[Any]) -> Coalesce:
    one = rows.order_by().values("employer").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(one, output_field=IntegerField()), 0)
