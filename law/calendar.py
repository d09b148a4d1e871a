"""Working days: notices of the State Council in, the moment a period may close out, with every day that was counted.

The opening day does not count unless the plan says so (民法典 第201条); a period ends at 24:00 of its last day
(第203条). Days that no notice has announced, and 25–31 December until the next year's notice is in, are provisional.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from law.errors import BadInput
from law.yaml_data import FOLDER, parse_yaml

SHANGHAI = ZoneInfo("Asia/Shanghai")
MAX_WORKING_DAYS = 1000
_ONE_DAY = timedelta(days=1)
_SATURDAY, _DECEMBER, _FIRST_OPEN_DAY = 5, 12, 25


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day on which a notice departs from the plain week: a holiday, or a weekend day on which people work."""

    day: date
    is_working: bool
    occasion: str


@dataclass(frozen=True, slots=True)
class CalendarNotice:
    """One notice of the State Council with the days that it announces for `year`."""

    year: int
    document: str
    published_on: date
    title: str
    days: tuple[CalendarDay, ...]


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day of a period: its number among the counted working days, or the reason why it was not counted."""

    day: date
    counted: int | None
    reason: str
    final: bool


@dataclass(frozen=True, slots=True)
class Period:
    """A publicity period: when it may close at the earliest, whether finally (else 暂定), and the days it counted."""

    opened_at: datetime
    earliest_close: datetime
    final: bool
    days: tuple[DayCount, ...]

    @property
    def counted(self) -> tuple[date, ...]:
        """The working days that count."""
        return tuple(day.day for day in self.days if day.counted)

    @property
    def last_day(self) -> date:
        """The last counted day; the period ends at its 24:00."""
        return self.days[-1].day


@dataclass(frozen=True, eq=False)
class WorkingCalendar:
    """What is known about working days from a set of notices; where two speak of one day, the later one stands.

    Two calendars are never compared: one is the same only as itself, which makes it a key of what was counted on it.
    """

    notices: tuple[CalendarNotice, ...]
    _days: Mapping[date, CalendarDay] = field(default_factory=dict, repr=False)
    _sources: Mapping[date, CalendarNotice] = field(default_factory=dict, repr=False)
    _years: frozenset[int] = frozenset()

    @classmethod
    def of(cls, notices: Iterable[CalendarNotice]) -> "WorkingCalendar":
        """Build the calendar from notices in any order."""
        ordered = tuple(sorted(notices, key=lambda notice: (notice.published_on, notice.document)))
        days = {day.day: day for notice in ordered for day in notice.days}
        sources = {day.day: notice for notice in ordered for day in notice.days}
        return cls(ordered, days, sources, frozenset(notice.year for notice in ordered))

    @property
    def years(self) -> frozenset[int]:
        """The years for which a notice is known."""
        return self._years

    def with_notice(self, notice: CalendarNotice) -> "WorkingCalendar":
        """Return the calendar with one notice more."""
        return WorkingCalendar.of([*self.notices, notice])

    def source_of(self, day: date) -> CalendarNotice | None:
        """Return the notice that says what kind of day it is; None for a day that follows the plain week."""
        return self._sources.get(day)

    def known_on(self, day: date) -> "WorkingCalendar":
        """Return the calendar as it was known on `day`: only the notices published by then."""
        return WorkingCalendar.of(notice for notice in self.notices if notice.published_on <= day)

    def is_working_day(self, day: date) -> bool:
        """Say whether people work on `day`; make-up weekends count, holidays do not."""
        special = self._days.get(day)
        return special.is_working if special else day.weekday() < _SATURDAY

    def is_final(self, day: date) -> bool:
        """Say whether no notice still to come is expected to change `day`."""
        if day.year not in self._years:
            return day in self._days
        open_end = day.month == _DECEMBER and day.day >= _FIRST_OPEN_DAY
        return not open_end or day.year + 1 in self._years

    def reason(self, day: date) -> str:
        """Say in a word what kind of day it is: 工作日, 周末, 国庆节, 调休上班."""
        special = self._days.get(day)
        if special:
            return "调休上班" if special.is_working else special.occasion
        return "工作日" if day.weekday() < _SATURDAY else "周末"


def parse_notice(data: Mapping[str, Any]) -> CalendarNotice:
    """Read one calendar notice. Raises BadInput when a field is missing or a range runs backwards."""
    try:
        days = [day for holiday in data["holidays"] for day in _holiday_days(holiday)]
        return CalendarNotice(data["year"], data["document"], data["published_on"], data["title"], tuple(days))
    except (KeyError, TypeError) as missing:
        raise BadInput(
            f"日历通知缺少内容 {missing}，请补全 year、document、published_on、title、holidays。"
        ) from missing


def _holiday_days(holiday: Mapping[str, Any]) -> list[CalendarDay]:
    first, last, occasion = holiday["first"], holiday["last"], holiday["occasion"]
    if last < first:
        raise BadInput(f"{occasion}的结束日 {last} 早于开始日 {first}，请核对。")
    off = [CalendarDay(first + timedelta(days=n), False, occasion) for n in range((last - first).days + 1)]
    return off + [CalendarDay(day, True, occasion) for day in holiday.get("work", ())]


@cache
def seeded_notices() -> tuple[CalendarNotice, ...]:
    """Return the notices of 2019–2026 that ship with the project, both versions of 2019 and of 2020 among them."""
    files = sorted((FOLDER / "calendars").glob("*.yaml"))
    return tuple(parse_notice(parse_yaml(file.read_text(encoding="utf-8"))) for file in files)


@cache
def seeded_calendar() -> WorkingCalendar:
    """Return the calendar of all seeded notices."""
    return WorkingCalendar.of(seeded_notices())


def is_working_day(day: date, calendar: WorkingCalendar | None = None) -> bool:
    """Say whether `day` is a working day in `calendar` (the seeded one when none is given)."""
    return (calendar or seeded_calendar()).is_working_day(day)


def next_working_day(day: date, calendar: WorkingCalendar | None = None) -> date:
    """Return `day` itself when people work on it, else the first working day after it."""
    known = calendar or seeded_calendar()
    while not known.is_working_day(day):
        day += _ONE_DAY
    return day


def working_days_between(first: date, last: date, calendar: WorkingCalendar | None = None) -> int:
    """Count the working days from `first` to `last`, both included; 0 when `last` is earlier."""
    known = calendar or seeded_calendar()
    return sum(known.is_working_day(first + timedelta(days=n)) for n in range((last - first).days + 1))


def subtract_working_days(day: date, days: int, calendar: WorkingCalendar | None = None) -> date:
    """Return the latest day after which `days` whole working days still fit before or on `day`."""
    known = calendar or seeded_calendar()
    while days > 0:
        days -= known.is_working_day(day)
        day -= _ONE_DAY
    return day


def period(
    opened_at: datetime,
    days: int,
    calendar: WorkingCalendar | None = None,
    *,
    count_start_day: bool = False,
) -> Period:
    """Compute when a period of `days` working days that opens at `opened_at` may close.

    `opened_at` is an aware moment; the day is the one in Asia/Shanghai. Raises BadInput for a naive moment or a number
    of days outside 1–1000. Source: 民法典 第201、203条; the notices' 不少于5个工作日.
    """
    if opened_at.tzinfo is None:
        raise BadInput("起始时间缺少时区，请写成 2022-09-29T10:00+08:00 的形式。")
    if not 1 <= days <= MAX_WORKING_DAYS:
        raise BadInput(f"工作日天数 {days} 应在 1 至 {MAX_WORKING_DAYS} 之间，请核对。")
    opening = opened_at.astimezone(SHANGHAI)
    counts = _count(opening.date(), days, calendar or seeded_calendar(), count_start_day=count_start_day)
    close = datetime.combine(counts[-1].day + _ONE_DAY, time(), SHANGHAI)
    return Period(opening, close, all(count.final for count in counts), tuple(counts))


def _count(opening: date, days: int, known: WorkingCalendar, *, count_start_day: bool) -> list[DayCount]:
    counts: list[DayCount] = []
    number, day = 0, opening
    if not count_start_day:
        # Not counted either way, so a later notice cannot change what this day contributes.
        counts.append(DayCount(day, None, f"公示首日不计入（{known.reason(day)}）", True))
        day += _ONE_DAY
    while number < days:
        works = known.is_working_day(day)
        number += works
        counts.append(DayCount(day, number if works else None, known.reason(day), known.is_final(day)))
        day += _ONE_DAY
    return counts
