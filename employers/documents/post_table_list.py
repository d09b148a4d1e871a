"""The list of the year's post tables for a spreadsheet."""

from collections.abc import Iterable

from employers.enums import PostLevel
from employers.models import PostTable
from zcps.spreadsheet import csv_text
from zcps.templatetags.chinese import cn_datetime

_FIGURES = {
    "approved": "核准数",
    "filled": "实聘数",
    "vacancy": "空缺数",
    "opened": "新推出",
    "for_review": "评审",
    "for_initial": "初定",
    "used_after": "聘任后共使用",
}
HEAD = ("单位名称", "统一社会信用代码", "年度", "等级", *_FIGURES.values(), "状态", "提交时间", "确认时间")


def post_table_list(tables: Iterable[PostTable]) -> str:
    """Return the CSV text: a row for each level of each sheet. Numbers of persons' documents are not in it."""
    return csv_text(HEAD, (row for table in tables for row in _rows(table)))


def _rows(table: PostTable) -> Iterable[list[object]]:
    lines = {line.level: line for line in table.lines.all()}
    for level in PostLevel:
        if level in lines:
            figures = [getattr(lines[level], name) for name in _FIGURES]
            yield [
                table.employer.name,
                table.employer.uscc,
                table.year,
                level.label,
                *figures,
                table.get_stage_display(),
                cn_datetime(table.submitted_at),
                cn_datetime(table.confirmed_at),
            ]
