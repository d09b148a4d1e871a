"""A number for each request, in its answer, its log and its entries of the journal; and numbers for monitoring."""

import json
import logging
import os
import re
import subprocess
import sys
import time

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from accounts.actor import CLOCK, Actor
from accounts.enums import Role
from accounts.services import journal
from tests.accounts import people
from tests.zcps.test_production import SAFE, start
from zcps import metrics
from zcps.services import ROOT
from zcps.tracing import TracingMiddleware, number


@pytest.mark.django_db
def test_an_answer_carries_its_number_and_so_does_the_page_that_tells_of_a_fault(client: Client) -> None:
    given = "a1b2c3d4e5f60718"
    answer = client.get("/no/such/page/", headers={"X-Request-Id": given})
    assert answer.headers["X-Request-Id"] == given
    assert f'编号 <span class="mono">{given}</span>' in answer.content.decode()
    assert number.get() == ""
    # What is no number is not taken over: it would stand in the log.
    for forged in ("short", "x" * 65, 'a" onload="alert(1)', "a\nb" * 5):
        made = client.get("/health/", headers={"X-Request-Id": forged}).headers["X-Request-Id"]
        assert re.fullmatch(r"[0-9a-f]{32}", made)


@pytest.mark.django_db
def test_an_act_leaves_a_line_that_joins_request_and_entry_and_a_secret_one_none(
    caplog: pytest.LogCaptureFixture,
) -> None:
    person, region = people.make_person(), people.make_region()
    with caplog.at_level(logging.INFO, "zcps.acts"):
        entry = journal.record("file", region, Actor(Role.APPLICANT, person))
        journal.record("cast", region, CLOCK)
    [line] = caplog.records
    assert (line.act, line.entry) == ("file", entry.number)  # type: ignore[attr-defined]


def test_production_writes_a_line_of_json_with_the_number() -> None:
    said = start(
        "__import__('logging.config').config.dictConfig(p.LOGGING)"
        " or __import__('zcps.tracing').tracing.number.set('n-1') and"
        " __import__('logging').getLogger('zcps.acts').info('file 7', extra={'act': 'file', 'entry': 7})"
    )
    line = json.loads(said.stderr.splitlines()[-1])
    assert {name: line[name] for name in ("request_id", "act", "entry", "level")} == {
        "request_id": "n-1", "act": "file", "entry": 7, "level": "INFO",
    }  # fmt: skip


def test_a_worker_writes_the_same_lines_with_the_number_of_its_task() -> None:
    environment = {**SAFE, "PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "zcps.settings.production"}
    lines = (
        "import django, logging; django.setup()",
        "from celery.signals import task_prerun; from zcps.celery import app",
        "app.log.setup('INFO'); task_prerun.send(None, task_id='t-1')",
        "logging.getLogger('zcps.acts').info('file 7', extra={'act': 'file', 'entry': 7})",
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    line = json.loads(done.stderr.splitlines()[-1])
    assert (line["request_id"], line["act"], line["entry"]) == ("t-1", "file", 7)


@pytest.mark.django_db
def test_numbers_for_monitoring_are_open_to_named_addresses_and_to_the_token_alone(
    client: Client, settings: LazySettings
) -> None:
    assert client.get("/metrics/").status_code == 404
    settings.METRICS_TOKEN = "t" * 20
    for wrong in ("", "Bearer ", "Bearer " + "x" * 20, "t" * 20):
        assert client.get("/metrics/", headers={"Authorization": wrong}).status_code == 404
    said = client.get("/metrics/", headers={"Authorization": "Bearer " + "t" * 20}).content.decode()
    assert 'zcps_request_seconds_bucket{le="0.01",method="GET",route="metrics",status="404"}' in said
    for name in (
        "queue_length",
        "sweep_age_seconds",
        "notices_unsent",
        "journal_unstamped_seconds",
        "invariants_broken",
    ):
        assert re.search(rf"^zcps_{name} ", said, re.MULTILINE), name
    settings.METRICS_TOKEN, settings.METRICS_ADDRESSES = "", ["127.0.0.1"]
    assert client.get("/metrics/").status_code == 200
    assert client.get("/metrics/", REMOTE_ADDR="192.0.2.1").status_code == 404


@pytest.mark.django_db
def test_ready_says_what_is_missing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = {"database": True, "redis": True, "migrations": True, "storage": True}
    assert client.get("/ready/").json() == everything
    monkeypatch.setattr("zcps.health._ask_storage", lambda: 1 / 0)
    monkeypatch.setattr("zcps.health.MigrationExecutor.migration_plan", lambda *_: ["one"])
    answer = client.get("/ready/")
    assert (answer.status_code, answer.json()) == (503, everything | {"migrations": False, "storage": False})


def test_numbering_and_measuring_cost_next_to_nothing() -> None:
    request = RequestFactory().get("/", headers={"X-Request-Id": "a1b2c3d4e5f60718"})
    request.resolver_match = None
    answer = HttpResponse()

    def view(_: HttpRequest) -> HttpResponse:
        return answer

    middleware, rounds = TracingMiddleware(view), 2000
    begun = time.process_time()
    for _ in range(rounds):
        middleware(request)
    # 50 µs are allowed; measured: about 10 on a busy machine.
    assert (time.process_time() - begun) / rounds < 0.000_050
    assert b"zcps_request_seconds" in metrics.text({})
