"""Moving the demonstration's clock: forward only, with the sweep at every moment that falls due."""

import datetime as dt

from law.calendar import next_working_day
from reviews.models import Application, Publicity
from reviews.selectors.calendar import known_calendar
from reviews.services.sweep import close_due
from zcps import clock

# The working day of an office begins.
_MORNING = dt.time(9)
# More than this many moments fall due only where somebody jumps over years; the rest is swept at the end.
_MOST_STOPS = 200
# Far beyond every calendar, key and certificate; days near the end of Python's calendar cannot be counted with.
_LAST_YEAR = 2050


class CannotGo(Exception):
    """The clock stays where it is; the sentence says why."""


def next_morning() -> dt.datetime:
    """Return nine o'clock of the next working day."""
    return dt.datetime.combine(next_working_day(clock.today(), known_calendar()), _MORNING, clock.SHANGHAI)


def next_due() -> dt.datetime | None:
    """Return the next moment at which the sweep has something to do; None where nothing is due."""
    moment = clock.now()
    closing = Publicity.objects.filter(closed_at=None, earliest_close__gt=moment).order_by("earliest_close")
    lapsing = Application.objects.filter(due_at__gt=moment).order_by("due_at")
    found = [closing.values_list("earliest_close", flat=True).first(), lapsing.values_list("due_at", flat=True).first()]
    return min((due for due in found if due), default=None)


def go_to(target: dt.datetime) -> None:
    """Move the clock to a moment, sweeping at each moment on the way at which something falls due.

    Raises:
        CannotGo: for a moment that has passed, or one too far off.

    """
    if target.year > _LAST_YEAR:
        raise CannotGo(f"模拟时间最远可以推进到 {_LAST_YEAR} 年，请选择更早的日期。")
    if target <= clock.now():
        raise CannotGo("模拟时间只能向后推进，请选择晚于当前模拟时间的日期。如需从头开始，请运行 make demo-reset。")
    for _ in range(_MOST_STOPS):
        stop = next_due()
        if stop is None or stop >= target:
            break
        clock.move_to(stop)
        close_due()
    clock.move_to(target)
    close_due()
