"""Keys that sign papers in tests, and a time-stamp authority on the platform's clock."""

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from zcps.signed import local
from zcps.signed.store import KeyStore
from zcps.signed.tsa import server

# Before every season that a test plays, and long after.
BEGIN, LASTING = dt.datetime(2015, 1, 1, tzinfo=dt.UTC), dt.timedelta(days=25 * 365)


@dataclass(frozen=True)
class SigningPlace:
    """Where the keys lie, and where the authority answers."""

    keys: Path
    folder: Path
    address: str


@contextmanager
def opened(folder: Path) -> Iterator[SigningPlace]:
    """Make the keys and answer queries until the end of the block."""
    local.prepare(KeyStore(folder / "keys"), folder, BEGIN, LASTING)
    answering = server(local.stamp_authority(folder))
    thread = threading.Thread(target=answering.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield SigningPlace(folder / "keys", folder, f"http://127.0.0.1:{answering.server_port}/")
    finally:
        answering.shutdown()
        answering.server_close()
        thread.join()
