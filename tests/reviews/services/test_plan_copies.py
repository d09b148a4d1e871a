"""What a plan begins with: from nothing, its own notice and every gate; from a copy, the years and days moved on."""

import datetime as dt
import json

import pytest
from django.http import QueryDict

from reviews.enums import RollPolicy
from reviews.forms.plan_rows import LegRow, MaterialRow, formset_of, rows_of, stored_rows
from reviews.models import Plan
from reviews.plan_dates import moment_of
from reviews.rulebooks import as_text, data_of
from reviews.selectors.deadlines import closes_of, last_day
from reviews.selectors.plan_terms import changes_between
from reviews.services.plan_drafts import plan_from_copy, plan_from_nothing, save_terms
from reviews.services.plan_problems import problems
from reviews.services.versions import terms_of
from tests.reviews import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(clock) -> Plan:
    return cases.make_plan(at="2022-08-22 09:00")


def copied(source: Plan) -> Plan:
    return plan_from_copy(cases.office_actor(), source, "QZ-2025-GYMS", "2025年度评审", 2025)


def test_a_copy_asks_for_the_credits_of_its_own_years(source):
    rules = data_of(copied(source))
    policy = rules["credit_policies"][rules["targets"]["工艺美术师"]["credits"]]
    assert [check["years"] for check in policy["checks"]] == [[2022, 2023, 2024, 2025], [2025], [2025], [2025]]
    assert rules["cutoff"]["date"] == "2025-12-31"
    assert (rules["plan"], rules["name"]) == ("QZ-2025-GYMS", "2025年度评审")


def test_a_copy_within_the_year_keeps_rules_and_cases(source):
    again = plan_from_copy(cases.office_actor(), source, "QZ-2022-MORE", "另一计划", 2022)
    assert data_of(again) == {**data_of(source), "plan": "QZ-2022-MORE", "name": "另一计划"}


def test_a_copy_moves_the_days_that_the_notice_names(source):
    source.roll_policy, source.named_days = RollPolicy.NEXT_WORKDAY, {"filing_closes": "2022-09-10"}
    source.filing_closes = moment_of(dt.date(2022, 9, 13))
    source.route = [{**source.route[0], "closes": moment_of(dt.date(2022, 10, 10)).isoformat(), "named": "2022-10-01"}]
    source.save()
    plan = plan_from_copy(cases.office_actor(), source, "QZ-2023-GYMS", "2023年度评审", 2023)
    # Both are Sundays in 2023; its holidays are not announced yet, so the office is asked to confirm.
    assert (last_day(plan.filing_closes), plan.named_days["filing_closes"]) == (dt.date(2023, 9, 11), "2023-09-10")
    leg = plan.route[0]
    assert (last_day(closes_of(leg)), leg["named"]) == (dt.date(2023, 10, 2), "2023-10-01")
    assert LegRow.shown(leg)["closes"] == "2023-10-01"


def test_a_plan_from_nothing_cites_its_own_notice_and_asks_for_every_gate(clock):
    clock.set("2022-08-15 09:00")
    cases.load_offices()
    plan = plan_from_nothing(cases.office_actor(), "QZ-2023-NEW", "新计划", 2023, "review")
    rules = data_of(plan)
    assert (rules["notice"], len(rules["gates"]), set(rules["gates"].values())) == ("N2023", 9, {""})
    assert "S0" not in plan.rules
    assert "规则库有误：notice：请选择本计划依据的通知，请改正后再报审。" in {each.because for each in problems(plan)}
    save_terms(plan, {"document_number": "某发〔2023〕1号", "document_title": "某通知"})
    plan.refresh_from_db()
    assert data_of(plan)["documents"]["N2023"] == {"number": "某发〔2023〕1号", "title": "某通知", "year": 2023}
    # A number that the rules have already is theirs: a correction is announced under another.
    save_terms(plan, {"document_number": "某发〔2023〕2号"})
    plan.refresh_from_db()
    assert data_of(plan)["documents"]["N2023"]["number"] == "某发〔2023〕1号"


def test_a_copied_deadline_is_confirmed_by_a_tick_alone(source):
    plan = copied(source)
    leg = {**LegRow.shown(plan.route[0]), "was": "0"}
    sent = QueryDict(mutable=True)
    sent.update({"row-TOTAL_FORMS": "1", "row-INITIAL_FORMS": "0"})
    for name in LegRow.base_fields:
        if name not in {"confirmed", "joint"}:
            sent[f"row-0-{name}"] = leg.get(name, "") or ""
    rows = rows_of(sent, LegRow)
    assert rows[0]["confirmed"] is False
    again = formset_of(LegRow, plan, None, rows)
    assert not again.forms[0].fields["confirmed"].widget.is_hidden
    sent["row-0-confirmed"] = "False"
    kept = formset_of(LegRow, plan, sent, [])
    assert kept.is_valid(), kept.errors
    assert stored_rows(kept, plan.route)[0]["proposed"] is True
    sent["row-0-confirmed"] = "on"
    kept = formset_of(LegRow, plan, sent, [])
    assert kept.is_valid()
    assert stored_rows(kept, plan.route)[0]["proposed"] is False


def test_the_purpose_of_a_material_can_be_taken_back(source):
    before = {"key": "education", "name": "学历", "source": "filled", "required": True, "check": {"kept": 1}}
    sent = QueryDict("row-TOTAL_FORMS=1&row-INITIAL_FORMS=0&row-0-was=0&row-0-name=学历&row-0-source=filled")
    kept = formset_of(MaterialRow, source, sent, [])
    assert kept.is_valid(), kept.errors
    row = stored_rows(kept, [before])[0]
    assert "key" not in row
    assert row["check"] == {"kept": 1}


def test_a_leg_left_on_a_holiday_by_another_policy_is_a_problem(source):
    source.route = [{**source.route[0], "closes": moment_of(dt.date(2022, 10, 1)).isoformat(), "named": ""}]
    keys = {each.key for each in problems(source)}
    source.roll_policy = RollPolicy.NEXT_WORKDAY
    label = source.route[0]["label"]
    assert {each.key for each in problems(source)} - keys == {f"dates.{label}.rolled"}


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("award_tables", {"中级": ["省技术能手"]}, "规则：奖项表“中级”"),
        ("credit_policies", {"CP-OWN": {"clause": "S0 四", "checks": []}}, "规则：学时政策 CP-OWN"),
        ("routes", ["破格", "正常评审"], "规则：申报途径"),
    ],
)
def test_a_difference_of_the_rules_is_told(source, part, value, said):
    rules = json.loads(source.rules)
    terms = terms_of(source)
    changed = as_text({**rules, part: value})
    assert said in {change.name for change in changes_between((terms, source.rules), (terms, changed))}
