import datetime as dt

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law import calendar
from law.errors import BadInput
from tests.law.cases import publicity_periods, vector_id, vectors

NINE = dt.time(9, tzinfo=calendar.SHANGHAI)
DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2026, 11, 1))


def opening(day):
    return dt.datetime.combine(day, NINE)


@pytest.mark.parametrize("vector", publicity_periods(), ids=vector_id)
def test_period_closes_when_the_vector_says(vector):
    found = calendar.period(dt.datetime.fromisoformat(vector["start"]), vector["working_days"])
    assert found.earliest_close.isoformat() == vector["earliest_close"]
    assert found.final


@pytest.mark.parametrize("vector", vectors("publicity"), ids=vector_id)
def test_both_ways_of_counting_the_opening_day(vector):
    assert calendar.period(opening(vector["start"]), 5, count_start_day=True).last_day == vector["end_incl"]
    assert calendar.period(opening(vector["start"]), 5).last_day == vector["end_excl"]


def test_calendar_agrees_with_an_independent_package_on_every_day():
    day, known = dt.date(2019, 1, 1), calendar.seeded_calendar()
    while day < dt.date(2027, 1, 1):
        assert known.is_working_day(day) == chinese_calendar.is_workday(day), day
        day += dt.timedelta(days=1)


def test_w33_the_second_notice_of_2020_moves_an_open_period():
    before = calendar.seeded_calendar().known_on(dt.date(2020, 1, 26))
    start = opening(dt.date(2020, 1, 20))
    assert calendar.period(start, 5, before).earliest_close.date() == dt.date(2020, 2, 2)
    assert calendar.period(start, 5).earliest_close.date() == dt.date(2020, 2, 5)


def test_labour_day_2019_before_and_after_the_rearrangement():
    early = calendar.seeded_calendar().known_on(dt.date(2019, 3, 1))
    assert calendar.is_working_day(dt.date(2019, 5, 2), early)
    assert not calendar.is_working_day(dt.date(2019, 5, 2))
    assert calendar.is_working_day(dt.date(2019, 5, 5))


@pytest.mark.parametrize(
    ("start", "final"),
    [
        (dt.date(2026, 12, 16), True),
        (dt.date(2026, 12, 22), False),
        (dt.date(2027, 3, 1), False),
        (dt.date(2022, 12, 26), True),
    ],
)
def test_days_that_no_notice_covers_are_provisional(start, final):
    assert calendar.period(opening(start), 5).final is final


def test_next_year_is_provisional_until_its_notice_is_in():
    known = calendar.seeded_calendar().known_on(dt.date(2022, 12, 1))
    assert not calendar.period(opening(dt.date(2022, 12, 26)), 5, known).final


def test_counted_days_carry_their_reasons():
    found = calendar.period(dt.datetime(2022, 9, 29, 10, tzinfo=calendar.SHANGHAI), 5)
    reasons = {count.day.day: count.reason for count in found.days}
    assert (reasons[29], reasons[3], reasons[8]) == ("公示首日不计入（工作日）", "国庆节", "调休上班")
    assert [day.isoformat()[5:] for day in found.counted] == ["09-30", "10-08", "10-09", "10-10", "10-11"]


def test_the_opening_day_is_the_one_in_shanghai():
    late = dt.datetime(2022, 9, 28, 20, tzinfo=dt.UTC)
    assert calendar.period(late, 1).opened_at.date() == dt.date(2022, 9, 29)


@given(DAYS, st.integers(1, 30))
def test_a_period_holds_exactly_its_working_days(day, days):
    found = calendar.period(opening(day), days)
    last = found.earliest_close.date() - dt.timedelta(days=1)
    assert len(found.counted) == days == calendar.working_days_between(day + dt.timedelta(days=1), last)
    assert calendar.is_working_day(last)


@given(DAYS, st.integers(1, 30))
def test_counting_the_opening_day_never_closes_later(day, days):
    assert (
        calendar.period(opening(day), days, count_start_day=True).last_day
        <= calendar.period(opening(day), days).last_day
    )


@given(DAYS, st.integers(1, 20))
def test_counting_back_undoes_counting(day, days):
    start = calendar.subtract_working_days(day, days)
    assert calendar.working_days_between(start + dt.timedelta(days=1), day) == days


@given(DAYS)
def test_next_working_day_is_the_first(day):
    found = calendar.next_working_day(day)
    assert found >= day
    assert calendar.working_days_between(day, found) == 1


@pytest.mark.parametrize(("moment", "days"), [(dt.datetime(2022, 9, 1), 5), (opening(dt.date(2022, 9, 1)), 0)])  # noqa: DTZ001
def test_bad_questions_are_refused(moment, days):
    with pytest.raises(BadInput):
        calendar.period(moment, days)


def test_a_notice_with_a_backward_range_is_refused():
    day = dt.date(2027, 1, 2)
    row = {"occasion": "元旦", "first": day, "last": dt.date(2027, 1, 1)}
    with pytest.raises(BadInput, match="早于"):
        calendar.parse_notice({"year": 2027, "document": "号", "title": "通知", "published_on": day, "holidays": [row]})
    with pytest.raises(BadInput, match="补全"):
        calendar.parse_notice({"year": 2027})
