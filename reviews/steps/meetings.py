"""The forms of the acts around a meeting: of its office, of its room, and of its cases while it decides on them."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Agency
from accounts.services.notices import Message
from reviews.enums import ItemStage, MeetingStage, Stage
from reviews.models import Application, Meeting, MeetingItem, ResultFiling
from reviews.permissions import chairs_item, presides_in, runs_meeting, sits_on, supervises_plan
from reviews.selectors.meetings import current_item_of, in_the_room, seat_of
from reviews.selectors.voting_bodies import body_of
from reviews.services import rounds
from reviews.services.ballots import LEAST_SECRET
from reviews.services.recusals import from_conflicts
from reviews.services.results import quorum_of
from reviews.steps.base import CaseStep, ItemStep, MeetingStep, tell_agency

FILING_CLAUSE = "衢市人社专〔2021〕61号 一(三)"
MEETING_CLAUSE = "衢市人社专〔2021〕61号 一(四)"
RESULT_CLAUSE = "衢市人社专〔2021〕61号 一(五)"


class StandingMixin:
    """Obstacles that stand whatever is filled in; a page shows them before the button is pressed."""

    def standing(self, subject: Any, actor: Actor) -> Iterable[str]:
        """Yield them."""
        return ()

    def obstacles(self, *given: Any, **data: Any) -> Iterable[str]:
        """Yield what stands in the way of (subject, actor); an act with a form adds what is missing in it."""
        return self.standing(*given)


class OfficeStep(StandingMixin, MeetingStep):
    """An act of the committee office."""

    roles = frozenset({Role.COMMITTEE_OFFICE})

    def concerns(self, subject: Meeting, actor: Actor) -> bool:
        """Only the office of the plan."""
        return runs_meeting(actor, subject)


class BureauStep(StandingMixin, MeetingStep):
    """An act of the HR bureau."""

    roles = frozenset({Role.HR_BUREAU})

    def concerns(self, subject: Meeting, actor: Actor) -> bool:
        """Only the bureau of the plan."""
        return supervises_plan(actor, subject.plan)


class PanelStep(StandingMixin, MeetingStep):
    """An act of a drawn expert in the room."""

    roles = frozenset({Role.EXPERT})

    def concerns(self, subject: Meeting, actor: Actor) -> bool:
        """Only who was drawn into this panel."""
        return sits_on(actor, subject)


class ChairStep(StandingMixin, MeetingStep):
    """An act of the chair, or of the office in his presence."""

    roles = frozenset({Role.COMMITTEE_OFFICE, Role.EXPERT})

    def concerns(self, subject: Meeting, actor: Actor) -> bool:
        """The office of the plan, or the chair of this very panel, or his deputy."""
        return runs_meeting(actor, subject) or presides_in(actor, subject)


class ChairItemStep(StandingMixin, ItemStep):
    """An act of whoever presides over one item: the chair, or the deputy where the chair is away or recused."""

    roles = frozenset({Role.EXPERT})

    def concerns(self, subject: MeetingItem, actor: Actor) -> bool:
        """Only the chair of this very panel, and his deputy."""
        return chairs_item(actor, subject)

    def not_presiding(self, subject: MeetingItem, actor: Actor) -> Iterable[str]:
        """Yield the sentence for somebody who does not preside over this very item at this moment."""
        seat = seat_of(actor, subject.meeting)
        if seat is None:
            return
        if seat.arrived_at is None or seat.left_at:
            yield "您尚未签到或已离席，不能主持表决。请先签到。"
        elif subject.recusals.filter(seat=seat).exists():
            yield "您已回避本项，不能主持本项表决。请由副主任委员主持；尚未确定的，请评委会办公室确定副主任委员。"
        elif not seat.is_chair and _chair_presides(subject):
            yield "主任委员在会，本项由主任委员主持。"

    def case_of(self, subject: MeetingItem) -> int | None:
        """Not on the applicant's timeline: it would name the chair."""
        return None


def _chair_presides(item: MeetingItem) -> bool:
    there = item.meeting.panel.filter(is_chair=True, arrived_at__isnull=False, left_at=None)
    return there.exclude(recusals__item=item).exists()


