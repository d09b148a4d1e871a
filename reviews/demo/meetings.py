"""A review meeting of the season: filed, confirmed, drawn, held."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.actor import Actor
from accounts.enums import Role
from accounts.steps.base import perform
from law.draw_bundle import OTC
from reviews.demo.cast import chance
from reviews.demo.offices import actor_of
from reviews.enums import Choice
from reviews.models import Application, Committee, Meeting, MeetingItem, PanelSeat, Plan
from reviews.selectors.meetings import supervising_agency
from reviews.selectors.voting_bodies import is_asked
from reviews.services.meetings import new_number
from reviews.steps.abandon_draw import ABANDON_DRAW
from reviews.steps.approve_results import APPROVE_RESULTS
from reviews.steps.cast import CAST
from reviews.steps.check_in import CHECK_IN
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.close_meeting import CLOSE_MEETING
from reviews.steps.confirm_filing import CONFIRM_FILING
from reviews.steps.convene import CONVENE
from reviews.steps.declare_interests import DECLARE_INTERESTS
from reviews.steps.draw_panel import DRAW_PANEL
from reviews.steps.draw_up_results import DRAW_UP_RESULTS
from reviews.steps.file_meeting import FILE_MEETING
from reviews.steps.lodge_number import LODGE_NUMBER
from reviews.steps.name_deputy import NAME_DEPUTY
from reviews.steps.note_absence import NOTE_ABSENCE
from reviews.steps.open_discussion import OPEN_DISCUSSION
from reviews.steps.open_item import OPEN_ITEM
from reviews.steps.prepare_draw import PREPARE_DRAW
from reviews.steps.recuse import RECUSE
from reviews.steps.report_results import REPORT_RESULTS
from reviews.steps.schedule_meeting import SCHEDULE_MEETING
from reviews.steps.seal_draw import SEAL_DRAW
from reviews.steps.seal_results import SEAL_RESULTS
from reviews.steps.sign_minutes import SIGN_MINUTES

SEATS = 7
_CAP = 2
_PLACE = "衢州市行政中心第三会议室"


@dataclass(frozen=True)
class Offices:
    """Who acts around the meetings of a plan."""

    office: Actor
    bureau: Actor


def schedule(who: Offices, plan: Plan, name: str, at: dt.datetime, cases: Sequence[Application]) -> Meeting:
    """Create a meeting with its agenda."""
    number, committee = new_number(), _committee_of(cases)
    perform(
        SCHEDULE_MEETING, plan, who.office, number=number, committee=committee, name=name, convenes_at=at,
        place=_PLACE, seats=SEATS, applications=cases,
    )  # fmt: skip
    return Meeting.objects.get(number=number)


def _committee_of(cases: Sequence[Application]) -> Committee:
    assert cases[0].title is not None  # noqa: S101 - a filed case has a title
    return cases[0].title.committee


def submit(who: Offices, meeting: Meeting) -> Meeting:
    """File the meeting with the bureau."""
    return perform(FILE_MEETING, meeting, who.office)


def confirm(who: Offices, meeting: Meeting) -> Meeting:
    """Have the bureau confirm the filing."""
    return perform(CONFIRM_FILING, meeting, who.bureau)


def seal(who: Offices, meeting: Meeting, period: str, not_before: dt.datetime) -> Meeting:
    """Freeze the pool, take both numbers, seal the manifest before a lottery draw."""
    meeting = perform(PREPARE_DRAW, meeting, who.office, bounds={}, employer_cap=_CAP, substitution=OTC)
    perform(LODGE_NUMBER, meeting, who.office)
    perform(LODGE_NUMBER, meeting, actor_of(supervising_agency(meeting)))
    if meeting.observer:
        perform(LODGE_NUMBER, meeting, actor_of(meeting.observer))
    return perform(SEAL_DRAW, meeting, who.office, source="ssq", detail=period, not_before=not_before)


def give_up(who: Offices, meeting: Meeting) -> Meeting:
    """Freeze the pool and give the draw up again before anything was sealed: it stays on the public board."""
    meeting = perform(PREPARE_DRAW, meeting, who.office, bounds={}, employer_cap=_CAP)
    reason = "冻结后发现两名专家的工作单位登记有误，更正后重新冻结专家库。"
    return perform(ABANDON_DRAW, meeting, who.office, reason=reason)


def draw(who: Offices, meeting: Meeting) -> Meeting:
    """Enter the public value, an invented one told by the meeting's number; the drawn declare their ties: none."""
    pick = chance(meeting.name)
    reds = sorted(pick.sample(range(1, 34), 6))
    value = f"{'.'.join(f'{ball:02d}' for ball in reds)}/{pick.randint(1, 16):02d}"
    meeting = perform(DRAW_PANEL, meeting, who.office, public_value=value)
    for seat in seats(meeting):
        perform(DECLARE_INTERESTS, meeting, expert(seat), ties={}, is_true=True)
    return meeting


