"""In the room: who is there, who steps back, who presides; rounds that are voted again, broken off, put off."""

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models import JournalEntry, Notice
from reviews.enums import Choice, ConflictKind, ConflictSource, ConflictStage, ItemStage, RevoteRule, Stage
from reviews.models import Application, Attendance, Ballot, Conflict, Turnout
from reviews.selectors.meetings import waiting_cases
from reviews.selectors.room import state_of
from reviews.steps.base import ActRefused, perform
from reviews.steps.cast import CAST
from reviews.steps.check_in import CHECK_IN
from reviews.steps.close_discussion import CLOSE_DISCUSSION
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.close_meeting import CLOSE_MEETING
from reviews.steps.defer_item import DEFER_ITEM
from reviews.steps.leave_meeting import LEAVE_MEETING
from reviews.steps.name_deputy import NAME_DEPUTY
from reviews.steps.note_absence import NOTE_ABSENCE
from reviews.steps.open_discussion import OPEN_DISCUSSION
from reviews.steps.open_item import OPEN_ITEM
from reviews.steps.recuse import RECUSE
from reviews.steps.settle_item import SETTLE_ITEM
from reviews.steps.void_round import VOID_ROUND
from reviews.steps.vote_again import VOTE_AGAIN
from reviews.steps.withdraw_recusal import WITHDRAW_RECUSAL
from tests.reviews.committee.factory import chair, expert, first_item, hall, opened, panel
from tests.reviews.committee.test_ballots import refused
from tests.reviews.committee.test_pool import sign_in
from zcps.encryption import seal

pytestmark = pytest.mark.django_db


def begun(cases: int = 1, present: int | None = None, **plan):
    """A meeting with its first item open."""
    room = hall(cases=cases)
    for name, value in plan.items():
        setattr(room.plan, name, value)
    room.plan.save()
    meeting = room.convened(present)
    return room, meeting, perform(OPEN_ITEM, first_item(meeting), chair(meeting)), panel(meeting)


def cast(item, seats, yes: int, no: int = 0) -> None:
    """The first vote yes, the next no, the rest abstain."""
    for place, seat in enumerate(seats):
        choice = Choice.YES if place < yes else Choice.NO if place < yes + no else Choice.ABSTAIN
        perform(CAST, item, expert(seat), choice=choice)


def test_the_roll_is_kept_as_rows() -> None:
    _, _, item, seats = begun(present=8)
    roll = {entry.seat.label: (entry.present, entry.recused) for entry in opened(item).roll.select_related("seat")}
    assert roll == {seat.label: (place < 8, False) for place, seat in enumerate(seats)}


def test_every_stay_is_kept_with_its_times_and_reasons(clock) -> None:
    _, meeting, item, seats = begun(present=8)
    late, leaver = seats[8], seats[1]
    clock.advance(minutes=5)
    perform(CHECK_IN, meeting, expert(late))
    clock.advance(minutes=5)
    perform(LEAVE_MEETING, meeting, expert(leaver), reason="接听急诊电话")
    clock.advance(minutes=5)
    perform(CHECK_IN, meeting, expert(leaver))
    first, second = leaver.stays.all()
    assert first.reason == "接听急诊电话"
    assert first.arrived_at < first.left_at < second.arrived_at
    assert second.left_at is None
    assert late.stays.get().arrived_at > item.opened_at
    # He was on the roll when the item opened, and is back before it closes.
    perform(CAST, item, expert(leaver), choice=Choice.YES)
    assert "开始表决之后签到" in refused(CAST, item, expert(late), choice=Choice.YES)


