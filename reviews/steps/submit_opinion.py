"""submit_opinion: an expert hands in what he thinks of a case, before the vote."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.models import MeetingItem
from reviews.permissions import reads_dossier
from reviews.selectors.meetings import seat_of
from reviews.selectors.voting_bodies import is_asked
from reviews.services.expert_opinions import BEFORE_THE_VOTE, OPEN_STAGES, hand_in, lacks, opinion_of
from reviews.steps.base import ItemStep
from reviews.steps.meetings import MEETING_CLAUSE, not_asked


class SubmitOpinion(ItemStep):
    """Each for himself until the chair opens the discussion; the ballot that follows is another thing and secret."""

    name = "submit_opinion"
    verb = "提交评议意见"
    clause = MEETING_CLAUSE
    roles = frozenset({Role.EXPERT})
    before = BEFORE_THE_VOTE

    def concerns(self, subject: MeetingItem, actor: Actor) -> bool:
        """An expert of this panel who may read the case."""
        return reads_dossier(actor, subject)

    def wrong_stage(self, subject: MeetingItem) -> str:
        """Say what comes next."""
        return "本项已开始表决，不再接受评议意见，请按您的判断投票。"

    def obstacles(self, subject: MeetingItem, actor: Actor, **data: Any) -> Iterable[str]:
        """The meeting is not over, and everything is judged."""
        if subject.meeting.stage not in OPEN_STAGES:
            yield f"会议当前为“{subject.meeting.get_stage_display()}”，不再接受评议意见。"
        seat = seat_of(actor, subject.meeting)
        if seat is not None and not is_asked(seat, subject):
            yield not_asked(subject)
        elif seat is not None:
            yield from lacks(subject, opinion_of(subject, seat).draft)

    def act(self, subject: MeetingItem, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep it as it is now; the journal says that it was handed in, not what it says."""
        seat = seat_of(actor, subject.meeting)
        assert seat is not None, "concerns() has found it"  # noqa: S101 - in the same transaction
        hand_in(opinion_of(subject, seat), is_discussed=subject.discussed_at is not None)
        return {"order": subject.order, "discussed": subject.discussed_at is not None}

    def case_of(self, subject: MeetingItem) -> int | None:
        """Not on the applicant's timeline: it would tell who sits on the panel."""
        return None


SUBMIT_OPINION = SubmitOpinion()