class OpeningStep(ChairItemStep):
    """Opens a round of voting: with a quorum, and enough voters to keep the vote secret."""

    after = ItemStage.OPEN

    def standing(self, subject: MeetingItem, actor: Actor) -> Iterable[str]:
        """The meeting is on, nothing else is before the panel, the quorum is in the room, enough may vote."""
        meeting = subject.meeting
        if meeting.stage != MeetingStage.CONVENED:
            yield f"会议当前为“{meeting.get_stage_display()}”，不能表决。"
        yield from self.not_presiding(subject, actor)
        yield from another_before_the_panel(subject)
        if subject.application.stage != Stage.IN_REVIEW:
            yield f"该申报当前为“{subject.application.get_stage_display()}”，不能表决。"
        body = body_of(subject)
        present = in_the_room(body.seats)
        quorum = quorum_of(meeting, present.count(), body)
        if not quorum.reached:
            yield f"{quorum.because}请待专家签到或返回后再表决；不能返回的，可将该申报移至下次会议。"
        elif (able := present.exclude(recusals__item=subject).count()) < LEAST_SECRET:
            yield (
                f"除回避外可以表决的专家只有 {able} 人，少于 {LEAST_SECRET} 人时计票会暴露个人的选择，不能表决。"
                "请将该申报移至下次会议。"
            )

    def obstacles(self, subject: MeetingItem, actor: Actor, **data: Any) -> Iterable[str]:
        """As they stand while nobody comes or goes: signing in and leaving lock the meeting."""
        subject.meeting = locked_meeting(subject)
        # A tie that was confirmed since is a recusal before anybody is counted; a refusal rolls it back.
        from_conflicts(subject)
        yield from self.standing(subject, actor)

    def act(self, subject: MeetingItem, actor: Actor, *, reason: str = "", **data: Any) -> dict[str, Any]:
        """Take the roll, as rows."""
        vote = rounds.begin(subject, reason.strip())
        kept = {"round": vote.number, "present": vote.present, "recused": vote.recused}
        return {**kept, "reason": reason.strip()} if reason.strip() else kept


def not_asked(item: MeetingItem) -> str:
    """Return what somebody is told who is on the panel, and not in the group that reviews and votes alone."""
    return f"本项由{item.voting_group}单独评审、单独表决，您不是该组的专家，不参加本项的评议和表决。"


def another_before_the_panel(item: MeetingItem) -> Iterable[str]:
    """Yield the sentence where another item is being discussed, voted on or waits to be settled."""
    other = current_item_of(item.meeting)
    if other and other.pk != item.pk:
        to_do = {
            ItemStage.DISCUSSION: "正在评议，请先暂停评议或完成表决",
            ItemStage.OPEN: "正在表决，请先结束该项表决",
            ItemStage.COUNTED: "已计票，请先确认结果或再次表决",
        }[ItemStage(other.stage)]
        yield f"第 {other.order} 项{to_do}。"


def locked_meeting(item: MeetingItem) -> Meeting:
    """Lock the meeting of an item, so that nobody comes or goes until the end of the transaction."""
    return Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=item.meeting_id)


class DecidedCaseStep(CaseStep):
    """What a meeting does to a case. It comes about through an act on the meeting and never on the case alone."""

    # The act on the meeting that brings it about, as its button says.
    through = ""

    def is_open_to(self, subject: Application, actor: Actor) -> bool:
        """Never offered on the case itself."""
        return False

    def obstacles(
        self,
        subject: Application,
        actor: Actor,
        *,
        meeting: Meeting | None = None,
        filing: ResultFiling | None = None,
        **data: Any,
    ) -> Iterable[str]:
        """Ask for the meeting with the case on its agenda, or for the list on which it stands."""
        if filing is not None and filing.lines.filter(application=subject).exists():
            return
        if meeting is None or not meeting.items.filter(application=subject).exists():
            yield f"该事项随评审会议办理，请在会议页面办理“{self.through}”。"


def to_office(agency: Agency, title: str, body: str, meeting: Meeting) -> Iterable[Message]:
    """Yield a message to everybody who works for an office."""
    return tell_agency(agency, title, body, f"/meetings/{meeting.pk}/")
