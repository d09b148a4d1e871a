"""file_meeting: the committee office files the meeting with the HR bureau, at least a week before it convenes."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import DocumentKind, MeetingStage, Stage, VoteScope
from reviews.models import Meeting
from reviews.selectors.meetings import convening_day
from reviews.selectors.voting_bodies import votes_alone
from reviews.services import papers
from reviews.services.ballots import LEAST_SECRET
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
        yield from _wrong_bodies(subject)

    def act(self, subject: Meeting, actor: Actor, **data: Any) -> dict[str, Any]:
        """Make the report and keep it; compare the agenda with the pool, so that somebody can judge what was found."""
        subject.filed_at = clock.now()
        alone = [group.pk for group in subject.groups.all() if votes_alone(subject.plan.vote_scope, group)]
        subject.groups.exclude(pk__in=alone).update(votes_alone=False)
        subject.groups.filter(pk__in=alone).update(votes_alone=True)
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


def _wrong_bodies(meeting: Meeting) -> Iterable[str]:
    """A group that votes alone has seats of its own, and enough of them to be secret (40号令: 每组不少于 3 名专家)."""
    scope = meeting.plan.vote_scope
    for group in meeting.groups.filter(items__isnull=False).distinct().order_by("order"):
        if votes_alone(scope, group) and (group.least or 0) < LEAST_SECRET:
            yield f"评审计划规定“{group.name}”单独表决，该组最少席位应不少于 {LEAST_SECRET} 人，请在分组排序中修改。"
        elif scope == VoteScope.SKILLED and group.is_skilled and group.least is None:
            yield (f"评审计划规定高技能人才单独评审，请在分组排序中为“{group.name}”设定席位，最少 {LEAST_SECRET} 人。")


FILE_MEETING = FileMeeting()
