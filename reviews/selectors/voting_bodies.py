"""Who votes on an item: the whole panel, or a group of it that was filed to vote alone (S4 二: 单独分组、单独评审)."""

from dataclasses import dataclass

from django.db.models import QuerySet

from reviews.enums import VoteScope
from reviews.models import MeetingGroup, MeetingItem, PanelSeat


@dataclass(frozen=True)
class VotingBody:
    """The seats that vote on an item, how many they are, and what they are called where they are not the panel."""

    seats: QuerySet[PanelSeat]
    members: int
    name: str = ""


def votes_alone(scope: str, group: MeetingGroup) -> bool:
    """Whether a plan has this group vote by itself; one without seats of its own never does."""
    if group.least is None:
        return False
    return scope == VoteScope.GROUPS or (scope == VoteScope.SKILLED and group.is_skilled)


def body_of(item: MeetingItem) -> VotingBody:
    """Return who votes on an item."""
    meeting, group = item.meeting, item.voting_group
    if group is None:
        return VotingBody(meeting.panel.all(), meeting.seats)
    seats = meeting.panel.filter(group=group)
    # A seat that nobody could fill stays in the base of the quorum, as it does for the whole panel.
    return VotingBody(seats, max(seats.count(), group.least or 0), group.name)


def is_asked(seat: PanelSeat, item: MeetingItem) -> bool:
    """Whether somebody belongs to those who vote on an item, wherever he is at the moment."""
    return item.voting_group is None or seat.group_id == item.group_id
