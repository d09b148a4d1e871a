"""Celery's tasks of this app: thin; the rows decide what is to be done."""

from celery import shared_task

from accounts.services import anchors, jobs, retention, scans


@shared_task
def run_job(job_id: int) -> None:
    """Do one job."""
    jobs.run(job_id)


@shared_task
def anchor_journal() -> None:
    """Hand the head of the journal to somebody outside the database, once a day."""
    anchors.anchor_daily()


@shared_task
def sweep_jobs() -> None:
    """Requeue what a dead worker left; delete what was made long ago."""
    jobs.sweep()
    jobs.forget_results()


@shared_task
def scan_file(key: str) -> None:
    """Have an upload scanned for viruses."""
    scans.scan_file(key)


@shared_task
def sweep_scans() -> None:
    """Have scanned what nobody was told of, or what could not be scanned before."""
    scans.sweep_scans()


@shared_task
def sweep_retention() -> None:
    """Remove what has been kept long enough."""
    retention.sweep_all()
