"""close_plan: nothing is left to do under a plan; the office ends it, or the clock once every deadline has passed."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import PlanStage
from reviews.models import Plan
from reviews.permissions import runs_plan
from reviews.services.plan_life import PERFORMED_BY_CLOCK, open_cases
from reviews.steps.base import PlanStep
from zcps import clock
from zcps.templatetags.chinese import cn_deadline


class ClosePlan(PlanStep):
    """The plan stays public with its results; nobody can file under it any more (S0 五(二) 逾期不再受理)."""

    name = "close_plan"
    verb = "结束计划"
    clause = "衢经信产融〔2022〕44号 五(二)"
    roles = frozenset({Role.COMMITTEE_OFFICE, Role.CLOCK})
    before = frozenset({PlanStage.PUBLISHED})
    after = PlanStage.CLOSED

    def concerns(self, subject: Plan, actor: Actor) -> bool:
        """The office whose plan it is, and the clock."""
        return actor.role == Role.CLOCK or runs_plan(actor, subject)

    def obstacles(self, subject: Plan, actor: Actor, **data: Any) -> Iterable[str]:
        """Filing has ended, and so has every case."""
        if clock.now() < subject.filing_closes:
            yield f"个人申报{cn_deadline(subject.filing_closes)}，在此之前不能结束计划。"
        if left := open_cases(subject).count():
            yield f"还有 {left} 件申报没有办结，请办结后再结束计划。"

    def act(self, subject: Plan, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep how many cases it had."""
        return {"code": subject.code, "cases": subject.applications.count()}


CLOSE_PLAN = ClosePlan()
PERFORMED_BY_CLOCK["close_plan"] = CLOSE_PLAN
