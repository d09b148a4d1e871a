"""Cases prove the rules: tried, written on a page, proposed at every threshold, exchanged as files."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from law.mutation import survivors
from law.rulebook import parse
from law.trial import try_vectors
from law.yaml_data import parse_yaml
from reviews.facts.boundary_vectors import proposals
from reviews.forms.facts_sheet import facts_from, fields_of_facts
from tests.reviews.rules.desk import BOOKS, RuleDesk, make_draft_plan, now, put, shipped


@pytest.mark.parametrize("code", BOOKS)
def test_the_facts_of_every_case_survive_their_fields(code):
    data = shipped(code)
    for vector in data["vectors"]:
        again = facts_from(fields_of_facts(vector["facts"], data), data)
        assert json.dumps(again, sort_keys=True) == json.dumps(vector["facts"], sort_keys=True), vector["id"]


@pytest.mark.parametrize("code", BOOKS)
def test_the_proposed_cases_guard_every_threshold(code):
    data = {**shipped(code), "vectors": []}
    book = parse(data)
    proposed = proposals(book, data)
    assert [trial for trial in try_vectors(book, proposed) if not trial.passed] == []
    assert len({vector["id"] for vector in proposed}) == len(proposed)
    assert survivors(data, proposed) == []


def test_a_proposal_stands_exactly_at_the_threshold_or_a_day_below():
    data = {**shipped("QZ-2022-GYMS"), "vectors": []}
    found = {vector["why"]: vector for vector in proposals(parse(data), data)}
    at, below = found["ZP-M-04：从事工艺美术工作恰满 6 年"], found["ZP-M-04：从事工艺美术工作差 1 天满 6 年"]
    assert (at["facts"]["tenure"]["craft"], at["expect"], at["rule"]) == ({"from": "2016-12-31"}, "eligible", "ZP-M-04")
    assert (below["facts"]["tenure"]["craft"], below["expect"]) == ({"from": "2017-01-01"}, "needs_human")
    assert below["amb"] == ["AMB-01"]


def test_hours_of_a_policy_of_ones_own_are_guarded_too():
    data = {**shipped("QZ-2022-GYMS"), "vectors": []}
    checks = [
        {"sum": "public", "years": [2021, 2022], "least": 36},
        {"sum": "professional", "years": [2022], "least": 60},
    ]
    data["credit_policies"] = {"CP-X": {"clause": "S0 四", "checks": checks}}
    data["targets"]["工艺美术师"]["credits"] = "CP-X"
    book = parse(data)
    hours = [vector for vector in proposals(book, data) if vector.get("check_credits")]
    assert hours[0]["expect"] == "eligible"
    assert {vector["expect"] for vector in hours[1:]} == {"not_eligible"}
    assert all(trial.passed for trial in try_vectors(book, hours))


def test_what_is_there_already_is_not_proposed_again():
    data = {**shipped("QZ-2023-GT"), "vectors": []}
    data["vectors"] = proposals(parse(data), data)
    assert proposals(parse(data), data) == []


@pytest.fixture
def plan(clock):
    clock.set("2022-08-15 09:00")
    return make_draft_plan()


@pytest.mark.django_db
def test_cases_are_listed_with_why_they_fail(plan):
    data = shipped("QZ-2022-GYMS")
    data["vectors"] = [{**data["vectors"][0], "expect": "not_eligible", "why": "写错的"}, *data["vectors"][1:4]]
    put(plan, data)
    desk = RuleDesk(plan)
    page = desk.page("plan_vectors")
    assert "1 个用例没有通过" in page
    assert "应为“不符合”，实为" in page
    assert "没有用例把关的数值" in page
    only = desk.client.get(desk.url("plan_vectors"), {"show": "failed"}).text
    assert "写错的" in only
    assert data["vectors"][1]["id"] not in only


@pytest.mark.django_db
def test_saving_a_case_as_it_stands_changes_nothing(plan):
    desk, data = RuleDesk(plan), now(plan)
    for number in range(1, 11):
        assert desk.press("plan_vector", number).status_code == 302
    after = now(plan)["vectors"]
    for was, is_now in zip(data["vectors"], after, strict=True):
        assert {**is_now, "why": is_now.get("why", "")} == {"why": "", **was}


@pytest.mark.django_db
def test_a_case_is_written_and_removed(plan):
    desk, count = RuleDesk(plan), len(now(plan)["vectors"])
    desk.press(
        "plan_vector_new", id="MINE", target="工艺美术师", why="恰满六年", expect="eligible", rule="ZP-M-04",
        f__edu__level="本科", t__craft__from="2016-12-31", t__assistant_work__years="0",
    )  # fmt: skip
    vector = now(plan)["vectors"][-1]
    assert vector["facts"] == {
        "edu": {"level": "本科"},
        "tenure": {"craft": {"from": "2016-12-31"}, "assistant_work": 0},
    }
    assert try_vectors(parse(now(plan)), [vector])[0].passed
    desk.press("plan_vector", count + 1, do="delete")
    assert len(now(plan)["vectors"]) == count


@pytest.mark.django_db
def test_only_what_a_person_confirmed_becomes_a_case(plan):
    put(plan, {**shipped("QZ-2022-GYMS"), "vectors": []})
    desk, data = RuleDesk(plan), now(plan)
    first, second, third = proposals(parse(data), data)[:3]
    assert first["why"] in desk.page("plan_vectors_propose")
    assert desk.client.post(desk.url("plan_vectors_propose"), {}).status_code == 302
    assert now(plan)["vectors"] == []
    desk.client.post(
        desk.url("plan_vectors_propose"), {"ids": [first["id"], second["id"]], f"expect-{second['id']}": "not_eligible"}
    )
    kept = now(plan)["vectors"]
    assert kept[0] == first
    assert kept[1]["expect"] == "not_eligible"
    assert "amb" not in kept[1]
    assert third["id"] not in {vector["id"] for vector in kept}
    assert "1 个用例没有通过" in desk.page("plan_vectors")


@pytest.mark.django_db
def test_cases_leave_and_come_in_the_common_form(plan):
    desk, before = RuleDesk(plan), now(plan)["vectors"]
    text = desk.page("plan_vectors_export")
    rows = parse_yaml(text)["eligibility"]
    assert {row["plan"] for row in rows} == {plan.code}
    put(plan, {**now(plan), "vectors": before[:1]})
    others = text + "  - id: ELSE\n    plan: HZ-2020-GYMS\n    target: x\n    facts: {}\n    expect: eligible\n"
    file = SimpleUploadedFile("v.yaml", others.encode())
    assert desk.client.post(desk.url("plan_vectors_import"), {"file": file}).status_code == 302
    assert now(plan)["vectors"] == before
    for wrong in ("eligibility: 3", "- {facts: {}}", "a: [", "x: 1"):
        answer = desk.client.post(
            desk.url("plan_vectors_import"), {"file": SimpleUploadedFile("v.yaml", wrong.encode())}
        )
        assert answer.status_code == 422


@pytest.mark.django_db
def test_rules_that_cannot_run_say_so(plan):
    put(plan, {**shipped("QZ-2022-GYMS"), "routes": []})
    desk = RuleDesk(plan)
    assert "规则还不完整，用例暂时不能运行" in desk.page("plan_vectors")
    assert desk.client.get(desk.url("plan_vectors_propose")).status_code == 302
