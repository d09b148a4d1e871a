import pytest

from law import cli
from law import credits as credit_law
from law.credits import Holder, judge_policy, overall, policies
from law.errors import BadInput
from law.recognition import credit_routes, total_hours
from tests.law.cases import vector_id, vectors

MET = {"met": True, "not_met": False, "unknown": None}
FULL = {"public": 18, "professional": 60, "total": 90}


def met(policy, hours, **holder):
    return MET[overall(judge_policy(credit_law.policy(policy), hours, Holder(**holder))).answer]


@pytest.mark.parametrize("vector", vectors("credit_recognition"), ids=vector_id)
def test_recognised_hours(vector):
    expected = None if vector["expect"] == "needs_human" else vector["expect"]
    assert cli.credit_hours(vector["items"])["hours"] == expected


@pytest.mark.parametrize("vector", vectors("credit_policy"), ids=vector_id)
def test_credit_policies(vector):
    hours = vector.get("credits") or vector["totals"]
    level = vector.get("level") or vector.get("target", "")
    assert cli.credit_check(vector["policy"], level, vector.get("edu", ""), hours)["met"] is vector["expect"]


@pytest.mark.parametrize(
    "item",
    [
        {"route": "CR-99", "qty": 1},
        {"route": "CR-2", "qty": -1},
        {"route": "CR-2", "qty": True},
        {"route": "CR-2"},
        {"route": "CR-2", "qty": 1, "days": 1},
        "CR-2",
    ],
)
def test_items_that_cannot_be_are_refused(item):
    with pytest.raises(BadInput):
        total_hours([item])


def test_every_recognition_route_says_its_clause():
    assert len(credit_routes()) == 14
    assert all("第六条" in route.clause for route in credit_routes().values())


def test_marked_hours_of_courseware_are_taken_as_marked():
    assert total_hours([{"route": "CR-3", "qty": 1.5}])[0] == 1.5


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (
            {2022: {"general_public": 9, "industry_public": 9, "professional": 60, "total": 90}, 2021: {"public": 54}},
            True,
        ),
        ({"2022": FULL, "2021": {"public": 53}}, False),
        ({2022: {"public": 17, "professional": 60, "total": 90}, 2021: {"public": 60}}, False),
        ({2022: FULL | {"total": 89}, 2021: {"public": 54}}, None),
        ({}, False),
    ],
)
def test_the_policy_for_intermediate_titles(hours, expected):
    assert met("CP-QZ22-M", hours, level="中级") is expected


def test_a_short_career_is_for_a_person_to_judge():
    hours = {2021: FULL, 2022: FULL}
    assert met("CP-QZ22-M", hours, level="中级", started_year=2020) is None
    assert met("CP-QZ22-M", hours, level="中级", started_year=2015) is False


@pytest.mark.parametrize(
    ("hours", "years", "expected"),
    [
        ({2020: FULL, 2021: FULL, 2022: FULL}, 3, True),
        ({2022: FULL}, 3, None),
        ({}, 3, False),
        ({2022: FULL}, 1, True),
        ({2022: FULL}, None, None),
    ],
)
def test_junior_titles_want_hours_for_the_years_of_service(hours, years, expected):
    assert met("CP-QZ22-P", hours, level="初级", required_years=years) is expected


def test_level_and_education_left_out_decide_nothing():
    assert met("CP-QZ21-REVIEW", {2021: {"public": 18}}) is None
    assert met("CP-QZ21-REVIEW", {2021: {"public": 54}}) is True
    assert met("CP-QZ21-REVIEW", {2021: {"public": 17}}) is False
    assert met("CP-QZ21-CD", FULL, level="助理级", education="大专") is None


def test_yearly_policies_look_at_every_year():
    assert met("CP-QZ23", {2023: FULL}) is True
    assert met("CP-QZ23", {2022: FULL | {"total": 89}, 2023: FULL}) is False
    assert met("CP-REG", {}) is False
    assert met("CP-NONE", None) is True


@pytest.mark.parametrize("policy", [each for each in policies() if each != "CP-NONE"])
def test_credits_that_were_not_stated_are_unknown(policy):
    assert met(policy, None, level="中级", education="硕士") is None


@pytest.mark.parametrize(
    "hours", [{"year": FULL}, {2022: {"publik": 1}}, {2022: {"public": -1}}, {2022: 5}, {2022: {"public": "18"}}]
)
def test_credits_that_cannot_be_are_refused(hours):
    with pytest.raises(BadInput):
        met("CP-ZJ22", hours)


def test_an_unknown_policy_is_refused():
    with pytest.raises(BadInput, match="CP-QZ22-M"):
        met("CP-X", {})


def test_junior_titles_without_a_known_rule_go_by_education():
    assert met("CP-QZ22-P", {2022: FULL}, level="初级", education="本科") is True
    assert met("CP-QZ22-P", {2022: FULL}, level="初级", education="大专") is None
    assert met("CP-QZ22-P", {2022: FULL | {"public": 17}}, level="初级", education="大专") is False
