"""Production: everything from the environment, nothing by default that would be unsafe; it refuses to start otherwise.

Required: SECRET_KEY, FIELD_KEYS, INDEX_KEY, SIGNING_KEYS, DATABASE_URL, REDIS_URL, ALLOWED_HOSTS, SITE_ADDRESS.
          Of the first four, NAME_FILE may name a file in a mounted folder instead.
Files:    S3_BUCKET, S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY; without S3_BUCKET they lie under ZCPS_VAR.
Mail:     EMAIL_URL, as smtp://user:password@host:587/?tls=1, and MAIL_FROM.
"""

import json
import logging
import os
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from zcps.settings.base import *  # noqa: F403 - settings modules extend one another by star import, as Django does
from zcps.settings.base import (
    FIELD_KEYS,
    INDEX_KEYS,
    LOGGERS,
    LOGGING,
    SECRET_KEY,
    SIGNING_KEYS,
    SITE_ADDRESS,
    STORAGES,
)

SHORTEST_KEY = 32

for switch in ("DEBUG", "DEMO_CLOCK", "DEMO_IDENTITY"):
    if os.environ.get(switch, "").lower() not in {"", "0", "false", "no"}:
        raise ImproperlyConfigured(f"{switch} is for demonstrations and development. Remove it from the environment.")

for name, keys in (
    ("SECRET_KEY", [SECRET_KEY]),
    ("FIELD_KEYS", FIELD_KEYS),
    ("INDEX_KEY", INDEX_KEYS),
    ("SIGNING_KEYS", SIGNING_KEYS),
):
    if any(key.startswith("insecure-") or len(key) < SHORTEST_KEY for key in keys):
        raise ImproperlyConfigured(
            f"{name} is missing or too short. Set it to at least {SHORTEST_KEY} random characters, "
            "for example from: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
every_key = [SECRET_KEY, *INDEX_KEYS, *FIELD_KEYS, *SIGNING_KEYS]
if len(set(every_key)) != len(every_key):
    raise ImproperlyConfigured(
        "SECRET_KEY, each INDEX_KEY, each of FIELD_KEYS and each of SIGNING_KEYS must differ from one another."
    )
if len(INDEX_KEYS) > 1 and not (os.environ.get("CERTIFICATE_KEY") or os.environ.get("CERTIFICATE_KEY_FILE")):
    raise ImproperlyConfigured(
        "INDEX_KEY is being changed. Set CERTIFICATE_KEY to the oldest one, for good: the QR codes on certificates "
        "rest on it."
    )

for name, example in (
    ("DATABASE_URL", "postgresql://zcps:password@database/zcps"),
    ("REDIS_URL", "redis://:password@redis:6379/0"),
    ("ALLOWED_HOSTS", "zcps.example.gov.cn"),
    ("SITE_ADDRESS", "https://zcps.example.gov.cn"),
):
    if not os.environ.get(name):
        raise ImproperlyConfigured(f"{name} is missing. Set it in the environment, for example: {example}")
if not os.environ["DATABASE_URL"].startswith(("postgres://", "postgresql://")):
    raise ImproperlyConfigured("DATABASE_URL must lead to PostgreSQL; no other database is supported.")

# W019 wants no frames at all; evidence is shown beside the case in a frame of our own.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SECURE_SSL_REDIRECT = SITE_ADDRESS.startswith("https://")
# The load balancer and the container runtime ask from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^(health|ready|metrics)/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "__Host-csrf"

if os.environ.get("S3_BUCKET"):
    STORAGES = {
        **STORAGES,
        "default": {
            "BACKEND": "zcps.object_store.ObjectStore",
            "OPTIONS": {
                "bucket_name": os.environ["S3_BUCKET"],
                "endpoint_url": os.environ.get("S3_ENDPOINT") or None,
                "access_key": os.environ.get("S3_ACCESS_KEY"),
                "secret_key": os.environ.get("S3_SECRET_KEY"),
                # Files are served through a permission check, never by an address of the storage.
                "default_acl": None,
                "querystring_auth": True,
                "file_overwrite": False,
            },
        },
    }

mail = urlsplit(os.environ.get("EMAIL_URL", "smtp://localhost:25/"))
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = mail.hostname or "localhost"
EMAIL_PORT = mail.port or 25
EMAIL_HOST_USER = unquote(mail.username or "")
EMAIL_HOST_PASSWORD = unquote(mail.password or "")
EMAIL_USE_TLS = parse_qs(mail.query).get("tls") == ["1"]
EMAIL_USE_SSL = mail.scheme == "smtps"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "noreply@zcps.invalid")


class OneLine(logging.Formatter):
    """One JSON object per line, as log collectors want it."""

    def format(self, record: logging.LogRecord) -> str:
        """Write time, level, logger, message and, where there is one, the traceback."""
        entry: dict[str, Any] = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        for name in ("request_id", "act", "entry"):
            if given := getattr(record, name, ""):
                entry[name] = given
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


LOGGING = {
    **LOGGING,
    "formatters": {"line": {"()": OneLine}},
    "loggers": {**LOGGERS, "zcps.acts": {"level": "INFO"}},
}
