"""The rules of a draft are written on pages: nothing changes by saving what is there, nothing typed is lost."""

import json
import re
from typing import Any

import pytest
from django.urls import reverse

from accounts.enums import AgencyKind
from law.credits import policies
from law.rulebook import parse
from reviews.enums import PlanStage
from reviews.facts.rule_gaps import problems_in
from reviews.forms.rulebook_sheets import SHEETS
from tests.reviews.cases import body_actor, bureau_actor
from tests.reviews.rules.desk import BOOKS, RuleDesk, as_, make_draft_plan, now, put, shipped
from tests.reviews.rules.forms import fields_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(clock):
    clock.set("2022-08-15 09:00")
    return make_draft_plan()


@pytest.fixture
def desk(plan):
    return RuleDesk(plan)


def meant(part):
    """The same but for the order in which alternatives are named, and for needs that are none."""
    if isinstance(part, list):
        return [meant(each) for each in part]
    if isinstance(part, dict):
        sets = {key: sorted(value) if key == "one_of" else meant(value) for key, value in part.items()}
        return {"needs": [], **sets} if "asks" in part and "for" in part else sets
    return part


@pytest.mark.parametrize("code", BOOKS)
def test_saving_every_rule_as_it_stands_changes_nothing(plan, desk, code):
    data = shipped(code)
    put(plan, data)
    for number in range(1, len(data["rules"]) + 1):
        assert desk.press("plan_rule", number).status_code == 302
    after = now(plan)
    assert meant(after["rules"]) == meant(data["rules"])
    assert problems_in(after) == problems_in(data)


@pytest.mark.parametrize("code", BOOKS)
@pytest.mark.parametrize("name", SHEETS)
def test_saving_every_part_as_it_stands_means_the_same(plan, desk, code, name):
    data = shipped(code)
    put(plan, data)
    assert desk.press("plan_rules_sheet", name).status_code == 302
    before, after = parse(data), parse(now(plan))
    for part in ("name", "notice", "cutoff", "routes", "targets", "award_tables", "documents", "readings"):
        assert getattr(before, part) == getattr(after, part)
    assert now(plan)["rules"] == data["rules"]
    assert [(gate.id, gate.clause) for gate in before.gates] == [(gate.id, gate.clause) for gate in after.gates]


def test_a_rule_is_written_and_read_as_sentences(plan, desk):
    answer = desk.press(
        "plan_rule_new",
        target="工艺美术师",
        id="NEW-1",
        clause__doc="S0",
        clause__section="二(二)",
        asks="大专学历，从事工艺美术工作满 9 年",
        for__kind="fact",
        for__fact="edu.level",
        for__test="one_of",
        for__value=["大专"],
        needs__0__kind="tenure",
        needs__0__tenure="craft",
        needs__0__years="9",
    )
    assert answer.status_code == 302
    rule = now(plan)["rules"][-1]
    assert rule == {
        "id": "NEW-1",
        "target": "工艺美术师",
        "route": "正常评审",
        "clause": "S0 二(二)",
        "asks": "大专学历，从事工艺美术工作满 9 年",
        "for": {"fact": "edu.level", "one_of": ["大专"]},
        "needs": [{"tenure": "craft", "years": 9}],
    }
    assert "大专学历，从事工艺美术工作满 9 年" in desk.page("plan_rules")


def test_an_incomplete_rule_is_kept_with_each_problem_at_its_place(plan, desk):
    fields = desk.fields("plan_rule_new") | {
        "id": ["HALF"],
        "needs.0.kind": ["tenure"],
        "needs.0.tenure": ["craft"],
        "needs.0.years": ["六年"],
        "needs.1.kind": ["any"],
    }
    answer = desk.send("plan_rule_new", fields=fields)
    number = len(now(plan)["rules"])
    assert answer.url == reverse("plan_rule", args=[plan.pk, number])
    page = desk.page("plan_rule", number)
    assert 'value="六年"' in page
    for place, sentence in (
        ("needs.0", "年数应为不小于 1 的整数，请填写。"),
        ("needs.1", "请在这一组中添加条件。"),
        ("clause", "请选择依据的文件，并填写条款。"),
        ("for", "请选择事实。"),
    ):
        node = page[page.index(f'id="c-{place}"') :]
        assert sentence in node[: node.index("</p>") + 4]
    assert "还有" in desk.page("plan_rules")
    with pytest.raises(ValueError, match="HALF"):
        parse(now(plan))


