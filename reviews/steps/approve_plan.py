"""approve_plan: the HR bureau approves the announcement."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import PlanStage
from reviews.models import Plan
from reviews.permissions import supervises_plan
from reviews.services.plan_lint import problems_of
from reviews.steps.base import PlanStep, tell_agency


class ApprovePlan(PlanStep):
    """The bureau checks the announcement; only then may the plan be published."""

    name = "approve_plan"
    verb = "审核同意计划"
    clause = "衢市人社专〔2021〕61号 一(一)"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({PlanStage.SUBMITTED})
    after = PlanStage.APPROVED

    def concerns(self, subject: Plan, actor: Actor) -> bool:
        """Only the bureau above the plan."""
        return supervises_plan(actor, subject)

    def obstacles(self, subject: Plan, actor: Actor, **data: Any) -> Iterable[str]:
        """A rulebook may have changed since the plan was submitted."""
        return problems_of(subject)

    def act(self, subject: Plan, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep which plan was approved."""
        return {"code": subject.code}

    def messages(self, subject: Plan, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office that it may publish."""
        body = f"“{subject.name}”已审核同意，请核对后发布。"
        return tell_agency(subject.office, "申报计划已审核同意", body, f"/office/plans/{subject.pk}/")


APPROVE_PLAN = ApprovePlan()
