"""drop_plan: the office gives up a draft, of a plan or of a correction, that was never published."""

from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import PlanStage
from reviews.models import Plan
from reviews.permissions import runs_plan
from reviews.steps.base import PlanStep


class DropPlan(PlanStep):
    """Nothing public is touched; the number may be used anew."""

    name = "drop_plan"
    verb = "放弃草稿"
    clause = "衢市人社专〔2021〕61号 一(一)"
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset({PlanStage.DRAFT})
    after = PlanStage.DROPPED

    def concerns(self, subject: Plan, actor: Actor) -> bool:
        """Only the office whose draft it is."""
        return runs_plan(actor, subject)

    def act(self, subject: Plan, actor: Actor, **data: Any) -> dict[str, Any]:
        """Free its number."""
        kept = subject.code
        suffix = f"~{subject.pk}"
        subject.code = f"{kept[: 40 - len(suffix)]}{suffix}"
        return {"code": kept}


DROP_PLAN = DropPlan()
