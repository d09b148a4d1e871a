"""settle_conflict: a second person agrees with what the first has proposed on a tie."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import ConflictStage
from reviews.models import Conflict, PanelSeat
from reviews.steps.conflicts import SettlingStep
from zcps import clock


class SettleConflict(SettlingStep):
    """A confirmed tie keeps the expert from the case; a dismissed one is not found again by a comparison."""

    name = "settle_conflict"
    verb = "复核同意"

    def act(self, subject: Conflict, actor: Actor, **data: Any) -> dict[str, Any]:
        """Decide."""
        subject.stage, subject.proposal = subject.proposal, ""
        subject.decided_by, subject.decided_at = actor.user, clock.now()
        return {"kind": subject.kind, "reason": subject.reason}

    def messages(self, subject: Conflict, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell an expert who sits on the panel already that a file has closed to him."""
        if subject.stage != ConflictStage.CONFIRMED or subject.meeting is None:
            return
        if PanelSeat.objects.filter(meeting=subject.meeting, expert=subject.expert).exists():
            text = f"您与“{subject.meeting.name}”的一名评审对象有利害关系，经认定应当回避，不再查看其材料。"
            yield Message(subject.expert.user, "利害关系已认定", text, f"/meetings/{subject.meeting_id}/")


SETTLE_CONFLICT = SettleConflict()
