"""void_round: the chair breaks off a vote that cannot be counted; the box is destroyed unread."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import ItemStage
from reviews.models import MeetingItem
from reviews.services import ballots, rounds
from reviews.steps.meetings import MEETING_CLAUSE, ChairItemStep

_LONGEST = 200


class VoidRound(ChairItemStep):
    """Experts left and the quorum with them, or the box does not open. The round stays on record, without a count.

    A first round leaves the item waiting; a second one leaves it as the first had counted it.
    """

    name = "void_round"
    verb = "中止本轮表决"
    clause = MEETING_CLAUSE
    before = frozenset({ItemStage.OPEN})

    def standing(self, subject: MeetingItem, actor: Actor) -> Iterable[str]:
        """By whoever presides."""
        return self.not_presiding(subject, actor)

    def obstacles(self, subject: MeetingItem, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """A reason is given; it stands in the minutes."""
        yield from self.standing(subject, actor)
        if not 0 < len(reason.strip()) <= _LONGEST:
            yield f"请写明中止表决的理由，不超过 {_LONGEST} 字；理由记入会议纪要。"

    def act(self, subject: MeetingItem, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Nobody learns what was in the box."""
        vote = rounds.break_off(subject, reason.strip())
        destroyed = ballots.destroy(vote)
        return {"round": vote.number, "destroyed": destroyed, "reason": reason.strip()}


VOID_ROUND = VoidRound()
