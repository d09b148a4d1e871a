"""vote_again: where the plan allows it, the chair opens one more round on somebody whom the first has not passed."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import ItemStage
from reviews.models import MeetingItem
from reviews.services.rounds import may_vote_again
from reviews.steps.meetings import MEETING_CLAUSE, OpeningStep


class VoteAgain(OpeningStep):
    """A new round with a roll and a box of its own; the earlier one stays on record, the last one decides."""

    name = "vote_again"
    verb = "再次表决"
    awaits_clock = True
    clause = MEETING_CLAUSE
    before = frozenset({ItemStage.COUNTED})

    def standing(self, subject: MeetingItem, actor: Actor) -> Iterable[str]:
        """The plan's rule opens it after this very count."""
        if not may_vote_again(subject):
            rule = subject.meeting.plan.get_revote_rule_display()
            yield f"评审计划规定“{rule}”，本项不符合再次表决的条件，请确认结果。"
        yield from super().standing(subject, actor)

    def obstacles(self, subject: MeetingItem, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """A reason is given; it stands in the minutes."""
        yield from super().obstacles(subject, actor)
        if not reason.strip():
            yield "请写明再次表决的理由，理由记入会议纪要。"
        elif len(reason.strip()) > LONGEST:
            yield f"理由不能超过 {LONGEST} 字，请精简。"


LONGEST = 200
VOTE_AGAIN = VoteAgain()
