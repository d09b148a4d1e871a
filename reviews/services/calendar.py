"""Working days, counted on the calendar that is known by now."""

import datetime as dt
from dataclasses import replace
from functools import lru_cache

from law.calendar import Period, WorkingCalendar, period
from reviews.selectors.calendar import calendar_at
from zcps import clock


def period_from(
    opened_at: dt.datetime, days: int, *, count_start_day: bool = False, known_at: dt.datetime | None = None
) -> Period:
    """Return the period of so many working days that opens at a moment (Civil Code 201, 203).

    Args:
        opened_at: when it opens.
        days: working days.
        count_start_day: whether the opening day counts, as the plan says.
        known_at: on the calendar as it was known at this moment; now where none is given.
    """
    return period_on(calendar_at(known_at or clock.now()), opened_at, days, count_start_day=count_start_day)


@lru_cache(maxsize=4096)
def period_on(calendar: WorkingCalendar, opened_at: dt.datetime, days: int, *, count_start_day: bool = False) -> Period:
    """Return the period on a given calendar; the same one when it is asked for again, as every act of a sweep does."""
    opening = opened_at.astimezone(clock.SHANGHAI)
    return replace(_counted(calendar, opening.date(), days, count_start_day=count_start_day), opened_at=opening)


@lru_cache(maxsize=4096)
def _counted(calendar: WorkingCalendar, opening: dt.date, days: int, *, count_start_day: bool) -> Period:
    # Thousands of periods open on the same day: their days are the same, whatever the hour.
    midnight = dt.datetime.combine(opening, dt.time(), clock.SHANGHAI)
    return period(midnight, days, calendar, count_start_day=count_start_day)


def after_working_days(days: int) -> dt.datetime:
    """Return the moment at which so many working days from now have passed: 24:00 of the last of them."""
    return period_from(clock.now(), days).earliest_close
