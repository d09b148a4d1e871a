"""`make demo`: what it refuses, what it keeps and what it takes with it when it dies."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from zcps import services


@pytest.fixture
def environment(place: services.Place) -> dict[str, str]:
    """Return an environment in which the demonstration keeps its data in a directory of the test's own."""
    given = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "PYTEST"))}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {**given, "PORT": str(port), "ZCPS_VAR": str(place.postgres.parent), "PYTHONUNBUFFERED": "1"}


def demo(environment: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "zcps.demo_run"],
        cwd=services.ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_busy_port_is_said(environment):
    with socket.create_server(("127.0.0.1", int(environment["PORT"]))):
        done = demo(environment)
        said, _ = done.communicate(timeout=120)
    assert done.returncode == 1
    assert "已被占用" in said
    assert "Traceback" not in said


@pytest.mark.long
def test_it_comes_up_and_goes_down_and_keeps_its_data(environment):
    # A finished season is claimed, so that the test does not wait for one to be made.
    (Path(environment["ZCPS_VAR"]) / "demo-season").touch()
    running = demo(environment)
    assert running.stdout is not None
    heard = []
    for line in running.stdout:
        heard.append(line)
        if "演示已启动" in line:
            break
    assert running.poll() is None, "".join(heard)
    address = f"http://127.0.0.1:{environment['PORT']}/health/"
    assert urllib.request.urlopen(address, timeout=60).status == 200
    running.send_signal(signal.SIGINT)
    said, _ = running.communicate(timeout=120)
    assert running.returncode == 0
    assert "数据保留" in said
    assert not any(names_place(process, environment["ZCPS_VAR"]) for process in Path("/proc").glob("[0-9]*"))


def names_place(process: Path, place: str) -> bool:
    try:
        return place in (process / "cmdline").read_text()
    except OSError:
        return False
