"""The embedded servers of demonstration and tests: a real PostgreSQL and a real Valkey, out of two Python packages.

A process *joins* the servers of a place and *leaves* them; the first starts them, the last stops them. Who is in is
known by a lock that the kernel releases when a process dies, so that `kill -9` leaves nothing to clean up by hand.

Where DATABASE_URL or REDIS_URL is set, that server is used as it is and nothing is started in its stead.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from zcps.services import postgres, valkey

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("ZCPS_VAR", ROOT / "var"))
DATABASE = "zcps"


@dataclass(frozen=True)
class Place:
    """Where servers keep their data, and whether what they keep must survive a power cut."""

    postgres: Path
    valkey: Path
    durable: bool

    @property
    def door(self) -> Path:
        """Return the lock file held while servers are started or stopped."""
        return self.postgres.with_name(self.postgres.name + ".door")

    @property
    def users(self) -> Path:
        """Return the lock file that every process using the servers shares."""
        return self.postgres.with_name(self.postgres.name + ".users")


DEMO = Place(VAR / "postgres", VAR / "valkey", durable=True)
TESTS = Place(VAR / "test-postgres", VAR / "test-valkey", durable=False)


class Membership:
    """The right to use the servers of a place, until left."""

    def __init__(self, place: Place, lock: IO[str]) -> None:
        """Hold the shared lock by which the place knows that it is in use."""
        self._place = place
        self._lock = lock
        # Asked on entering: a member may lead Django to our servers by these same variables, and must stop them still.
        self._owns_postgres = not os.environ.get("DATABASE_URL")
        self._owns_valkey = not os.environ.get("REDIS_URL")

    def environment(self, database: str = DATABASE) -> dict[str, str]:
        """Return DATABASE_URL and REDIS_URL: those already set win."""
        return {
            "DATABASE_URL": os.environ.get("DATABASE_URL") or postgres.address(self._place.postgres, database),
            "REDIS_URL": os.environ.get("REDIS_URL") or valkey.address(self._place.valkey),
        }

    def leave(self) -> None:
        """Give the servers up; the last to leave stops them. Leaving twice is harmless."""
        if self._lock.closed:
            return
        with _held(self._place.door):
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            else:
                self._stop()
            finally:
                self._lock.close()

    def _stop(self) -> None:
        if self._owns_postgres:
            postgres.stop(self._place.postgres)
        if self._owns_valkey:
            valkey.stop(self._place.valkey)


def join(place: Place, database: str | None = DATABASE) -> Membership:
    """Start the servers of a place unless they run, and hold them.

    Args:
        place: DEMO, TESTS or a place of one's own.
        database: created if absent; None where the caller creates databases itself, as test runners do.

    Raises:
        postgres.StartError, valkey.StartError: with the end of the server's log.

    """
    place.postgres.parent.mkdir(parents=True, exist_ok=True)
    with _held(place.door):
        if not os.environ.get("DATABASE_URL"):
            postgres.start(place.postgres, durable=place.durable)
            if database:
                postgres.create_database(place.postgres, database)
        if not os.environ.get("REDIS_URL"):
            valkey.start(place.valkey, durable=place.durable)
        lock = place.users.open("w")
        fcntl.flock(lock, fcntl.LOCK_SH)
    return Membership(place, lock)


@contextlib.contextmanager
def joined(place: Place, database: str | None = DATABASE) -> Iterator[dict[str, str]]:
    """Join for the length of a block; yield the environment variables that lead to the servers."""
    membership = join(place, database)
    try:
        yield membership.environment(database or DATABASE)
    finally:
        membership.leave()


@contextlib.contextmanager
def _held(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
