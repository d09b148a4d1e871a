"""The self-check: everybody's facts against every title of every plan that the public may see. Nothing is written."""

import datetime as dt
import enum
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from applicants.enums import RecordStage
from applicants.facts import person_facts
from applicants.models import Profile
from credits.facts import credits_by_year
from law.answers import MISSING, Answer
from law.examination import Examination, Finding, Group, Outcome, examine
from law.rulebook import Rulebook
from reviews.enums import IntegrityClock, Level
from reviews.facts.claims import best_contest, listed_occupations, related_records
from reviews.models import Plan, PlanTitle
from reviews.rulebooks import book_of
from reviews.selectors.integrity import in_force
from reviews.selectors.plans import published_plans, state_of
from zcps import clock

logger = logging.getLogger(__name__)
Facts = Mapping[str, Any]
# Bounded, whatever is published: the plans that close last, and of those that have ended only the last seasons.
_MOST, _MOST_ENDED = 60, 8
_STATES = ("open", "coming", "ended")


class Rank(enum.IntEnum):
    """How near a title is, the nearest first."""

    ELIGIBLE = 0
    PERSON = 1
    FACTS = 2
    NEAREST = 3
    REST = 4


@dataclass(frozen=True)
class Waits:
    """What an open answer waits for: decisions on ambiguities, and facts that were not told."""

    ambiguities: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """How somebody stands to one title of one plan."""

    plan: Plan
    title: PlanTitle
    state: str
    found: Examination

    @property
    def waits(self) -> Waits:
        """What the way that comes nearest waits for, and the gates and credits with it."""
        open_ones = [each for each in self.found.findings if each.answer is Answer.UNKNOWN and self._decides(each)]
        codes = {code for each in open_ones for code in each.ambiguities} - {MISSING}
        return Waits(tuple(sorted(codes)), tuple(sorted({path for each in open_ones for path in each.missing})))

    def _decides(self, finding: Finding) -> bool:
        return finding.group is not Group.ROUTE or finding.id == self.found.rule

    @property
    def rank(self) -> Rank:
        """Eligible; for a person to decide; to be completed; one thing short; further away."""
        if self.found.outcome is Outcome.ELIGIBLE:
            return Rank.ELIGIBLE
        if self.found.outcome is Outcome.NEEDS_HUMAN:
            return Rank.FACTS if self.waits.missing else Rank.PERSON
        return Rank.NEAREST if self.found.nearest and not self._asks_for_somebody_else else Rank.REST

    @property
    def _asks_for_somebody_else(self) -> bool:
        """Whether what is missing is whom the way is for, such as another education: no step that is near."""
        nearest = self.found.nearest
        way = next((each for each in self.found.findings if nearest and each.id == nearest.id), None)
        if nearest is None or nearest.group is not Group.ROUTE:
            return False
        return way is None or not way.steps or way.steps[0].asks == nearest.asks

    @property
    def day(self) -> dt.date | None:
        """From when time alone brings what is missing."""
        nearest = self.found.nearest
        return (nearest.earliest if nearest else None) or self.found.earliest

    @property
    def is_closed_to_all(self) -> bool:
        """Whether no way is open, apart from what is asked of everybody."""
        routes = [each for each in self.found.findings if each.group is Group.ROUTE]
        return bool(routes) and all(each.answer is Answer.NOT_MET for each in routes)

    @property
    def clause(self) -> str:
        """The clause of the way that is told of."""
        return next((each.clause for each in self.found.findings if each.id == self.found.rule), "")

    @property
    def order(self) -> tuple[Any, ...]:
        """The nearest first; of two equally near the sooner, then one to which a way is open, then the higher title."""
        near = (self.rank, self.day or dt.date.max, self.is_closed_to_all)
        return *near, -_height(self.title), self.plan.pk, self.title.order


def _height(title: PlanTitle) -> int:
    return Level.values.index(title.level) if title.level in Level.values else -1


def shown_plans() -> list[Plan]:
    """Return the plans to check against, with their titles: open, to come, and the last that have ended; 2 queries."""
    titles = Prefetch("titles", PlanTitle.objects.select_related("committee"))
    rows = published_plans().defer("sections", "materials").prefetch_related(titles)
    newest = list(rows.order_by("-filing_closes", "-pk")[:_MOST])
    by_state = {state: [plan for plan in newest if state_of(plan) == state] for state in _STATES}
    return [*by_state["open"], *by_state["coming"], *by_state["ended"][:_MOST_ENDED]]


def books_of(plans: Iterable[Plan]) -> Iterator[tuple[Plan, Rulebook]]:
    """Yield the plans with their rulebooks. One that cannot be read keeps nobody from the others; it is logged."""
    for plan in plans:
        try:
            yield plan, book_of(plan)
        except ValueError:  # neither readable data (JSONDecodeError) nor a coherent rulebook (RulebookError)
            logger.exception("the rulebook of plan %s cannot be read: the self-check leaves it out", plan.code)


def standings_of(
    plans: Sequence[Plan], facts_for: Callable[[Plan, Rulebook, str], Facts], on: dt.date, *, has_credits: bool
) -> list[Standing]:
    """Return how somebody stands to every title, the nearest first; credits are judged where they were told."""
    found = [
        Standing(
            plan,
            title,
            state_of(plan),
            examine(book, facts_for(plan, book, title.name), title.name, on, credits=has_credits),
        )
        for plan, book in books_of(plans)
        for title in plan.titles.all()
        if title.name in book.targets
    ]
    return sorted(found, key=lambda standing: standing.order)


class Archive:
    """What the archive of one person tells, read once for all plans; it depends on the plan's area and series.

    As for an application into which every verified record was taken (reviews/facts/application.py), and however many
    plans there are, no more queries.
    """

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        rows = profile.records.filter(stage=RecordStage.VERIFIED, deleted_at=None)
        self.records = list(rows.order_by("module", "started", "pk"))
        self._credits = credits_by_year(profile)
        records = profile.integrity_records.all()
        self._has_record = {period: in_force(records, period).exists() for period in IntegrityClock.values}
        self._listed = listed_occupations(self.records, clock.today())
        self._known: dict[tuple[int, str], Facts] = {}

    def facts_for(self, plan: Plan, book: Rulebook | None = None, title: str = "") -> Facts:
        """Return the facts for a plan; for a title of it, with the contest result that serves it best."""
        key = (plan.region_id, plan.series)
        if key not in self._known:
            self._known[key] = self._facts(plan)
        facts = self._known[key]
        if book is None or "contest" not in facts:
            return facts
        return {**facts, "contest": best_contest(book, title, facts, self.records)}

    def _facts(self, plan: Plan) -> Facts:
        records, listed = related_records(self.records, plan.series, self._listed)
        facts = person_facts(self._profile, records, clock.today(), plan.region)
        if listed:
            facts["skill"] = {**facts.get("skill", {}), **listed["skill"]}
        if self._has_record[plan.integrity_clock]:
            facts["person"] = {**facts.get("person", {}), "integrity_record_active": True}
        return {**facts, "credits": self._credits, "apply": {"series": plan.series}}
