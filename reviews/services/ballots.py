"""The ballot box of a round.

A ballot is a row with a random key and a sealed choice; the turnout says only who has voted. With every vote the whole
box is written anew, ballots shuffled and turnout by seat, and once more when it closes: all rows of a box come from one
transaction, so that neither the place of a row, nor the transaction that wrote it, nor a running number joins a ballot
to whoever cast it. Whoever compares copies of the database from before and after a vote finds every ballot changed, and
sealed.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag

from reviews.enums import Choice
from reviews.models import Ballot, PanelSeat, Turnout, VoteRound

# With fewer ballots the count itself would tell how somebody voted.
LEAST_SECRET = 3


class UnreadableBox(Exception):
    """A ballot does not open: its seal or the key is not what it was. Nothing may be counted."""


@dataclass(frozen=True)
class Count:
    """What lies in a box; whatever is none of the choices is a spoiled ballot."""

    yes: int
    no: int
    abstained: int
    spoiled: int

    @property
    def total(self) -> int:
        """All ballots."""
        return self.yes + self.no + self.abstained + self.spoiled


def drop_in(vote: VoteRound, seat: PanelSeat, choice: Choice) -> int:
    """Put one ballot into the box and note the turnout; return how many have voted by now."""
    seats = [*vote.turnout.values_list("seat_id", flat=True), seat.pk]
    _write_anew(vote, [*_choices(vote), choice], seats)
    return len(seats)


def counted(vote: VoteRound) -> Count:
    """Count the box. Raises UnreadableBox."""
    choices = _choices(vote)
    yes, no, abstained = (choices.count(choice) for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN))
    return Count(yes, no, abstained, len(choices) - yes - no - abstained)


def shuffle(vote: VoteRound) -> None:
    """Write ballots and turnout anew, so that nothing of their order remains."""
    _write_anew(vote, _choices(vote), vote.turnout.values_list("seat_id", flat=True))


def destroy(vote: VoteRound) -> int:
    """Throw the ballots away unread, with the turnout; return how many there were."""
    vote.turnout.all().delete()
    return vote.ballots.all().delete()[0]


def _choices(vote: VoteRound) -> list[str]:
    try:
        return [ballot.choice for ballot in vote.ballots.all()]
    except InvalidTag:
        raise UnreadableBox from None


def _write_anew(vote: VoteRound, choices: list[str], seats: Iterable[int]) -> None:
    voted = sorted(seats)
    secrets.SystemRandom().shuffle(choices)
    destroy(vote)
    Ballot.objects.bulk_create(Ballot(round=vote, choice=choice) for choice in choices)
    Turnout.objects.bulk_create(Turnout(round=vote, seat_id=seat) for seat in voted)
