"""The room of a meeting at this moment. While an item is open, its page learns how many have voted and nothing else."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from reviews.enums import ItemStage
from reviews.models import Meeting, MeetingItem, PanelSeat
from reviews.selectors.meetings import present_seats, voters_of


@dataclass(frozen=True)
class Room:
    """Who is there, what is open, what is done."""

    seats: list[PanelSeat]
    present: int
    items: list[MeetingItem]
    open_item: MeetingItem | None
    voters: int
    voted: int
    next_item: MeetingItem | None
    closed: int

    @property
    def missing(self) -> int:
        """How many of those who may vote have not."""
        return self.voters - self.voted


def state_of(meeting: Meeting) -> Room:
    """Return the room."""
    rows = meeting.items.select_related(
        "meeting__plan", "application__applicant__user", "application__title", "application__employer"
    )
    items: list[Any] = list(rows.annotate(out=Count("recusals")).order_by("order"))
    opened = next((item for item in items if item.stage == ItemStage.OPEN), None)
    return Room(
        seats=list(meeting.panel.select_related("expert__user").order_by("label")),
        present=present_seats(meeting).count(),
        items=items,
        open_item=opened,
        voters=voters_of(opened).count() if opened else 0,
        voted=opened.turnout.count() if opened else 0,
        next_item=next((item for item in items if item.stage == ItemStage.WAITING), None),
        closed=sum(item.stage == ItemStage.CLOSED for item in items),
    )
