"""Nine experts in nine browsers hold a meeting: recusal, vote, a connection lost and back, one leaves, minutes."""

import re
from importlib import import_module

import pytest
from django.urls import reverse

from accounts.middleware import HAT
from accounts.services.journal import broken_links
from reviews.models import Ballot, Minutes, Turnout
from reviews.services.minutes import file_of
from reviews.services.minutes_check import verify
from tests.reviews.committee.factory import expert, hall, panel
from zcps import signing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_cache")]

CHAIR, RECUSED, CUT_OFF, LEAVER, WAITING = 0, 1, 2, 3, 4


class Seat:
    """One expert at his own browser."""

    def __init__(self, browser, settings, seat, meeting) -> None:
        self.meeting, self.actor = meeting, expert(seat)
        self.page = browser(self.actor.user, 1440 if seat.is_chair else 390)
        cookie = next(c for c in self.page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)
        session = import_module(settings.SESSION_ENGINE).SessionStore(cookie["value"])
        session[HAT] = self.actor.key
        session.save()

    def go(self, name: str, *args: object) -> None:
        answer = self.page.goto(reverse(name, args=args))
        assert answer.ok, (name, answer.status)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def act(self, name: str, button: str) -> None:
        """Do one act on the meeting, over its page of confirmation."""
        self.go("meeting_act", self.meeting.pk, name)
        self.press(button)
        self.page.wait_for_url(re.compile(f"^(?!.*{name})"))

    def reads(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for()

    def fill_in(self, choice: str) -> None:
        """Led to the ballot by the page itself, choose, look once more, cast."""
        self.page.wait_for_url("**/ballot/")
        self.page.get_by_role("radio", name=choice, exact=True).check()
        self.page.locator(".second-choice").get_by_text(choice, exact=True).wait_for()
        self.press("投出选票")

    def vote(self, choice: str) -> None:
        self.fill_in(choice)
        self.page.get_by_role("heading", name="已投票").wait_for()


def everybody_arrives(seats: list[Seat], first) -> None:
    """All sign in; one steps back from the first case."""
    for seat in seats:
        seat.act("check_in", "签到")
    recused = seats[RECUSED]
    recused.go("recuse", first.pk)
    recused.page.fill("#id_reason", "评审对象是本人带教的学员")
    recused.press("申请回避")
    recused.reads("已登记回避")
    recused.go("room", first.meeting_id)
    seats[CHAIR].act("convene", "宣布开会")
    seats[CHAIR].press("开始评议")
    recused.reads("请离开会场")
    assert first.application.applicant.user.name not in recused.page.locator(".out").inner_text()
    seats[CHAIR].press("开始表决")
    seats[CHAIR].reads("已投票 0 人")


def all_but_two_vote(seats: list[Seat]) -> None:
    """One loses his connection with the ballot in hand: it is kept, sent when the network is back, counted once."""
    cut_off = seats[CUT_OFF]
    cut_off.page.wait_for_url("**/ballot/")
    cut_off.page.context.set_offline(True)
    cut_off.fill_in("同意")
    cut_off.reads("选票还没有送达")
    assert Turnout.objects.count() == 0
    for seat in seats[WAITING:]:
        seat.vote("不同意" if seat is seats[-1] else "同意")
    cut_off.page.context.set_offline(False)
    cut_off.page.get_by_role("heading", name="已投票").wait_for()
    assert Turnout.objects.count() == Ballot.objects.count() == 6


def the_vote_ends(seats: list[Seat], meeting) -> None:
    """One leaves without having voted: he is no longer waited for, and stays in the base."""
    chair, waiting = seats[CHAIR], seats[WAITING]
    seats[LEAVER].act("leave_meeting", "离席")
    # Whoever waits for the end is told that his network is away, and goes on by himself when it is back.
    waiting.page.context.set_offline(True)
    waiting.reads("网络已断开")
    chair.page.get_by_role("link", name="投票", exact=True).click()
    chair.vote("同意")
    chair.go("room", meeting.pk)
    assert chair.page.get_by_text("未投票的不再等待").count() == 0
    chair.press("结束表决")
    chair.reads("3×6=18 ≥ 2×9=18，通过")
    waiting.page.context.set_offline(False)
    for seat in (waiting, seats[CUT_OFF]):
        seat.page.wait_for_url("**/room/")
    seats[RECUSED].reads("等待主任委员开始下一项表决")


def test_nine_experts_hold_a_meeting(browser, settings):
    room = hall(cases=2)
    meeting = room.on_the_day()
    first, second = meeting.items.all()
    seats = [Seat(browser, settings, seat, meeting) for seat in panel(meeting)]
    everybody_arrives(seats, first)
    all_but_two_vote(seats)
    the_vote_ends(seats, meeting)
    vote = first.rounds.get()
    assert (vote.present, vote.recused, vote.cast, vote.yes, vote.no) == (9, 1, 7, 6, 1)

    room.decide_present(second, 6)
    seats[CHAIR].act("close_meeting", "宣布闭会")
    seats[CHAIR].press("签署会议纪要")
    seats[CHAIR].reads("您已签署会议纪要")
    seats[LEAVER].go("minutes", meeting.pk)
    seats[LEAVER].page.fill("#id_objection", "本人离席时未及投票，请注明。")
    seats[LEAVER].press("签署会议纪要")
    seats[LEAVER].reads("您已签署会议纪要")
    found = verify(file_of(Minutes.objects.get()), signing.public_keys())
    assert (found["valid"], len(found["signed_by"]), found["objections"]) == (True, 2, 1)
    assert not list(broken_links())
