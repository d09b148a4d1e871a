"""name_deputy: the committee office names who presides where the chair is away or recused."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import MeetingStage
from reviews.models import Meeting, PanelSeat
from reviews.steps.meetings import MEETING_CLAUSE, OfficeStep


class NameDeputy(OfficeStep):
    """Among the drawn, also while the meeting is on: a chair may have to leave (人社部令第40号)."""

    name = "name_deputy"
    verb = "确定副主任委员"
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.DRAWN, MeetingStage.CONVENED})

    def obstacles(self, subject: Meeting, actor: Actor, *, seat: PanelSeat, **data: Any) -> Iterable[str]:
        """Of this panel, and not the chair."""
        if seat.meeting_id != subject.pk:
            yield "所选专家不是本次会议的成员，请刷新页面后重新选择。"
        elif seat.is_chair:
            yield f"{seat.label} 是主任委员，请另选一人为副主任委员。"
        elif seat.is_deputy:
            yield f"{seat.label} 已是副主任委员，无需重复办理。"

    def act(self, subject: Meeting, actor: Actor, *, seat: PanelSeat, **data: Any) -> dict[str, Any]:
        """Take it from one and give it to the other, in this order: there is one deputy."""
        subject.panel.filter(is_deputy=True).update(is_deputy=False)
        subject.panel.filter(pk=seat.pk).update(is_deputy=True)
        return {"seat": seat.label}

    def messages(self, subject: Meeting, actor: Actor, *, seat: PanelSeat, **data: Any) -> Iterable[Message]:
        """Tell the one who may have to preside."""
        text = f"您被确定为“{subject.name}”的副主任委员。主任委员不在会或回避时，请主持评议和表决。"
        yield Message(seat.expert.user, "您被确定为副主任委员", text, f"/meetings/{subject.pk}/")


NAME_DEPUTY = NameDeputy()
