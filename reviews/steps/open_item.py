"""open_item: the chair opens the vote on one applicant; the roll is taken at this moment."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import ItemStage, MeetingStage, Stage
from reviews.models import Meeting, MeetingItem
from reviews.selectors.meetings import open_item_of, present_seats
from reviews.services.results import quorum_of
from reviews.steps.meetings import MEETING_CLAUSE, ChairItemStep
from zcps import clock


class OpenItem(ChairItemStep):
    """One at a time. Who arrives later does not vote on it."""

    name = "open_item"
    verb = "开始表决"
    clause = MEETING_CLAUSE
    before = frozenset({ItemStage.WAITING})
    after = ItemStage.OPEN

    def standing(self, subject: MeetingItem, actor: Actor) -> Iterable[str]:
        """The meeting is on, nothing else is open, the quorum is in the room, somebody may vote."""
        meeting = subject.meeting
        if meeting.stage != MeetingStage.CONVENED:
            yield f"会议当前为“{meeting.get_stage_display()}”，不能表决。"
        if other := open_item_of(meeting):
            yield f"第 {other.order} 项正在表决，请先结束该项表决。"
        if subject.application.stage != Stage.IN_REVIEW:
            yield f"该申报当前为“{subject.application.get_stage_display()}”，不能表决。"
        present = present_seats(meeting)
        quorum = quorum_of(meeting, present.count())
        if not quorum.reached:
            yield f"{quorum.because}请待专家返回后再表决。"
        elif not present.exclude(recusals__item=subject).exists():
            yield "出席专家全部回避本项，没有专家可以表决，请将该申报移至另一次会议。"

    def obstacles(self, subject: MeetingItem, actor: Actor, **data: Any) -> Iterable[str]:
        """As they stand while nobody comes or goes: signing in and leaving lock the meeting."""
        subject.meeting = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=subject.meeting_id)
        yield from self.standing(subject, actor)

    def act(self, subject: MeetingItem, actor: Actor, **data: Any) -> dict[str, Any]:
        """Take the roll."""
        present = present_seats(subject.meeting)
        subject.present = present.count()
        subject.recused = present.filter(recusals__item=subject).count()
        subject.opened_at = clock.now()
        return {"present": subject.present, "recused": subject.recused}

    def case_of(self, subject: MeetingItem) -> int | None:
        """Not on the applicant's timeline: it would name the chair."""
        return None


OPEN_ITEM = OpenItem()
