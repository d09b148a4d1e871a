"""The list of registrations as a table for a spreadsheet."""

from collections.abc import Iterable

from employers.models import Employer
from zcps.spreadsheet import csv_text
from zcps.templatetags.chinese import cn_datetime

HEAD = (
    "单位名称",
    "统一社会信用代码",
    "单位性质",
    "所在地",
    "主管部门",
    "人事代理机构",
    "实际所在地",
    "状态",
    "提交时间",
    "绑定时间",
)


def registration_list(rows: Iterable[Employer]) -> str:
    """Return the CSV text."""
    return csv_text(HEAD, map(_cells, rows))


def _cells(row: Employer) -> tuple[str, ...]:
    return (
        row.name,
        row.uscc,
        row.get_kind_display(),
        str(row.region or ""),
        str(row.competent_department or ""),
        str(row.personnel_agency or ""),
        str(row.seat or ""),
        row.get_stage_display(),
        cn_datetime(row.submitted_at),
        cn_datetime(row.bound_at),
    )
