"""The secret ballot: who votes, once, and what can be learnt afterwards."""

import secrets
from collections import Counter

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import JournalEntry
from reviews.enums import Choice, ItemStage, Stage
from reviews.models import Application, Ballot, PanelSeat, Recusal, Turnout, VoteRound
from reviews.services.ballots import LEAST_SECRET
from reviews.steps.base import ActRefused, perform
from reviews.steps.cast import CAST
from reviews.steps.check_in import CHECK_IN
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.leave_meeting import LEAVE_MEETING
from reviews.steps.open_item import OPEN_ITEM
from reviews.steps.recuse import RECUSE
from tests.reviews.committee.factory import chair, expert, first_item, hall, make_expert, panel
from tests.reviews.committee.factory import opened as vote_on

pytestmark = pytest.mark.django_db


def opened(room, present=None):
    meeting = room.convened(present)
    item = perform(OPEN_ITEM, first_item(meeting), chair(meeting))
    return meeting, item, panel(meeting)


def refused(step, subject, by, **data) -> str:
    kept = (Ballot.objects.count(), Turnout.objects.count(), Recusal.objects.count())
    with pytest.raises(ActRefused) as refusal:
        perform(step, subject, by, **data)
    assert (Ballot.objects.count(), Turnout.objects.count(), Recusal.objects.count()) == kept
    return "".join(refusal.value.reasons)


def test_an_absent_expert_does_not_vote() -> None:
    _, item, seats = opened(hall(), present=8)
    absent = next(seat for seat in seats if seat.arrived_at is None)
    assert "尚未签到" in refused(CAST, item, expert(absent), choice=Choice.YES)


def test_who_arrives_after_the_opening_votes_from_the_next_item_on() -> None:
    meeting, item, seats = opened(hall(), present=8)
    late = expert(next(seat for seat in seats if seat.arrived_at is None))
    perform(CHECK_IN, meeting, late)
    assert "开始表决之后签到" in refused(CAST, item, late, choice=Choice.YES)
    for seat in seats[:8]:
        perform(CAST, item, expert(seat), choice=Choice.YES)
    perform(CLOSE_ITEM, item, chair(meeting))
    following = perform(OPEN_ITEM, first_item(meeting), chair(meeting))
    assert following.present == 9
    perform(CAST, following, late, choice=Choice.YES)


def test_a_recused_expert_does_not_vote_and_says_why_before_the_vote() -> None:
    meeting = hall().convened()
    item, seats = first_item(meeting), panel(meeting)
    recused = expert(next(seat for seat in seats if not seat.is_chair))
    assert "理由" in refused(RECUSE, item, recused, reason=" ")
    perform(RECUSE, item, recused, reason="师徒关系")
    assert "无需重复" in refused(RECUSE, item, recused, reason="师徒关系")
    item = perform(OPEN_ITEM, item, chair(meeting))
    assert (item.present, item.recused) == (9, 1)
    assert "已回避" in refused(CAST, item, recused, choice=Choice.YES)
    other = expert(next(seat for seat in seats if not seat.is_chair and expert(seat) != recused))
    assert "已开始表决" in refused(RECUSE, item, other, reason="师徒关系")


def test_one_vote_each_and_none_after_the_end() -> None:
    meeting, item, seats = opened(hall())
    voter = expert(seats[0])
    perform(CAST, item, voter, choice=Choice.YES)
    assert "每人一票" in refused(CAST, item, voter, choice=Choice.NO)
    for seat in seats[1:]:
        perform(CAST, item, expert(seat), choice=Choice.NO)
    perform(CLOSE_ITEM, item, chair(meeting))
    assert "表决已结束" in refused(CAST, item, voter, choice=Choice.YES)


def test_nobody_votes_before_the_opening_or_from_outside_or_in_blank() -> None:
    room = hall()
    meeting = room.convened()
    voter = expert(panel(meeting)[0])
    assert "尚未开始" in refused(CAST, first_item(meeting), voter, choice=Choice.YES)
    item = perform(OPEN_ITEM, first_item(meeting), chair(meeting))
    stranger = expert(PanelSeat(expert=make_expert(room.committee)))
    assert "不能办理" in refused(CAST, item, stranger, choice=Choice.YES)
    assert "请选择" in refused(CAST, item, voter, choice="maybe")


