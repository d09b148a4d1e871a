"""What monitoring asks of the database and of the queue, in numbers: how much waits, and since when."""

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db.models import Count, Min

from accounts.enums import JobStage
from accounts.models import Job, Notice
from accounts.services.anchors import oldest_without
from reviews.models import Document, SweepRun
from reviews.services import invariants
from zcps import clock
from zcps.backup.make import last_made

Gauges = dict[str, tuple[str, float]]


def gauges() -> Gauges:
    """Return all of them by name, each with what it says."""
    runs = {run.work: run for run in SweepRun.objects.all()}
    asked, sweep = runs.get(invariants.WORK), runs.get("sweep")
    return {
        "zcps_sweep_age_seconds": ("Since the last sweep that ended.", _age(sweep.ended_at if sweep else None)),
        "zcps_invariants_age_seconds": ("Since they were asked.", _age(asked.ended_at if asked else None)),
        "zcps_invariants_broken": ("How many do not hold.", float(len(asked.done)) if asked else 0.0),
        **_waiting(),
        "zcps_queue_length": ("Tasks that wait for a worker.", _queue()),
        "zcps_backup_age_seconds": ("Since the last backup.", _since_backup()),
    }


def _waiting() -> Gauges:
    notices = Notice.objects.filter(mailed_at=None, mail_error="").order_by()
    mail = notices.aggregate(number=Count("pk"), oldest=Min("created_at"))
    papers = Document.objects.filter(built_at=None, voided_at=None).count()
    jobs = Job.objects.filter(stage__in=(JobStage.QUEUED, JobStage.RUNNING)).count()
    first = oldest_without()
    return {
        "zcps_notices_unsent": ("Notices that wait to be mailed.", float(mail["number"])),
        "zcps_notices_oldest_seconds": ("Since when the oldest of them waits.", _age(mail["oldest"], none=0)),
        "zcps_papers_waiting": ("Papers that are not made yet.", float(papers)),
        "zcps_jobs_open": ("Long work that waits or runs.", float(jobs)),
        "zcps_journal_unstamped_seconds": (
            "Age of the oldest entry without a time stamp.",
            _age(first.at if first else None, none=0),
        ),
    }


def _age(moment: dt.datetime | None, none: float = float("nan")) -> float:
    return (clock.now() - moment).total_seconds() if moment else none


def _queue() -> float:
    # The broker is the same server as the cache (settings.REDIS_URL).
    client = caches["default"]._cache.get_client(None)  # type: ignore[attr-defined]  # noqa: SLF001 - its own connections
    return float(client.llen(settings.CELERY_TASK_DEFAULT_QUEUE))


def _since_backup() -> float:
    """Return without end where backups are to be made and none is there: an alarm on what is too old sees that too."""
    if not settings.BACKUP_FOLDER:
        return float("nan")
    return _age(last_made(Path(settings.BACKUP_FOLDER)), none=float("inf"))
