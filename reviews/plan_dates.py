"""The dates of a plan by their fields: their names, the days they stand for, and what a holiday does to them (X17)."""

import datetime as dt

from law.calendar import next_working_day
from reviews.enums import RollPolicy
from reviews.models import Plan
from reviews.selectors.calendar import known_calendar
from reviews.selectors.deadlines import last_day
from zcps import clock

DATES = {
    "filing_opens": "开始申报",
    "filing_closes": "个人申报截止",
    "employer_closes": "单位推荐截止",
    "cutoff": "年限计算截止",
    "paper_closes": "纸质材料截止",
}
# Deadlines are moments, exclusive; the two others are days.
DEADLINES = ("filing_closes", "employer_closes", "paper_closes")


def day_of(plan: Plan, field: str) -> dt.date | None:
    """Return the day for which a date of the plan stands: for a deadline, the one at whose 24:00 it falls."""
    value = getattr(plan, field)
    if field in DEADLINES:
        return last_day(value) if value else None
    return value.astimezone(clock.SHANGHAI).date() if isinstance(value, dt.datetime) else value


def named_day(plan: Plan, field: str) -> dt.date | None:
    """Return the day that the notice names, which a holiday may have moved."""
    named = plan.named_days.get(field)
    return dt.date.fromisoformat(named) if named else day_of(plan, field)


def rolled(day: dt.date, policy: str) -> dt.date:
    """Return the day on which a deadline falls: the next working day where the plan moves it (民法典 第203条)."""
    return next_working_day(day, known_calendar()) if policy == RollPolicy.NEXT_WORKDAY else day


def deadline_of(named: dt.date, policy: str) -> tuple[dt.datetime, str]:
    """Return the moment of a deadline, and the day that the notice names where a holiday moves it from there."""
    falls = rolled(named, policy)
    return moment_of(falls), named.isoformat() if falls != named else ""


def moment_of(day: dt.date) -> dt.datetime:
    """Return the moment of a deadline: 24:00 of its day."""
    return clock.midnight_after(day)


def opening_of(day: dt.date) -> dt.datetime:
    """Return the moment at which a day begins."""
    return dt.datetime.combine(day, dt.time(), clock.SHANGHAI)


def in_another_year(day: dt.date, years: int) -> dt.date:
    """Return the same day `years` later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
