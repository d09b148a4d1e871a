"""check_in: a drawn expert signs in at the meeting, on his own page."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import MeetingStage
from reviews.models import Meeting
from reviews.selectors.meetings import convening_day, seat_of
from reviews.steps.meetings import MEETING_CLAUSE, PanelStep
from zcps import clock
from zcps.templatetags.chinese import cn_date


class CheckIn(PanelStep):
    """Who arrives late may sign in, but does not vote on an item that is already open; who comes back to one may."""

    name = "check_in"
    verb = "签到"
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.DRAWN, MeetingStage.CONVENED})

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """On the day, once, and not before he has declared his ties: who votes must have been asked."""
        if clock.today() < convening_day(subject):
            yield f"会议定于{cn_date(convening_day(subject))}召开，请于当日签到。"
        seat = seat_of(actor, subject)
        if seat and not hasattr(seat, "declaration"):
            yield "请先在会议页面声明利害关系，再签到。"
        if seat and seat.arrived_at and seat.left_at is None:
            yield "您已签到，无需重复办理。"

    def act(self, subject: Meeting, actor: Actor, **data: Any) -> dict[str, Any]:
        """Note the arrival."""
        seat = seat_of(actor, subject)
        assert seat is not None, "concerns() has found it"  # noqa: S101 - in the same transaction, under the same lock
        seat.arrived_at, seat.left_at, seat.absence_reason = clock.now(), None, ""
        seat.save(update_fields=["arrived_at", "left_at", "absence_reason"])
        seat.stays.create(arrived_at=seat.arrived_at)
        return {"seat": seat.label, "late": subject.stage == MeetingStage.CONVENED}


CHECK_IN = CheckIn()
