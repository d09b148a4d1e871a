"""Working days, counted on the calendar that has been announced by now."""

import datetime as dt
from functools import lru_cache

from law.calendar import Period, WorkingCalendar, period, seeded_calendar
from zcps import clock


def period_from(
    opened_at: dt.datetime, days: int, *, count_start_day: bool = False, known_on: dt.date | None = None
) -> Period:
    """Return the period of so many working days that opens at a moment (Civil Code 201, 203).

    Args:
        opened_at: when it opens.
        days: working days.
        count_start_day: whether the opening day counts, as the plan says.
        known_on: on the calendar as it was announced by this day; today where none is given.
    """
    calendar = _announced_by(known_on or clock.today())
    return period(opened_at.astimezone(clock.SHANGHAI), days, calendar, count_start_day=count_start_day)


@lru_cache(maxsize=64)
def _announced_by(day: dt.date) -> WorkingCalendar:
    return seeded_calendar().known_on(day)


def after_working_days(days: int) -> dt.datetime:
    """Return the moment at which so many working days from now have passed: 24:00 of the last of them."""
    return period_from(clock.now(), days).earliest_close
