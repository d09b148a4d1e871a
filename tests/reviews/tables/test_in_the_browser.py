"""The pages in a real browser: from a search to its answer; from a file over its bad rows to a published edition."""

import csv
import io
from typing import Any

import pytest

from accounts.models import User
from reviews.enums import EditionStage, TableKind
from reviews.models import TableEdition
from reviews.services.table_files import table_lines
from reviews.services.table_rows import data_of, form_of
from tests.journeys.desk import Desk
from tests.reviews.tables import desk as tables

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def loaded():
    tables.load()


@pytest.fixture
def at_desk(browser):
    """A desk of somebody who is signed in, or of the public."""

    def sit(role: str, user: User | None = None, width: int = 1440) -> Desk:
        return Desk(lambda width: browser(user, width), "tables", role, width)

    return sit


def file_of(rows: list[dict[str, Any]], edition: TableEdition) -> dict[str, Any]:
    written = io.StringIO()
    csv.writer(written).writerows(table_lines(form_of(edition), rows))
    return {"name": "职业表.csv", "mimeType": "text/csv", "buffer": written.getvalue().encode("gb18030")}


@pytest.mark.parametrize("width", [1440, 390])
def test_from_a_search_to_its_answer(at_desk, width):
    desk = at_desk("公众", width=width)
    desk.go("tables")
    desk.page.locator("main").get_by_role("link", name="职业技能等级认定评价组织目录").first.click()
    desk.page.get_by_label("等级").select_option("一级")
    desk.page.get_by_label("关键词").fill("电工")
    desk.press("查询", within="form.filters")
    desk.reads("共 2 行")
    desk.page.get_by_role("cell", name="衢州中等专业学校").wait_for()
    desk.go("skill_titles")
    desk.page.get_by_label("职业（工种）").fill("漆艺师")
    desk.page.get_by_label("技能等级").select_option("技师")
    desk.press("查询可申报的职称")
    desk.reads("漆艺师 → 工艺美术系列", "取得技师后，从事技术技能工作满 3 年，可申报中级职称")
    desk.page.get_by_label("职业（工种）").fill("陶瓷")
    desk.press("查询可申报的职称")
    desk.reads("由相关评审委员会根据实际确定")
    desk.page.get_by_label("已取得的职称级别").select_option("中级")
    desk.page.get_by_label("职业、工种或机构").fill("电工")
    desk.press("查询可参加的技能评价")
    desk.reads("中级 → 技师", "浙江省衢州第二中等专业学校")


@pytest.mark.parametrize("kind", list(TableKind))
def test_every_table_fits_a_phone(at_desk, kind):
    desk = at_desk("公众", width=390)
    desk.go("table", kind)
    desk.go("table_editions", kind)


@pytest.mark.parametrize("width", [1440, 390])
def test_from_a_file_to_a_new_edition(at_desk, width):
    first, second = tables.officer("钱某"), tables.officer("孙某")
    desk = at_desk("经办", first.user, width)
    desk.go("office_tables")
    desk.page.get_by_role("row").filter(has_text="对应关系表").get_by_role("button", name="起草新版").click()
    edition = TableEdition.objects.get(stage=EditionStage.DRAFT)
    desk.press("导入 CSV")
    rows = data_of(edition)
    desk.upload("id_file", file_of([{**tables.NEW, "series": ""}, {**tables.NEW, "no": "甲"}, *rows], edition))
    desk.press("上传并预览")
    desk.reads("有 2 行需要修改", "第 3 行", "“序号”应为整数，不能是“甲”")
    changed = {**rows[0], "aliases": ["汽修工"]}
    desk.upload("id_file", file_of([changed, *rows[1:-2], rows[-1], tables.NEW], edition))
    desk.press("上传并预览")
    desk.reads("共 3 处", "竹编工艺师", "汽修工", "电子竞技员")
    desk.press("将以上改动写入草稿")
    desk.reads("已导入：新增 1 行，修改 1 行，删除 1 行。")
    desk.press("填写版本说明")
    desk.type(source_number="衢市人社专〔2024〕1号", valid_from="2024-04-01", note="增加竹编工艺师。")
    desk.press("保存版本说明")
    desk.go("office_table", edition.pk)
    desk.press("增加一行")
    desk.press("保存这一行")
    desk.reads("职称系列：不能为空，请填写。")
    desk.type(series="工艺美术", occupation="藤编工艺师")
    desk.press("保存这一行")
    desk.press("提交复核")
    desk.reads("本版由您修改或提交，须由本部门另一名经办人复核发布。")
    other = at_desk("复核", second.user, width)
    other.go("table_changes", edition.pk)
    other.reads("藤编工艺师", "电子竞技员")
    other.go("office_table", edition.pk)
    other.press("发布新版", sure=True)
    public = at_desk("公众", width=width)
    public.goto(f"/tables/{TableKind.SKILL_MAP}/editions/")
    public.reads("第 2 版与第 1 版相比", "尚未施行", "竹编工艺师")
