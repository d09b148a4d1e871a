"""close_discussion: the panel puts an applicant aside without a vote, to come back to him later in the meeting."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import ItemStage
from reviews.models import MeetingItem
from reviews.steps.meetings import MEETING_CLAUSE, ChairItemStep


class CloseDiscussion(ChairItemStep):
    """The vote ends a discussion as well; this ends it without one."""

    name = "close_discussion"
    verb = "暂停评议"
    clause = MEETING_CLAUSE
    before = frozenset({ItemStage.DISCUSSION})
    after = ItemStage.WAITING

    def standing(self, subject: MeetingItem, actor: Actor) -> Iterable[str]:
        """By whoever presides."""
        return self.not_presiding(subject, actor)

    def act(self, subject: MeetingItem, actor: Actor, **data: Any) -> dict[str, Any]:
        """It waits again."""
        return {"order": subject.order}


CLOSE_DISCUSSION = CloseDiscussion()
