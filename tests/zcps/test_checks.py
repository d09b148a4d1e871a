"""What is said of the chosen sign-in when a process starts."""

import json

import pytest

from zcps import services
from zcps.checks import check_identity_provider

OPENID, TICKETS = "accounts.gov.openid.OpenId", "accounts.gov.tickets.Tickets"
WHOLE = {"issuer": "https://id.example.gov.cn", "client_id": "zcps", "client_secret": "secret"}
CODES = {"service_code": "zcps", "service_password": "secret"}


def said() -> str:
    return " ".join(str(found.msg) for found in check_identity_provider())


@pytest.mark.parametrize("path", ["", "accounts.demo_identity.DemoIdentity"])
def test_nothing_is_said_of_what_needs_nothing(settings, path):
    settings.IDENTITY_PROVIDER = path
    assert check_identity_provider() == []


@pytest.mark.parametrize(
    ("changes", "defect"),
    [
        ({}, ""),
        ({"issuer": ""}, "OIDC_ISSUER is missing"),
        ({"client_id": ""}, "OIDC_CLIENT_ID is missing"),
        ({"client_secret": ""}, "OIDC_CLIENT_SECRET is missing"),
        ({"issuer": "http://id.example.gov.cn"}, "OIDC_ISSUER must begin with https://"),
        ({"issuer": "http://127.0.0.1:80"}, "OIDC_ISSUER must begin with https://"),
        ({"claims": "name"}, "OIDC_CLAIMS cannot be read"),
        ({"claims": "surname=xing"}, "OIDC_CLAIMS cannot be read"),
        ({"claims": "name=xm,name=xing_ming"}, "OIDC_CLAIMS cannot be read"),
        ({"claims": "name=xm, phone=sjhm"}, ""),
        ({"levels": "gold=4"}, "OIDC_LEVELS cannot be read"),
        ({"levels": "urn:a=b=2"}, ""),
    ],
)
def test_an_openid_provider_has_to_be_complete(settings, changes, defect):
    settings.DEMO_IDENTITY = False
    settings.IDENTITY_PROVIDER = OPENID
    settings.OIDC = {**settings.OIDC, **WHOLE, **changes}
    assert defect in said()
    assert bool(defect) == bool(said())


def test_a_provider_on_this_machine_is_enough_for_a_demonstration(settings):
    settings.IDENTITY_PROVIDER = OPENID
    settings.OIDC = {**settings.OIDC, **WHOLE, "issuer": "http://127.0.0.1:80"}
    assert said() == ""


@pytest.mark.parametrize(
    ("changes", "defect"),
    [
        ({}, ""),
        ({"service_code": ""}, "TICKETS_SERVICE_CODE is missing"),
        ({"service_password": ""}, "TICKETS_SERVICE_PASSWORD is missing"),
        ({"access_key": "a"}, "TICKETS_ACCESS_KEY and TICKETS_SECRET_KEY belong together"),
        ({"addresses": "ticket"}, "TICKETS_ADDRESSES cannot be read"),
        ({"addresses": "elsewhere=https://a.example"}, "TICKETS_ADDRESSES cannot be read"),
        ({"addresses": "ticket=http://a.example"}, "must begin with https://: ticket"),
    ],
)
def test_a_ticket_service_has_to_be_complete(settings, changes, defect):
    settings.DEMO_IDENTITY = False
    settings.IDENTITY_PROVIDER = TICKETS
    settings.TICKETS = {**settings.TICKETS, **CODES, **changes}
    assert defect in said()
    assert bool(defect) == bool(said())


@pytest.mark.parametrize("path", ["accounts.gov.nowhere.Nothing", "accounts.gov.pairs.pairs", "nothing"])
def test_what_is_no_provider_is_said(settings, path):
    settings.IDENTITY_PROVIDER = path
    assert "cannot be loaded as an identity provider" in said()


def test_the_lock_of_the_openid_provider_names_no_host():
    lock = (services.ROOT / "tests/oidc/package-lock.json").read_text()
    assert "://" not in lock
    assert "resolved" not in lock
    packages = json.loads(lock)["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)
