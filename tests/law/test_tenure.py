import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.answers import Answer
from law.errors import BadInput
from law.tenure import Ending, anniversary, computation, earliest, judge, parse_tenure

CUTOFF = Ending(dt.date(2022, 12, 31))
DAYS = st.dates(dt.date(1980, 1, 1), dt.date(2022, 12, 31))
YEARS = st.integers(1, 10)


def answer(stated, years, ending=CUTOFF):
    found = judge(parse_tenure(stated), years, ending)
    return found.answer.value, sorted(found.ambiguities)


@pytest.mark.parametrize(
    ("stated", "years", "expected"),
    [
        ({"from": "2018-12-31"}, 4, ("met", [])),
        ({"from": "2019-01-01"}, 4, ("unknown", ["AMB-01"])),
        ({"from": "2019-01-02"}, 4, ("not_met", [])),
        ({"from": "2018-12"}, 4, ("met", [])),
        ({"from": "2019-01"}, 4, ("unknown", ["AMB-02"])),
        ({"from": "2019-02"}, 4, ("not_met", [])),
        ({"from": "2017-06-01", "gap_days": 400}, 4, ("met", [])),
        ({"from": "2018-06-01", "gap_days": 300}, 4, ("unknown", ["AMB-10"])),
        ({"from": "2019-06-01", "gap_days": 300}, 4, ("not_met", [])),
        ({"from": "2020-01-10", "alt_from": "2018-06-01"}, 4, ("unknown", ["AMB-09"])),
        ({"from": "2015-03-01", "alt_from": "2019-07-01", "alt_amb": "AMB-33"}, 6, ("unknown", ["AMB-33"])),
        ({"from": "2015-03-01", "alt_from": "2016-07-01"}, 6, ("met", [])),
        (4, 4, ("met", [])),
        (3, 4, ("not_met", [])),
    ],
)
def test_years_to_the_cutoff(stated, years, expected):
    assert answer(stated, years) == expected


def test_29_february_ends_on_the_last_day_of_the_month():
    assert anniversary(dt.date(2020, 2, 29), 1) == dt.date(2021, 2, 28)
    assert answer({"from": "2020-02-29"}, 1, Ending(dt.date(2021, 2, 28)))[0] == "met"


def test_without_a_cutoff_the_years_end_may_decide():
    ending = Ending(None, dt.date(2022, 6, 30))
    assert answer({"from": "2021-11-15"}, 1, ending) == ("unknown", ["AMB-18"])
    assert answer({"from": "2021-06-30"}, 1, ending)[0] == "met"
    assert answer({"from": "2022-01-10"}, 1, ending)[0] == "not_met"


def test_computation_is_written_out():
    stated = parse_tenure({"from": "2018-12-01"})
    assert computation(stated, 4, CUTOFF) == "2018-12-01 → 2022-12-31 = 4 年 30 天 ≥ 4 年"
    assert computation(parse_tenure(3), 4, CUTOFF) == "3 年 < 4 年"
    assert "只到月份" in computation(parse_tenure({"from": "2019-01"}), 4, CUTOFF)
    assert "扣除中断 300 天" in computation(parse_tenure({"from": "2018-06-01", "gap_days": 300}), 4, CUTOFF)


@pytest.mark.parametrize(
    "stated",
    [
        True,
        -1,
        "4",
        None,
        {},
        {"from": "2019-13-01"},
        {"from": "19-1-1"},
        {"from": "2019-01-01", "gap_days": -1},
        {"from": "2019-01-01", "till": 1},
    ],
)
def test_unreadable_statements_are_refused(stated):
    with pytest.raises(BadInput):
        parse_tenure(stated)


@given(DAYS, YEARS)
def test_met_unknown_and_not_met_follow_each_other_day_by_day(start, years):
    rank = {Answer.MET: 2, Answer.UNKNOWN: 1, Answer.NOT_MET: 0}
    found = [judge(parse_tenure({"from": start + dt.timedelta(days=n)}), years, CUTOFF).answer for n in range(3)]
    assert sorted(found, key=rank.__getitem__, reverse=True) == found


@given(DAYS, YEARS)
def test_the_earliest_day_is_the_first_on_which_it_is_met(start, years):
    tenure = parse_tenure({"from": start})
    day = earliest(tenure, years)
    assert day is not None
    assert judge(tenure, years, Ending(day)).answer is Answer.MET
    assert judge(tenure, years, Ending(day - dt.timedelta(days=1))).answer is not Answer.MET


@given(DAYS, YEARS, st.integers(0, 2000))
def test_a_gap_never_helps(start, years, gap):
    with_gap = judge(parse_tenure({"from": start, "gap_days": gap}), years, CUTOFF).answer
    assert with_gap is not Answer.MET or judge(parse_tenure({"from": start}), years, CUTOFF).answer is Answer.MET


@given(DAYS, DAYS, YEARS)
def test_the_order_of_two_possible_starts_does_not_matter(one, other, years):
    answers = {
        judge(parse_tenure({"from": a, "alt_from": b}), years, CUTOFF).answer for a, b in ((one, other), (other, one))
    }
    assert len(answers) == 1
