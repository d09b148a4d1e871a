"""The demonstration: production's code with a movable clock and a stand-in for the government's sign-in."""

from zcps.settings.base import *  # noqa: F403 - settings modules extend one another by star import, as Django does
from zcps.settings.base import STORAGES, VAR

DEMO_CLOCK = True
DEMO_IDENTITY = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
# Hashed names as in production, but not compressed: that takes 17 s and saves nothing on one machine.
STATIC_ROOT = VAR / "static"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
