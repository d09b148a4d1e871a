"""leave_meeting: an expert leaves before the end; he does not vote on what opens afterwards."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import MeetingStage
from reviews.models import Meeting
from reviews.selectors.meetings import open_item_of, seat_of
from reviews.steps.meetings import MEETING_CLAUSE, PanelStep
from zcps import clock


class LeaveMeeting(PanelStep):
    """Not while an item is open: whoever was counted as present votes first."""

    name = "leave_meeting"
    verb = "离席"
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.CONVENED})

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """In the room, and between two items."""
        seat = seat_of(actor, subject)
        if seat and (seat.arrived_at is None or seat.left_at):
            yield "您尚未签到或已离席，无需办理离席。"
        if open_item_of(subject):
            yield "正在表决，请待本项表决结束后再离席。"

    def act(self, subject: Meeting, actor: Actor, **data: Any) -> dict[str, Any]:
        """Note the departure."""
        seat = seat_of(actor, subject)
        assert seat is not None, "concerns() has found it"  # noqa: S101 - in the same transaction, under the same lock
        seat.left_at = clock.now()
        seat.save(update_fields=["left_at"])
        return {"seat": seat.label}


LEAVE_MEETING = LeaveMeeting()
