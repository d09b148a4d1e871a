"""The use of the year's posts as a table for a spreadsheet."""

from collections.abc import Iterable

from employers.enums import PostFinding
from employers.models import PostTable
from reviews.selectors.post_checks import Usage
from zcps.spreadsheet import csv_text

HEAD = (
    "单位名称",
    "统一社会信用代码",
    "年度",
    "等级",
    "核准数",
    "实聘数",
    "新推出",
    "承诺聘任",
    "取得资格",
    "登记聘任",
    "疑点",
    "核查结论",
)


def post_usage(rows: Iterable[tuple[PostTable, Usage, str]]) -> str:
    """Return the CSV text: a row for each level of each sheet with its last finding."""
    return csv_text(HEAD, (_row(*row) for row in rows))


def _row(table: PostTable, usage: Usage, finding: str) -> list[object]:
    figures = (usage.line.approved, usage.line.filled, usage.line.opened, usage.pledged, usage.won, usage.appointed)
    word = PostFinding(finding).label if finding else "未核查"
    return [table.employer.name, table.employer.uscc, table.year, usage.label, *figures, "；".join(usage.flags), word]