def test_who_leaves_during_a_vote_keeps_his_ballot_or_is_not_waited_for() -> None:
    _, meeting, item, seats = begun()
    perform(CAST, item, expert(seats[1]), choice=Choice.YES)
    for seat in seats[1:3]:
        perform(LEAVE_MEETING, meeting, expert(seat))
    assert "已离席" in refused(CAST, item, expert(seats[2]), choice=Choice.YES)
    cast(item, [seats[0], *seats[3:]], yes=7)
    item = perform(CLOSE_ITEM, item, chair(meeting))
    assert (item.present, item.yes, opened_numbers(item)) == (9, 8, (9, 0, 8))


def opened_numbers(item):
    vote = item.rounds.get()
    return vote.present, vote.recused, vote.cast


def test_no_count_where_the_quorum_left_without_voting_but_the_round_can_be_broken_off() -> None:
    _, meeting, item, seats = begun(present=6)
    cast(item, seats[:5], yes=5)
    perform(LEAVE_MEETING, meeting, expert(seats[5]))
    sentence = refused(CLOSE_ITEM, item, chair(meeting), without_missing=True)
    assert "有专家未投票即离席" in sentence
    assert "应到会 6 人以上，实到 5 人" in sentence
    assert "请写明中止" in refused(VOID_ROUND, item, chair(meeting), reason=" ")
    item = perform(VOID_ROUND, item, chair(meeting), reason="一名专家因急事离席")
    assert (item.stage, Ballot.objects.count(), Turnout.objects.count()) == (ItemStage.WAITING, 0, 0)
    assert (item.yes, item.passed) == (None, None)
    assert "应到会 6 人以上，实到 5 人" in refused(OPEN_ITEM, item, chair(meeting))
    perform(CHECK_IN, meeting, expert(seats[5]))
    item = perform(OPEN_ITEM, item, chair(meeting))
    assert opened(item).number == 2
    cast(item, seats[:6], yes=6)
    assert perform(CLOSE_ITEM, item, chair(meeting)).passed is True


def test_an_item_that_cannot_be_voted_on_waits_for_the_next_meeting() -> None:
    room = hall(cases=2)
    meeting = room.convened(present=6)
    item, other = meeting.items.all()
    room.decide_present(other, 6)
    perform(LEAVE_MEETING, meeting, expert(panel(meeting)[5]))
    assert "请写明" in refused(DEFER_ITEM, item, room.office, reason="")
    perform(DEFER_ITEM, item, room.office, reason="到会专家不足法定人数")
    case = Application.objects.get(pk=item.application_id)
    assert case.stage == Stage.READY
    assert case in waiting_cases(room.plan, room.committee)
    assert Notice.objects.filter(recipient=case.applicant.user, title="评审移至下次会议").exists()
    assert perform(CLOSE_MEETING, meeting, room.office).items.filter(passed=True).count() == 1


def test_too_few_voters_would_not_be_secret() -> None:
    room = hall(cases=1)
    meeting = room.convened(present=6)
    for seat in panel(meeting)[2:6]:
        perform(RECUSE, first_item(meeting), expert(seat), reason="同一单位")
    assert "只有 2 人，少于 3 人" in refused(OPEN_ITEM, first_item(meeting), chair(meeting))


def test_a_recusal_is_taken_back_before_the_panel_comes_to_it_and_the_journal_keeps_both() -> None:
    room = hall(cases=1)
    meeting = room.convened()
    item, member = first_item(meeting), expert(panel(meeting)[1])
    perform(RECUSE, item, member, reason="以为是本人学员")
    assert "理由" in refused(WITHDRAW_RECUSAL, item, member, reason="")
    perform(WITHDRAW_RECUSAL, item, member, reason="同名，不是同一人")
    assert "无需撤回" in refused(WITHDRAW_RECUSAL, item, member, reason="再次")
    kept = JournalEntry.objects.get(act="withdraw_recusal").data
    assert (kept["recused_for"], kept["reason"]) == ("以为是本人学员", "同名，不是同一人")
    perform(RECUSE, item, member, reason="师徒关系")
    perform(OPEN_DISCUSSION, item, chair(meeting))
    assert "不能再撤回" in refused(WITHDRAW_RECUSAL, item, member, reason="改变主意")