def test_only_the_chair_opens_and_closes_and_one_item_at_a_time() -> None:
    meeting, item, seats = opened(hall())
    member = expert(next(seat for seat in seats if not seat.is_chair))
    other = first_item(meeting)
    assert "第 1 项正在表决" in refused(OPEN_ITEM, other, chair(meeting))
    assert "不能办理" in refused(OPEN_ITEM, other, member)
    assert "不能办理" in refused(CLOSE_ITEM, item, member)


def test_the_chair_closes_without_the_missing_only_knowingly() -> None:
    meeting, item, seats = opened(hall())
    for seat in seats[:8]:
        perform(CAST, item, expert(seat), choice=Choice.YES)
    assert "尚有 1 位" in refused(CLOSE_ITEM, item, chair(meeting))
    item = perform(CLOSE_ITEM, item, chair(meeting), without_missing=True)
    assert (item.yes, item.present, item.passed) == (8, 9, True)


def test_a_box_with_two_ballots_is_not_counted_for_it_would_tell() -> None:
    meeting, item, seats = opened(hall())
    for seat in seats[:2]:
        perform(CAST, item, expert(seat), choice=Choice.YES)
    assert "暴露个人的选择" in refused(CLOSE_ITEM, item, chair(meeting), without_missing=True)
    perform(CAST, item, expert(seats[2]), choice=Choice.YES)
    assert perform(CLOSE_ITEM, item, chair(meeting), without_missing=True).passed is False


def test_no_vote_without_a_quorum_in_the_room() -> None:
    meeting = hall().convened(present=6)
    leaver = next(seat for seat in panel(meeting)[:6] if not seat.is_chair)
    perform(LEAVE_MEETING, meeting, expert(leaver))
    assert "未达到" in refused(OPEN_ITEM, first_item(meeting), chair(meeting))


@pytest.mark.parametrize(("yes", "stage"), [(6, Stage.PASSED), (5, Stage.NOT_PASSED)])
def test_six_of_nine_is_exactly_two_thirds(yes: int, stage: Stage) -> None:
    room = hall(cases=1)
    meeting = room.convened()
    item = room.decide(first_item(meeting), yes)
    assert Application.objects.get().stage == stage
    assert f"同意 {yes} 票，3×{yes}={3 * yes}" in item.arithmetic
    assert (item.yes, item.no, item.abstained) == (yes, 9 - yes, 0)


def test_the_recused_stay_in_the_base_unless_the_plan_says_otherwise() -> None:
    room = hall(cases=2)
    meeting = room.convened()
    outcomes = []
    for base in ("present", "present_unrecused"):
        room.plan.tally_base = base
        room.plan.save()
        item = first_item(meeting)
        recused = [seat for seat in panel(meeting) if not seat.is_chair][:3]
        for seat in recused:
            perform(RECUSE, item, expert(seat), reason="同一课题组")
        perform(OPEN_ITEM, item, chair(meeting))
        for place, seat in enumerate(seat for seat in panel(meeting) if seat not in recused):
            perform(CAST, item, expert(seat), choice=Choice.YES if place < 5 else Choice.ABSTAIN)
        outcomes.append(perform(CLOSE_ITEM, item, chair(meeting)).passed)
    assert outcomes == [False, True]


def test_a_box_with_a_ballot_too_many_is_not_counted() -> None:
    meeting, item, seats = opened(hall())
    for seat in seats:
        perform(CAST, item, expert(seat), choice=Choice.YES)
    Ballot.objects.create(round=vote_on(item), choice=Choice.YES)
    with pytest.raises(ActRefused, match="选票 10 张与投票人数 9 人不一致"):
        perform(CLOSE_ITEM, item, chair(meeting))
    item.refresh_from_db()
    assert item.stage == ItemStage.OPEN
    # At the end of a transaction the database itself refuses such a box, whoever wrote it.
    with pytest.raises(IntegrityError, match="ballots and turnout differ"):
        connection.check_constraints()


# What can be learnt afterwards.