def test_buttons_work_without_a_script_and_keep_what_is_typed(desk):
    fields = desk.fields("plan_rule", 1) | {"asks": ["没有保存的话"], "needs.new": ["any"]}
    page = desk.send("plan_rule", 1, fields=fields, do="add:needs").text
    fields = fields_on(page) | {"needs.3.new": ["tenure"]}
    assert fields["asks"] == ["没有保存的话"]
    assert fields["needs.3.kind"] == ["any"]
    fields = fields_on(desk.send("plan_rule", 1, fields=fields, do="add:needs.3").text)
    assert fields["needs.3.0.kind"] == ["tenure"]
    fields = fields_on(desk.send("plan_rule", 1, fields=fields, do="up:needs.3").text)
    assert (fields["needs.2.kind"], fields["needs.3.kind"]) == (["any"], ["doubt"])
    assert fields_on(desk.send("plan_rule", 1, fields=fields, do="remove:needs.2").text)["needs.2.kind"] == ["doubt"]


def test_the_preview_says_what_an_applicant_reads(desk):
    fields = desk.fields("plan_rule", 10)
    answer = desk.client.post(desk.url("plan_rule_preview", 10), fields).text
    assert "2018-12-31 → 2022-12-31 = 4 年 0 天 ≥ 4 年" in answer
    assert "您尚未填写“取得助理级资格后从事助理级工作的起止时间”，请补充后重新预检。" in answer
    assert "不属于" not in answer
    assert "衢经信产融〔2022〕44号 二(二)" in answer


def test_the_sentence_is_proposed_from_the_conditions(desk):
    fields = desk.fields("plan_rule", 3) | {"asks": [""]}
    proposed = fields_on(desk.send("plan_rule", 3, fields=fields, do="propose").text)["asks"][0]
    assert proposed.strip() == "学历为中专，从事工艺美术工作满 5 年"


def test_a_change_by_somebody_else_is_not_overwritten_unseen(plan, desk):
    fields = desk.fields("plan_rule", 1) | {"asks": ["我的话"]}
    desk.press("plan_rule", 1, asks="别人的话，先保存")
    answer = desk.send("plan_rule", 1, fields=fields)
    assert answer.status_code == 409
    assert "我的话" in answer.text
    assert now(plan)["rules"][0]["asks"] == "别人的话，先保存"
    assert desk.send("plan_rule", 1, fields=fields_on(answer.text)).status_code == 302
    assert now(plan)["rules"][0]["asks"] == "我的话"


def test_rules_are_moved_copied_and_removed(plan, desk):
    names = [rule["id"] for rule in shipped("QZ-2022-GYMS")["rules"]]
    for act, number, expected in (
        ("down", 1, [names[1], names[0], *names[2:]]),
        ("up", 2, names),
        ("remove", 1, names[1:]),
    ):
        base = re.search(
            rf'rule/{number}/acts/{act}/">.*?name="base" value="(\w+)"', desk.page("plan_rules"), re.DOTALL
        )[1]
        desk.client.post(desk.url("plan_rule_act", number, act), {"base": base})
        assert [rule["id"] for rule in now(plan)["rules"]] == expected
    desk.client.post(desk.url("plan_rule_act", 1, "remove"), {"base": "of another rule"})
    assert len(now(plan)["rules"]) == len(names) - 1


def test_rules_and_cases_follow_a_title_and_a_route_to_a_new_name(plan, desk):
    desk.press("plan_rules_sheet", "targets", rows__2__name="工艺师")
    desk.press("plan_rules_sheet", "routes", rows__1__name="破格评审")
    data = now(plan)
    assert {rule["target"] for rule in data["rules"]} == {"工艺美术员", "助理工艺美术师", "工艺师"}
    assert {rule["route"] for rule in data["rules"]} == {"正常评审", "破格评审"}
    assert problems_in(data) == []


def test_citations_follow_a_document_to_a_new_code(plan, desk):
    desk.press(
        "plan_rules_sheet", "documents", rows__0__code="D1", rows__0__number="浙人社发〔2020〕47号",
        rows__0__title="办法", rows__0__year="2020", rows__0__aliases="浙人社函〔2020〕47号",
    )  # fmt: skip
    desk.press("plan_rule", 1, clause__doc=["D1", ""], clause__section=["第五条", ""])
    desk.press("plan_rules_sheet", "documents", rows__0__code="D2")
    data = now(plan)
    assert data["documents"] == {
        "D2": {"number": "浙人社发〔2020〕47号", "title": "办法", "year": 2020, "aliases": ["浙人社函〔2020〕47号"]}
    }
    assert data["rules"][0]["clause"] == "D2 第五条"
    assert "浙人社发〔2020〕47号 第五条" in desk.page("plan_rules")


