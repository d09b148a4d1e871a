"""The use of the year's posts as a table for a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from employers.documents.registration_list import BOM, safe
from employers.enums import PostFinding
from employers.models import PostTable
from reviews.selectors.post_checks import Usage

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
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for table, usage, finding in rows:
        figures = (usage.line.approved, usage.line.filled, usage.line.opened, usage.pledged, usage.won, usage.appointed)
        word = PostFinding(finding).label if finding else "未核查"
        told = (safe(table.employer.name), table.employer.uscc, table.year, usage.label)
        writer.writerow([*told, *figures, "；".join(usage.flags), word])
    return BOM + out.getvalue()
