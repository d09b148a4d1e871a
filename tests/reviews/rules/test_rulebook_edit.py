"""How the rules of a new plan begin: from nothing, or as last year's moved on."""

import pytest

from accounts.steps.base import reasons_against
from law.rulebook import parse
from reviews.facts.rule_gaps import problems_in
from reviews.services.rulebook_edit import shifted_rules, starter_rules
from reviews.steps.announce_plan import ANNOUNCE_PLAN
from tests.reviews.cases import office_actor
from tests.reviews.rules.desk import RuleDesk, make_draft_plan, put, shipped


def test_last_years_rules_move_on_and_wait_to_be_confirmed():
    before = shipped("QZ-2022-GYMS")
    after = shifted_rules(before, 3)
    assert after["cutoff"] == {"date": "2025-12-31", "clause": "S0 二(二)", "assumed": True}
    assert after["targets"]["工艺美术师"]["credits"] == "CP-QZ22-M+3"
    checks = after["credit_policies"]["CP-QZ22-M+3"]["checks"]
    assert [check["years"] for check in checks] == [[2022, 2023, 2024, 2025], [2025], [2025], [2025]]
    assert after["credit_policies"]["CP-QZ22-P+3"]["checks"][0]["until"] == 2025
    assert [check["least"] for check in checks] == [72, 18, 60, 90]
    assert "deadlines" not in after
    assert after["vectors"] == []
    assert before["cutoff"]["date"] == "2022-12-31"
    parse(after)
    again = shifted_rules(after, 1)
    assert again["credit_policies"]["CP-QZ22-M+3"]["checks"][1]["years"] == [2026]


@pytest.mark.django_db
def test_a_plan_from_nothing_has_its_notice_its_titles_and_all_gates_waiting_for_their_clauses(clock):
    clock.set("2022-08-15 09:00")
    plan = make_draft_plan()
    data = starter_rules(plan)
    assert data["documents"]["N2022"]["number"] == plan.document_number
    assert list(data["targets"]) == ["工艺美术员", "助理工艺美术师", "工艺美术师"]
    assert len(data["gates"]) == 9
    assert data["rules"] == []
    sentences = {problem.sentence for problem in problems_in(data)}
    assert {"还没有申报条件，请为每个申报资格至少写一条。", "请选择依据的文件，并填写条款。"} <= sentences
    put(plan, data)
    desk = RuleDesk(plan)
    assert "还有" in desk.page("plan_rules")
    assert desk.page("plan_rule_new")


@pytest.mark.django_db
def test_what_compiles_but_is_unfinished_stops_the_report(clock):
    clock.set("2022-08-15 09:00")
    plan = make_draft_plan()
    data = shipped("QZ-2022-GYMS")
    data["rules"][1]["clause"] = "S0"
    put(plan, data)
    parse(data)
    sentences = reasons_against(ANNOUNCE_PLAN, plan, office_actor())
    assert "请填写条款，如“二(二)”。" in sentences
