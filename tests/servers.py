"""Embedded servers for a test run, started before Django reads its settings; loaded with `-p tests.servers`.

The controller starts them once and its workers inherit the addresses. Each run has databases of its own, so that
several people can test in one checkout at the same time.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from zcps import services
from zcps.services import postgres, valkey

RUN = re.compile(r"^test_zcps_(\d+)(_gw\d+)?$")
MEMBERSHIP = pytest.StashKey[services.Membership]()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Start the servers and lead Django to them; a worker takes over what its controller has prepared."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        _take_own_redis_database()
    elif not {"--help", "-h", "--version", "--markers", "--fixtures"} & set(early_config.invocation_params.args):
        early_config.stash[MEMBERSHIP] = _start()
    return (yield)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Give the servers up; the last run to end stops them."""
    if MEMBERSHIP in config.stash:
        config.stash[MEMBERSHIP].leave()


def _start() -> services.Membership:
    membership = services.join(services.TESTS, database=None)
    if not os.environ.get("DATABASE_URL"):
        _drop_what_dead_runs_left()
        _offer_prepared_database()
    os.environ["ZCPS_TEST_RUN"] = str(os.getpid())
    os.environ.update(membership.environment(f"zcps_{os.getpid()}"))
    _take_own_redis_database()
    return membership


def _take_own_redis_database() -> None:
    """Number the Valkey database after run and worker: tests clear the cache, and must not clear each other's."""
    if not (services.TESTS.valkey / "address").exists():
        return
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    number = (int(os.environ["ZCPS_TEST_RUN"]) * 8 + worker) % valkey.DATABASES
    os.environ["REDIS_URL"] = valkey.address(services.TESTS.valkey, number)


def _drop_what_dead_runs_left() -> None:
    for name in postgres.databases(services.TESTS.postgres):
        run = RUN.match(name)
        if run and not Path(f"/proc/{run[1]}").exists():
            postgres.drop_database(services.TESTS.postgres, name)


def _offer_prepared_database() -> None:
    """Name the migrated database that runs with these very migrations copy instead of migrating (see conftest.py)."""
    seen = hashlib.sha256((services.ROOT / "requirements.lock").read_bytes())
    for path in sorted(services.ROOT.glob("*/migrations/*.py")):
        seen.update(path.name.encode() + path.read_bytes())
    prepared = f"prepared_{seen.hexdigest()[:16]}"
    os.environ["ZCPS_TEST_PREPARED"] = prepared
    for name in postgres.databases(services.TESTS.postgres):
        if name.startswith("prepared_") and name != prepared:
            postgres.drop_database(services.TESTS.postgres, name)
