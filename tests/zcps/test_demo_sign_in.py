"""`make demo IDENTITY=…`: the services that may stand behind a demonstration's sign-in."""

import io
import json
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.accounts import people
from zcps import demo_sign_in, services

SITE = "http://127.0.0.1:8000"
PAGES = {
    "oidc": "/.well-known/openid-configuration",
    "tickets": "/opensso/spsaehandler/metaAlias/sp?spappurl=http://127.0.0.1:8000/sign-in/return/",
}


@pytest.fixture
def known(db) -> str:
    people.make_person("某甲", phone="13900000003")
    people.make_officer(people.make_employer("衢州市某单位"), "某经办")
    told = io.StringIO()
    call_command("demo_people", stdout=told)
    return told.getvalue()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(address: str) -> str:
    for _ in range(1200):
        try:
            with urllib.request.urlopen(address, timeout=5) as reply:
                return str(reply.read().decode())
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"nobody answers at {address}")


@pytest.mark.parametrize("kind", PAGES)
def test_it_starts_and_knows_the_invented_people(known, kind, tmp_path):
    port = free_port()
    sign_in = demo_sign_in.prepared(kind, port, SITE, tmp_path / "identity", known)
    told = tmp_path / "identity" / f"{kind}.json"
    assert told.stat().st_mode & 0o077 == 0
    assert {person["kind"] for person in json.loads(told.read_text())["people"]} == {"personal", "legal_person"}
    with subprocess.Popen(
        sign_in.command, cwd=services.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as it:
        try:
            said = answer(f"http://127.0.0.1:{port}{PAGES[kind]}")
        finally:
            it.terminate()
    assert (f'"issuer":"http://127.0.0.1:{port}"' if kind == "oidc" else "衢州市某单位 某经办") in said
    assert str(port) in str(sign_in.environment)


def test_one_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ValueError, match="没有名为 saml 的登录服务"):
        demo_sign_in.prepared("saml", 1, SITE, tmp_path, "[]")


def test_one_that_is_not_installed_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(demo_sign_in, "ROOT", Path(tmp_path))
    with pytest.raises(ValueError, match="deploy/prepare identity"):
        demo_sign_in.prepared("oidc", 1, SITE, tmp_path, "[]")


def test_nobody_is_named_outside_a_demonstration(settings):
    settings.DEMO_IDENTITY = False
    with pytest.raises(CommandError):
        call_command("demo_people")