def test_a_confirmed_tie_is_a_recusal_that_is_not_ones_own_to_take_back() -> None:
    room = hall(cases=1)
    meeting = room.convened()
    item, seat = first_item(meeting), panel(meeting)[1]
    Conflict.objects.create(
        committee=room.committee, expert=seat.expert, profile=room.cases[0].applicant, kind=ConflictKind.SAME_EMPLOYER,
        source=ConflictSource.REPORTED, stage=ConflictStage.CONFIRMED, created_at=meeting.created_at,
    )  # fmt: skip
    perform(OPEN_DISCUSSION, item, chair(meeting))
    perform(CLOSE_DISCUSSION, item, chair(meeting))
    assert "已认定的利害关系" in item.recusals.get(seat=seat).reason
    assert "不能由本人撤回" in refused(WITHDRAW_RECUSAL, item, expert(seat), reason="没有关系")
    item = perform(OPEN_ITEM, item, chair(meeting))
    assert (item.present, item.recused) == (9, 1)
    assert "已回避" in refused(CAST, item, expert(seat), choice=Choice.YES)


def test_one_item_is_before_the_panel_at_a_time() -> None:
    room = hall(cases=2)
    meeting = room.convened()
    first, second = meeting.items.all()
    perform(OPEN_DISCUSSION, first, chair(meeting))
    assert "第 1 项正在评议" in refused(OPEN_ITEM, second, chair(meeting))
    perform(CLOSE_DISCUSSION, first, chair(meeting))
    began = first.discussed_at = meeting.items.get(pk=first.pk).discussed_at
    perform(OPEN_DISCUSSION, second, chair(meeting))
    perform(OPEN_ITEM, second, chair(meeting))
    assert "第 2 项正在表决" in refused(OPEN_DISCUSSION, first, chair(meeting))
    assert began is not None


def test_the_deputy_presides_where_the_chair_is_recused_or_away_and_nowhere_else() -> None:
    room = hall(cases=2)
    meeting = room.convened()
    first, second = meeting.items.all()
    presiding, deputy = chair(meeting), expert(panel(meeting)[1])
    perform(RECUSE, first, presiding, reason="师徒关系")
    assert "请由副主任委员主持" in refused(OPEN_ITEM, first, presiding)
    assert "是主任委员" in refused(NAME_DEPUTY, meeting, room.office, seat=panel(meeting)[0])
    perform(NAME_DEPUTY, meeting, room.office, seat=panel(meeting)[1])
    assert "由主任委员主持" in refused(OPEN_ITEM, second, deputy)
    item = perform(OPEN_ITEM, first, deputy)
    cast(item, panel(meeting)[1:], yes=8)
    assert perform(CLOSE_ITEM, item, deputy).passed is True
    perform(LEAVE_MEETING, meeting, presiding)
    assert "已离席，不能主持" in refused(OPEN_ITEM, second, presiding)
    perform(OPEN_ITEM, second, deputy)


def test_an_absence_has_a_reason_and_ends_with_the_arrival() -> None:
    room = hall(cases=1)
    meeting = room.convened(present=8)
    absent = panel(meeting)[8]
    assert "请写明缺席" in refused(NOTE_ABSENCE, meeting, room.office, seat=absent, reason="")
    assert "已签到" in refused(NOTE_ABSENCE, meeting, room.office, seat=panel(meeting)[0], reason="病假")
    perform(NOTE_ABSENCE, meeting, room.office, seat=absent, reason="因病住院")
    places = {place.seat.label: (place.word, place.note) for place in state_of(meeting).places}
    assert places[absent.label] == ("缺席", "因病住院")
    perform(CHECK_IN, meeting, expert(absent))
    assert meeting.panel.get(pk=absent.pk).absence_reason == ""


# Rounds.


