"""start_correction: the office begins the next version of a published plan (更正公告)."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import PlanStage
from reviews.models import Plan
from reviews.permissions import runs_plan
from reviews.services.plan_corrections import begin, open_correction
from reviews.steps.base import PlanStep


class StartCorrection(PlanStep):
    """A published plan is frozen: whatever is wrong in it is corrected by an announcement of its own (S3 一(一))."""

    name = "start_correction"
    verb = "起草更正公告"
    clause = "衢市人社专〔2021〕61号 一(一)、三(二)"
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset({PlanStage.PUBLISHED})

    def concerns(self, subject: Plan, actor: Actor) -> bool:
        """Only the office whose plan it is."""
        return runs_plan(actor, subject)

    def obstacles(self, subject: Plan, actor: Actor, **data: Any) -> Iterable[str]:
        """One at a time: two would each repeat what the other changes."""
        if open_correction(subject) is not None:
            yield "本计划已有一份更正公告正在起草或审核，请在该份上继续修改。"

    def act(self, subject: Plan, actor: Actor, **data: Any) -> dict[str, Any]:
        """Write the draft; the plan itself stays as it is."""
        draft = begin(subject)
        return {"code": subject.code, "correction": draft.pk, "version": draft.version}


START_CORRECTION = StartCorrection()
