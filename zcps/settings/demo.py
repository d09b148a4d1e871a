"""The demonstration: production's code with a movable clock and a stand-in for the government's sign-in."""

from zcps.settings.base import *  # noqa: F403 - settings modules extend one another by star import, as Django does
from zcps.settings.base import VAR

DEMO_CLOCK = True
DEMO_IDENTITY = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
