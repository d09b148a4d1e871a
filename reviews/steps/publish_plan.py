"""publish_plan: the committee office opens the plan to the public."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import PlanStage
from reviews.models import Plan
from reviews.permissions import runs_plan
from reviews.selectors.deadlines import last_day
from reviews.services.plan_lint import problems_of
from reviews.services.versions import keep_version
from reviews.steps.base import PlanStep
from zcps import clock


class PublishPlan(PlanStep):
    """The approved announcement appears on the public site; the plan is frozen from here."""

    name = "publish_plan"
    verb = "发布计划"
    awaits_clock = True
    decisive = True
    clause = "衢市人社专〔2021〕61号 一(一)"
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset({PlanStage.APPROVED})
    after = PlanStage.PUBLISHED

    def concerns(self, subject: Plan, actor: Actor) -> bool:
        """Only the office whose plan it is; a correction has an act of its own."""
        return subject.corrects_id is None and runs_plan(actor, subject)

    def obstacles(self, subject: Plan, actor: Actor, **data: Any) -> Iterable[str]:
        """Nobody could file under a plan whose deadline has passed."""
        yield from problems_of(subject)
        if clock.now() >= subject.filing_closes:
            yield f"个人申报截止日 {last_day(subject.filing_closes)} 已过，发布后无人能申报，请先调整时间并重新报审。"

    def act(self, subject: Plan, actor: Actor, **data: Any) -> dict[str, Any]:
        """Mark the moment of publication and keep what was published."""
        subject.published_at = clock.now()
        version = keep_version(subject)
        return {"code": subject.code, "version": version.number, "sha256": version.sha256}


PUBLISH_PLAN = PublishPlan()