def test_a_credit_policy_is_copied_and_changed(plan, desk):
    answer = desk.client.post(desk.url("plan_policy_new"), {"source": "CP-QZ22-M"})
    name = answer.url.rstrip("/").rsplit("/", 1)[-1]
    copied = now(plan)["credit_policies"][name]
    desk.press("plan_policy", name)
    assert now(plan)["credit_policies"][name] == copied
    desk.press("plan_policy", name, checks__0__years="2023、2024、2025", checks__0__least="54")
    assert now(plan)["credit_policies"][name]["checks"][0] == {
        "sum": "public", "years": [2023, 2024, 2025], "least": 54, "short_history": "AMB-12"
    }  # fmt: skip
    desk.press("plan_policy", name, do="delete")
    assert now(plan)["credit_policies"] == {}


@pytest.mark.parametrize("source", sorted(policies()))
def test_every_policy_of_the_notices_survives_its_page(plan, desk, source):
    answer = desk.client.post(desk.url("plan_policy_new"), {"source": source})
    name = answer.url.rstrip("/").rsplit("/", 1)[-1]
    before = now(plan)["credit_policies"][name]
    assert desk.press("plan_policy", name).status_code == 302
    assert json.dumps(now(plan)["credit_policies"][name], sort_keys=True) == json.dumps(before, sort_keys=True)


def test_an_ambiguity_is_settled_by_the_plan(plan, desk):
    desk.press(
        "plan_rules_sheet", "readings", rows__0__code="AMB-04", rows__0__favours="true",
        rows__0__says="不要求学历专业相同或相近",
        rows__0__clause__doc=["S0", ""], rows__0__clause__section=["二(二)", ""],
    )  # fmt: skip
    reading = parse(now(plan)).readings["AMB-04"]
    assert reading.favours
    assert reading.clause == "衢经信产融〔2022〕44号 二(二)"


PAGES: tuple[tuple[Any, ...], ...] = (
    ("plan_rules",),
    *(("plan_rules_sheet", name) for name in SHEETS),
    ("plan_rules_policies",),
    ("plan_rule", 1),
    ("plan_rules_export",),
    ("plan_rules_import",),
    ("plan_vectors",),
    ("plan_vectors_export",),
    ("plan_dry_runs",),
)


def test_only_the_office_writes_and_its_bureau_reads(plan, desk):
    bureau, stranger = RuleDesk(plan, bureau_actor()), as_(body_actor(AgencyKind.INDUSTRY_BUREAU))
    before = plan.rules
    for name, *args in PAGES:
        assert bureau.page(name, *args)
        assert stranger.get(desk.url(name, *args)).status_code == 404
        if name not in {
            "plan_rules",
            "plan_rules_policies",
            "plan_rules_export",
            "plan_vectors",
            "plan_vectors_export",
        }:
            assert bureau.client.post(desk.url(name, *args), {"do": "save"}).status_code == 403
    for name, *args in (("plan_rule_new",), ("plan_vector_new",), ("plan_vectors_propose",), ("plan_vectors_import",)):
        assert bureau.client.get(desk.url(name, *args)).status_code == 404
    for name, *args in (("plan_rule_act", 1, "remove"), ("plan_rule_preview", 1), ("plan_policy_new",)):
        assert bureau.client.post(desk.url(name, *args)).status_code == 404
    assert "保存规则" not in bureau.page("plan_rule", 1)
    plan.refresh_from_db()
    assert plan.rules == before


def test_what_was_reported_for_approval_is_not_changed_any_more(plan, desk):
    fields = desk.fields("plan_rule", 1)
    before = now(plan)
    plan.stage = PlanStage.SUBMITTED
    plan.save(update_fields=["stage"])
    assert desk.send("plan_rule", 1, fields=fields | {"asks": ["改"]}).status_code == 403
    assert desk.client.get(desk.url("plan_rule_new")).status_code == 404
    assert now(plan) == before
    assert "保存规则" not in desk.page("plan_rule", 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_asks_the_same_number_of_questions(plan, desk, count, django_assert_num_queries):
    data = shipped("QZ-2022-GYMS")
    put(plan, {**data, "rules": data["rules"][:count]})
    with django_assert_num_queries(5):
        desk.page("plan_rules")
