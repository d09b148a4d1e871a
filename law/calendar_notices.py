"""A notice of the State Council as somebody types it in: read, checked, and held against what is known already.

Nothing here decides on its own: what is wrong is a sentence, what is odd a remark, what changes a line for each day.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from law.calendar import CalendarDay, CalendarNotice, WorkingCalendar

# 全国年节及纪念日放假办法: a year's first notice names them all.
FESTIVALS = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")
LONGEST_HOLIDAY = 15
FIRST_YEAR, LAST_YEAR = 2019, 2100
_LONGEST_NAME = 20
_SATURDAY, _ONE_DAY = 5, timedelta(days=1)
_DAY = re.compile(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:（.{1,3}）)?")
_NUMBER = re.compile(r"\S{2,20}〔\d{4}〕\d{1,4}号")
_BETWEEN = re.compile(r"[、,，;；\s]+")
Row = Mapping[str, str]


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be taken: its number, what stands there, why not."""

    line: int
    excerpt: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """What a notice makes of a day: what it was by what is known, and what it becomes."""

    day: date
    before: str
    after: str


def read_rows(rows: Iterable[Row], year: int) -> tuple[list[CalendarDay], list[BadRow]]:
    """Read rows with the cells occasion, first, last and work; return the days, and every row that is wrong."""
    days: list[CalendarDay] = []
    bad: list[BadRow] = []
    for number, row in enumerate(rows, 1):
        found = _RowReader(row, year)
        days += found.days
        if found.reasons:
            bad.append(BadRow(number, "，".join(text for text in row.values() if text), tuple(found.reasons)))
    return days, bad


class _RowReader:
    """One row: the days off, the make-up days, and everything that is wrong with it."""

    def __init__(self, row: Row, year: int) -> None:
        self.year, self.reasons = year, list[str]()
        self.occasion = row.get("occasion", "").strip()
        if not 0 < len(self.occasion) <= _LONGEST_NAME:
            self.reasons.append(f"请填写节日名称，不超过 {_LONGEST_NAME} 个字")
        first = self._read(row.get("first", ""), "开始日期")
        last = self._read(row["last"], "结束日期") if row.get("last", "").strip() else first
        work = [self._read(text, "调休上班日") for text in _BETWEEN.split(row.get("work", "").strip()) if text]
        off = self._span(first, last) if first and last else []
        self.days = [
            *(CalendarDay(day, False, self.occasion) for day in off),
            *(CalendarDay(day, True, self.occasion) for day in work if day),
        ]

    def _read(self, text: str, label: str) -> date | None:
        day = read_day(text, self.year)
        if day is None:
            self.reasons.append(f"{label}“{text.strip()}”无法识别，请写成 {self.year}-01-31 的形式")
        elif not date(self.year - 1, 12, 25) <= day <= date(self.year, 12, 31):
            span = f"{self.year - 1}年12月25日至{self.year}年12月31日"
            self.reasons.append(f"{label} {day.isoformat()} 不在{span}之间，请核对年份")
            return None
        return day

    def _span(self, first: date, last: date) -> list[date]:
        length = (last - first).days + 1
        if length < 1:
            self.reasons.append(f"结束日期 {last.isoformat()} 早于开始日期 {first.isoformat()}，请核对")
        elif length > LONGEST_HOLIDAY:
            self.reasons.append(f"放假 {length} 天，超过 {LONGEST_HOLIDAY} 天，请核对起止日期")
            return []
        return [first + _ONE_DAY * number for number in range(length)]


def read_day(text: str, year: int) -> date | None:
    """Read 2027-01-31, 2027/1/31, 2027年1月31日 or, of the notice's year, 1月31日; None for anything else."""
    found = _DAY.fullmatch(text.strip())
    if not found:
        return None
    try:
        return date(int(found[1] or year), int(found[2]), int(found[3]))
    except ValueError:
        return None


