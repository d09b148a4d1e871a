"""What every page knows about the environment it is served from."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from zcps import clock


@dataclass(frozen=True)
class DemoClock:
    """The state of the movable clock, as the bar above the header shows it."""

    now: dt.datetime
    today: dt.date
    moved: bool


def environment(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - Django's signature of context processors
    """Return `demo` (whether this is a demonstration) and `demo_clock` (a DemoClock, or None where time is real)."""
    moment = clock.now()
    state = DemoClock(moment, clock.today(), moved=bool(clock.offset())) if settings.DEMO_CLOCK else None
    return {"demo": settings.DEMO_IDENTITY or settings.DEMO_CLOCK, "demo_clock": state}
