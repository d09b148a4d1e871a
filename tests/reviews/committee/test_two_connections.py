"""Two connections at once: one vote, one draw, one chair's decision."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from reviews.enums import Choice
from reviews.models import Ballot, Draw, PanelSeat, Turnout
from reviews.steps.base import ActRefused, perform
from reviews.steps.cast import CAST
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.draw_panel import DRAW_PANEL
from reviews.steps.open_item import OPEN_ITEM
from tests.conftest import Clock
from tests.reviews.committee.factory import LOTTERY, chair, expert, first_item, hall, panel

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run all at the same moment, each on a connection of its own; return the refusals."""
    ready, refusals = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        ready.wait()
        try:
            act()
        except ActRefused as refused:
            refusals.append("".join(refused.reasons))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return refusals


def test_one_expert_on_two_devices_votes_once() -> None:
    meeting = hall(cases=1).convened()
    item = perform(OPEN_ITEM, first_item(meeting), chair(meeting))
    voter = expert(panel(meeting)[0])
    refusals = at_once(
        lambda: perform(CAST, item, voter, choice=Choice.YES), lambda: perform(CAST, item, voter, choice=Choice.NO)
    )
    assert len(refusals) == 1
    assert "每人一票" in refusals[0]
    assert Ballot.objects.count() == Turnout.objects.count() == 1


def test_all_nine_vote_at_once_and_all_are_counted() -> None:
    meeting = hall(cases=1).convened()
    item = perform(OPEN_ITEM, first_item(meeting), chair(meeting))
    voters = [expert(seat) for seat in panel(meeting)]
    assert not at_once(*(lambda who=who: perform(CAST, item, who, choice=Choice.YES) for who in voters))
    assert perform(CLOSE_ITEM, item, chair(meeting)).yes == 9


def test_a_vote_and_the_end_of_the_vote_agree() -> None:
    meeting = hall(cases=1).convened()
    item = perform(OPEN_ITEM, first_item(meeting), chair(meeting))
    voter, presiding = expert(panel(meeting)[0]), chair(meeting)
    for seat in panel(meeting)[1:4]:
        perform(CAST, item, expert(seat), choice=Choice.YES)
    at_once(
        lambda: perform(CAST, item, voter, choice=Choice.YES),
        lambda: perform(CLOSE_ITEM, item, presiding, without_missing=True),
    )
    item.refresh_from_db()
    assert item.yes == Ballot.objects.count() == Turnout.objects.count()


def test_two_officers_draw_once() -> None:
    room = hall(cases=1)
    meeting = room.sealed()
    Clock().advance(hours=2)
    refusals = at_once(*[lambda: perform(DRAW_PANEL, meeting, room.office, public_value=LOTTERY)] * 2)
    assert len(refusals) == 1
    assert "只抽取一次" in refusals[0]
    assert Draw.objects.count() == 1
    assert PanelSeat.objects.count() == 9
