import pytest

from law import cli
from law import credits as credit_law
from law.answers import Reading
from law.credits import Holder, judge_policy, overall, policies
from law.errors import BadInput
from law.examination import Group, examine
from law.recognition import credit_routes, total_hours
from law.rulebook import load
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


# Ten of the seventy-two professional hours come from training as a skilled worker.
TRAINED = {2022: {"public": 18, "professional": 72, "deemed": 10, "total": 90}}
TRAINED |= {year: {"public": 18} for year in (2019, 2020, 2021)}


def examined(hours=TRAINED, **favours):
    settled = {code.replace("_", "-"): Reading(is_for, "按来函办理", "S4 三") for code, is_for in favours.items()}
    facts = {"edu": {"level": "本科"}, "tenure": {"craft": 6}, "credits": hours}
    return examine(load("QZ-2022-GYMS"), facts, "工艺美术师", credits=True, readings=settled)


def told_of_credits(found):
    return "".join(finding.because for finding in found.findings if finding.group is Group.CREDITS)


def test_deemed_hours_that_decide_wait_for_a_person():
    assert (examined().outcome, examined().ambiguities) == ("needs_human", ("CRA-06",))


def test_deemed_hours_read_against_the_person_leave_open_what_is_open_without_them():
    found = examined(CRA_06=False)
    assert (found.outcome, found.ambiguities) == ("needs_human", ("AMB-13",))
    assert "总学时 80 学时，还差 10 学时" in told_of_credits(found)
    assert "（CRA-06），已核定：按来函办理，依据：S4 三。" in told_of_credits(found)
    assert examined(CRA_06=False, AMB_13=True).outcome == "eligible"
    assert examined(CRA_06=False, AMB_13=False).outcome == "not_eligible"


def test_a_short_career_stays_open_without_the_deemed_hours():
    checks = judge_policy(
        credit_law.policy("CP-QZ22-P"),
        {2022: {"public": 18, "professional": 180, "deemed": 120}},
        Holder("初级", "大专", required_years=3),
        {"CRA-06": Reading(favours=False, says="不予计入")},
    )
    assert [check.verdict.ambiguities for check in checks if check.kind == "professional"] == [{"AMB-12"}]


def test_deemed_hours_read_for_the_person_count():
    found = examined(CRA_06=True)
    assert (found.outcome, found.ambiguities) == ("eligible", ())
    assert "还差" not in told_of_credits(found)
    assert "总学时 90 学时。关于“" in told_of_credits(found)
    assert "（CRA-06），已核定：按来函办理，依据：S4 三。" in told_of_credits(found)


def test_what_is_short_even_with_the_deemed_hours_is_told_as_they_were_read():
    few = {**TRAINED, 2022: {"public": 18, "professional": 50, "deemed": 10, "total": 90}}
    assert "还差 10 学时" in told_of_credits(examined(few, CRA_06=True))
    assert "还差 20 学时" in told_of_credits(examined(few, CRA_06=False))
    assert examined(few, CRA_06=True).outcome == examined(few, CRA_06=False).outcome == "not_eligible"


def test_who_has_no_deemed_hours_is_told_nothing_of_them():
    without = {**TRAINED, 2022: {"public": 18, "professional": 72, "total": 90}}
    assert "CRA-06" not in told_of_credits(examined(without, CRA_06=False))
