"""publish_correction: an approved correction becomes the plan's next version."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import PlanStage
from reviews.models import Plan
from reviews.permissions import runs_plan
from reviews.services.plan_corrections import changes_nothing, merge, told
from reviews.services.plan_lint import problems_of
from reviews.steps.base import PlanStep
from zcps import clock


class PublishCorrection(PlanStep):
    """Drafts in hand follow the new version and are told what changed; what was filed keeps the old one."""

    name = "publish_correction"
    verb = "发布更正公告"
    awaits_clock = True
    clause = "衢市人社专〔2021〕61号 一(一)、三(二)"
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset({PlanStage.APPROVED})
    after = PlanStage.MERGED

    def concerns(self, subject: Plan, actor: Actor) -> bool:
        """Only the office whose plan it corrects."""
        return subject.corrects_id is not None and runs_plan(actor, subject)

    def obstacles(self, subject: Plan, actor: Actor, **data: Any) -> Iterable[str]:
        """The plan still runs, and the correction still does nobody harm and changes something."""
        yield from problems_of(subject)
        plan = subject.corrects
        if plan is None or plan.stage != PlanStage.PUBLISHED:
            yield "原计划已经结束，不能再更正。"
        elif changes_nothing(subject):
            yield "更正稿与现行版本没有不同，请先修改需要更正的内容。"

    def act(self, subject: Plan, actor: Actor, **data: Any) -> dict[str, Any]:
        """Merge it; keep which version came of it."""
        plan, version, changes = merge(subject)
        subject.published_at = clock.now()
        return {"code": plan.code, "version": version.number, "sha256": version.sha256, "changes": len(changes)}

    def messages(self, subject: Plan, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell everybody who is filling in a draft under the plan."""
        return told(subject)


PUBLISH_CORRECTION = PublishCorrection()
