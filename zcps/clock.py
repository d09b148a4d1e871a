"""The only source of time.

Production answers with the machine's clock. In a demonstration the clock can be moved: its distance from the machine's
clock lies in a small file that every process reads, so that web, worker and beat agree and a restart keeps it.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")
_held: ContextVar[dt.datetime | None] = ContextVar("held", default=None)


def now() -> dt.datetime:
    """Return the present moment, aware, in UTC; shifted by the demonstration's offset where there is one."""
    return _held.get() or timezone.now() + offset()


def machine() -> dt.datetime:
    """Return the machine's own moment: sessions last by it, so that moving a demonstration's clock ends none."""
    return timezone.now()


@contextmanager
def held() -> Iterator[dt.datetime]:
    """Let time stand still: what is done to many rows in one transaction is done to all of them at one moment."""
    moment = now()
    token = _held.set(moment)
    try:
        yield moment
    finally:
        _held.reset(token)


def today() -> dt.date:
    """Return the present day in Shanghai, the only time zone the notices know."""
    return now().astimezone(SHANGHAI).date()


def offset() -> dt.timedelta:
    """Return how far the demonstration's clock is ahead of the machine's (negative: behind)."""
    if not settings.DEMO_CLOCK:
        return dt.timedelta()
    try:
        return dt.timedelta(seconds=float(_file().read_text()))
    except FileNotFoundError:
        return dt.timedelta()


def move_to(moment: dt.datetime) -> None:
    """Set the demonstration's clock; raise RuntimeError where time is real."""
    if not settings.DEMO_CLOCK:
        raise RuntimeError("the clock cannot be moved outside a demonstration")
    target = _file()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".new")
    draft.write_text(str((moment - timezone.now()).total_seconds()))
    draft.replace(target)


def midnight_after(day: dt.date) -> dt.datetime:
    """Return 24:00 of a day in Shanghai: when a deadline named by its day has passed (Civil Code 203)."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), SHANGHAI)


def _file() -> Path:
    return Path(settings.DEMO_CLOCK_FILE)
