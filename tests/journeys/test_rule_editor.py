"""An office writes a rule with a group inside a group, reads it, exchanges the rules, proves and tries them."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from accounts.services import jobs
from reviews.enums import PlanStage
from reviews.models import DryRun, Plan
from reviews.rulebooks import as_text, data_of
from reviews.services.rulebook_edit import shifted_rules
from tests.journeys.desk import Desk
from tests.reviews.cases import make_case, make_plan, office_actor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_cache")]


class RuleWriter(Desk):
    """An officer of the committee office at the rules of a plan."""

    def __init__(self, browser, plan: Plan, width: int = 1440) -> None:
        self.page = browser(office_actor().user, width)
        self.journey, self.role, self.width, self.plan = "规则", "评委会办公室", width, plan

    def open(self, name: str, *args: Any) -> None:
        self.go(name, self.plan.pk, *args)

    def add(self, place: str, kind: str) -> None:
        self.page.locator(f"[id='new-{place}']").select_option(kind)
        count = self.page.locator(".rule-node").count()
        self.page.locator(f"[id='add-{place}']").click()
        self.page.locator(".rule-node").nth(count).wait_for()


@pytest.fixture
def plan(clock):
    """The plan of the next year, in draft; one case was filed under last year's."""
    past = make_plan()
    make_case(plan=past)
    titles = list(past.titles.all())
    draft = Plan.objects.get(pk=past.pk)
    draft.pk, draft.code, draft.name, draft.year, draft.stage = None, "QZ-2025", "2025年度评审", 2025, PlanStage.DRAFT
    draft.rules = as_text(shifted_rules(data_of(past), 3))
    draft.save(force_insert=True)
    for title in titles:
        title.pk, title.plan = None, draft
        title.save(force_insert=True)
    return draft


def test_a_rule_is_built_read_taken_away_brought_back_proved_and_tried(browser, plan):
    desk = RuleWriter(browser, plan)
    desk.open("plan_rules")
    desk.reads("规则完整，可以试算和报审。")
    desk.page.get_by_role("link", name="添加规则").first.click()
    _build(desk)
    desk.press("保存规则")
    desk.reads("规则 XN-01 已保存。")
    rule = data_of(Plan.objects.get(pk=plan.pk))["rules"][-1]
    assert rule["for"] == {"fact": "edu.level", "one_of": ["本科", "硕士"]}
    assert rule["needs"] == [
        {"any": [{"tenure": "craft", "years": 5}, {"all": [{"fact": "titles.assistant", "holds": True}]}]}
    ]
    _exchange(desk, plan)
    _prove(desk, plan)
    _try(desk)


def _build(desk: RuleWriter) -> None:
    desk.pick("target", "工艺美术师")
    desk.type(id="XN-01")
    desk.page.locator("[name='clause.doc']").first.select_option("S0")
    desk.page.locator("[name='clause.section']").first.fill("二(二)")
    desk.pick("for.fact", "edu.level")
    desk.pick("for.test", "one_of")
    for level in ("本科", "硕士"):
        desk.page.locator(f"input[name='for.value'][value='{level}']").check()
    desk.add("needs", "any")
    desk.add("needs.0", "tenure")
    desk.pick("needs.0.0.tenure", "craft")
    desk.page.locator("[id='id_needs.0.0.years']").fill("5")
    desk.add("needs.0", "all")
    desk.add("needs.0.1", "fact")
    desk.pick("needs.0.1.0.fact", "titles.assistant")
    desk.pick("needs.0.1.0.value", "true")
    desk.page.locator("#preview").get_by_text("2020-12-31 → 2025-12-31 = 5 年 0 天 ≥ 5 年").wait_for()
    desk.page.locator("#propose").click()
    desk.page.locator("#id_asks").get_by_text("学历为本科、硕士").wait_for(state="attached")
    desk.page.locator("#preview").get_by_text("衢经信产融〔2022〕44号 二(二)").first.wait_for()
    desk.seen()


def _exchange(desk: RuleWriter, plan: Plan) -> None:
    """Take the rules away, change a number in the file, bring it back after reading the difference."""
    desk.open("plan_rules_import")
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name="导出规则").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "id: XN-01" in text
    changed = text.replace("- tenure: craft\n            years: 5", "- tenure: craft\n            years: 3")
    assert changed != text
    file = {"name": "rules.yaml", "mimeType": "application/yaml", "buffer": changed.encode()}
    desk.upload("file", file)
    desk.press("核对文件")
    desk.page.locator("details.rule-change summary").click()
    desk.reads("years: 3")
    desk.shoot("核对规则")
    desk.press("导入规则")
    desk.reads("规则已按文件替换。")
    assert data_of(Plan.objects.get(pk=plan.pk))["rules"][-1]["needs"][0]["any"][0]["years"] == 3


def _prove(desk: RuleWriter, plan: Plan) -> None:
    desk.open("plan_vectors")
    desk.press("生成边界用例")
    desk.page.get_by_label("选择全部").check()
    desk.press("采用所选用例")
    desk.reads("个用例全部通过。")
    assert "规则 " not in "".join(desk.page.locator(".obstacles").all_inner_texts())
    assert len(data_of(Plan.objects.get(pk=plan.pk))["vectors"]) > 30
    desk.page.locator("a.row-title").first.click()
    desk.reads("应有的结论")
    desk.seen()


def _try(desk: RuleWriter) -> None:
    """Ask twelve years of everybody, and see who would fall."""
    data = data_of(Plan.objects.get(pk=desk.plan.pk))
    for rule in data["rules"]:
        rule["needs"] = [{**need, "years": 14} if "tenure" in need else need for need in rule.get("needs", [])]
    Plan.objects.filter(pk=desk.plan.pk).update(rules=as_text({**data, "rules": data["rules"][:-1], "vectors": []}))
    desk.open("plan_dry_runs")
    desk.press("开始试算")
    jobs.run(DryRun.objects.get().job_id)
    desk.page.get_by_role("link", name="查看试算结果").click()
    desk.reads("结论变化", "谁会变化")
    desk.page.locator("table.dry-run").get_by_text("→ 不符合").first.wait_for()
    desk.seen()


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_fits_the_window(browser, plan, width):
    desk = RuleWriter(browser, plan, width)
    pages: tuple[tuple[Any, ...], ...] = (
        ("plan_rules",),
        ("plan_rule", 12),
        *(("plan_rules_sheet", part) for part in ("basics", "targets", "gates", "awards", "readings", "documents")),
        ("plan_rules_policies",),
        ("plan_policy", "CP-QZ22-M+3"),
        ("plan_rules_import",),
        ("plan_vectors",),
        ("plan_vector_new",),
        ("plan_vectors_propose",),
        ("plan_dry_runs",),
    )
    for name, *args in pages:
        desk.open(name, *args)
    assert reverse("plan_dry_runs", args=[plan.pk]) in desk.page.url
