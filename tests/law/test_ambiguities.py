"""Every ambiguity of the notices has a case that waits for it; a reading of it, for or against, decides the case."""

import datetime as dt

import pytest

from law import calendar, rulebook
from law.answers import Answer, Reading
from law.deadlines import lint_deadlines
from law.examination import Outcome, examine
from law.vocabulary import vocabulary
from tests.law.cases import ambiguous_cases

CASES = ambiguous_cases()
# Parameters of the plan itself, not of a person: a deadline on a holiday, 一周前, the first day of a publicity.
OF_THE_PLAN = {"AMB-22", "AMB-34", "AMB-36"}
# Needs no case of its own where a rule always waits for it together with another.
TOGETHER = {"AMB-39"}


def reading(code, favours):
    return {code: Reading(favours, "按评委会办公室的答复执行" if favours else "不予计入", "S0 二(二)")}


def outcome(case, **more):
    besides = {code: Reading(favours, "另行核定") for code, favours in case.get("besides", {}).items()}
    wants_credits = case.get("credits", False)
    readings = {**besides, **more.get("readings", {})}
    return examine(rulebook.load(case["plan"]), case["facts"], case["target"], credits=wants_credits, readings=readings)


def test_every_ambiguity_has_its_case():
    known = {code for code in vocabulary().ambiguities if code.startswith("AMB-")}
    assert len(known) == 37
    assert {case["amb"] for case in CASES} | OF_THE_PLAN | TOGETHER == known


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["amb"])
def test_the_case_waits_for_a_person(case):
    found = outcome(case)
    assert found.outcome is Outcome.NEEDS_HUMAN
    assert found.ambiguities == (case["amb"],)
    assert any(case["amb"] in finding.because for finding in found.findings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["amb"])
@pytest.mark.parametrize(("favours", "becomes"), [(True, Outcome.ELIGIBLE), (False, Outcome.NOT_ELIGIBLE)])
def test_a_reading_decides_the_case(case, favours, becomes):
    found = outcome(case, readings=reading(case["amb"], favours))
    assert found.outcome is becomes
    assert found.ambiguities == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["amb"])
def test_a_reading_is_told_where_it_decides(case):
    found = outcome(case, readings=reading(case["amb"], favours=False))
    told = "".join(finding.because for finding in (*found.findings, *found.others))
    assert "不予计入" in told


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["amb"])
def test_the_plan_may_settle_it_for_everybody(case):
    book = rulebook.load(case["plan"])
    row = {"favours": True, "says": "本计划予以认可", "clause": "S0 二(二)"}
    besides = {code: {**row, "favours": favours} for code, favours in case.get("besides", {}).items()}
    data = {**book.source, "readings": {case["amb"]: row, **besides}}
    found = examine(rulebook.parse(data), case["facts"], case["target"], credits=case.get("credits", False))
    assert found.outcome is Outcome.ELIGIBLE


@pytest.mark.parametrize(("favours", "becomes"), [(True, Outcome.ELIGIBLE), (False, Outcome.NEEDS_HUMAN)])
def test_in_principle_three_years_wait_together_with_the_conditions_of_the_other_document(favours, becomes):
    facts = {"titles": {"senior": True}, "docs": {"expert_recommendation_form": True}, "tenure": {"senior_title": 2}}
    book = rulebook.load("ZJ-2022-ZG")
    assert set(examine(book, facts, "正高级工艺美术师").ambiguities) == {"AMB-35", "AMB-39"}
    readings = {**reading("AMB-39", favours), **({"AMB-35": Reading(True, "已审核")} if favours else {})}
    found = examine(book, facts, "正高级工艺美术师", readings=readings)
    assert found.outcome is becomes
    exceptional = next(f for f in (*found.findings, *found.others) if f.id == "ZG-P")
    assert exceptional.answer is (Answer.MET if favours else Answer.NOT_MET)


@pytest.mark.parametrize(
    ("served", "codes", "missing"),
    [({"senior_title": {"from": "2020-01-01"}}, {"AMB-01", "AMB-35"}, ()), ({}, {"AMB-35"}, ("tenure.senior_title",))],
)
def test_what_was_read_is_told_and_no_longer_open_while_the_situation_still_is(served, codes, missing):
    facts = {"titles": {"senior": True}, "docs": {"expert_recommendation_form": True}, "tenure": served}
    book = rulebook.load("ZJ-2022-ZG")
    assert "AMB-39" in examine(book, facts, "正高级工艺美术师").ambiguities
    found = examine(book, facts, "正高级工艺美术师", readings=reading("AMB-39", favours=False))
    assert found.outcome is Outcome.NEEDS_HUMAN
    assert (set(found.ambiguities) - {"MISSING"}, found.missing) == (codes, missing)
    exceptional = next(f for f in (*found.findings, *found.others) if f.id == "ZG-P")
    assert "AMB-39" not in exceptional.ambiguities
    step = next(step for step in exceptional.steps if "AMB-39" in step.because)
    assert step.because.count("（AMB-39），已核定：不予计入，依据：S0 二(二)。") == 1
    assert "由受理部门核定（AMB-39）" not in step.because
    assert all(step.because.count(f"（{code}）") == 1 for code in codes - {"AMB-35"})
    assert not missing or step.because.startswith("您尚未填写")


def test_a_deadline_on_a_holiday_is_for_the_publisher_to_settle():
    (warning,) = lint_deadlines({"filing": dt.date(2022, 9, 10)})
    assert warning.ambiguity == "AMB-22"


def test_the_first_day_of_a_publicity_counts_as_the_plan_says():
    start = dt.datetime(2022, 9, 29, 10, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    known = calendar.seeded_calendar()
    ends = [calendar.period(start, 5, known, count_start_day=counts).earliest_close.date() for counts in (False, True)]
    assert ends == [dt.date(2022, 10, 12), dt.date(2022, 10, 11)]
