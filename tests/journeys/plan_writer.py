"""The committee office at a plan that it writes: sections, rows, warnings, rules."""

from pathlib import Path
from typing import Any

from reviews.models import Plan
from tests.journeys.offices import OfficeDesk


class PlanDesk(OfficeDesk):
    """Writes one plan from nothing."""

    plan: Plan

    def begin(self, code: str, name: str, year: str) -> None:
        """Begin with nothing but a code and a name."""
        self.go("office_plans")
        self.press("起草计划", "main")
        self.type(code=code, name=name, year=year)
        self.press("起草计划", "form.form-section")
        self.reads("计划已起草")
        self.plan = Plan.objects.get(code=code)

    def section(self, key: str, **fields: Any) -> None:
        """Fill in the fields of a section and save it."""
        self.go("plan_section", self.plan.pk, key)
        self._fill("id_", fields)
        self._save()

    def rows(self, key: str, *rows: dict[str, Any], **fields: Any) -> None:
        """Add rows to a section one by one, fill them in and save them."""
        self.go("plan_section", self.plan.pk, key)
        self._fill("id_", fields)
        for row in rows:
            self.add_row(row)
        self._save()

    def add_row(self, row: dict[str, Any]) -> None:
        """Press the button that adds a row, and fill in the last one."""
        known = self.page.locator("fieldset.plan-row-form")
        before = known.count()
        self.page.locator("button[value='add']").click()
        known.nth(before).wait_for()
        self._fill(f"id_row-{before}-", row)

    def _fill(self, prefix: str, fields: dict[str, Any]) -> None:
        for name, value in fields.items():
            if isinstance(value, bool):
                self.page.locator(f"[id='{prefix}{name}']").set_checked(value)
            elif isinstance(value, list):
                for each in value:
                    self.page.locator(f"[id^='{prefix}{name}_'][value='{each}']").check()
            else:
                self.type(**{f"{prefix.removeprefix('id_')}{name}": value})

    def _save(self) -> None:
        self.page.locator("form button.btn-primary[value='save']").click()
        self.page.wait_for_load_state()
        self.reads("已保存")
        self.seen()

    def bring_rules(self, file: Path) -> None:
        """Import the rules that the office has as a file, after seeing what they change."""
        self.go("plan_rules_import", self.plan.pk)
        self.page.set_input_files("#file", file)
        self.press("核对文件")
        self.press("导入规则")
        self.reads("规则已按文件替换")

    def write_rule(self, target: str, rule: str, document: str, section: str, level: str, years: str) -> None:
        """Build a rule in the editor: for whom, how many years in the craft; then take cases on either side of it."""
        self.go("plan_rule_new", self.plan.pk)
        self.pick("target", target)
        self.type(id=rule)
        self.page.locator("[name='clause.doc']").first.select_option(document)
        self.page.locator("[name='clause.section']").first.fill(section)
        self.pick("for.fact", "edu.level")
        self.pick("for.test", "is")
        self.pick("for.value", level)
        self.page.locator("[id='new-needs']").select_option("tenure")
        self.page.locator("[id='add-needs']").click()
        self.page.locator("[id='id_needs.0.tenure']").wait_for()
        self.pick("needs.0.tenure", "craft")
        self.page.locator("[id='id_needs.0.years']").fill(years)
        self.page.locator("#propose").click()
        self.page.locator("#id_asks").get_by_text(level).wait_for(state="attached")
        self.press("保存规则")
        self.reads(f"规则 {rule} 已保存。")
        self.go("plan_vectors", self.plan.pk)
        self.press("生成边界用例")
        self.page.get_by_label("选择全部").check()
        self.press("采用所选用例")
        self.reads("个用例全部通过。")

    def settle(self, words: str, reason: str) -> None:
        """Accept the warning that holds these words."""
        self.go("office_plan", self.plan.pk)
        item = self.page.locator("ol.plan-warnings > li").filter(has_text=words).first
        item.locator("summary").click()
        item.locator("textarea").fill(reason)
        item.get_by_role("button").last.click()
        self.page.wait_for_load_state()
        self.reads("已确认该提示")
        self.seen()

    @property
    def unsettled(self) -> list[str]:
        """The warnings that still wait."""
        self.go("office_plan", self.plan.pk)
        waiting = self.page.locator("ol.plan-warnings > li").filter(has=self.page.locator("details"))
        return [str(text) for text in waiting.locator("p").first.all_inner_texts()] if waiting.count() else []

    def act(self, name: str, *, sure: bool = False) -> None:
        """Do an act on the plan's page."""
        self.go("office_plan", self.plan.pk)
        self.press(name, f"section:has(h2:text-is('{name}')) form", sure=sure)
        self.reads(f"已{name}")
