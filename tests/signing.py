"""Keys that sign papers in tests, and a time-stamp authority on the platform's clock."""

import datetime as dt
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import HTTPServer
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
    with served(server(local.stamp_authority(folder))) as address:
        yield SigningPlace(folder / "keys", folder, address)


@contextmanager
def served(http: HTTPServer) -> Iterator[str]:
    """Serve until the end of the block; give the address."""
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}/"
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


@contextmanager
def answering(said: bytes) -> Iterator[str]:
    """Say the same few bytes to one caller, whatever he asks, and hang up; give the address."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        thread = threading.Thread(target=_say, args=(door, said), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}/"
        thread.join()


def _say(door: socket.socket, said: bytes) -> None:
    caller, _ = door.accept()
    with caller:
        caller.recv(65536)
        caller.sendall(said)
