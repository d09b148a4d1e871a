"""open_discussion: the chair puts one applicant before the panel; from here the experts talk to one another."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import ItemStage, MeetingStage
from reviews.models import MeetingItem
from reviews.services.recusals import from_conflicts
from reviews.steps.meetings import MEETING_CLAUSE, ChairItemStep, another_before_the_panel
from zcps import clock


class OpenDiscussion(ChairItemStep):
    """What each wrote before this moment, he wrote on his own."""

    name = "open_discussion"
    verb = "开始评议"
    clause = MEETING_CLAUSE
    before = frozenset({ItemStage.WAITING})
    after = ItemStage.DISCUSSION

    def standing(self, subject: MeetingItem, actor: Actor) -> Iterable[str]:
        """The meeting is on, and the panel is at nothing else."""
        if subject.meeting.stage != MeetingStage.CONVENED:
            yield f"会议当前为“{subject.meeting.get_stage_display()}”，不能评议。"
        yield from self.not_presiding(subject, actor)
        yield from another_before_the_panel(subject)

    def obstacles(self, subject: MeetingItem, actor: Actor, **data: Any) -> Iterable[str]:
        """Who presides must not be tied to the case; a tie that was confirmed since is a recusal first."""
        from_conflicts(subject)
        yield from self.standing(subject, actor)

    def act(self, subject: MeetingItem, actor: Actor, **data: Any) -> dict[str, Any]:
        """Mark when it began; a discussion that is taken up again keeps its first moment."""
        subject.discussed_at = subject.discussed_at or clock.now()
        return {"order": subject.order}


OPEN_DISCUSSION = OpenDiscussion()
