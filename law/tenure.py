"""Full years of service, to the day; what the notice leaves open says so instead of deciding.

A term of N years that starts on a day ends on the corresponding day N years later, or on the last day of that month
when there is none (民法典 第202条). The seeds count terms to a cutoff (衢经信产融〔2022〕44号 二(二)).
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from law.answers import MET, NOT_MET, Answer, Verdict, agreed, doubt, verdict
from law.errors import BadInput

ONE_DAY_SHORT, MONTH_ONLY, TITLE_OR_APPOINTMENT, GAPS, NO_CUTOFF = "AMB-01", "AMB-02", "AMB-09", "AMB-10", "AMB-18"
_ONE_DAY = timedelta(days=1)
_KEYS = {"from", "gap_days", "alt_from", "alt_amb"}
_DATE_LENGTH, _MONTH_LENGTH, _DECEMBER = 10, 7, 12
_IN_EVERY_MONTH = 28
# What can be a day of somebody's working life, and how long such a life is.
YEARS = range(1900, 2101)
LONGEST_YEARS, _LONGEST_GAP = 100, 36_525


def anniversary(start: date, years: int) -> date:
    """Return the day on which `years` full years since `start` are complete."""
    year = start.year + years
    if start.day <= _IN_EVERY_MONTH:
        return start.replace(year=year)
    return start.replace(year=year, day=min(start.day, calendar.monthrange(year, start.month)[1]))


@dataclass(frozen=True, slots=True)
class Start:
    """When a service began: one day, or any day of a month when the paper names only the month."""

    first: date
    last: date

    def later(self, days: int) -> "Start":
        """Return the start moved back in service by `days`."""
        return Start(self.first + timedelta(days=days), self.last + timedelta(days=days))

    def __str__(self) -> str:
        """Show a day as a day and a month as a month."""
        return str(self.first) if self.first == self.last else f"{self.first:%Y-%m}（只到月份）"


@dataclass(frozen=True, slots=True)
class Tenure:
    """What a person states about one service: a number of full years, or a start with what is uncertain about it."""

    years: float | None = None
    start: Start | None = None
    gap_days: int = 0
    alternative: Start | None = None
    alternative_doubt: str = TITLE_OR_APPOINTMENT


@dataclass(frozen=True, slots=True)
class Ending:
    """The day to which services are counted: the plan's cutoff, else the day of filing."""

    cutoff: date | None
    filed_on: date | None = None

    def days(self) -> tuple[date, ...]:
        """Return the defensible ends. Without a cutoff: the day of filing and the last day of its year (AMB-18)."""
        if self.cutoff:
            return (self.cutoff,)
        return (self.filed_on, date(self.filed_on.year, _DECEMBER, 31)) if self.filed_on else ()


def parse_day(text: object) -> Start:
    """Parse `2018-12-01`, `2018-12` or a date. Raises BadInput when it is no such day."""
    found = Start(text, text) if isinstance(text, date) else read_day(text)
    if found is None or found.first.year not in YEARS:
        raise BadInput(f"日期“{text}”无法识别，请按 2018-12-01 或 2018-12 的格式填写。")
    return found


def read_day(text: object) -> Start | None:
    """Return when a day or a month can have been: 2018-12 is any day of the month; None for no such day."""
    try:
        if isinstance(text, str) and len(text) == _DATE_LENGTH:
            day = date.fromisoformat(text)
            return Start(day, day)
        if isinstance(text, str) and len(text) == _MONTH_LENGTH:
            first = date.fromisoformat(f"{text}-01")
            return Start(first, first.replace(day=calendar.monthrange(first.year, first.month)[1]))
    except ValueError:
        return None
    return None


def parse_tenure(stated: object) -> Tenure:
    """Parse the statement of one service: `4`, or `{from, gap_days, alt_from, alt_amb}`. Raises BadInput."""
    if isinstance(stated, Mapping):
        return _parse_dated(stated)
    if isinstance(stated, int | float) and not isinstance(stated, bool) and 0 <= stated <= LONGEST_YEARS:
        return Tenure(years=stated)
    raise BadInput(f"年限“{stated}”无法识别，请填写年数或起始日期。")


