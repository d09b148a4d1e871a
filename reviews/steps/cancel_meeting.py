"""cancel_meeting: the committee office calls a meeting off; its cases wait for another."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.guardian import revoke
from accounts.services.notices import Message
from reviews.enums import MeetingStage
from reviews.models import Meeting
from reviews.selectors.meetings import draw_of
from reviews.services import draws
from reviews.steps.abandon_draw import too_late
from reviews.steps.meetings import FILING_CLAUSE, OfficeStep, to_office
from zcps.templatetags.chinese import cn_datetime


class CancelMeeting(OfficeStep):
    """Possible until the meeting convenes. The draw of a cancelled meeting stays, counted and shown."""

    name = "cancel_meeting"
    verb = "取消会议"
    clause = FILING_CLAUSE
    before = frozenset({MeetingStage.SCHEDULED, MeetingStage.FILED, MeetingStage.CONFIRMED, MeetingStage.DRAWN})
    after = MeetingStage.CANCELLED

    def obstacles(self, subject: Meeting, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """A reason is given."""
        draw = draw_of(subject)
        if draw and not draw.drawn_at and draws.is_decided(draw):
            yield too_late(draw.draw_id)
        if not reason.strip():
            yield "请写明取消会议的理由，理由将告知备案部门和已抽取的专家。"

    def act(self, subject: Meeting, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Take back the experts' right to enter; a draw that was begun ends with its reason."""
        draw = draw_of(subject)
        if draw and not draw.drawn_at:
            draws.give_up(draw, f"取消会议：{reason.strip()}"[:300])
        for seat in subject.panel.select_related("expert__user"):
            revoke(seat.expert.user, "sit_in_meeting", subject)
        return {"reason": reason.strip()}

    def messages(self, subject: Meeting, actor: Actor, *, reason: str, **data: Any) -> Iterable[Message]:
        """Tell the bureau and whoever was to come."""
        text = f"原定于{cn_datetime(subject.convenes_at)}召开的“{subject.name}”已取消。理由：{reason.strip()}"
        yield from to_office(subject.plan.hr_bureau, "评审会议已取消", text, subject)
        for seat in subject.panel.select_related("expert__user"):
            yield Message(seat.expert.user, "评审会议已取消", text)


CANCEL_MEETING = CancelMeeting()
