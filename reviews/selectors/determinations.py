"""Initial determinations (初定): the public column of the year's plans, and the desk of an office that determines."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import Determiner, FilingStage, PlanKind, PlanStage, Stage
from reviews.models import Application, Plan, ResultFiling
from reviews.selectors.plans import published_plans

_RUNNING = (PlanStage.PUBLISHED, PlanStage.CLOSED)
# What the desk counts of each plan, in the order of the procedure: the worklist's filter, or none, and the words.
STATIONS = (
    (Stage.RECOMMENDATION, "", "审核推荐中"),
    (Stage.DETERMINATION, "determination", "待初定"),
    (Stage.DETERMINED, "determined", "待公示"),
    (Stage.RESULT_PUBLICITY, "", "公示中"),
    (Stage.APPROVAL, "", "待列入名单和公布"),
    (Stage.ANNOUNCED, "", "已公布"),
    (Stage.NOT_DETERMINED, "", "不予初定"),
)


@dataclass(frozen=True)
class Desk:
    """One plan before the office that determines: how many stand where, and its lists."""

    plan: Plan
    counts: list[tuple[str, str, int]]
    listed: int
    lists: list[ResultFiling]

    @property
    def may_list(self) -> bool:
        """Whether somebody waits to be put on a list."""
        return self.listed > 0

    @property
    def waiting(self) -> ResultFiling | None:
        """The list that is drawn up and not announced yet."""
        return next((one for one in self.lists if one.stage != FilingStage.APPROVED), None)

    @property
    def to_show(self) -> int:
        """How many wait for their publicity."""
        return next(count for key, _, count in self.counts if key == "determined")


def initial_plans() -> QuerySet[Plan]:
    """Return the published plans of initial determination, those that close last first."""
    plans = published_plans().filter(kind=PlanKind.INITIAL)
    return plans.prefetch_related("titles").order_by("-filing_closes", "-pk")


def plans_determined_by(actor: Actor) -> QuerySet[Plan]:
    """Return the plans under which this office determines."""
    if actor.role == Role.COMMITTEE_OFFICE:
        own = Q(office=actor.agency, determined_by=Determiner.OFFICE)
    elif actor.role == Role.HR_BUREAU:
        own = Q(hr_bureau=actor.agency, determined_by=Determiner.HR_BUREAU)
    else:
        return Plan.objects.none()
    plans = Plan.objects.filter(own, kind=PlanKind.INITIAL, stage__in=_RUNNING)
    return plans.select_related("office", "hr_bureau")


def desks_of(plans: list[Plan]) -> list[Desk]:
    """Return the desk of each plan (two queries for all)."""
    cases = Application.objects.filter(plan__in=plans).order_by()
    counted = cases.values_list("plan", "stage").annotate(Count("pk"))
    numbers = {(plan, stage): count for plan, stage, count in counted}
    lists = list(ResultFiling.objects.filter(plan__in=plans, meeting=None).order_by("-pk"))
    return [
        Desk(
            plan,
            [(key, words, numbers.get((plan.pk, stage), 0)) for stage, key, words in STATIONS],
            numbers.get((plan.pk, Stage.APPROVAL), 0),
            [one for one in lists if one.plan_id == plan.pk],
        )
        for plan in plans
    ]
