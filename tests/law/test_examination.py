import datetime as dt
import itertools

import pytest

from law import rulebook
from law.answers import Answer
from law.errors import BadInput
from law.examination import Outcome, examine
from tests.law.cases import vector_id, vectors

CASES = vectors("eligibility")
GYMS = rulebook.load("QZ-2022-GYMS")
SERVED = {"assistant_work": 4, "assistant_post": 4, "craft": 5}


def examined(vector):
    book, wants_credits = rulebook.load(vector["plan"]), vector.get("check_credits", False)
    return examine(book, vector["facts"], vector["target"], credits=wants_credits)


@pytest.mark.parametrize("vector", CASES, ids=vector_id)
def test_the_outcome_is_the_one_that_the_notices_give(vector):
    found = examined(vector)
    assert found.outcome == vector["expect"], vector["why"]
    assert found.rule == vector.get("rule", found.rule)
    assert found.route == vector.get("route", found.route)
    assert set(vector.get("amb", ())) <= set(found.ambiguities)
    if vector.get("amb_only"):
        assert set(vector["amb"]) == set(found.ambiguities)
    if "gate" in vector:
        assert vector["gate"] in {finding.id for finding in found.failures}


@pytest.mark.parametrize("vector", CASES, ids=vector_id)
def test_every_finding_can_be_shown_to_the_person(vector):
    for finding in examined(vector).findings:
        assert finding.clause
        assert finding.asks
        assert finding.because
        assert "！" not in finding.because
        assert finding.because.endswith(("。", "。）"))


@pytest.mark.parametrize("vector", [v for v in CASES if v["expect"] == "eligible"], ids=vector_id)
def test_leaving_out_a_tenure_never_refuses(vector):
    for name in vector["facts"].get("tenure", {}):
        rest = {key: value for key, value in vector["facts"]["tenure"].items() if key != name}
        found = examined({**vector, "facts": {**vector["facts"], "tenure": rest}})
        assert found.outcome is not Outcome.NOT_ELIGIBLE, name


@pytest.mark.parametrize(("plan", "target"), [(p, t) for p in rulebook.plans() for t in rulebook.load(p).targets])
def test_an_empty_form_refuses_nobody(plan, target):
    found = examine(rulebook.load(plan), {}, target)
    assert found.outcome is Outcome.NEEDS_HUMAN
    if plan in {vector["plan"] for vector in CASES}:
        assert "MISSING" in found.ambiguities
        assert found.missing


def test_everything_that_is_wrong_is_told_at_once():
    facts = {
        "person": {"civil_servant": True, "on_post": False},
        "edu": {"level": "本科"},
        "tenure": SERVED,
        "credits": {},
    }
    failed = [finding.id for finding in examine(GYMS, facts, "工艺美术师", credits=True).failures]
    assert failed == ["G-ONPOST", "G-CIVIL", "CREDITS", "CREDITS", "CREDITS"]


def test_who_meets_the_normal_route_is_not_shown_the_exceptional_one():
    vector = next(v for v in CASES if v["id"] == "V081")
    assert {finding.route for finding in examined(vector).findings} == {"", "正常评审"}


def test_the_earliest_day_is_told():
    facts = {
        "edu": {"level": "本科"},
        "tenure": {"craft": {"from": "2017-07-01"}, "assistant_work": 0, "assistant_post": 0},
    }
    found = examine(GYMS, facts, "工艺美术师")
    assert (found.outcome, found.earliest) == (Outcome.NOT_ELIGIBLE, dt.date(2023, 7, 1))
    assert "2017-07-01 → 2022-12-31 = 5 年 183 天 < 6 年" in "".join(f.because for f in found.failures)


def test_a_closed_gate_has_no_earliest_day():
    facts = {"person": {"retired": True}, "edu": {"level": "本科"}, "tenure": {"craft": {"from": "2017-07-01"}}}
    assert examine(GYMS, facts, "工艺美术师").earliest is None


@pytest.mark.parametrize(
    ("items", "outcome", "code"),
    [
        ([{"item": "B1", "ach": "a1"}, {"item": "B3", "ach": "a1"}], Outcome.NEEDS_HUMAN, "AMB-07"),
        (["B1", "B3"], Outcome.ELIGIBLE, None),
        ([{"item": "B1", "ach": "a1"}, {"item": "B1", "ach": "a2"}], Outcome.NOT_ELIGIBLE, None),
        ([{"item": "B1", "ach": "a"}, {"item": "B3", "ach": "a"}, {"item": "B3", "ach": "b"}], Outcome.ELIGIBLE, None),
        ([{"item": "B1", "ach": "a"}, {"item": "B6", "ach": "b", "amb": "AMB-08"}], Outcome.NEEDS_HUMAN, "AMB-08"),
        (["B1", "B9"], Outcome.NOT_ELIGIBLE, None),
    ],
)
def test_two_of_six_items_want_two_achievements(items, outcome, code):
    tenure = {"assistant_work": 3, "assistant_post": 3, "craft": 4}
    facts = {"edu": {"level": "本科"}, "titles": {"assistant": True}, "tenure": tenure, "breakthrough": items}
    found = examine(GYMS, facts, "工艺美术师")
    assert found.outcome is outcome
    assert code is None or code in found.ambiguities


@pytest.mark.parametrize("level", ["junior", "", 4])
def test_a_value_of_the_wrong_kind_is_refused(level):
    with pytest.raises(BadInput, match="学历"):
        examine(GYMS, {"edu": {"level": level}}, "工艺美术师")


@pytest.mark.parametrize(
    "facts",
    [{"edu": []}, {"tenure": 3}, {"awards": "金奖"}, {"person": {"retired": "no"}}, {"as_of": "2022-07"}, []],
)
def test_facts_of_the_wrong_shape_are_refused(facts):
    with pytest.raises(BadInput):
        examine(GYMS, facts, "工艺美术师")


def test_a_target_that_the_plan_does_not_offer_is_refused():
    with pytest.raises(BadInput, match="可申报的是"):
        examine(GYMS, {}, "高级工艺美术师")


def test_the_order_of_facts_does_not_matter():
    vector = next(v for v in CASES if v["id"] == "V096")
    for keys in itertools.islice(itertools.permutations(vector["facts"]), 6):
        facts = {key: vector["facts"][key] for key in keys}
        assert examine(GYMS, facts, "工艺美术师") == examined(vector)


def test_steps_of_a_rule_show_what_is_met_and_what_is_not():
    facts = {
        "edu": {"level": "大专"},
        "titles": {"assistant": True},
        "tenure": {"assistant_work": 3, "assistant_post": 3, "craft": 3},
    }
    exceptional = next(f for f in examine(GYMS, facts, "工艺美术师").findings if f.id == "PG-M-02")
    assert [step.answer for step in exceptional.steps] == [Answer.MET, Answer.MET, Answer.MET, Answer.NOT_MET]
