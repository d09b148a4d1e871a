"""A real worker and beat, killed while they end 3,000 periods; Redis emptied; two sweeps at once on top of that."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import redis
from django.db import connection
from django.db.models import Count, F

from accounts.models import JournalEntry, Notice
from accounts.services.journal import broken_links
from reviews.enums import Stage
from reviews.models import Application, Publicity, PublicityEntry
from reviews.services.sweep import close_due
from tests.conftest import Clock
from tests.reviews import many_due
from tests.reviews.steps.test_at_once import together
from zcps import services

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

PERIODS = 3_000
PATIENCE_SECONDS = 120


@contextmanager
def worker_and_beat(folder: Path) -> Iterator[Callable[[], None]]:
    """Start both on this test's database, clock and Redis; yield what kills them without a word."""
    address = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{connection.settings_dict['NAME']}"
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "tests.reviews.hasty",
        "ZCPS_VAR": str(folder),
    }
    celery = [sys.executable, "-m", "celery", "-A", "zcps.celery"]
    commands = (
        [*celery, "worker", "-c", "1", "--without-gossip", "--without-mingle"],
        [*celery, "beat", "-s", str(folder / "schedule"), "--pidfile="],
    )
    with ExitStack() as stack, (folder / "celery.log").open("ab") as log:
        running = [
            stack.enter_context(
                subprocess.Popen(
                    command, cwd=services.ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
                )
            )
            for command in commands
        ]

        def kill() -> None:
            for process in running:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)

        try:
            yield kill
        finally:
            kill()


def released() -> int:
    return PublicityEntry.objects.filter(released_at__isnull=False).count()


def wait_for_more_than(number: int, folder: Path) -> int:
    """Wait until more than so many people have been released; return how many."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (now := released()) <= number:
        assert time.monotonic() < deadline, (folder / "celery.log").read_text()[-2000:]
        time.sleep(0.01)
    return now


def test_nothing_is_early_double_or_lost(clock: Clock, tmp_path: Path) -> None:
    clock.set(many_due.OPENS)
    many_due.periods(PERIODS)
    clock.set("2022-09-05 23:59:50")
    close_due()
    assert released() == 0
    clock.set(many_due.CLOSES)
    with worker_and_beat(tmp_path) as kill:
        wait_for_more_than(0, tmp_path)
        kill()
    first = released()
    assert 0 < first < PERIODS
    redis.Redis.from_url(os.environ["REDIS_URL"]).flushdb()
    with worker_and_beat(tmp_path) as kill:
        wait_for_more_than(first, tmp_path)
        # The worker goes on while two others sweep, and dies once more.
        together(close_due, close_due, kill)
    close_due()
    assert many_due.stages() == {Stage.EMPLOYER_OPINION_DUE: PERIODS}
    assert not Publicity.objects.filter(closed_at=None).exists()
    assert not PublicityEntry.objects.filter(released_at__lt=F("publicity__earliest_close")).exists()
    for act in ("close_employer_publicity", "close_publicity"):
        entries = JournalEntry.objects.filter(act=act)
        assert entries.count() == entries.aggregate(each=Count("subject_id", distinct=True))["each"] == PERIODS
    # The applicant and the officer of the employer, once each.
    assert Notice.objects.filter(title__in=["单位公示已结束", "单位公示期满，请填写推荐意见"]).count() == 2 * PERIODS
    assert list(broken_links()) == []
    assert Application.objects.filter(publicity_entries__released_at=None).count() == 0
