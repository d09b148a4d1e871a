"""The ballot box of an item.

While an item is open, a ballot is a row with a random key and nothing else, and the turnout says only who has voted.
When the item closes, both are written anew, ballots shuffled and turnout by seat: neither the place of a row,
nor the transaction that wrote it, nor a running number then tells in which order people voted.
"""

import secrets
from dataclasses import dataclass

from reviews.enums import Choice
from reviews.models import Ballot, MeetingItem, PanelSeat, Turnout


@dataclass(frozen=True)
class Count:
    """What lies in a box."""

    yes: int
    no: int
    abstained: int

    @property
    def total(self) -> int:
        """All ballots."""
        return self.yes + self.no + self.abstained


def drop_in(item: MeetingItem, seat: PanelSeat, choice: Choice) -> int:
    """Put one ballot into the box and note the turnout; return how many have voted by now."""
    Turnout.objects.create(item=item, seat=seat)
    Ballot.objects.create(item=item, choice=choice)
    return item.turnout.count()


def counted(item: MeetingItem) -> Count:
    """Count the box."""
    choices = list(item.ballots.values_list("choice", flat=True))
    return Count(*(choices.count(choice) for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN)))


def shuffle(item: MeetingItem) -> None:
    """Write ballots and turnout anew, so that nothing of their order remains."""
    choices = list(item.ballots.values_list("choice", flat=True))
    secrets.SystemRandom().shuffle(choices)
    item.ballots.all().delete()
    Ballot.objects.bulk_create(Ballot(item=item, choice=choice) for choice in choices)
    seats = sorted(item.turnout.values_list("seat_id", flat=True))
    item.turnout.all().delete()
    Turnout.objects.bulk_create(Turnout(item=item, seat_id=seat) for seat in seats)
