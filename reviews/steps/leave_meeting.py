"""leave_meeting: an expert leaves before the end; he does not vote until he comes back."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import MeetingStage
from reviews.models import Meeting
from reviews.selectors.meetings import seat_of
from reviews.steps.meetings import MEETING_CLAUSE, PanelStep
from zcps import clock

_LONGEST = 200


class LeaveMeeting(PanelStep):
    """Also while an item is open: a ballot that was cast counts, one that was not can be cast after the return only.

    Nobody can be held in a room; the quorum is asked for again when the item closes.
    """

    name = "leave_meeting"
    verb = "离席"
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.CONVENED})

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """In the room."""
        seat = seat_of(actor, subject)
        if seat and (seat.arrived_at is None or seat.left_at):
            yield "您尚未签到或已离席，无需办理离席。"

    def obstacles(self, subject: Meeting, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """The reason is short, where one is given."""
        yield from self.standing(subject, actor)
        if len(reason.strip()) > _LONGEST:
            yield f"离席理由不能超过 {_LONGEST} 字，请精简。"

    def act(self, subject: Meeting, actor: Actor, *, reason: str = "", **data: Any) -> dict[str, Any]:
        """Note the departure."""
        seat = seat_of(actor, subject)
        assert seat is not None, "concerns() has found it"  # noqa: S101 - in the same transaction, under the same lock
        seat.left_at = clock.now()
        seat.save(update_fields=["left_at"])
        seat.stays.filter(left_at=None).update(left_at=seat.left_at, reason=reason.strip())
        return {"seat": seat.label, "reason": reason.strip()}


LEAVE_MEETING = LeaveMeeting()
