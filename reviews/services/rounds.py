"""Opening and closing rounds of voting, with the roll as rows and the arithmetic as it is printed."""

from law.ballots import tally, vote_again
from reviews.enums import ItemStage, RoundStage
from reviews.models import MeetingItem, RollEntry, VoteRound
from reviews.selectors.rounds import counted_rounds, running_round
from reviews.selectors.voting_bodies import body_of
from reviews.services.ballots import Count
from zcps import clock

# A panel votes twice on the same person at most.
MOST_COUNTED = 2


def begin(item: MeetingItem, reason: str = "") -> VoteRound:
    """Open the next round and take the roll, at this moment, of all who vote on the item."""
    seats = list(body_of(item).seats.order_by("label"))
    out = set(item.recusals.values_list("seat_id", flat=True))
    there = {seat.pk for seat in seats if seat.arrived_at and seat.left_at is None}
    vote = VoteRound.objects.create(
        item=item,
        number=item.rounds.count() + 1,
        reason=reason,
        present=len(there),
        recused=len(there & out),
        opened_at=clock.now(),
    )
    RollEntry.objects.bulk_create(
        RollEntry(round=vote, seat=seat, present=seat.pk in there, recused=seat.pk in out) for seat in seats
    )
    _show(item, vote)
    return vote


def finish(vote: VoteRound, item: MeetingItem, found: Count) -> None:
    """Write down what was counted, with its arithmetic, on the round and on its item."""
    whose = item.voting_group.name if item.voting_group else ""
    result = tally(vote.present, vote.recused, found.yes, item.meeting.plan.tally_base, whose=whose)
    due = vote.present - vote.recused
    rest = f"不同意 {found.no} 票，弃权 {found.abstained} 票，废票 {found.spoiled} 票，未投票 {due - found.total} 人"
    vote.stage, vote.closed_at, vote.cast = RoundStage.COUNTED, clock.now(), found.total
    vote.yes, vote.no, vote.abstained, vote.spoiled = found.yes, found.no, found.abstained, found.spoiled
    vote.base, vote.passed, vote.arithmetic = result.base, result.passed, f"{result.because}（{rest}）"
    vote.save()
    _show(item, vote)


def break_off(item: MeetingItem, reason: str) -> VoteRound:
    """End the open round without a count; what an earlier one counted stands again, and can be settled."""
    vote = running_round(item)
    vote.stage, vote.void_reason, vote.closed_at = RoundStage.VOID, reason, clock.now()
    vote.save()
    earlier = item.rounds.filter(stage=RoundStage.COUNTED).order_by("-number").first()
    item.stage = ItemStage.COUNTED if earlier else ItemStage.WAITING
    _show(item, earlier or VoteRound(item=item))
    return vote


def may_vote_again(item: MeetingItem) -> bool:
    """Say whether the plan opens one more round after what was counted last."""
    plan, base = item.meeting.plan, (item.present or 0, item.recused or 0)
    needed = tally(*base, item.yes or 0, plan.tally_base).needed
    if needed is None or counted_rounds(item) >= MOST_COUNTED:
        return False
    return vote_again(plan.revote_rule, plan.revote_margin, yes=item.yes or 0, no=item.no or 0, needed=needed)


def _show(item: MeetingItem, vote: VoteRound) -> None:
    """The item says what its last round says: everything that follows the meeting reads it there."""
    for name in ("present", "recused", "yes", "no", "abstained", "spoiled", "passed", "arithmetic"):
        setattr(item, name, getattr(vote, name))
    item.opened_at, item.closed_at = vote.opened_at, vote.closed_at
