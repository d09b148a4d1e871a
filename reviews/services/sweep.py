"""The sweep: what the clock does. It can run twice, late, or on two machines, and never acts early.

What is due is done in batches, each a transaction of its own: periods are counted anew, cases released, publicities
ended. A sweep that is killed has done whole batches, and the next one goes on. Rows are locked with SKIP LOCKED: a
second sweep does what is left and waits for nobody. A batch in which something fails is done row by row: the row that
fails is logged and left for the next sweep; it keeps no other row waiting.
"""

import gc
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from typing import TypeVar

from django.db import models
from django.db.models import QuerySet

from accounts.actor import CLOCK
from accounts.services import timekeeping
from accounts.steps.many import ManyStep, perform_many
from reviews.enums import LAPSING, CalendarStage, PublicityKind
from reviews.models import Application, CalendarNotice, Publicity
from reviews.selectors.calendar import read_once
from reviews.services import periods, time_limits
from reviews.services import publicity as publicities
from reviews.services.calendar_alarm import remind_of_missing_notice
from reviews.services.plan_life import close_ended
from reviews.services.runs import noted
from zcps import clock

log = logging.getLogger(__name__)

BATCH = 500
# The act stands above the services; it enters itself here when it is loaded (see reviews/apps.py).
PERFORMED_BY_CLOCK: dict[str, ManyStep[Application]] = {}
_M = TypeVar("_M", bound=models.Model)


@dataclass(frozen=True)
class Swept:
    """What one sweep did."""

    released: int
    closed: int
    lapsed: int
    ended: int = 0


def close_due() -> Swept:
    """End every publicity that is due, let lapse what is overdue, end the plans that are done. Idempotent.

    Raises:
        ClockDoubted: nothing ends by a clock that is not to be believed; the watch tells.
    """
    with noted("sweep") as done:
        timekeeping.require()
        recount_after_notices()
        released, closed = close_publicities()
        swept = Swept(released, closed, lapse_overdue(), close_ended())
        remind_of_missing_notice()
        done.update(asdict(swept))
    return swept


def recount_after_notices() -> int:
    """Count running periods and time limits anew where a notice was approved since; return how many periods changed.

    A row that fails is not asked for again here: its period is counted anew in any case before it ends.
    """
    new = list(CalendarNotice.objects.filter(stage=CalendarStage.APPROVED, recounted_at=None))
    if not new:
        return 0
    running = Publicity.objects.filter(closed_at=None)
    changed = sum(len(_in_one_go(periods.recount, batch)) for batch in _batches(running))
    _recount_time_limits()
    CalendarNotice.objects.filter(pk__in=[notice.pk for notice in new]).update(recounted_at=clock.now())
    return changed


def _recount_time_limits() -> None:
    for sort, limit in time_limits.LIMITS.items():
        for batch in _batches(limit.running()):
            _in_one_go(partial(time_limits.recount, sort), batch)


def close_publicities() -> tuple[int, int]:
    """Release everybody whose period is over; return how many people, and how many publicities ended as a whole."""
    due = Publicity.objects.filter(closed_at=None, earliest_close__lte=clock.now())
    released = closed = 0
    for kind in PublicityKind:
        for batch in _batches(due.filter(kind=kind)):
            over = _in_one_go(periods.count_anew, batch)
            released += _release(kind, over)
            closed += len(_in_one_go(partial(periods.finish_all, kind), over))
    return released, closed


def _release(kind: PublicityKind, over: list[int]) -> int:
    standing = publicities.standing_in(kind, over)
    ready = standing.exclude(pk__in=publicities.held_entries(standing).values("pk"))
    # Asked once: who stands where takes four tables to say, and is asked again for each batch under its locks.
    cases = sorted(ready.order_by().values_list("application_id", flat=True))
    return _act(publicities.CLOSING[kind], (cases[at : at + BATCH] for at in range(0, len(cases), BATCH)))


def lapse_overdue() -> int:
    """Let lapse every case whose time limit has passed; return how many."""
    overdue = Application.objects.filter(due_at__lte=clock.now(), stage__in=LAPSING)
    return _act(PERFORMED_BY_CLOCK["lapse"], _batches(overdue))


def _act(step: ManyStep[Application], batches: Iterable[list[int]]) -> int:
    return sum(len(_in_one_go(partial(_acted, step), batch)) for batch in batches)


def _acted(step: ManyStep[Application], keys: list[int]) -> list[int]:
    done = perform_many(step, Application.objects.filter(pk__in=keys), CLOCK)
    for case, reasons in done.refused:
        log.info("%s left application %s: %s", step.name, case.pk, "；".join(reasons))
    return [case.pk for case in done.acted]


def _batches(rows: QuerySet[_M]) -> Iterator[list[int]]:
    """Yield the keys of the rows in order, so many at a time; what was done meanwhile is not asked for again."""
    last = 0
    while keys := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield keys
        last = keys[-1]


def _in_one_go(work: Callable[[list[int]], list[int]], keys: list[int]) -> list[int]:
    """Do the work for a whole batch, or where that fails for one after the other; return for whom it was done."""
    try:
        # Every batch on the calendar as it is known when it begins.
        with read_once(), _undisturbed():
            return work(keys) if keys else []
    except Exception:
        if len(keys) == 1:
            log.exception("the sweep failed for row %s; the next one tries again", keys[0])
            return []
        log.exception("the sweep failed for a batch of %s; they are done one by one", len(keys))
    return [done for key in keys for done in _in_one_go(work, [key])]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Python look for garbage between batches, not in them: a third of the time went into finding none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
