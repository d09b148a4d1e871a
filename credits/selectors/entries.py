"""Reads about credit entries: the person's years, the registrar's list."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from accounts.actor import Actor
from accounts.models import JournalEntry
from applicants.models import Profile
from credits.enums import CreditKind, CreditStage
from credits.models import CreditEntry
from credits.permissions import is_registrar
from law.credits import policies

PUBLIC = (CreditKind.GENERAL_PUBLIC, CreditKind.INDUSTRY_PUBLIC)


@dataclass(frozen=True)
class Cell:
    """Hours of one kind in one year: recognised, waiting, and how many are still short of what the year needs."""

    recognised: int
    pending: int
    needed: int | None = None

    @property
    def short(self) -> int:
        """How many recognised hours are missing."""
        return max((self.needed or 0) - self.recognised, 0)


@dataclass(frozen=True)
class YearRow:
    """One year of the table; `public` is both public kinds together, as the rule counts them."""

    year: int
    general_public: Cell
    industry_public: Cell
    public: Cell
    professional: Cell
    total: Cell

    @property
    def is_met(self) -> bool:
        """Whether the year's minimum is reached by recognised hours."""
        return not (self.public.short or self.professional.short or self.total.short)


def yearly_needs() -> dict[str, int]:
    """Return what every year needs (S0 附件2 第五条): {"public": 18, "professional": 60, "total": 90}."""
    return dict(policies()["CP-REG"]["checks"][0]["each_year"])


def year_table(profile: Profile) -> list[YearRow]:
    """Return the years a person has entries in, the newest first (one query)."""
    rows = CreditEntry.objects.filter(profile=profile).order_by().values_list("year", "kind", "stage")
    hours: dict[int, Counter[tuple[str, bool]]] = {}
    for year, kind, stage, number in rows.annotate(Sum("hours")):
        if stage in (CreditStage.RECOGNISED, CreditStage.SUBMITTED):
            hours.setdefault(year, Counter())[kind, stage == CreditStage.RECOGNISED] += number
    return [_row(year, hours[year]) for year in sorted(hours, reverse=True)]


def _row(year: int, hours: Counter[tuple[str, bool]]) -> YearRow:
    needs = yearly_needs()

    def cell(*kinds: str, needed: int | None = None) -> Cell:
        return Cell(sum(hours[k, True] for k in kinds), sum(hours[k, False] for k in kinds), needed)

    return YearRow(
        year,
        cell(CreditKind.GENERAL_PUBLIC),
        cell(CreditKind.INDUSTRY_PUBLIC),
        cell(*PUBLIC, needed=needs["public"]),
        cell(CreditKind.PROFESSIONAL, needed=needs["professional"]),
        cell(*CreditKind.values, needed=needs["total"]),
    )


def entries_of(profile: Profile) -> QuerySet[CreditEntry]:
    """Return a person's entries, the newest year first."""
    return CreditEntry.objects.filter(profile=profile).select_related("evidence").order_by("-year", "kind", "pk")


def sent_to(actor: Actor) -> QuerySet[CreditEntry]:
    """Return the entries a registrar may see: of people whose place lies in the agency's region, drafts left out."""
    if not is_registrar(actor) or actor.agency is None:
        return CreditEntry.objects.none()
    region = actor.agency.region_id
    at_work = within("profile__employer__region", region)
    insured = Q(profile__employer=None) & within("profile__insurance_region", region)
    rows = CreditEntry.objects.filter(at_work | insured).exclude(stage=CreditStage.DRAFT)
    return rows.select_related(
        "evidence",
        "profile__user",
        "profile__employer__region__parent__parent",
        "profile__insurance_region__parent__parent",
    )


def within(place: str, region: int) -> Q:
    """What lies in a region or below it; `place` leads to the region of a row."""
    return Q(**{place: region}) | Q(**{f"{place}__parent": region}) | Q(**{f"{place}__parent__parent": region})


def counts_sent(actor: Actor) -> dict[str, Counter[str]]:
    """Return how many entries stand in which stage, and how many waiting ones are of which kind (one query)."""
    counts: dict[str, Counter[str]] = {"stage": Counter(), "kind": Counter()}
    for stage, kind, number in sent_to(actor).order_by().values_list("stage", "kind").annotate(Count("pk")):
        counts["stage"][stage] += number
        if stage == CreditStage.SUBMITTED:
            counts["kind"][kind] += number
    return counts


def history_of(entry: CreditEntry) -> list[JournalEntry]:
    """Return what was done to an entry, the oldest first."""
    rows = JournalEntry.objects.filter(subject_type=CreditEntry._meta.label_lower, subject_id=entry.pk)
    return list(rows.order_by("number"))
