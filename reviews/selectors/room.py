"""The room of a meeting at this moment. While an item is open, its page learns how many have voted and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from reviews.enums import ITEM_CURRENT, ITEM_DONE, ItemStage, RoundStage
from reviews.models import Meeting, MeetingItem, PanelSeat, VoteRound
from reviews.selectors.voting_bodies import is_asked


@dataclass(frozen=True)
class Place:
    """A seat as the chair sees it: whether he is there, steps back from this item, has voted. Never how."""

    seat: PanelSeat
    kind: str
    word: str
    note: str = ""


@dataclass(frozen=True)
class Room:
    """Who is there, what is before the panel, what is done."""

    places: list[Place]
    present: int
    items: list[MeetingItem]
    current: MeetingItem | None
    vote: VoteRound | None
    voters: int
    voted: int
    # Those of the voters who are in the room and have not voted.
    missing: int
    next_item: MeetingItem | None
    done: int
    last: MeetingItem | None

    @property
    def open_item(self) -> MeetingItem | None:
        """The item on which the panel is voting."""
        return self.current if self.vote else None


def state_of(meeting: Meeting) -> Room:
    """Return the room; the number of queries grows neither with the panel nor with the agenda."""
    rows = meeting.items.select_related(
        "meeting__plan", "group", "application__applicant__user", "application__title", "application__employer"
    )
    items: list[Any] = list(rows.annotate(out=Count("recusals")).order_by("order"))
    current = next((item for item in items if item.stage in ITEM_CURRENT), None)
    following = next((item for item in items if item.stage == ItemStage.WAITING), None)
    seats = list(meeting.panel.select_related("expert__user").order_by("label"))
    vote = _open_vote(current)
    able = set(vote.roll.filter(present=True, recused=False).values_list("seat_id", flat=True)) if vote else set()
    voted = set(vote.turnout.values_list("seat_id", flat=True)) if vote else set()
    there = {seat.pk for seat in seats if seat.arrived_at and seat.left_at is None}
    closed = [item for item in items if item.stage == ItemStage.CLOSED]
    return Room(
        places=list(_places(seats, current or following, able if vote else None, voted)),
        present=len(there),
        items=items,
        current=current,
        vote=vote,
        voters=len(able),
        voted=len(voted),
        missing=len((able & there) - voted),
        next_item=following,
        done=sum(item.stage in ITEM_DONE for item in items),
        last=max(closed, key=lambda item: item.closed_at, default=None),
    )


def _open_vote(current: MeetingItem | None) -> VoteRound | None:
    if current is None or current.stage != ItemStage.OPEN:
        return None
    return current.rounds.filter(stage=RoundStage.OPEN).first()


def _out_of(item: MeetingItem | None) -> set[int]:
    return set(item.recusals.values_list("seat_id", flat=True)) if item else set()


def _places(
    seats: list[PanelSeat], item: MeetingItem | None, able: set[int] | None, voted: set[int]
) -> Iterator[Place]:
    out = _out_of(item)
    for seat in seats:
        if item and seat.arrived_at and seat.left_at is None and not is_asked(seat, item):
            yield Place(seat, "info", "不参加本项")
        else:
            yield Place(seat, *_standing(seat, out, able, voted))


def _standing(seat: PanelSeat, out: set[int], able: set[int] | None, voted: set[int]) -> tuple[str, ...]:
    if seat.pk in voted:
        return "done", "已投票", "已离席" if seat.left_at else ""
    if seat.arrived_at is None:
        return ("info", "缺席", seat.absence_reason) if seat.absence_reason else ("due", "未签到")
    if seat.left_at:
        return "info", "已离席", "未投票" if able and seat.pk in able else ""
    if seat.pk in out:
        return "stop", "回避", "请离场"
    if able is None:
        return "done", "已签到"
    return ("due", "未投票") if seat.pk in able else ("info", "不参加本项", "表决开始后签到")
