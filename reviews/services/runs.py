"""Noting when the clock's works last ran, for the watch."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from accounts.services.timekeeping import ClockDoubted
from reviews.models import SweepRun
from zcps import clock
from zcps.backup.sealing import BackupRefused

_LONGEST = 300
# Their messages are sentences for the operator; others might say what is nobody's business.
_SENTENCES = (BackupRefused, ClockDoubted)


@contextmanager
def noted(work: str) -> Iterator[dict[str, Any]]:
    """Note the beginning, and at the end what was done; a run that fails leaves the end of the last good one."""
    done: dict[str, Any] = {}
    begun = clock.now()
    SweepRun.objects.update_or_create(work=work, defaults={"begun_at": begun})
    try:
        yield done
    except Exception as error:
        SweepRun.objects.filter(work=work).update(done={"failed": _said(error)})
        raise
    SweepRun.objects.filter(work=work).update(ended_at=clock.now(), done=done)


def _said(error: Exception) -> str:
    return str(error)[:_LONGEST] if isinstance(error, _SENTENCES) else type(error).__name__