@pytest.mark.parametrize(
    ("rule", "margin", "yes", "no", "stage"),
    [
        (RevoteRule.NEVER, 1, 5, 4, ItemStage.CLOSED),
        (RevoteRule.SHORT, 1, 5, 4, ItemStage.COUNTED),
        (RevoteRule.SHORT, 1, 4, 5, ItemStage.CLOSED),
        (RevoteRule.SHORT, 2, 4, 5, ItemStage.COUNTED),
        (RevoteRule.TIE, 1, 4, 4, ItemStage.COUNTED),
        (RevoteRule.TIE, 1, 5, 4, ItemStage.CLOSED),
        (RevoteRule.SHORT, 9, 6, 3, ItemStage.CLOSED),
    ],
)
def test_a_second_vote_is_for_the_plan_to_allow(rule, margin, yes, no, stage) -> None:
    _, meeting, item, seats = begun(revote_rule=rule, revote_margin=margin)
    cast(item, seats, yes, no)
    item = perform(CLOSE_ITEM, item, chair(meeting))
    assert item.stage == stage
    decided = Application.objects.get().stage in {Stage.PASSED, Stage.NOT_PASSED}
    assert decided is (stage == ItemStage.CLOSED)


def test_the_last_round_decides_and_the_first_stays_with_its_own_ballots() -> None:
    _, meeting, item, seats = begun(revote_rule=RevoteRule.SHORT)
    cast(item, seats, yes=5, no=4)
    item = perform(CLOSE_ITEM, item, chair(meeting))
    assert "第 1 项" in refused(CLOSE_MEETING, meeting, chair(meeting))
    assert "请写明再次表决的理由" in refused(VOTE_AGAIN, item, chair(meeting), reason="")
    item = perform(VOTE_AGAIN, item, chair(meeting), reason="补充审阅了获奖证书")
    assert (item.yes, item.passed) == (None, None)
    assert "上一轮" in refused(CAST, item, expert(seats[0]), choice=Choice.NO, in_round=1)
    cast(item, seats, yes=7, no=2)
    item = perform(CLOSE_ITEM, item, chair(meeting))
    assert (item.stage, item.passed, Application.objects.get().stage) == (ItemStage.CLOSED, True, Stage.PASSED)
    kept = [(vote.number, vote.yes, vote.passed, vote.ballots.count(), vote.reason) for vote in item.rounds.all()]
    assert kept == [(1, 5, False, 9, ""), (2, 7, True, 9, "补充审阅了获奖证书")]


def test_there_is_no_third_vote() -> None:
    _, meeting, item, seats = begun(revote_rule=RevoteRule.SHORT)
    for again in (True, False):
        cast(item, seats, yes=5, no=4)
        item = perform(CLOSE_ITEM, item, chair(meeting))
        if again:
            item = perform(VOTE_AGAIN, item, chair(meeting), reason="再议")
    assert (item.stage, item.passed) == (ItemStage.CLOSED, False)


def test_a_second_round_that_is_broken_off_leaves_the_first_as_it_was_counted() -> None:
    _, meeting, item, seats = begun(revote_rule=RevoteRule.SHORT)
    cast(item, seats, yes=5, no=4)
    perform(CLOSE_ITEM, item, chair(meeting))
    perform(VOTE_AGAIN, item, chair(meeting), reason="再议")
    item = perform(VOID_ROUND, item, chair(meeting), reason="误操作")
    assert (item.stage, item.yes, item.passed) == (ItemStage.COUNTED, 5, False)
    assert perform(SETTLE_ITEM, item, chair(meeting)).stage == ItemStage.CLOSED
    assert Application.objects.get().stage == Stage.NOT_PASSED


def test_the_chair_lets_the_first_count_stand() -> None:
    _, meeting, item, seats = begun(revote_rule=RevoteRule.SHORT)
    cast(item, seats, yes=5, no=4)
    perform(CLOSE_ITEM, item, chair(meeting))
    assert perform(SETTLE_ITEM, item, chair(meeting)).stage == ItemStage.CLOSED
    assert Application.objects.get().stage == Stage.NOT_PASSED


