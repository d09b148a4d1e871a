"""The working days as they are known: the notices that ship with the project, and those approved since.

What was approved is asked of the database each time, so that every process sees an approval at once; within a request,
and within a batch of the sweep, it is asked once. Approved notices never change, so their days are read once.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.core.signals import request_finished, request_started

from law import calendar as law
from law.calendar import WorkingCalendar
from reviews.enums import CalendarStage
from reviews.models import CalendarNotice
from zcps import clock

_DECEMBER = 12
Approved = tuple[tuple[int, dt.datetime], ...]
# What was read in this request or batch; None outside of one.
_read: ContextVar[list[Approved] | None] = ContextVar("approved_calendar_notices", default=None)


def calendar_at(moment: dt.datetime) -> WorkingCalendar:
    """Return the calendar as it was known at a moment: notices published, and approved here, by then."""
    keys = tuple(key for key, approved_at in _approved() if approved_at <= moment)
    return _known(moment.astimezone(clock.SHANGHAI).date(), keys)


def known_calendar() -> WorkingCalendar:
    """Return the working days as they are known now."""
    return calendar_at(clock.now())


def as_law(notice: CalendarNotice) -> law.CalendarNotice:
    """Return a notice as the law reads it."""
    days = [law.CalendarDay(row.day, row.is_working, row.occasion) for row in notice.days.all()]
    return law.CalendarNotice(notice.year, notice.document, notice.published_on, notice.title, tuple(days))


def missing_year() -> int | None:
    """Return the year whose notice should be in by now and is not: next year's from 1 December, else this year's."""
    today, years = clock.today(), known_calendar().years
    due = [today.year, *([today.year + 1] if today.month == _DECEMBER else [])]
    return next((year for year in due if year not in years), None)


@contextmanager
def read_once() -> Iterator[None]:
    """Ask the database once for what has been approved, however often periods are counted in between."""
    token = _read.set([])
    try:
        yield
    finally:
        _read.reset(token)


def forget() -> None:
    """Ask again: something has just been approved."""
    read = _read.get()
    if read:
        read.clear()


def watch_requests() -> None:
    """Let every request ask once."""
    request_started.connect(_begin, dispatch_uid="calendar_begin")
    request_finished.connect(_end, dispatch_uid="calendar_end")


def _begin(**_: Any) -> None:
    _read.set([])


def _end(**_: Any) -> None:
    _read.set(None)


def _approved() -> Approved:
    read = _read.get()
    if read is None:
        return _asked()
    if not read:
        read.append(_asked())
    return read[0]


def _asked() -> Approved:
    rows = CalendarNotice.objects.filter(stage=CalendarStage.APPROVED).order_by("pk")
    return tuple((key, at) for key, at in rows.values_list("pk", "approved_at") if at)


@lru_cache(maxsize=64)
def _known(day: dt.date, keys: tuple[int, ...]) -> WorkingCalendar:
    added = [as_law(notice) for notice in CalendarNotice.objects.filter(pk__in=keys).prefetch_related("days")]
    return WorkingCalendar.of([*law.seeded_notices(), *added]).known_on(day)
