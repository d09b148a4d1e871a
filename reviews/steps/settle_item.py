"""settle_item: where the plan would allow a second vote, the chair lets the first one stand."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import ItemStage
from reviews.models import MeetingItem
from reviews.steps.base import perform
from reviews.steps.decide_case import DECIDE_CASE, locked_case
from reviews.steps.meetings import MEETING_CLAUSE, ChairItemStep


class SettleItem(ChairItemStep):
    """The last count decides the case."""

    name = "settle_item"
    verb = "确认结果"
    clause = MEETING_CLAUSE
    before = frozenset({ItemStage.COUNTED})
    after = ItemStage.CLOSED

    def standing(self, subject: MeetingItem, actor: Actor) -> Iterable[str]:
        """By whoever presides."""
        return self.not_presiding(subject, actor)

    def act(self, subject: MeetingItem, actor: Actor, **data: Any) -> dict[str, Any]:
        """Decide."""
        perform(DECIDE_CASE, locked_case(subject), actor, meeting=subject.meeting, item=subject)
        return {"passed": subject.passed}


SETTLE_ITEM = SettleItem()
