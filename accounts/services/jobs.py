"""Long work, done by a worker and never twice.

    @handles("credits_import", label="导入学时", leads_to=lambda job: reverse("credit_import", args=[job.result["pk"]]))
    def check(work: Work) -> dict[str, Any]:
        work.expect(len(rows), "正在核对")
        …work.advance(100)…
        with work.committing():         # one transaction; refused where another run has taken the job over
            …writes…
        return {"pk": made.pk}          # kept in job.result

A view calls start(kind, actor, …) in the transaction of what it does and sends the person to the page `job`. The module
with the handlers must be loaded by its app's ready(). Without a worker (in tests) run(job.pk) does the work at once.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from kombu.exceptions import OperationalError

from accounts.actor import Actor
from accounts.enums import JobStage, Role
from accounts.models import Job, StoredFile
from accounts.services import timekeeping
from accounts.services.files import FileWithheld, StorageGone, forget
from zcps import clock
from zcps.celery import app

log = logging.getLogger(__name__)

# A worker that says nothing for so long is dead; a queued job that nobody took up for so long was forgotten.
SILENCE, FORGOTTEN = timedelta(minutes=5), timedelta(minutes=1)
MOST_ATTEMPTS = 3
# How long a file stays that was made for whoever asked for it.
KEPT = timedelta(days=3)
TASK = "accounts.tasks.run_job"
_LONGEST_NOTE = 300


class JobFailed(Exception):
    """The work cannot be done; the message is a Chinese sentence that says why and what to do."""


class JobLost(Exception):
    """Another run has taken the job over: this one stops and writes nothing more."""


class Work:
    """One run of a job, as its handler sees it."""

    def __init__(self, job: Job) -> None:
        """Take a claimed job."""
        self.job = job
        self._attempt = job.attempts

    @property
    def actor(self) -> Actor:
        """In which capacity the work is done."""
        return Actor(Role(self.job.role), self.job.owner, self.job.agency)

    def expect(self, total: int, note: str = "") -> None:
        """Say how much there is to do, and what is done now; counting begins anew."""
        self._update(total=total, done=0, note=note[:_LONGEST_NOTE])

    def advance(self, number: int = 1) -> None:
        """Say that so much more is done; also the sign of life. Raise JobLost where another run took over."""
        self._update(done=F("done") + number)

    @contextmanager
    def committing(self) -> Iterator[None]:
        """Open the one transaction in which the work writes. Raise JobLost where another run took over."""
        with transaction.atomic():
            if self._mine().select_for_update(of=("self",), no_key=True).first() is None:
                raise JobLost
            yield

    def hand_over(self, made: StoredFile) -> None:
        """Give what was made to whoever asked; the file is deleted after KEPT."""
        self._update(result_file=made)

    def finish(self, result: Mapping[str, Any]) -> None:
        """Mark the job as done; inside committing() it commits together with what was written."""
        self._end(JobStage.DONE, result=dict(result), note="")

    def fail(self, sentence: str) -> None:
        """Mark the job as failed, with the sentence that its owner reads."""
        self._end(JobStage.FAILED, note=sentence[:_LONGEST_NOTE])

    def wait(self, sentence: str) -> None:
        """Give the work back, to be taken up again in a minute; the sentence says what it waits for."""
        self._update(stage=JobStage.QUEUED, note=sentence[:_LONGEST_NOTE])

    def _end(self, stage: JobStage, **fields: Any) -> None:
        self._update(stage=stage, finished_at=clock.now(), **fields)

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.job.pk, stage=JobStage.RUNNING, attempts=self._attempt)

    def _update(self, **fields: Any) -> None:
        if not self._mine().update(heartbeat_at=clock.now(), **fields):
            raise JobLost


@dataclass(frozen=True)
class Handler:
    """What does the jobs of one kind, how they are called, and where a finished one leads."""

    work: Callable[[Work], Mapping[str, Any]]
    label: str
    leads_to: Callable[[Job], str]
    link: str
    back: Callable[[Job], str] | None = None


HANDLERS: dict[str, Handler] = {}
_W = Callable[[Work], Mapping[str, Any]]


def handles(
    kind: str,
    *,
    label: str,
    leads_to: Callable[[Job], str],
    link: str = "查看结果",
    back: Callable[[Job], str] | None = None,
) -> Callable[[_W], _W]:
    """Enter a function as what does the jobs of a kind.

    Args:
        kind: the kind's identifier.
        label: what is being done, in Chinese; the title of the page.
        leads_to: the address of the page of a finished job's result.
        link: the words of the link that leads there.
        back: the address to which somebody goes back whose job failed.
    """

    def enter(work: _W) -> _W:
        HANDLERS[kind] = Handler(work, label, leads_to, link, back)
        return work

    return enter


def start(kind: str, actor: Actor, *, given: Mapping[str, Any] | None = None, file: StoredFile | None = None) -> Job:
    """Write a job in the caller's transaction; a worker is told once that is committed."""
    if kind not in HANDLERS or actor.user is None:
        raise ValueError(f"no handler for {kind}, or nobody who asks for it")
    moment = clock.now()
    job = Job.objects.create(
        kind=kind,
        owner=actor.user,
        role=actor.role,
        agency=actor.agency,
        input=dict(given or {}),
        input_file=file,
        created_at=moment,
        heartbeat_at=moment,
    )
    transaction.on_commit(lambda: _tell_worker(job.pk))
    return job


