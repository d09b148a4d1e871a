"""Celery's tasks of this app: thin; the rows decide what is to be done."""

from celery import shared_task

from accounts.services import anchors, history, jobs, scans, sessions


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
def sweep_sign_ins() -> None:
    """Delete sessions that have ended, and the history of signing in after its retention."""
    sessions.forget_ended()
    history.forget_old()


@shared_task
def scan_file(key: str) -> None:
    """Have an upload scanned for viruses."""
    scans.scan_file(key)


@shared_task
def sweep_scans() -> None:
    """Have scanned what nobody was told of, or what could not be scanned before."""
    scans.sweep_scans()
