"""docker-compose.yml: each of our services starts with its own command and variables, against real servers."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from zcps import services

COMPOSE: dict[str, Any] = yaml.safe_load((services.ROOT / "docker-compose.yml").read_text())
GIVEN = {
    "SECRET_KEY": "0123456789abcdef" * 4,
    "FIELD_KEYS": "f" * 48,
    "INDEX_KEY": "i" * 48,
    "SIGNING_KEYS": "g" * 48,
    "ALLOWED_HOSTS": "zcps.example.gov.cn",
    "SITE_ADDRESS": "https://zcps.example.gov.cn",
    "POSTGRES_PASSWORD": "p",
    "REDIS_PASSWORD": "r",
    "S3_SECRET_KEY": "s",
}
VARIABLE = re.compile(r"\$\{(\w+)(?::?[-?]([^}]*))?\}")
Start = Callable[[str], "subprocess.Popen[str]"]


def filled(value: object) -> str:
    return VARIABLE.sub(lambda found: GIVEN.get(found[1], found[2] or ""), str(value))


@pytest.fixture
def start(tmp_path: Path, place: services.Place) -> Iterator[Start]:
    """Return a function that starts a service of the file as a process."""
    running: list[subprocess.Popen[str]] = []
    with services.joined(place) as addresses:

        def run(name: str) -> "subprocess.Popen[str]":
            service = COMPOSE["services"][name]
            environment = {key: filled(value) for key, value in service["environment"].items() if key != "S3_BUCKET"}
            environment |= {
                **addresses,
                "DJANGO_SETTINGS_MODULE": "zcps.settings.production",
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
                "PYTHONUNBUFFERED": "1",
                "ZCPS_VAR": str(tmp_path),
                "BIND": f"127.0.0.1:{free_port()}",
                "WEB_CONCURRENCY": "1",
            }
            child = subprocess.Popen(
                [part.replace("/tmp/", f"{tmp_path}/") for part in service["command"]],
                cwd=services.ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            child.address = f"http://{environment['BIND']}"  # type: ignore[attr-defined]
            running.append(child)
            return child

        yield run
        for child in running:
            child.terminate()
            child.communicate(timeout=120)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def says(child: "subprocess.Popen[str]", sentence: str) -> bool:
    """Read what a process says until it says this, or ends; it is ended after a minute."""
    assert child.stdout is not None
    patience = threading.Timer(60, child.kill)
    patience.start()
    try:
        return any(sentence in line for line in child.stdout)
    finally:
        patience.cancel()


@pytest.mark.long
def test_prepare_then_web_then_worker_and_beat(start):
    prepare = start("prepare")
    output, _ = prepare.communicate(timeout=120)
    assert prepare.returncode == 0, output
    web = start("web")
    assert says(start("beat"), "Starting")
    assert says(start("worker"), "ready")
    request = urllib.request.Request(f"{web.address}/health/", headers={"Host": "localhost"})
    for _ in range(600):
        try:
            assert urllib.request.urlopen(request, timeout=5).status == 200
            break
        except OSError:
            assert web.poll() is None, web.communicate()[0]
            time.sleep(0.2)
    else:
        pytest.fail("the web service did not answer")


def test_every_variable_without_a_default_is_explained():
    readme = (services.ROOT / "README.md").read_text()
    text = (services.ROOT / "docker-compose.yml").read_text()
    named = {found[1] for found in VARIABLE.finditer(text)}
    assert {name for name in named if name not in readme} == set()


def test_only_the_front_door_is_open():
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["nginx"]


def test_our_image_runs_without_root():
    dockerfile = (services.ROOT / "Dockerfile").read_text()
    assert "\nUSER zcps\n" in dockerfile
    assert "--require-hashes" in dockerfile


def test_postgres_is_the_version_the_tests_run_on():
    assert COMPOSE["services"]["postgres"]["image"].startswith("postgres:16")
