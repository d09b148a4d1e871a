"""Tests: the demonstration's switches, mail in memory, cheap password hashes, no manifest of static files."""

from zcps.settings.base import *  # noqa: F403 - settings modules extend one another by star import, as Django does
from zcps.settings.base import STORAGES

# Every frozen pool is tried so often: enough to show the table.
DRAW_TRIALS = 50
# A long walk through the pages must not be asked who it is half-way; the test of that says when it is stale.
PROOF_SECONDS = 60 * 60
DEMO_CLOCK = True
DEMO_IDENTITY = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Static files come straight from their sources: nothing is collected for a test.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