def seats(meeting: Meeting) -> list[PanelSeat]:
    """Return the panel, the chair first."""
    return list(meeting.panel.select_related("expert__user").order_by("-is_chair", "label"))


def expert(seat: PanelSeat) -> Actor:
    """Return the expert on a seat."""
    return Actor(Role.EXPERT, seat.expert.user)


def convene(meeting: Meeting, absent: int = 0) -> Meeting:
    """Sign the panel in and begin; the last ones may be absent."""
    panel = seats(meeting)
    for seat in panel[: len(panel) - absent]:
        perform(CHECK_IN, meeting, expert(seat))
    return perform(CONVENE, meeting, expert(panel[0]))


def recuse(item: MeetingItem, seat: PanelSeat) -> None:
    """Have an expert step back from an item."""
    perform(RECUSE, item, expert(seat), reason="评审对象为本人曾经带教的学员。")


def vote(meeting: Meeting, items: Iterable[MeetingItem], refused: Iterable[int] = ()) -> None:
    """Open, vote on and close items; those with an order in `refused` miss their two thirds."""
    present = [seat for seat in seats(meeting) if seat.arrived_at]
    lost = set(refused)
    for item in items:
        perform(OPEN_ITEM, item, expert(present[0]))
        noes = 3 if item.order in lost else item.order % 2
        cast_ballots(item, present, noes)
        perform(CLOSE_ITEM, item, expert(present[0]), without_missing=False)


def open_and_wait(meeting: Meeting, item: MeetingItem, voted: int) -> None:
    """Open an item on which only some have voted yet."""
    present = [seat for seat in seats(meeting) if seat.arrived_at]
    perform(OPEN_DISCUSSION, item, expert(present[0]))
    perform(OPEN_ITEM, item, expert(present[0]))
    cast_ballots(item, present[1 : voted + 1], 0)


def cast_ballots(item: MeetingItem, voters: Sequence[PanelSeat], noes: int) -> None:
    """Cast the ballots of the voters who are asked and not recused."""
    able = [seat for seat in voters if is_asked(seat, item) and not item.recusals.filter(seat=seat).exists()]
    for place, seat in enumerate(able):
        perform(CAST, item, expert(seat), choice=Choice.NO if place < noes else Choice.YES)


def close(meeting: Meeting) -> Meeting:
    """End the meeting; most of those who were there sign the minutes at once."""
    panel = seats(meeting)
    meeting = perform(CLOSE_MEETING, meeting, expert(panel[0]))
    for seat in panel[:-2]:
        perform(SIGN_MINUTES, meeting, expert(seat))
    return meeting


def prepare_room(who: Offices, meeting: Meeting) -> None:
    """Name who stands in for the chair, and note why the last of the panel is not there."""
    panel = seats(meeting)
    perform(NAME_DEPUTY, meeting, who.office, seat=panel[1])
    perform(NOTE_ABSENCE, meeting, who.office, seat=panel[-1], reason="因病请假，已向评委会办公室说明。")


def report(who: Offices, meeting: Meeting) -> Meeting:
    """Draw the list up, have the founding body seal it, and report the results to the bureau."""
    meeting = perform(DRAW_UP_RESULTS, meeting, who.office)
    meeting = perform(SEAL_RESULTS, meeting, actor_of(meeting.committee.founding_body))
    return perform(REPORT_RESULTS, meeting, who.office)


def announce(who: Offices, meeting: Meeting, number: str) -> Meeting:
    """Have the bureau approve and announce the results."""
    return perform(APPROVE_RESULTS, meeting, who.bureau, publication_number=number)
