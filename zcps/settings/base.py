"""What every environment shares. Nothing here is a secret and nothing here belongs to one machine."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from bootstrap_wrapper import get_bootstrap_dir
from csp.constants import NONE, SELF

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("ZCPS_VAR", ROOT / "var"))


def secret(name: str, default: str) -> str:
    """Return a secret from the file that <name>_FILE names (a mounted folder), or from the environment."""
    path = os.environ.get(f"{name}_FILE")
    return Path(path).read_text().strip() if path else os.environ.get(name) or default


SECRET_KEY = secret("SECRET_KEY", "insecure-development-key")
# Field encryption and blind indexes have keys of their own, so that a leaked session key opens no ID number.
FIELD_KEYS = secret("FIELD_KEYS", "insecure-field-key").split(",")
INDEX_KEYS = secret("INDEX_KEY", "insecure-index-key").split(",")
# "aes" or "sm4" (zcps/encryption/ciphers.py): what seals from now on; both open.
FIELD_CIPHER = os.environ.get("FIELD_CIPHER") or "aes"
# Values that were sealed before they were bound to their rows; "no" once rotate_field_keys has nothing left to do.
FIELDS_OPEN_V1 = (os.environ.get("FIELDS_OPEN_V1") or "yes") == "yes"
# Printed in the QR codes of certificates, so that it never changes: the oldest INDEX_KEY unless it is named.
CERTIFICATE_KEY = secret("CERTIFICATE_KEY", INDEX_KEYS[-1])
# What the platform signs its files with (zcps/signing.py); several rotate: the first signs, all are known as its own.
SIGNING_KEYS = secret("SIGNING_KEYS", "insecure-signing-key").split(",")
# What signs papers (zcps/signed): who signs, a folder of keys outside the database with their password, the time-stamp
# authority (RFC 3161) that says when, and the province's seal service where that one signs.
PAPER_SIGNER = os.environ.get("PAPER_SIGNER", "zcps.signed.own_keys.OwnKeys")
PAPER_KEYS = Path(os.environ.get("PAPER_KEYS", VAR / "keys"))
PAPER_KEYS_PASSWORD = os.environ.get("PAPER_KEYS_PASSWORD", "")
TIME_STAMP_ADDRESS = os.environ.get("TIME_STAMP_ADDRESS", "")
SEAL_SERVICE_ADDRESS = os.environ.get("SEAL_SERVICE_ADDRESS", "")
# What backups are sealed with, kept apart from them; and where they are put, which the watch looks at.
BACKUP_KEY = secret("BACKUP_KEY", "")
BACKUP_FOLDER = os.environ.get("BACKUP_FOLDER", "")
# When beat has the day's backup made (in Shanghai; empty: by somebody else), and how many are kept (0: all).
BACKUP_AT = os.environ.get("BACKUP_AT", "03:15")
BACKUP_KEPT = int(os.environ.get("BACKUP_KEPT") or 14)
# Who may fetch the numbers for monitoring (/metrics/): these addresses, and whoever has the token.
METRICS_ADDRESSES = [each for each in os.environ.get("METRICS_ADDRESSES", "").split(",") if each]
METRICS_TOKEN = secret("METRICS_TOKEN", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]

# The two switches of a demonstration; production refuses to start with either.
DEMO_CLOCK = False
DEMO_CLOCK_FILE = VAR / "demo-clock"
DEMO_IDENTITY = False
# The adapter of the government service's gateway (see accounts.identity), as a dotted path.
IDENTITY_PROVIDER = os.environ.get("IDENTITY_PROVIDER", "")
# For accounts.gov.openid.OpenId: the provider, who we are there, and how it calls what we need (docs/security.md).
OIDC = {
    "name": os.environ.get("OIDC_NAME", "浙江政务服务网"),
    "issuer": os.environ.get("OIDC_ISSUER", ""),
    "client_id": os.environ.get("OIDC_CLIENT_ID", ""),
    "client_secret": secret("OIDC_CLIENT_SECRET", ""),
    "personal_scope": os.environ.get("OIDC_PERSONAL_SCOPE", "openid profile phone"),
    "legal_person_scope": os.environ.get("OIDC_LEGAL_PERSON_SCOPE", "openid profile phone organization"),
    "claims": os.environ.get("OIDC_CLAIMS", ""),
    "levels": os.environ.get("OIDC_LEVELS", ""),
}
# For accounts.gov.tickets.Tickets: what the service and the province's gateway gave us, and where they are asked.
TICKETS = {
    "name": os.environ.get("TICKETS_NAME", "浙江政务服务网"),
    "service_code": os.environ.get("TICKETS_SERVICE_CODE", ""),
    "service_password": secret("TICKETS_SERVICE_PASSWORD", ""),
    "access_key": os.environ.get("TICKETS_ACCESS_KEY", ""),
    "secret_key": secret("TICKETS_SECRET_KEY", ""),
    "addresses": os.environ.get("TICKETS_ADDRESSES", ""),
}
# The adapter of the provincial system of posts and pay (see employers.post_system), as a dotted path.
POST_SYSTEM = os.environ.get("POST_SYSTEM", "employers.post_system.NotConnected")
# Which request header names the client: behind nginx HTTP_X_REAL_IP, otherwise the peer itself.
CLIENT_ADDRESS_HEADER = os.environ.get("CLIENT_ADDRESS_HEADER", "REMOTE_ADDR")

INSTALLED_APPS = [
    "zcps",
    "accounts",
    "employers",
    "applicants",
    "credits",
    "reviews",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "guardian",
    "rest_framework",
    "drf_spectacular",
]

MIDDLEWARE = [
    "zcps.tracing.TracingMiddleware",
    # Before whatever answers by itself: a redirect to https, a refused host, a file of the pages.
    "zcps.headers.HeaderMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Behind those that write headers: its page carries them too.
    "zcps.errors.EmptyRefusalMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Before anything reads what was sent: a form that is refused costs nothing.
    "accounts.limits.LimitMiddleware",
    # And before whatever reads it otherwise finds that there is no room for it.
    "accounts.file_pages.UploadMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "accounts.middleware.HatMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.file_pages.FilePageMiddleware",
]

ROOT_URLCONF = "zcps.urls"
WSGI_APPLICATION = "zcps.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zcps.context.environment",
                "accounts.context.person",
                "reviews.menu.menu",
            ],
        },
    },
]

DATABASES = {
    "default": {
        **dj_database_url.config(
            default="postgresql://postgres@localhost/zcps", conn_max_age=600, conn_health_checks=True
        ),
        # A lock that waits for ever has stopped a state portal before: fail, and let the user try again.
        # Joins in the order in which Django writes them, what is filtered by before what is only shown: searching for a
        # better one took 40 ms for a case with all it refers to, many times as long as fetching it.
        "OPTIONS": {
            "options": "-c lock_timeout=10s -c statement_timeout=60s -c timezone=UTC -c application_name=zcps"
            " -c join_collapse_limit=4"
        },
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379/0")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Before anybody is signed in; afterwards SESSION_LIMITS count.
SESSION_COOKIE_AGE = 4 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
# Seconds without a request, and in all, after which a session ends, by kind of account (accounts.services.sessions).
SESSION_LIMITS = {
    "personal": (60 * 60, 12 * 60 * 60),
    "legal_person": (60 * 60, 12 * 60 * 60),
    "office": (30 * 60, 8 * 60 * 60),
}
# In how many places an office account may be signed in; the newest wins.
OFFICE_SESSIONS = 3
# How long a code, or a return from the government service, opens decisive acts (accounts.services.proof).
PROOF_SECONDS = 5 * 60
# How long the history of signing in is kept: at least six months (网络安全法第二十一条).
SIGN_IN_RETENTION_DAYS = 365

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_DEFAULT_QUEUE = "zcps"
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULE = {
    # The clock is a sweep: idempotent, so that firing twice or late is harmless.
    "sweep": {"task": "reviews.tasks.sweep", "schedule": 60.0},
    # What must be true at any moment; the watch tells what was found.
    "invariants": {"task": "reviews.tasks.ask_invariants", "schedule": 60.0},
    "send-notices": {"task": "reviews.tasks.send_notices", "schedule": 30.0},
    # Long work whose worker died, or whose message was lost, begins anew.
    "sweep-jobs": {"task": "accounts.tasks.sweep_jobs", "schedule": 30.0},
    "build-documents": {"task": "reviews.tasks.build_documents", "schedule": 30.0},
    "sweep-retention": {"task": "accounts.tasks.sweep_retention", "schedule": 3600.0},
    "sweep-scans": {"task": "accounts.tasks.sweep_scans", "schedule": 30.0},
    # A signed paper outlives the certificate of its last time stamp, if it is stamped again before.
    "restamp-papers": {"task": "reviews.tasks.restamp_papers", "schedule": 6 * 3600.0},
    # What could not be signed when it was issued.
    "print-cards": {"task": "credits.tasks.print_waiting_cards", "schedule": 60.0},
    # Once a day, and as soon as it is possible again where it was not.
    "anchor-journal": {"task": "accounts.tasks.anchor_journal", "schedule": 60.0},
    # Once a day too (BACKUP_AT), and again after ten minutes where it failed.
    "make-backup": {"task": "reviews.tasks.make_backup", "schedule": 600.0},
}

# Who vouches for the head of the journal outside the database (see accounts.timestamps), as a dotted path.
_AUTHORITY, _STAND_IN = "accounts.time_authority.TimeAuthority", "accounts.timestamps.LocalFile"
TIME_STAMPER = os.environ.get("TIME_STAMPER") or (_AUTHORITY if TIME_STAMP_ADDRESS else _STAND_IN)
JOURNAL_ANCHOR_FILE = VAR / "anchors" / "journal.txt"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
PASSWORD_HASHERS = ["accounts.hashers.OfficeArgon2", "django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = ROOT / "staticfiles"
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["jpg", "png", "webp", "gz", "br", "woff2", "map"]
# Bootstrap comes with its package and is served by us; nothing is copied into the project.
STATICFILES_DIRS = [ROOT / "static", ("bootstrap", get_bootstrap_dir())]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Uploads lie outside the web root and are only ever served through a permission check.
MEDIA_ROOT = VAR / "files"
MEDIA_URL = ""
FILE_UPLOAD_PERMISSIONS = 0o600
# The virus scanner (clamd): the path of its socket, or host:port. Empty: none, and uploads are rebuilt but not scanned.
CLAMD_ADDRESS = os.environ.get("CLAMD_ADDRESS", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = "noreply@zcps.invalid"
SITE_ADDRESS = os.environ.get("SITE_ADDRESS", "http://127.0.0.1:8000")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"
# What an error report to the operators leaves out: everything that a person has sent (zcps/error_reports.py).
DEFAULT_EXCEPTION_REPORTER_FILTER = "zcps.error_reports.NothingPersonal"
DEFAULT_EXCEPTION_REPORTER = "zcps.error_reports.Report"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "zcps.errors.csrf_failure"

# Closed unless an endpoint says otherwise (accounts/api/endpoint.py), as pages are.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.closed.Closed"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "accounts.api.schema.Described",
    "EXCEPTION_HANDLER": "accounts.api.refusals.answer",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "浙江省职称申报与评审管理服务平台接口",
    "DESCRIPTION": "公开信息、本人申报、机构待办、办理事项和数据共享。说明见 /api/。",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": ["accounts.api.schema.with_refusals"],
}
# How many calls of the API in ten minutes: of an address that nobody answers for, of an account.
API_LIMITS = {"public": 120, "person": 1200}

# What tells the counts of zcps.patience from those of another installation on the same Redis (or of another test).
PATIENCE_SALT = ""

# How often a frozen pool is drawn by chance to tell who is how likely to be drawn.
DRAW_TRIALS = 2000

OTP_TOTP_ISSUER = "zcps"
# Guesses are counted by accounts.services.lockout. A delay that doubles with each would let whoever knows the password
# keep its owner out for years.
OTP_TOTP_THROTTLE_FACTOR = 0
# Libraries that report every file they open, and one that warns of what is meant.
LOGGERS: dict[str, dict[str, str]] = {
    **{name: {"level": "WARNING"} for name in ("pikepdf", "fontTools", "weasyprint")},
    "pyhanko": {"level": "ERROR"},
    # Which request made which entry of the journal: for production's log, not for a screen.
    "zcps.acts": {"level": "WARNING"},
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"numbered": {"()": "zcps.tracing.Numbered"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["numbered"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": LOGGERS,
}
