"""close_meeting: the meeting ends when every item has been voted on."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import ITEM_DONE, MeetingStage
from reviews.models import Attendance, Meeting
from reviews.services.minutes import write
from reviews.steps.meetings import MEETING_CLAUSE, ChairStep, to_office
from zcps import clock


class CloseMeeting(ChairStep):
    """Who did not pass is told at the end of the meeting; who passed is told by the publicity."""

    name = "close_meeting"
    verb = "宣布闭会"
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.CONVENED})
    after = MeetingStage.CLOSED

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """Nothing is left to vote on."""
        left = subject.items.exclude(stage__in=ITEM_DONE)
        if left.exists():
            orders = "、".join(str(order) for order in left.values_list("order", flat=True))
            yield f"第 {orders} 项尚未表决结束，请完成全部表决后再闭会。"

    def act(self, subject: Meeting, actor: Actor, **data: Any) -> dict[str, Any]:
        """Mark the moment."""
        subject.closed_at = clock.now()
        # Whoever is still there leaves with the end of the meeting.
        Attendance.objects.filter(seat__meeting=subject, left_at=None).update(left_at=subject.closed_at)
        minutes = write(subject)
        passed = subject.items.filter(passed=True).count()
        return {"items": subject.items.count(), "passed": passed, "minutes": minutes.sha256}

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office, and those who did not pass."""
        text = f"“{subject.name}”已闭会，请对评审通过人员办理结果公示。"
        yield from to_office(subject.plan.office, "请办理结果公示", text, subject)
        for seat in subject.panel.filter(arrived_at__isnull=False).select_related("expert__user"):
            body = f"“{subject.name}”的会议纪要已生成，请阅读后签署；有异议的，可在签署时写明。"
            yield Message(seat.expert.user, "请签署会议纪要", body, f"/meetings/{subject.pk}/minutes/")
        for item in subject.items.filter(passed=False).select_related("application__applicant__user"):
            body = (
                f"您申报的{item.application.title}经{subject.committee.name}评审，同意票数未达到出席专家总数的三分之二，未通过评审。"
                "对评审结果有疑问的，可以向评委会办公室申请复查。"
            )
            url = f"/applications/{item.application_id}/"
            yield Message(item.application.applicant.user, "评审结果：未通过", body, url)


CLOSE_MEETING = CloseMeeting()