def _parse_dated(stated: Mapping[str, Any]) -> Tenure:
    if "from" not in stated or stated.keys() - _KEYS:
        raise BadInput(f"年限须写明起始日期 from，并且只能使用 {'、'.join(sorted(_KEYS))}，请核对。")
    gap, other = stated.get("gap_days") or 0, stated.get("alt_from")
    code = stated.get("alt_amb") or TITLE_OR_APPOINTMENT
    if not isinstance(gap, int) or isinstance(gap, bool) or not 0 <= gap <= _LONGEST_GAP:
        raise BadInput(f"中断天数“{gap}”应为不小于 0 的整数，请核对。")
    if not isinstance(code, str):
        raise BadInput(f"两种起始日期的原因“{code}”应为歧义编号，请按 AMB-09 的形式填写。")
    return Tenure(None, parse_day(stated["from"]), gap, parse_day(other) if other is not None else None, code)


def judge(tenure: Tenure, years: int, ending: Ending) -> Verdict:
    """Say whether `tenure` holds `years` full years by the end of counting.

    Unknown: one day short (AMB-01), month only (AMB-02), two possible starts (AMB-09 or as stated), gaps that decide
    (AMB-10), no cutoff and the year's end would change the answer (AMB-18).
    """
    if tenure.years is not None:
        return verdict(tenure.years >= years)
    ends = ending.days()
    if len(ends) == 1:
        return _judge_at(tenure, years, ends[0])
    return agreed([_judge_at(tenure, years, end) for end in ends], NO_CUTOFF)


def _judge_at(tenure: Tenure, years: int, end: date) -> Verdict:
    if tenure.start is None:
        return NOT_MET
    found = _with_gap(tenure.start, tenure.gap_days, years, end)
    if tenure.alternative is None:
        return found
    return agreed([found, _with_gap(tenure.alternative, tenure.gap_days, years, end)], tenure.alternative_doubt)


def _with_gap(start: Start, gap: int, years: int, end: date) -> Verdict:
    whole = _from_start(start, years, end)
    return agreed([whole, _from_start(start.later(gap), years, end)], GAPS) if gap else whole


def _from_start(start: Start, years: int, end: date) -> Verdict:
    found = _reached(start.last, years, end)
    if start.first == start.last or found.answer is Answer.MET:
        return found
    return NOT_MET if _reached(start.first, years, end).answer is Answer.NOT_MET else doubt(MONTH_ONLY)


def _reached(start: date, years: int, end: date) -> Verdict:
    complete = anniversary(start, years)
    if complete <= end:
        return MET
    # Counting both the first and the last day gives exactly the years; the notices do not say which count they mean.
    return doubt(ONE_DAY_SHORT) if complete == end + _ONE_DAY else NOT_MET


def earliest(tenure: Tenure, years: int) -> date | None:
    """Return the first day on which every reading of the statement holds `years` full years; None if not datable."""
    if tenure.start is None:
        return None
    starts = [tenure.start.last] + ([tenure.alternative.last] if tenure.alternative else [])
    return anniversary(max(starts) + timedelta(days=tenure.gap_days), years)


def computation(tenure: Tenure, years: int, ending: Ending) -> str:
    """Write the count out: `2018-12-01 → 2022-12-31 = 4 年 30 天 ≥ 4 年`."""
    if tenure.years is not None:
        return f"{tenure.years:g} 年 {'≥' if tenure.years >= years else '<'} {years} 年"
    starts = [start for start in (tenure.start, tenure.alternative) if start]
    ends = ending.days()
    lines = [_line(start, years, end) for start in starts for end in ends]
    if tenure.gap_days:
        lines += [
            f"扣除中断 {tenure.gap_days} 天：{_line(s.later(tenure.gap_days), years, e)}" for s in starts for e in ends
        ]
    return "；".join(lines) or "申报日期未知，无法计算"


def _line(start: Start, years: int, end: date) -> str:
    sign = "≥" if anniversary(start.last, years) <= end else "<"
    return f"{start} → {end} = {_length(start.last, end)} {sign} {years} 年"


def _length(start: date, end: date) -> str:
    if start > end:
        return "0 年 0 天"
    years = end.year - start.year
    years -= anniversary(start, years) > end
    return f"{years} 年 {(end - anniversary(start, years)).days} 天"
