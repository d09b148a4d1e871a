"""Long work: done once, taken up again when its worker dies, and its failure said in a sentence."""

import threading

import pytest
from django.db import connection
from django.urls import reverse
from kombu.exceptions import OperationalError

from accounts import tasks
from accounts.enums import JobStage
from accounts.models import Job
from accounts.services import jobs
from tests.accounts import work
from tests.accounts.people import make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """Which jobs a worker was told of."""
    found: list[int] = []
    monkeypatch.setattr("accounts.services.jobs.app.send_task", lambda _, arguments, **__: found.append(*arguments))
    return found


@pytest.fixture
def meanwhile(monkeypatch):
    happening: list = []
    monkeypatch.setattr(work, "MEANWHILE", happening)
    return happening


@pytest.fixture
def job(clock, told, django_capture_on_commit_callbacks):
    clock.set("2022-08-22 09:00")
    with django_capture_on_commit_callbacks(execute=True):
        return work.make_job(make_person())


def now(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def test_a_worker_is_told_once_the_row_is_safe(told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = work.make_job(make_person())
        assert told == []
    assert told == [job.pk]


def test_it_is_done_and_says_how_far_it_is(job):
    tasks.run_job(job.pk)
    done = now(job)
    assert (done.stage, done.done, done.total, done.result) == (JobStage.DONE, 3, 3, {"counted": 3})
    assert done.owner.email == "3@example.com"


def test_running_twice_does_nothing_more(job):
    jobs.run(job.pk)
    finished = now(job).finished_at
    jobs.run(job.pk)
    assert (now(job).finished_at, now(job).attempts) == (finished, 1)


def test_a_job_begun_by_one_worker_is_left_alone_by_another(job, meanwhile):
    meanwhile.append(lambda _: jobs.run(job.pk))
    jobs.run(job.pk)
    assert (now(job).stage, now(job).attempts) == (JobStage.DONE, 1)


def test_what_a_dead_worker_left_is_done_by_the_next(job, told, clock, meanwhile):
    meanwhile.append(lambda _: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        jobs.run(job.pk)
    assert jobs.sweep() == 0
    clock.advance(minutes=6)
    assert jobs.sweep() == 1
    assert jobs.sweep() == 0, "told again before it could be taken up"
    assert told == [job.pk, job.pk]
    meanwhile.clear()
    jobs.run(job.pk)
    assert (now(job).stage, now(job).attempts) == (JobStage.DONE, 2)


def test_a_slow_worker_that_lost_the_job_writes_nothing(job, clock, meanwhile):
    def sleep(of: jobs.Work) -> None:
        meanwhile.clear()
        clock.advance(minutes=6)
        jobs.sweep()
        of.job.owner.email = "kept@example.com"
        of.job.owner.save()

    meanwhile.append(sleep)
    jobs.run(job.pk)
    assert (now(job).stage, now(job).owner.email) == (JobStage.QUEUED, "kept@example.com")
    jobs.run(job.pk)
    assert (now(job).stage, now(job).owner.email) == (JobStage.DONE, "3@example.com")


def test_it_is_given_up_in_the_end(job, told, clock, meanwhile):
    meanwhile.append(lambda _: (_ for _ in ()).throw(SystemExit))
    for _ in range(jobs.MOST_ATTEMPTS):
        with pytest.raises(SystemExit):
            jobs.run(job.pk)
        clock.advance(minutes=6)
        tasks.sweep_jobs()
    assert now(job).stage == JobStage.FAILED
    assert "办理中断了 3 次" in now(job).note
    assert len(told) == jobs.MOST_ATTEMPTS


def test_a_lost_message_is_sent_again(job, told, clock):
    clock.advance(seconds=50)
    assert jobs.sweep() == 0
    clock.advance(seconds=20)
    assert (jobs.sweep(), jobs.sweep()) == (1, 0)
    assert told == [job.pk, job.pk]


def test_a_broker_that_does_not_answer_stops_nobody(monkeypatch, django_capture_on_commit_callbacks, caplog):
    def unreachable(*_: object, **__: object) -> None:
        raise OperationalError

    monkeypatch.setattr("accounts.services.jobs.app.send_task", unreachable)
    with django_capture_on_commit_callbacks(execute=True):
        job = work.make_job(make_person())
    assert now(job).stage == JobStage.QUEUED
    assert "the sweep tells again" in caplog.text


def test_a_failure_says_why(client, told):
    job = work.make_job(make_person(), -1)
    jobs.run(job.pk)
    sign_in(client, job.owner)
    page = client.get(reverse("job", args=[job.pk])).content.decode()
    assert "数目不能小于 0，请重新填写。" in page
    assert "hx-get" not in page


def test_an_error_of_ours_is_logged_and_said_plainly(job, meanwhile, caplog):
    meanwhile.append(lambda _: 1 / 0)
    jobs.run(job.pk)
    assert "ZeroDivisionError" in caplog.text
    assert (now(job).stage, f"办理编号 {job.pk}" in now(job).note) == (JobStage.FAILED, True)
    assert "Zero" not in now(job).note


def test_whatever_failed_leads_back_to_where_it_is_begun_again():
    assert [kind for kind, handler in jobs.HANDLERS.items() if handler.back is None and kind != work.KIND] == []


def test_the_page_moves_and_leads_on(client, job):
    sign_in(client, job.owner)
    page = client.get(reverse("job", args=[job.pk])).content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert 'http-equiv="refresh"' in page
    jobs.run(job.pk)
    part = client.get(reverse("job_progress", args=[job.pk])).content.decode()
    assert 'href="/counted/3/"' in part
    assert "hx-get" not in part


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_does_it(meanwhile):
    job, both = work.make_job(make_person()), threading.Barrier(2)
    runs: list[int] = []
    meanwhile.append(lambda of: runs.append(of.job.attempts))

    def worker() -> None:
        both.wait()
        jobs.run(job.pk)
        connection.close()

    workers = [threading.Thread(target=worker) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert (runs, now(job).stage, now(job).attempts) == ([1], JobStage.DONE, 1)