def head_problems(notice: CalendarNotice, today: date, documents: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with year, number, title and day of a notice; `documents` are the numbers known already."""
    if not FIRST_YEAR <= notice.year <= LAST_YEAR:
        yield f"年度 {notice.year} 应在 {FIRST_YEAR} 至 {LAST_YEAR} 之间，请核对。"
    if not _NUMBER.fullmatch(notice.document):
        yield f"文号“{notice.document}”应写全机关代字、年份和序号，例如国办发明电〔2025〕7号。"
    elif notice.document in documents:
        yield f"{notice.document}已经录入，请核对文号；国务院办公厅另发通知调整的，按新通知的文号录入。"
    if not notice.title.strip():
        yield "请填写通知标题。"
    if notice.published_on > today:
        yield f"发布日期 {notice.published_on.isoformat()} 还没有到，请按通知原文填写。"
    elif not date(notice.year - 1, 1, 1) <= notice.published_on <= date(notice.year, 12, 31):
        yield f"发布日期 {notice.published_on.isoformat()} 与年度 {notice.year} 不符，请核对。"


def day_problems(notice: CalendarNotice, known: WorkingCalendar) -> Iterator[str]:
    """Yield what is absurd about the days of a notice as a whole."""
    if not notice.days:
        yield "没有放假安排，请至少填写一行。"
    counted = Counter(day.day for day in notice.days)
    for day in sorted(day for day, times in counted.items() if times > 1):
        yield f"{_named(day)}出现了不止一次，放假日期不能重叠，也不能既放假又上班，请核对。"
    for special in notice.days:
        # A day that an earlier notice had made a holiday may become a working day again.
        if special.is_working and special.day.weekday() < _SATURDAY and known.is_working_day(special.day):
            yield f"{_named(special.day)}本来就是工作日，不能作为调休上班日，请核对。"
    if notice.days and not changes(notice, known) and notice.year in known.years:
        yield "与现有安排没有差别，无需导入。"


def remarks(notice: CalendarNotice, known: WorkingCalendar) -> Iterator[str]:
    """Yield what a person should look at twice before the notice holds."""
    named = "、".join(day.occasion for day in notice.days if not day.is_working)
    missing = [festival for festival in FESTIVALS if festival not in named]
    if notice.year not in known.years and missing:
        yield (
            f"这是{notice.year}年的首个通知，但没有写到{'、'.join(missing)}。通过后全年的公示期都按此计算，"
            "请对照通知原文，确认没有遗漏。"
        )
    later = [other for other in known.notices if other.year == notice.year and other.published_on > notice.published_on]
    if later:
        yield f"{later[-1].document}发布在后，同一天以该通知为准。"


def changes(notice: CalendarNotice, known: WorkingCalendar) -> list[Change]:
    """Return what the notice changes, day by day, on top of what is known."""
    new = known.with_notice(notice)
    found = [Change(day.day, kind_of(known, day.day), kind_of(new, day.day)) for day in notice.days]
    return sorted((one for one in found if one.before != one.after), key=lambda one: one.day)


def kind_of(calendar: WorkingCalendar, day: date) -> str:
    """Say what kind of day it is, in words that stand alone: 工作日, 周末, 春节放假, 调休上班."""
    reason = calendar.reason(day)
    return reason if reason in {"工作日", "周末", "调休上班"} else f"{reason}放假"


def rows_of(days: Iterable[CalendarDay]) -> list[dict[str, str]]:
    """Return the days as rows again, as somebody would type them."""
    spans: list[tuple[str, date, date]] = []
    ordered = sorted(days, key=lambda day: day.day)
    for day in (day for day in ordered if not day.is_working):
        if spans and spans[-1][0] == day.occasion and spans[-1][2] + _ONE_DAY == day.day:
            spans[-1] = (*spans[-1][:2], day.day)
        else:
            spans.append((day.occasion, day.day, day.day))
    work = [day for day in ordered if day.is_working]
    rows = [
        {"occasion": name, "first": first.isoformat(), "last": last.isoformat(), "work": ""}
        for name, first, last in spans
    ]
    for day in work:
        row = next((row for row in rows if row["occasion"] == day.occasion), None)
        if row:
            row["work"] = "、".join(filter(None, [row["work"], day.day.isoformat()]))
    return rows


def _named(day: date) -> str:
    return f"{day.isoformat()}（周{'一二三四五六日'[day.weekday()]}）"