def test_no_table_joins_a_ballot_to_a_person() -> None:
    fields = {f.name: f for f in Ballot._meta.get_fields()}
    assert set(fields) == {"id", "round", "choice"}
    assert isinstance(fields["id"], models.UUIDField)
    assert {f.name for f in Turnout._meta.get_fields()} == {"id", "round", "seat"}
    pointing = [
        m for m in apps.get_models() for f in m._meta.get_fields() if getattr(f, "related_model", None) is Ballot
    ]
    assert set(pointing) == {VoteRound}


def _rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_after_the_end_neither_place_nor_transaction_nor_number_tells_the_order() -> None:
    meeting, item, seats = opened(hall())
    voting = sorted(seats, key=lambda seat: seat.pk, reverse=True)
    for place, seat in enumerate(voting):
        perform(CAST, item, expert(seat), choice=Choice.YES if place % 2 else Choice.NO)
    before = set(Ballot.objects.values_list("pk", flat=True))
    perform(CLOSE_ITEM, item, chair(meeting))
    assert not before & set(Ballot.objects.values_list("pk", flat=True))
    assert Counter(ballot.choice for ballot in Ballot.objects.all()) == {Choice.NO: 5, Choice.YES: 4}
    for table in ("reviews_ballot", "reviews_turnout"):
        assert len({xmin for (xmin,) in _rows(f"SELECT xmin::text FROM {table}")}) == 1  # noqa: S608 - fixed names
    by_number = [seat for (seat,) in _rows("SELECT seat_id FROM reviews_turnout ORDER BY id")]
    assert by_number == sorted(by_number)


def test_the_journal_knows_that_somebody_voted_and_not_who_or_what() -> None:
    _, item, seats = opened(hall())
    for seat in seats:
        perform(CAST, item, expert(seat), choice=Choice.NO)
    entries = list(JournalEntry.objects.filter(act="cast"))
    assert [entry.data for entry in entries] == [{"voted": number} for number in range(1, 10)]
    assert {(entry.actor_id, entry.actor_label, entry.case_id) for entry in entries} == {(None, "评审专家", None)}


def test_the_applicants_timeline_names_no_expert() -> None:
    room = hall(cases=1)
    meeting = room.voted()
    names = {seat.expert.user.name for seat in panel(meeting)}
    labels = JournalEntry.objects.filter(case_id=room.cases[0].pk)
    assert labels.exists()
    assert not names & set(labels.values_list("actor_label", flat=True))


def test_the_ballots_lie_shuffled(monkeypatch) -> None:
    meeting, item, seats = opened(hall())
    for place, seat in enumerate(seats):
        perform(CAST, item, expert(seat), choice=Choice.YES if place < 5 else Choice.NO)
    asked = []
    monkeypatch.setattr(secrets.SystemRandom, "shuffle", lambda _, box: asked.append(len(box)))
    perform(CLOSE_ITEM, item, chair(meeting))
    assert asked == [9]


ATTEMPTS = st.lists(st.tuples(st.integers(0, 8), st.sampled_from([*Choice.values, "x"])), max_size=25)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(attempts=ATTEMPTS, recused=st.sets(st.integers(1, 8), max_size=3), at=st.integers(0, 20))
def test_ballots_equal_turnout_whatever_is_tried(attempts, recused, at) -> None:
    with transaction.atomic():
        _try(attempts, recused, at)
        transaction.set_rollback(True)


def _try(attempts, recused, at) -> None:
    meeting = hall(cases=1).convened()
    item, seats = first_item(meeting), panel(meeting)
    for place in recused:
        perform(RECUSE, item, expert(seats[place]), reason="利害关系")
    perform(OPEN_ITEM, item, chair(meeting))
    voted: set[int] = set()
    is_open, vote = True, vote_on(item)
    for step, (place, choice) in enumerate(attempts):
        if step == at and len(voted) >= LEAST_SECRET:
            perform(CLOSE_ITEM, item, chair(meeting), without_missing=True)
            is_open = False
        if _cast(item, seats[place], choice):
            assert place not in voted | recused
            assert is_open
            voted.add(place)
        assert vote.ballots.count() == vote.turnout.count() == len(voted)


def _cast(item, seat, choice) -> bool:
    try:
        perform(CAST, item, expert(seat), choice=choice)
    except ActRefused:
        return False
    return True
