"""note_absence: a drawn expert has not come; why, is kept for the minutes and for later draws."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import MeetingStage
from reviews.models import Meeting, PanelSeat
from reviews.selectors.meetings import convening_day
from reviews.steps.meetings import MEETING_CLAUSE, ChairStep
from zcps import clock
from zcps.templatetags.chinese import cn_date

_LONGEST = 200


class NoteAbsence(ChairStep):
    """On the day, for somebody who has not signed in; signing in takes it back."""

    name = "note_absence"
    verb = "登记缺席"
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.DRAWN, MeetingStage.CONVENED})

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """Not before the day: until then, experts are replaced."""
        if clock.today() < convening_day(subject):
            yield f"会议定于{cn_date(convening_day(subject))}召开，会前不能到会的，请办理递补。"

    def obstacles(
        self, subject: Meeting, actor: Actor, *, seat: PanelSeat, reason: str = "", **data: Any
    ) -> Iterable[str]:
        """Of this panel, not here, with a reason."""
        yield from self.standing(subject, actor)
        if seat.meeting_id != subject.pk:
            yield "所选专家不是本次会议的成员，请刷新页面后重新选择。"
        elif seat.arrived_at:
            yield f"{seat.label} 已签到，不能登记缺席；中途离开的，由本人办理离席。"
        if not 0 < len(reason.strip()) <= _LONGEST:
            yield f"请写明缺席的理由，不超过 {_LONGEST} 字；联系不上的，写“未能取得联系”。"

    def act(self, subject: Meeting, actor: Actor, *, seat: PanelSeat, reason: str, **data: Any) -> dict[str, Any]:
        """Keep the reason with the seat."""
        subject.panel.filter(pk=seat.pk).update(absence_reason=reason.strip())
        return {"seat": seat.label, "reason": reason.strip()}


NOTE_ABSENCE = NoteAbsence()
