"""The filings of self-appointing institutions as a table for a spreadsheet."""

from collections.abc import Iterable

from employers.models import Employer
from employers.selectors.self_appointing import Duty
from zcps.spreadsheet import csv_text
from zcps.templatetags.chinese import cn_datetime

HEAD = ("单位名称", "统一社会信用代码", "备案事项", "年度", "状态", "提交时间", "备案时间", "备案期限", "是否逾期")


def self_filing_list(units: Iterable[tuple[Employer, list[Duty]]]) -> str:
    """Return the CSV text: a row for each filing that is owed."""
    return csv_text(HEAD, (_row(unit, duty) for unit, duties in units for duty in duties))


def _row(unit: Employer, duty: Duty) -> list[object]:
    filing = duty.filing
    told = (
        filing.get_stage_display() if filing else "未报",
        cn_datetime(filing.submitted_at) if filing else "",
        cn_datetime(filing.decided_at) if filing else "",
    )
    due = duty.due.isoformat() if duty.due else "未规定"
    return [unit.name, unit.uscc, duty.kind.label, duty.year, *told, due, "逾期" if duty.is_overdue else ""]
