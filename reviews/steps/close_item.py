"""close_item: the chair ends the vote on one applicant; the box is counted and shuffled, the case is decided."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import ItemStage
from reviews.models import MeetingItem, VoteRound
from reviews.selectors.rounds import awaited_in, running_round, still_there
from reviews.selectors.voting_bodies import body_of
from reviews.services import ballots, rounds
from reviews.services.results import quorum_of
from reviews.steps.base import perform
from reviews.steps.cast import UNREADABLE
from reviews.steps.decide_case import DECIDE_CASE, locked_case
from reviews.steps.meetings import MEETING_CLAUSE, ChairItemStep, locked_meeting


class CloseItem(ChairItemStep):
    """Counted in integers against the plan's base; afterwards nobody can vote, and nothing tells who voted how.

    Where the plan allows a second vote after such a count, the case is not decided yet: the chair settles it.
    """

    name = "close_item"
    verb = "结束表决"
    awaits_clock = True
    clause = f"{MEETING_CLAUSE}；衢经信产融〔2022〕44号 一(一)5"
    before = frozenset({ItemStage.OPEN})

    def standing(self, subject: MeetingItem, actor: Actor) -> Iterable[str]:
        """The quorum held, there are as many ballots as people who voted, and enough to be secret."""
        yield from self.not_presiding(subject, actor)
        vote = running_round(subject)
        quorum = quorum_of(subject.meeting, still_there(vote), body_of(subject))
        if not quorum.reached:
            yield f"有专家未投票即离席。{quorum.because}请待专家返回投票，或中止本轮表决。"
        yield from _uncountable(vote)

    def obstacles(
        self, subject: MeetingItem, actor: Actor, *, without_missing: bool = False, **data: Any
    ) -> Iterable[str]:
        """Everybody in the room who may vote has voted, or the chair says that he closes without them."""
        subject.meeting = locked_meeting(subject)
        yield from self.standing(subject, actor)
        missing = awaited_in(running_round(subject)).count()
        if missing and not without_missing:
            yield f"尚有 {missing} 位出席专家未投票。请提醒其投票；如不再等待，请勾选“未投票的不再等待”后结束表决。"

    def act(self, subject: MeetingItem, actor: Actor, **data: Any) -> dict[str, Any]:
        """Count, shuffle; decide, unless the plan lets the panel vote once more."""
        # The row of the case is locked before the first entry of the journal, as everywhere.
        case, vote = locked_case(subject), running_round(subject)
        rounds.finish(vote, subject, ballots.counted(vote))
        ballots.shuffle(vote)
        subject.stage = ItemStage.COUNTED if rounds.may_vote_again(subject) else ItemStage.CLOSED
        if subject.stage == ItemStage.CLOSED:
            perform(DECIDE_CASE, case, actor, meeting=subject.meeting, item=subject)
        names = ("cast", "yes", "no", "abstained", "spoiled", "passed")
        return {"round": vote.number, **{name: getattr(vote, name) for name in names}}


def _uncountable(vote: VoteRound) -> Iterable[str]:
    try:
        found, voted = ballots.counted(vote).total, vote.turnout.count()
    except ballots.UnreadableBox:
        yield UNREADABLE
        return
    if found != voted:
        yield f"选票 {found} 张与投票人数 {voted} 人不一致，不能计票。请联系技术支持，未作任何改动。"
    elif voted < ballots.LEAST_SECRET:
        yield (
            f"已投出的选票只有 {voted} 张，少于 {ballots.LEAST_SECRET} 张时计票会暴露个人的选择，不能计票。"
            "请待更多专家投票，或中止本轮表决。"
        )


CLOSE_ITEM = CloseItem()
