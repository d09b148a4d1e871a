"""announce_plan: the committee office submits its announcement to the HR bureau."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import PlanStage
from reviews.models import Plan
from reviews.permissions import runs_plan
from reviews.services.plan_lint import problems_of, remarks_on
from reviews.steps.base import PlanStep, tell_agency


class AnnouncePlan(PlanStep):
    """The office draws up the year's announcement and reports it for approval."""

    name = "announce_plan"
    verb = "报审计划"
    clause = "衢市人社专〔2021〕61号 一(一)"
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset({PlanStage.DRAFT})
    after = PlanStage.SUBMITTED

    def concerns(self, subject: Plan, actor: Actor) -> bool:
        """Only the office whose plan it is."""
        return runs_plan(actor, subject)

    def obstacles(self, subject: Plan, actor: Actor, **data: Any) -> Iterable[str]:
        """Whatever would make the plan unworkable or a rule without a source."""
        return problems_of(subject)

    def act(self, subject: Plan, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep what the bureau has to know besides, such as a deadline on a holiday."""
        return {"code": subject.code, "remarks": remarks_on(subject), "accepted": subject.accepted_warnings}

    def messages(self, subject: Plan, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the bureau that a plan waits."""
        body = f"“{subject.name}”已报审，请审核；{actor.hat_label}确认的提示和理由列在计划页。"
        return tell_agency(subject.hr_bureau, "申报计划待审核", body, f"/office/plans/{subject.pk}/")


ANNOUNCE_PLAN = AnnouncePlan()
