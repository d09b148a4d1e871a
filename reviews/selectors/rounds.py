"""Reading rounds of voting: the one that runs, who may vote in it, who is still to be waited for."""

from django.db.models import QuerySet

from reviews.enums import RoundStage
from reviews.models import MeetingItem, PanelSeat, VoteRound


def open_round(item: MeetingItem) -> VoteRound | None:
    """Return the round in which the panel is voting."""
    return item.rounds.filter(stage=RoundStage.OPEN).first()


def running_round(item: MeetingItem) -> VoteRound:
    """Return the round of an open item: the two are written together."""
    vote = open_round(item)
    assert vote is not None, "an open item has an open round"  # noqa: S101 - see above
    return vote


def last_round(item: MeetingItem) -> VoteRound | None:
    """Return the latest round, whatever became of it."""
    return item.rounds.order_by("-number").first()


def counted_rounds(item: MeetingItem) -> int:
    """Return how many rounds were counted; one that was broken off is none."""
    return item.rounds.filter(stage=RoundStage.COUNTED).count()


def voters_in(vote: VoteRound) -> QuerySet[PanelSeat]:
    """Return who may vote in a round: on its roll, present and not recused."""
    return PanelSeat.objects.filter(rolls__round=vote, rolls__present=True, rolls__recused=False)


def awaited_in(vote: VoteRound) -> QuerySet[PanelSeat]:
    """Return who may vote, has not, and is in the room to do so."""
    return voters_in(vote).filter(left_at=None).exclude(turnout__round=vote)


def still_there(vote: VoteRound) -> int:
    """Return how many of the roll are in the room, or voted before they left: the quorum at the close."""
    on_roll = PanelSeat.objects.filter(rolls__round=vote, rolls__present=True)
    left_unvoted = on_roll.exclude(left_at=None).exclude(turnout__round=vote)
    return on_roll.count() - left_unvoted.count()
