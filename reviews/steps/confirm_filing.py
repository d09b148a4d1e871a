"""confirm_filing: the HR bureau confirms the filing of a meeting; nothing convenes without it."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import MeetingStage
from reviews.models import Meeting
from reviews.selectors.meetings import draw_of
from reviews.steps.meetings import FILING_CLAUSE, BureauStep, to_office
from zcps import clock
from zcps.templatetags.chinese import cn_datetime


class ConfirmFiling(BureauStep):
    """The hard gate before every meeting (S0 一(一)5)."""

    name = "confirm_filing"
    verb = "确认备案"
    clause = f"{FILING_CLAUSE}；衢经信产融〔2022〕44号 一(一)5"
    before = frozenset({MeetingStage.FILED})

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """A day that has gone by cannot be confirmed."""
        if clock.now() >= subject.convenes_at:
            yield (
                f"会议拟定的召开时间{cn_datetime(subject.convenes_at)}已过。"
                "请退回备案，由评委会办公室改定时间后重新报送。"
            )

    def act(self, subject: Meeting, actor: Actor, **data: Any) -> dict[str, Any]:
        """Mark the moment; a panel that was drawn before the meeting was changed keeps its seats."""
        draw = draw_of(subject)
        is_drawn = draw is not None and draw.drawn_at is not None
        subject.confirmed_at, subject.changes = clock.now(), ""
        subject.stage = MeetingStage.DRAWN if is_drawn else MeetingStage.CONFIRMED
        return {}

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office."""
        is_drawn = subject.stage == MeetingStage.DRAWN
        following = "已抽取的专家不变，请通知其新的安排。" if is_drawn else "可以抽取评审专家。"
        text = f"“{subject.name}”的评前备案已确认，{following}"
        return to_office(subject.plan.office, "评前备案已确认", text, subject)


CONFIRM_FILING = ConfirmFiling()
