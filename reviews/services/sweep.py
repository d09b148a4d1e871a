"""The sweep: what the clock does. It can run twice, late, or on two machines, and never acts early.

Rows are taken in batches with SKIP LOCKED, so that a second sweep does what is left and waits for nobody; perform()
re-reads and checks each row. A row that fails is logged and left for the next sweep; it keeps no other row waiting.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts.actor import CLOCK
from accounts.steps.base import ActRefused, Step, perform
from reviews.enums import LAPSING
from reviews.models import Application, Publicity
from reviews.services import publicity as publicities
from reviews.services.plan_life import close_ended
from zcps import clock

log = logging.getLogger(__name__)

BATCH = 200
# The act stands above the services; it enters itself here when it is loaded (see reviews/apps.py).
PERFORMED_BY_CLOCK: dict[str, Step[Application]] = {}


@dataclass(frozen=True)
class Swept:
    """What one sweep did."""

    released: int
    closed: int
    lapsed: int
    ended: int = 0


def close_due() -> Swept:
    """End every publicity that is due, let lapse what is overdue, end the plans that are done. Idempotent."""
    released, closed = close_publicities()
    return Swept(released, closed, lapse_overdue(), close_ended())


def close_publicities() -> tuple[int, int]:
    """Release everybody whose period is over; return how many people, and how many publicities ended as a whole."""
    due = Publicity.objects.filter(closed_at=None, earliest_close__lte=clock.now())
    done = [_close(pk) for pk in due.order_by("pk").values_list("pk", flat=True)]
    return sum(released for released, _ in done), sum(ended for _, ended in done)


def _close(pk: int) -> tuple[int, bool]:
    if not _is_over(pk):
        return 0, False
    publicity = Publicity.objects.select_related("plan").get(pk=pk)
    ready = publicities.still_showing(publicity).exclude(pk__in=publicities.held_entries(publicity).values("pk"))
    cases = Application.objects.filter(pk__in=ready.values("application_id"))
    released = _in_batches(cases, publicities.CLOSING[publicity.kind], _nothing)
    return released, _finish(pk)


def _is_over(pk: int) -> bool:
    """Count the period anew first: a notice of the State Council may have put its end off."""
    with transaction.atomic():
        publicity = _locked(pk)
        if publicity is None:
            return False
        publicities.recompute(publicity)
        return not publicity.is_provisional and publicity.earliest_close <= clock.now()


def _finish(pk: int) -> bool:
    with transaction.atomic():
        publicity = _locked(pk)
        if publicity is None or publicities.still_showing(publicity).exists():
            return False
        publicities.finish(publicity)
        return True


def _locked(pk: int) -> Publicity | None:
    rows = Publicity.objects.select_for_update(of=("self",), no_key=True, skip_locked=True).select_related("plan")
    return rows.filter(pk=pk, closed_at=None).first()


def lapse_overdue() -> int:
    """Let lapse every case whose time limit has passed; return how many."""
    overdue = Application.objects.filter(due_at__lte=clock.now(), stage__in=LAPSING)
    return _in_batches(overdue, PERFORMED_BY_CLOCK["lapse"], _whose_time)


def _whose_time(case: Application) -> dict[str, Any]:
    return {"due": case.due_at, "held_by": case.holder}


def _nothing(_: Application) -> dict[str, Any]:
    return {}


def _in_batches(
    rows: QuerySet[Application], step: Step[Application], data: Callable[[Application], dict[str, Any]]
) -> int:
    done, last = 0, 0
    while True:
        with transaction.atomic():
            batch = list(_taken(rows, last))
            done += sum(_perform(step, case, data(case)) for case in batch)
        if len(batch) < BATCH:
            return done
        last = batch[-1].pk


def _taken(rows: QuerySet[Application], last: int) -> QuerySet[Application]:
    # All rows of the batch before the first act: see publicity.open_for.
    locked = rows.select_for_update(of=("self",), no_key=True, skip_locked=True)
    return locked.select_related("holder").filter(pk__gt=last).order_by("pk")[:BATCH]


def _perform(step: Step[Application], case: Application, data: dict[str, Any]) -> bool:
    try:
        perform(step, case, CLOCK, **data)
    except ActRefused as refused:
        log.info("%s left application %s: %s", step.name, case.pk, refused)
    except Exception:
        log.exception("%s failed for application %s; the next sweep tries again", step.name, case.pk)
    else:
        return True
    return False
