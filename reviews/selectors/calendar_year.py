"""A year of working days as a page shows it: months of weeks of days, each with its kind; the notices that say so."""

import calendar as months_of
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from law.calendar import CalendarNotice, DayCount, WorkingCalendar
from law.calendar_notices import Change, changes, rows_of
from reviews.selectors.calendar import known_calendar
from zcps import clock
from zcps.templatetags.chinese import cn_date

_LAST_MONTH = 12


@dataclass(frozen=True)
class Day:
    """A cell: the kind of day (work, weekend, holiday, makeup), its word, whether it is sure; or none of the month."""

    day: dt.date | None
    kind: str = ""
    word: str = ""
    final: bool = True


@dataclass(frozen=True)
class Month:
    """A month with its weeks from Monday to Sunday."""

    number: int
    weeks: list[list[Day]]


@dataclass(frozen=True)
class Version:
    """A notice of the year, with what it changed in what was known before it."""

    notice: CalendarNotice
    rows: list[dict[str, str]]
    changes: list[Change]
    is_first: bool


def years_shown() -> list[int]:
    """Return the years that can be looked at: those announced, this one, and the next."""
    today = clock.today()
    return sorted({*known_calendar().years, today.year, today.year + 1})


def months(year: int) -> list[Month]:
    """Return the twelve months of a year."""
    known = known_calendar()
    return [Month(number, _weeks(known, year, number)) for number in range(1, _LAST_MONTH + 1)]


def _weeks(known: WorkingCalendar, year: int, month: int) -> list[list[Day]]:
    weeks = months_of.Calendar().monthdatescalendar(year, month)
    return [[_cell(known, day) if day.month == month else Day(None) for day in week] for week in weeks]


def _cell(known: WorkingCalendar, day: dt.date) -> Day:
    word = known.reason(day)
    kind = {"工作日": "work", "周末": "weekend", "调休上班": "makeup"}.get(word, "holiday")
    return Day(day, kind, word, known.is_final(day))


def versions(year: int) -> list[Version]:
    """Return the notices of a year in the order in which they were published, each with what it changed."""
    return _versions(known_calendar(), year)


@lru_cache(maxsize=32)
def _versions(known: WorkingCalendar, year: int) -> list[Version]:
    found: list[Version] = []
    before = WorkingCalendar.of([])
    for notice in known.notices:
        if notice.year == year:
            is_first = not any(version.notice.year == year for version in found)
            found.append(Version(notice, _rows(notice), changes(notice, before), is_first))
        before = before.with_notice(notice)
    return found


def _rows(notice: CalendarNotice) -> list[dict[str, str]]:
    """The festivals of a notice, with the make-up days as people write them."""
    worked = {day.day.isoformat(): cn_date(day.day) for day in notice.days if day.is_working}
    return [
        {**row, "work": "、".join(worked.get(d, d) for d in row["work"].split("、"))} for row in rows_of(notice.days)
    ]


def sources(days: tuple[DayCount, ...]) -> list[tuple[DayCount, str]]:
    """Return each day of a period with the number of the notice that says what kind of day it is."""
    known = known_calendar()
    found = ((count, known.source_of(count.day)) for count in days)
    return [(count, notice.document if notice else "") for count, notice in found]
