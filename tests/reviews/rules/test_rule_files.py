"""Rules leave and come as YAML: in their order, readable, the difference seen first, nothing dangerous let in."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import JournalEntry
from law.rulebook import parse
from law.yaml_data import parse_yaml
from reviews.services.rulebook_files import MOST_BYTES, UnreadableRules, difference, exported, read_rules
from tests.reviews.rules.desk import BOOKS, RuleDesk, make_draft_plan, now, put, shipped

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]" for n in range(8)
)


@pytest.mark.parametrize("code", BOOKS)
def test_what_is_taken_away_and_brought_back_is_the_same_in_the_same_order(code):
    data = shipped(code)
    text = exported(data)
    again = read_rules(text.encode())
    assert again == data
    assert list(again) == list(data)
    assert [list(rule) for rule in again["rules"]] == [list(rule) for rule in data["rules"]]
    parse(again)


def test_the_file_is_written_to_be_read():
    text = exported(shipped("QZ-2022-GYMS"))
    assert "asks: 本科学历，从事工艺美术工作满 6 年" in text
    assert "date: 2022-12-31" in text
    assert "{" not in text
    assert "\\u" not in text
    assert parse_yaml(text)["plan"] == "QZ-2022-GYMS"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("plan: [1", "第 2 行"),
        ("plan: 1\nname: a\nplan: 2", "重复的键"),
        ("- 1", "最外层应为"),
        ("[" * 5000, "嵌套过深"),
        ("a: &x [*x]", "反复引用"),
        (BOMB, "反复引用"),
        ("a: !!set {x, y}", "不能使用的数据"),
        ("a: .inf", "不能使用的数据"),
        ("a: !!python/object/apply:os.system [x]", "第 1 行"),
        ("x" * (MOST_BYTES + 1), "超过 512 KB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(content, sentence):
    with pytest.raises(UnreadableRules, match=sentence):
        read_rules(content.encode())


def test_another_encoding_is_named():
    with pytest.raises(UnreadableRules, match="UTF-8"):
        read_rules("名称: 规则".encode("gb18030"))


def test_the_difference_names_rules_and_parts():
    before, after = shipped("QZ-2022-GYMS"), shipped("QZ-2022-GYMS")
    after["rules"] = [*after["rules"][1:], {**after["rules"][0], "id": "NEW"}]
    after["rules"][0]["asks"] = "另一句"
    after["routes"] = ["正常评审"]
    found = difference(before, after)
    kinds = {(change.kind, change.id) for change in found.rules}
    assert kinds == {("removed", "ZP-Y-01"), ("changed", "ZP-Y-X1"), ("added", "NEW")}
    assert found.parts == ["申报途径"]
    assert any("破格" in problem.sentence for problem in found.problems)
    assert difference(before, before).is_empty


@pytest.fixture
def plan(clock):
    clock.set("2022-08-15 09:00")
    return make_draft_plan()


def upload(desk: RuleDesk, text: str, name: str = "plan_rules_import"):
    return desk.client.post(desk.url(name), {"file": SimpleUploadedFile("rules.yaml", text.encode())})


def confirm(desk: RuleDesk, page: str):
    hidden = {key: re.search(rf'name="{key}" value="([^"]*)"', page)[1] for key in ("sealed", "base")}
    return desk.client.post(desk.url("plan_rules_import"), {"confirmed": "yes", **hidden})


@pytest.mark.django_db
def test_an_import_is_shown_then_made_then_journaled(plan):
    desk, data = RuleDesk(plan), shipped("QZ-2022-GYMS")
    data["rules"] = data["rules"][:-1]
    before = now(plan)
    page = upload(desk, exported(data)).text
    assert "PG-M-02" in page
    assert now(plan) == before
    assert confirm(desk, page).status_code == 302
    assert now(plan) == data
    assert JournalEntry.objects.filter(act="import_rules", subject_id=plan.pk).count() == 1


@pytest.mark.django_db
def test_an_import_that_was_overtaken_or_tampered_with_is_not_made(plan):
    desk, data = RuleDesk(plan), shipped("QZ-2022-GYMS")
    page = upload(desk, exported({**data, "rules": []})).text
    put(plan, {**data, "name": "别人改的"})
    assert confirm(desk, page).status_code == 422
    assert now(plan)["name"] == "别人改的"
    assert confirm(desk, page.replace('name="sealed" value="', 'name="sealed" value="x')).status_code == 422
    assert upload(desk, "plan: [1").status_code == 422
    assert desk.client.post(desk.url("plan_rules_import"), {}).status_code == 422
    assert now(plan)["name"] == "别人改的"


@pytest.mark.django_db
def test_an_incomplete_file_becomes_a_draft_with_its_problems(plan):
    desk = RuleDesk(plan)
    page = upload(desk, "plan: X\nname: 半成品\nroutes: [正常评审]\nrules:\n  - id: A\n    target: 工艺师\n").text
    assert "处须补充或改正" in page
    assert confirm(desk, page).status_code == 302
    assert now(plan)["name"] == "半成品"
    for name, *args in (
        ("plan_rules",),
        ("plan_rule", 1),
        ("plan_vectors",),
        ("plan_dry_runs",),
        ("plan_rules_policies",),
    ):
        assert desk.page(name, *args)
    for name in ("basics", "documents", "routes", "targets", "gates", "awards", "readings"):
        assert desk.page("plan_rules_sheet", name)


WRONG = """
plan: 5
name: [a]
notice: {x: 1}
cutoff: 7
routes: 正常评审
targets: [工艺师]
gates: [G-ONPOST]
award_tables: {中级: 金奖}
documents: {D1: 3}
credit_policies: {P: 4, Q: {checks: 5}}
readings: {AMB-01: 1}
vectors: {a: 1}
deadlines: 3
rules:
  - 4
  - {id: [x], target: 3, for: 5, needs: {fact: edu.level}, clause: 7}
  - {id: A, target: B, route: C, clause: S0 一, asks: d, for: {all: 3}, needs: [{tenure: craft, years: {}}, {count: x}]}
"""


@pytest.mark.django_db
def test_no_page_breaks_over_rules_of_the_wrong_form(plan):
    desk = RuleDesk(plan)
    assert confirm(desk, upload(desk, WRONG).text).status_code == 302
    for name, *args in (
        ("plan_rules",),
        ("plan_rule", 2),
        ("plan_rule", 3),
        ("plan_vectors",),
        ("plan_rules_policies",),
    ):
        assert desk.page(name, *args)
    for name in ("basics", "documents", "routes", "targets", "gates", "awards", "readings"):
        assert desk.page("plan_rules_sheet", name)
        assert desk.press("plan_rules_sheet", name).status_code == 302
    assert desk.page("plan_policy", "Q")
    assert desk.page("plan_rules_export")
