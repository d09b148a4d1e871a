"""Fixtures for tests of the technique."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from zcps import services
from zcps.services import postgres, valkey


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[services.Place]:
    """Return a place for servers of the test's own, not below pytest's directory: pytest closes that to others."""
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("REDIS_URL")
    with tempfile.TemporaryDirectory(prefix="zcps-servers-") as home:
        made = services.Place(Path(home) / "postgres", Path(home) / "valkey", durable=False)
        yield made
        postgres.stop(made.postgres)
        valkey.stop(made.valkey)
