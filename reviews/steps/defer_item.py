"""defer_item: an applicant on whom this meeting cannot vote is taken off, and waits for the next one."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import ItemStage, MeetingStage, Stage
from reviews.models import MeetingItem
from reviews.permissions import conducts_item
from reviews.steps.base import ItemStep, perform
from reviews.steps.decide_case import locked_case
from reviews.steps.meetings import MEETING_CLAUSE, StandingMixin
from reviews.steps.postpone_review import POSTPONE_REVIEW

_LONGEST = 200


class DeferItem(StandingMixin, ItemStep):
    """The quorum is lost, or too few may vote: without it a meeting could never end."""

    name = "defer_item"
    verb = "移至下次会议"
    clause = MEETING_CLAUSE
    roles = frozenset({Role.COMMITTEE_OFFICE, Role.EXPERT})
    before = frozenset({ItemStage.WAITING, ItemStage.DISCUSSION})
    after = ItemStage.DEFERRED

    def concerns(self, subject: MeetingItem, actor: Actor) -> bool:
        """Whoever presides, and the office."""
        return conducts_item(actor, subject)

    def standing(self, subject: MeetingItem, actor: Actor) -> Iterable[str]:
        """While the meeting is on; before it, the agenda is revised."""
        if subject.meeting.stage != MeetingStage.CONVENED or subject.application.stage != Stage.IN_REVIEW:
            yield "只有会议进行中、尚未表决的申报可以移至下次会议。"

    def obstacles(self, subject: MeetingItem, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """A reason is given; the applicant is told, and the minutes keep it."""
        yield from self.standing(subject, actor)
        if not 0 < len(reason.strip()) <= _LONGEST:
            yield f"请写明移至下次会议的理由，不超过 {_LONGEST} 字；理由告知申报人并记入会议纪要。"

    def act(self, subject: MeetingItem, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """The case goes back to those that wait for a meeting."""
        subject.deferred_reason = reason.strip()
        perform(POSTPONE_REVIEW, locked_case(subject), actor, meeting=subject.meeting, reason=reason.strip())
        return {"order": subject.order, "reason": reason.strip()}

    def signs_as(self, actor: Actor) -> Actor:
        """The office by its name, whoever presides as an expert (专家名单不公布)."""
        return Actor(Role.EXPERT) if actor.role == Role.EXPERT else actor

    def case_of(self, subject: MeetingItem) -> int | None:
        """The postponement itself stands on the timeline."""
        return None


DEFER_ITEM = DeferItem()
