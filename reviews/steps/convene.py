"""convene: the meeting begins, with a quorum, and its cases come before the panel."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import MeetingStage, Stage
from reviews.models import Meeting
from reviews.selectors.meetings import convening_day, present_seats
from reviews.services.meetings import drop_absent_cases, locked_cases
from reviews.services.results import quorum_of
from reviews.steps.base import perform
from reviews.steps.begin_review import BEGIN_REVIEW
from reviews.steps.meetings import MEETING_CLAUSE, ChairStep
from zcps import clock
from zcps.templatetags.chinese import cn_date


class Convene(ChairStep):
    """Only after the bureau's confirmation and the draw, and not before its day."""

    name = "convene"
    verb = "宣布开会"
    clause = f"{MEETING_CLAUSE}；衢经信产融〔2022〕44号 一(一)5"
    before = frozenset({MeetingStage.DRAWN})
    after = MeetingStage.CONVENED

    def wrong_stage(self, subject: Meeting) -> str:
        """Say what is missing before a meeting can convene."""
        missing = {
            MeetingStage.SCHEDULED: "评前备案尚未报送",
            MeetingStage.FILED: "评前备案尚未经人力社保部门确认",
            MeetingStage.CONFIRMED: "评审专家尚未抽取",
        }.get(MeetingStage(subject.stage))
        return f"{missing}，不能开会。请先完成该事项（{self.clause}）。" if missing else super().wrong_stage(subject)

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """On the day, with two thirds of the panel, with something to review."""
        if clock.today() < convening_day(subject):
            yield f"会议备案的召开日期为{cn_date(convening_day(subject))}，不能提前召开。"
        quorum = quorum_of(subject, present_seats(subject).count())
        if not quorum.reached:
            yield f"{quorum.because}请待专家签到达到法定人数后再开会。"
        if not subject.items.filter(application__stage=Stage.READY).exists():
            yield "议程中已没有待评审的申报，会议无需召开，请取消会议。"

    def act(self, subject: Meeting, actor: Actor, **data: Any) -> dict[str, Any]:
        """Bring the cases before the panel; what was withdrawn since the filing leaves the agenda."""
        cases = locked_cases(subject, Stage.READY)
        dropped = drop_absent_cases(subject)
        for case in cases:
            perform(BEGIN_REVIEW, case, actor, meeting=subject)
        subject.convened_at = clock.now()
        return {"present": present_seats(subject).count(), "cases": len(cases), "dropped": dropped}


CONVENE = Convene()
