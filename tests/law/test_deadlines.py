import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law import calendar
from law.deadlines import HOLIDAY_DEADLINE, latest_filing_day, lint_deadlines
from law.errors import BadInput
from law.rulebook import load
from tests.law.cases import vector_id, vectors


@pytest.mark.parametrize("vector", vectors("deadline_feasibility"), ids=vector_id)
def test_deadlines_on_working_days(vector):
    warnings = lint_deadlines({"paper": vector["local_deadline"]})
    assert [warning.ambiguity for warning in warnings] == ([] if vector["is_workday"] else [HOLIDAY_DEADLINE])


def test_the_filing_deadline_of_2022_is_a_holiday_and_leaves_too_little_time():
    warnings = lint_deadlines(load("QZ-2022-GYMS").deadlines)
    assert [(w.stage, w.ambiguity) for w in warnings] == [("filing", "AMB-22"), ("filing", "")]
    assert "中秋节" in warnings[0].because
    assert "2022-09-13" in warnings[0].because


def test_deadlines_in_the_wrong_order_are_found():
    day = dt.date(2022, 9, 20)
    assert any("早于" in w.because for w in lint_deadlines({"filing": day, "employer": dt.date(2022, 9, 15)}))


def test_a_plan_with_time_enough_is_clean():
    assert lint_deadlines({"filing": dt.date(2022, 9, 1), "employer": dt.date(2022, 9, 20)}) == []


def test_fewer_than_five_days_of_publicity_are_refused():
    with pytest.raises(BadInput):
        latest_filing_day(dt.date(2022, 9, 20), publicity_days=4)


@given(st.dates(dt.date(2019, 3, 1), dt.date(2026, 11, 1)), st.integers(0, 3))
def test_who_files_by_the_suggested_day_can_be_published_in_time(deadline, review_days):
    day = latest_filing_day(deadline, review_days=review_days)
    opening = day
    for _ in range(review_days):
        opening = calendar.next_working_day(opening + dt.timedelta(days=1))
    moment = dt.datetime.combine(opening, dt.time(9), calendar.SHANGHAI)
    assert calendar.is_working_day(day)
    assert calendar.period(moment, 5).earliest_close.date() <= deadline
    later = calendar.next_working_day(opening + dt.timedelta(days=1))
    missed = calendar.period(dt.datetime.combine(later, dt.time(9), calendar.SHANGHAI), 5)
    assert missed.earliest_close.date() > deadline
