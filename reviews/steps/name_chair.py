"""name_chair: the committee office names the chair among the drawn."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import MeetingStage
from reviews.models import Meeting, PanelSeat
from reviews.steps.meetings import MEETING_CLAUSE, OfficeStep


class NameChair(OfficeStep):
    """The first drawn is the chair until the office names another, before the meeting convenes."""

    name = "name_chair"
    verb = "确定主任委员"
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.DRAWN})

    def obstacles(self, subject: Meeting, actor: Actor, *, seat: PanelSeat, **data: Any) -> Iterable[str]:
        """The chair is of this panel."""
        if seat.meeting_id != subject.pk:
            yield "所选专家不是本次会议的成员，请刷新页面后重新选择。"
        elif seat.is_chair:
            yield f"{seat.label} 已是主任委员，无需重复办理。"

    def act(self, subject: Meeting, actor: Actor, *, seat: PanelSeat, **data: Any) -> dict[str, Any]:
        """Take the chair from one and give it to the other, in this order: there is one chair."""
        subject.panel.filter(is_chair=True).update(is_chair=False)
        subject.panel.filter(pk=seat.pk).update(is_chair=True, is_deputy=False)
        return {"seat": seat.label}

    def messages(self, subject: Meeting, actor: Actor, *, seat: PanelSeat, **data: Any) -> Iterable[Message]:
        """Tell the one who will preside."""
        text = f"您被确定为“{subject.name}”的主任委员，请主持会议并逐项开启、结束表决。"
        yield Message(seat.expert.user, "您被确定为主任委员", text, f"/meetings/{subject.pk}/")


NAME_CHAIR = NameChair()
