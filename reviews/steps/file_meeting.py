"""file_meeting: the committee office files the meeting with the HR bureau, at least a week before it convenes."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import DocumentKind, MeetingStage, Stage
from reviews.models import Meeting
from reviews.selectors.meetings import convening_day
from reviews.services import papers
from reviews.services.committees import term_problems
from reviews.services.conflicts import suggest
from reviews.services.meetings import filing_report
from reviews.steps.meetings import FILING_CLAUSE, OfficeStep, to_office
from reviews.steps.schedule_meeting import too_soon
from zcps import clock
from zcps.templatetags.chinese import cn_datetime


class FileMeeting(OfficeStep):
    """The report of qualification and pre-review publicity is made and kept as filed."""

    name = "file_meeting"
    verb = "报送评前备案"
    clause = FILING_CLAUSE
    before = frozenset({MeetingStage.SCHEDULED})
    after = MeetingStage.FILED

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """There is a week left, the committee is in office, and every case on the agenda is still ready."""
        yield from too_soon(subject.plan, subject.convenes_at)
        yield from term_problems(subject.committee, convening_day(subject))
        if not subject.items.exists():
            yield "议程中没有评审对象，请先修改会议安排，选择评审对象。"
        for item in subject.items.exclude(application__stage=Stage.READY).select_related(
            "application__applicant__user"
        ):
            name, stage = item.application.applicant.user.name, item.application.get_stage_display()
            yield f"{name}的申报当前为“{stage}”，请先修改会议安排，将其移出议程。"

    def act(self, subject: Meeting, actor: Actor, **data: Any) -> dict[str, Any]:
        """Make the report and keep it; compare the agenda with the pool, so that somebody can judge what was found."""
        subject.filed_at = clock.now()
        suggest(subject)
        subject.filing_report = filing_report(subject)
        paper = papers.request(DocumentKind.MEETING_FILING, meeting=subject)
        return {
            "cases": subject.filing_report["agenda"],
            "convenes_at": subject.convenes_at.isoformat(),
            "document": paper.number,
        }

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the bureau."""
        again = f"（{subject.changes}）" if subject.changes else ""
        text = (
            f"{subject.committee.name}拟于{cn_datetime(subject.convenes_at)}召开“{subject.name}”，"
            f"请办理评前备案确认。{again}"
        )
        return to_office(subject.plan.hr_bureau, "评审会议待备案确认", text, subject)


FILE_MEETING = FileMeeting()
