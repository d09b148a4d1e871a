"""return_plan: the HR bureau sends a plan back to its office with every reason."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import PlanStage
from reviews.models import Plan
from reviews.permissions import supervises_plan
from reviews.steps.base import PlanStep, tell_agency


class ReturnPlan(PlanStep):
    """The bureau checks the announcement before it is issued (S3 一(一)); what does not pass is drawn up anew."""

    name = "return_plan"
    verb = "退回计划"
    clause = "衢市人社专〔2021〕61号 一(一)"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({PlanStage.SUBMITTED, PlanStage.APPROVED})
    after = PlanStage.DRAFT

    def concerns(self, subject: Plan, actor: Actor) -> bool:
        """Only the bureau above the plan."""
        return supervises_plan(actor, subject)

    def obstacles(self, subject: Plan, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """The reasons are given, all at once."""
        if not reason.strip():
            yield "请写明退回的全部理由和修改要求，评委会办公室将据此修改后重新报审。"

    def act(self, subject: Plan, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Keep why."""
        return {"code": subject.code, "reason": reason.strip()}

    def messages(self, subject: Plan, actor: Actor, *, reason: str, **data: Any) -> Iterable[Message]:
        """Tell the office why."""
        body = f"“{subject.name}”被人力社保部门退回。理由：{reason.strip()}"
        return tell_agency(subject.office, "申报计划被退回", body, f"/office/plans/{subject.pk}/")


RETURN_PLAN = ReturnPlan()
