"""Production refuses to start with anything unsafe, and says what to do."""

import os
import secrets
import subprocess
import sys

import pytest

from zcps import services

SAFE = {
    "SECRET_KEY": "0123456789abcdef" * 4,
    "FIELD_KEYS": "a" * 48 + "," + "b" * 48,
    "INDEX_KEY": "i" * 48,
    "SIGNING_KEYS": "g" * 48,
    "DATABASE_URL": "postgresql://zcps:secret@database/zcps",
    "REDIS_URL": "redis://redis:6379/0",
    "ALLOWED_HOSTS": "zcps.example.gov.cn",
    "SITE_ADDRESS": "https://zcps.example.gov.cn",
}
SHOW = "from zcps.settings import production as p; print({expression})"


def start(expression: str = "1", **changes: str | None) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in {**SAFE, **changes}.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", SHOW.format(expression=expression)],
        cwd=services.ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_safe_environment_starts():
    assert start("p.DEMO_CLOCK, p.DEMO_IDENTITY, p.DEBUG").stdout.strip() == "False False False"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"DEMO_CLOCK": "1"}, "DEMO_CLOCK is for demonstrations"),
        ({"DEMO_IDENTITY": "true"}, "DEMO_IDENTITY is for demonstrations"),
        ({"DEBUG": "1"}, "DEBUG is for demonstrations"),
        ({"SECRET_KEY": None}, "SECRET_KEY is missing or too short"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is missing or too short"),
        ({"FIELD_KEYS": None}, "FIELD_KEYS is missing or too short"),
        ({"FIELD_KEYS": "a" * 48 + ","}, "FIELD_KEYS is missing or too short"),
        ({"INDEX_KEY": None}, "INDEX_KEY is missing or too short"),
        ({"INDEX_KEY": "a" * 48}, "must differ"),
        ({"SIGNING_KEYS": None}, "SIGNING_KEYS is missing or too short"),
        ({"SIGNING_KEYS": "i" * 48}, "must differ"),
        ({"DATABASE_URL": None}, "DATABASE_URL is missing"),
        ({"DATABASE_URL": "sqlite:///db"}, "must lead to PostgreSQL"),
        ({"REDIS_URL": None}, "REDIS_URL is missing"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS is missing"),
        ({"SITE_ADDRESS": None}, "SITE_ADDRESS is missing"),
    ],
)
def test_an_unsafe_environment_is_refused(changes, sentence):
    done = start(**changes)
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "ImproperlyConfigured" in done.stderr


def test_a_key_may_lie_in_a_mounted_folder(tmp_path):
    (tmp_path / "field").write_text("c" * 48 + "\n")
    shown = start("p.FIELD_KEYS == ['c' * 48]", FIELD_KEYS=None, FIELD_KEYS_FILE=str(tmp_path / "field"))
    assert shown.stdout.strip() == "True"


def test_the_index_key_changes_only_while_certificates_keep_theirs():
    two = "i" * 48 + "," + "j" * 48
    assert "CERTIFICATE_KEY" in start(INDEX_KEY=two).stderr
    assert start("p.CERTIFICATE_KEY == 'j' * 48", INDEX_KEY=two, CERTIFICATE_KEY="j" * 48).stdout.strip() == "True"


def test_cookies_and_transport_are_bound_to_tls():
    shown = start("p.SESSION_COOKIE_SECURE and p.CSRF_COOKIE_SECURE and p.SECURE_SSL_REDIRECT, p.SECURE_HSTS_SECONDS")
    assert shown.stdout.strip() == "True 31536000"


def test_cookies_are_of_this_host_alone_and_no_script_reads_them():
    names = "p.SESSION_COOKIE_NAME, p.CSRF_COOKIE_NAME, p.SESSION_COOKIE_HTTPONLY, p.CSRF_COOKIE_HTTPONLY"
    shown = start(f"{names}, getattr(p, 'SESSION_COOKIE_DOMAIN', None), getattr(p, 'SESSION_COOKIE_SAMESITE', 'Lax')")
    assert shown.stdout.strip() == "__Host-session __Host-csrf True True None Lax"


def test_files_go_to_the_named_bucket():
    shown = start("p.STORAGES['default']['OPTIONS']['bucket_name']", S3_BUCKET="zcps-files")
    assert shown.stdout.strip() == "zcps-files"


def test_mail_is_read_from_one_address():
    expression = "p.EMAIL_HOST, p.EMAIL_PORT, p.EMAIL_HOST_PASSWORD, p.EMAIL_USE_TLS"
    shown = start(expression, EMAIL_URL="smtp://u:p%40ss@mx:587/?tls=1")
    assert shown.stdout.strip() == "mx 587 p@ss True"


def test_django_finds_nothing_to_improve():
    keys = {name: secrets.token_urlsafe(48) for name in ("FIELD_KEYS", "INDEX_KEY", "SIGNING_KEYS")}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=services.ROOT,
        env={"PATH": os.environ["PATH"], **SAFE, **keys, "DJANGO_SETTINGS_MODULE": "zcps.settings.production"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
