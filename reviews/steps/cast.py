"""cast: an expert votes in secret. Nothing that is kept joins the choice to the person, the order or the time."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import Choice, ItemStage
from reviews.models import MeetingItem
from reviews.permissions import votes_on
from reviews.selectors.meetings import seat_of
from reviews.selectors.rounds import running_round, voters_in
from reviews.selectors.voting_bodies import is_asked
from reviews.services import ballots
from reviews.steps.base import ActRefused, ItemStep
from reviews.steps.meetings import MEETING_CLAUSE, StandingMixin, not_asked

UNREADABLE = "票箱中有选票无法读出，未作任何改动。请联系技术支持核查；不能恢复的，由主任委员中止本轮表决后重新表决。"


class Cast(StandingMixin, ItemStep):
    """One ballot for each expert present and not recused; a proxy or a late vote is void (facts 4.1)."""

    name = "cast"
    verb = "投票"
    clause = MEETING_CLAUSE
    roles = frozenset({Role.EXPERT})
    before = frozenset({ItemStage.OPEN})

    def concerns(self, subject: MeetingItem, actor: Actor) -> bool:
        """An expert of this panel, for himself."""
        return votes_on(actor, subject)

    def wrong_stage(self, subject: MeetingItem) -> str:
        """Say whether it is too early or too late."""
        if subject.stage in {ItemStage.WAITING, ItemStage.DISCUSSION}:
            return "本项尚未开始表决，请待主任委员宣布后再投票。"
        return "本项表决已结束，不能再投票或补投。"

    def standing(self, subject: MeetingItem, actor: Actor) -> Iterable[str]:
        """On the roll of this round, in the room, not recused, not voted yet."""
        seat, vote = seat_of(actor, subject.meeting), running_round(subject)
        assert seat is not None, "concerns() has found it"  # noqa: S101 - in the same transaction, under the same lock
        if vote.turnout.filter(seat=seat).exists():
            yield "您已对本项投票，每人一票，投出后不能更改。"
        elif subject.recusals.filter(seat=seat).exists():
            yield "您已回避本项，不参加本项表决。"
        elif seat.arrived_at is None or seat.left_at:
            yield "您尚未签到或已离席，不能投票，也不能委托他人投票。"
        elif not is_asked(seat, subject):
            yield not_asked(subject)
        elif not voters_in(vote).filter(pk=seat.pk).exists():
            yield "您在本项开始表决之后签到，不参加本项表决，请从下一项起投票。"

    def obstacles(
        self, subject: MeetingItem, actor: Actor, *, choice: str = "", in_round: int | None = None, **data: Any
    ) -> Iterable[str]:
        """One of the choices; and a ballot that was filled in for an earlier round is not one for this."""
        yield from self.standing(subject, actor)
        if choice not in Choice.values:
            yield "请选择同意、不同意、弃权或废票。"
        if in_round is not None and in_round != running_round(subject).number:
            yield "您填写的选票属于上一轮表决，该轮已经结束，选票没有计入。请重新填写本轮选票。"

    def act(self, subject: MeetingItem, actor: Actor, *, choice: str, **data: Any) -> dict[str, Any]:
        """Drop the ballot; the journal learns how many have voted, and nothing else."""
        seat = seat_of(actor, subject.meeting)
        assert seat is not None, "concerns() has found it"  # noqa: S101 - in the same transaction, under the same lock
        try:
            return {"voted": ballots.drop_in(running_round(subject), seat, Choice(choice))}
        except ballots.UnreadableBox:
            raise ActRefused([UNREADABLE]) from None

    def signs_as(self, actor: Actor) -> Actor:
        """An expert, and not which."""
        return Actor(Role.EXPERT)

    def case_of(self, subject: MeetingItem) -> int | None:
        """On nobody's timeline."""
        return None


CAST = Cast()