def run(job_id: int) -> None:
    """Do a job, if it still waits; whoever comes second does nothing."""
    job = _claimed(job_id)
    if job is None:
        return
    work = Work(job)
    try:
        _do(work)
    except JobLost:
        log.info("job %s was taken over by another run", job_id)


def _do(work: Work) -> None:
    try:
        result = HANDLERS[work.job.kind].work(work)
    except JobLost:
        raise
    except FileWithheld as reason:
        # What is being scanned is taken up again by the sweep.
        (work.wait if reason.waits else work.fail)(str(reason))
    except (JobFailed, StorageGone) as failure:
        work.fail(str(failure))
    except Exception:
        log.exception("job %s failed", work.job.pk)
        number = work.job.pk
        work.fail(f"办理中发生系统错误，没有完成。请重新提交；仍不成功的，请联系系统管理员，办理编号 {number}。")
    else:
        if not Job.objects.filter(pk=work.job.pk, stage=JobStage.DONE).exists():
            work.finish(result)


@transaction.atomic
def _claimed(job_id: int) -> Job | None:
    waiting = Job.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    job = waiting.select_related("owner", "agency").filter(pk=job_id, stage=JobStage.QUEUED).first()
    if job is None:
        return None
    job.stage, job.attempts = JobStage.RUNNING, job.attempts + 1
    job.started_at = job.heartbeat_at = clock.now()
    job.save(update_fields=["stage", "attempts", "started_at", "heartbeat_at"])
    return job


def sweep() -> int:
    """Requeue what a dead worker left and tell workers again of what was forgotten; return how many. Idempotent."""
    moment = clock.now()
    silent = Job.objects.filter(stage=JobStage.RUNNING, heartbeat_at__lt=moment - SILENCE)
    for job in silent.filter(attempts__gte=MOST_ATTEMPTS):
        _give_up(job)
    silent.filter(attempts__lt=MOST_ATTEMPTS).update(
        stage=JobStage.QUEUED, heartbeat_at=moment - FORGOTTEN - timedelta(seconds=1)
    )
    waiting = Job.objects.filter(stage=JobStage.QUEUED, heartbeat_at__lt=moment - FORGOTTEN)
    return sum(_remind(pk, moment) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def forget_results(limit: int = 100) -> int:
    """Delete the files of finished jobs whose time is over; return how many. Idempotent. Raise ClockDoubted."""
    timekeeping.require()
    over = Job.objects.filter(result_file__isnull=False, finished_at__lt=clock.now() - KEPT)
    rows = over.select_for_update(of=("self",), skip_locked=True).select_related("result_file").order_by("pk")
    for job in (found := list(rows[:limit])):
        kept, job.result_file = job.result_file, None
        job.save(update_fields=["result_file"])
        if kept is not None:
            forget(kept, at_once=True)
    return len(found)


def _remind(job_id: int, moment: Any) -> bool:
    # Conditional, so that of two sweeps one tells.
    rows = Job.objects.filter(pk=job_id, stage=JobStage.QUEUED, heartbeat_at__lt=moment - FORGOTTEN)
    is_ours = bool(rows.update(heartbeat_at=moment))
    if is_ours:
        _tell_worker(job_id)
    return is_ours


def _give_up(job: Job) -> None:
    note = f"办理中断了 {MOST_ATTEMPTS} 次，没有完成。请重新提交；仍不成功的，请联系系统管理员，办理编号 {job.pk}。"
    rows = Job.objects.filter(pk=job.pk, stage=JobStage.RUNNING, attempts=job.attempts, heartbeat_at=job.heartbeat_at)
    rows.update(stage=JobStage.FAILED, note=note, finished_at=clock.now())


def _tell_worker(job_id: int) -> None:
    try:
        app.send_task(TASK, [job_id], retry=False)
    except OperationalError:
        log.exception("no worker could be told of job %s; the sweep tells again", job_id)