def test_abstentions_spoiled_and_missing_ballots_are_kept_apart_and_stay_in_the_base() -> None:
    _, meeting, item, seats = begun()
    choices = [*[Choice.YES] * 5, Choice.NO, Choice.ABSTAIN, Choice.SPOILED]
    for seat, choice in zip(seats, choices, strict=False):
        perform(CAST, item, expert(seat), choice=choice)
    item = perform(CLOSE_ITEM, item, chair(meeting), without_missing=True)
    assert (item.yes, item.no, item.abstained, item.spoiled, item.passed) == (5, 1, 1, 1, False)
    assert "3×5=15 < 2×9=18" in item.arithmetic
    assert "不同意 1 票，弃权 1 票，废票 1 票，未投票 1 人" in item.arithmetic


def test_a_box_that_does_not_open_is_neither_counted_nor_added_to_but_can_be_given_up() -> None:
    _, meeting, item, seats = begun()
    cast(item, seats[:8], yes=8)
    with connection.cursor() as cursor:
        strange = seal("approve     ", "another.column", 1)
        cursor.execute(
            "UPDATE reviews_ballot SET choice = %s WHERE ctid = (SELECT min(ctid) FROM reviews_ballot)", [strange]
        )
    assert "无法读出" in refused(CLOSE_ITEM, item, chair(meeting), without_missing=True)
    with pytest.raises(ActRefused, match="无法读出"):
        perform(CAST, item, expert(seats[8]), choice=Choice.YES)
    perform(VOID_ROUND, item, chair(meeting), reason="票箱无法读出")
    assert not Ballot.objects.exists()


def test_the_end_of_the_meeting_ends_every_stay() -> None:
    room = hall(cases=1)
    room.closed()
    assert not Attendance.objects.filter(left_at=None).exists()


def confirmed_tie(room, meeting, seat) -> None:
    Conflict.objects.create(
        committee=room.committee, expert=seat.expert, profile=room.cases[0].applicant, kind=ConflictKind.SAME_EMPLOYER,
        source=ConflictSource.REPORTED, stage=ConflictStage.CONFIRMED, created_at=meeting.created_at,
    )  # fmt: skip


def test_a_chair_whose_tie_was_confirmed_since_opens_neither_vote_nor_discussion() -> None:
    room = hall(cases=1)
    meeting = room.convened()
    item = first_item(meeting)
    confirmed_tie(room, meeting, panel(meeting)[0])
    for step in (OPEN_ITEM, OPEN_DISCUSSION):
        assert "您已回避本项" in refused(step, item, chair(meeting))
    assert not item.recusals.exists()


def test_ties_confirmed_since_are_counted_before_a_round_opens() -> None:
    room = hall(cases=1)
    meeting = room.convened()
    for seat in panel(meeting)[2:]:
        confirmed_tie(room, meeting, seat)
    assert "计票会暴露个人的选择" in refused(OPEN_ITEM, first_item(meeting), chair(meeting))


def test_a_chair_who_stepped_back_does_not_learn_how_the_others_voted(client) -> None:
    room = hall(cases=1)
    meeting = room.convened()
    item, presiding, deputy = first_item(meeting), chair(meeting), expert(panel(meeting)[1])
    perform(NAME_DEPUTY, meeting, room.office, seat=panel(meeting)[1])
    perform(RECUSE, item, presiding, reason="师徒关系")
    item = perform(OPEN_ITEM, item, deputy)
    cast(item, panel(meeting)[1:], yes=8)
    arithmetic = perform(CLOSE_ITEM, item, deputy).arithmetic
    address = reverse("room_state", args=[meeting.pk])
    assert arithmetic in sign_in(client, deputy).get(address).text
    assert arithmetic not in sign_in(client, presiding).get(address).text
