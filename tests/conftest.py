"""The environment of every test: hostile where production is, quick where it may be. Fixtures for all are listed below.

clock         moves the platform's time: clock.set("2022-08-22 09:00"), clock.advance(days=3)
reads_only    a context in which any write to the database fails, save the note of an exported list
browser       browser(user=None, width=1440) → a Playwright page on the live server; fails on errors in the console
"""

import datetime as dt
import fcntl
import os
import re
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import pytest
from django.conf import LazySettings
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as chance

from tests.browsing import Desk
from tests.signing import SigningPlace, opened
from zcps import clock as platform_clock
from zcps import services
from zcps.services import postgres

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer
    from pytest_django.plugin import DjangoDbBlocker

# A machine that is busy with other workers is no reason to fail: what takes too long is measured where that matters.
chance.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
chance.load_profile("busy")

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE)\b", re.IGNORECASE)
LOOPBACK = {"127.0.0.1", "::1", "localhost", ""}


class UndefinedVariableError(AssertionError):
    """A template of ours names a variable that its view does not give."""


class FailingDefault(str):
    """Stands for undefined variables: fails in our templates, is empty in those of Django and its packages."""

    __slots__ = ()

    def __mod__(self, variable: object) -> str:
        """Raise for an undefined variable, unless the template is not ours to correct."""
        context = sys._getframe(1).f_locals["context"]
        origin = (context.render_context.template or context.template).origin.name
        if str(services.ROOT / "templates") in origin or ".venv" not in origin:
            raise UndefinedVariableError(f"{variable} in {origin}")
        return ""


# Django hands a variable's name over where this contains its place.
TEMPLATE_OPTIONS: dict[str, Any] = django_settings.TEMPLATES[0]["OPTIONS"]  # type: ignore[assignment]
TEMPLATE_OPTIONS["string_if_invalid"] = FailingDefault("%s")


class Clock:
    """The platform's time in a test."""

    def set(self, moment: str) -> dt.datetime:
        """Move the clock to a moment in Shanghai, `2022-08-22 09:00` or `2022-08-22`, from which it runs on."""
        when = dt.datetime.fromisoformat(moment).replace(tzinfo=platform_clock.SHANGHAI)
        platform_clock.move_to(when)
        return when

    def advance(self, **by: float) -> dt.datetime:
        """Move the clock on by days, hours, minutes … as timedelta names them."""
        when = platform_clock.now() + dt.timedelta(**by)
        platform_clock.move_to(when)
        return when

    @property
    def now(self) -> dt.datetime:
        """Return the platform's present moment."""
        return platform_clock.now()

    @property
    def today(self) -> dt.date:
        """Return the platform's present day in Shanghai."""
        return platform_clock.today()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the order was shuffled, give each worker its share of what takes long, first: all of them end together."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    share = len(items) // workers
    slow = [item for item in items if _is_slow(item)]
    quick = [item for item in items if not _is_slow(item)]
    items[:] = []
    for worker in range(workers):
        mine = slow[worker::workers]
        number = share - len(mine) if worker < workers - 1 else len(quick)
        items += [*mine, *quick[:number]]
        quick = quick[number:]


def _is_slow(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("browser", "long"))


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: LazySettings) -> None:
    """Give each test a clock, uploads and counts of what was asked of its own."""
    settings.DEMO_CLOCK_FILE = tmp_path / "demo-clock"
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.JOURNAL_ANCHOR_FILE = tmp_path / "anchors" / "journal.txt"
    settings.PATIENCE_SALT = str(tmp_path)


@pytest.fixture(scope="session")
def signing_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SigningPlace]:
    """Make keys that sign papers, and a time-stamp authority, once per worker."""
    with opened(tmp_path_factory.mktemp("signing")) as place:
        yield place


@pytest.fixture(autouse=True)
def own_keys(signing_place: SigningPlace, settings: LazySettings) -> None:
    """Let papers be signed by keys that nobody trusts outside the tests."""
    settings.PAPER_KEYS, settings.TIME_STAMP_ADDRESS = signing_place.keys, signing_place.address


@pytest.fixture(autouse=True)
def no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections to other machines: nothing that is tested may depend on one."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def clock() -> Clock:
    """Return the platform's clock, to be moved."""
    return Clock()


@pytest.fixture
def reads_only() -> Callable[[], AbstractContextManager[None]]:
    """Return a context in which a write to the database fails; sessions may be written, and who took a list along."""
    from tests.noted import is_a_taken_list

    def refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql) and "django_session" not in sql and not is_a_taken_list(sql, params):
            raise AssertionError(f"written while only reading was allowed: {sql[:200]}")
        return execute(sql, params, many, context)

    @contextmanager
    def guard() -> Iterator[None]:
        with connection.execute_wrapper(refuse):
            yield

    return guard


@pytest.fixture
def empty_cache() -> Iterator[None]:
    """Begin and end with an empty cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def door() -> Iterator[TextIO]:
    """Open what only one worker at a time may pass: the first prepares a database, the others copy it."""
    with services.TESTS.postgres.with_name("prepared.door").open("w") as opened:
        yield opened


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, door: TextIO) -> None:
    """Copy the database that a worker or an earlier run with the same migrations has prepared, where there is one."""
    prepared = os.environ.get("ZCPS_TEST_PREPARED")
    if prepared:
        fcntl.flock(door, fcntl.LOCK_EX)
        if prepared in postgres.databases(services.TESTS.postgres):
            connection.settings_dict["TEST"]["TEMPLATE"] = prepared
            fcntl.flock(door, fcntl.LOCK_UN)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: "DjangoDbBlocker", door: TextIO) -> Iterator[None]:
    """Keep a copy of the freshly migrated database for the runs to come; let nobody hold this one at the end."""
    prepared = os.environ.get("ZCPS_TEST_PREPARED")
    if prepared:
        _keep_prepared(prepared, django_db_blocker)
        fcntl.flock(door, fcntl.LOCK_UN)
    # For every connection: beside a browser's event loop Django opens another than this one.
    type(connection.ops).sql_flush = staticmethod(_emptying)  # type: ignore[method-assign, assignment]
    yield
    # The last thread of a live server may still have its connection when the database is to be dropped.
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _emptying(style: object, tables: list[str], **options: bool) -> list[str]:
    """Return what empties all tables after a test that commits: deleting a few rows is far quicker than truncating.

    As a replica neither foreign keys nor the triggers that forbid deleting stand in the way.
    """
    assert not options.get("reset_sequences"), "numbers go on: a test that wants 1 again asks for what this does not do"
    names = map(connection.ops.quote_name, tables)
    deletes = "; ".join(f"DELETE FROM {name}" for name in names)  # noqa: S608 - names of our own tables
    return [f"SET LOCAL session_replication_role = replica; {deletes}"]


def _keep_prepared(prepared: str, django_db_blocker: "DjangoDbBlocker") -> None:
    with django_db_blocker.unblock():
        if prepared not in postgres.databases(services.TESTS.postgres):
            connection.close()
            postgres.copy_database(services.TESTS.postgres, connection.settings_dict["NAME"], prepared)


@pytest.fixture(scope="session")
def desk() -> Iterator[Desk]:
    """Start Chromium once per worker."""
    with Desk.open() as opened:
        yield opened


@pytest.fixture
def browser(desk: Desk, live_server: "LiveServer") -> Iterator[Callable[..., Any]]:
    """Return browser(user=None, width=1440): a page on the live server, signed in where a user is given."""
    with desk.pages(str(live_server)) as new_page:
        yield new_page
