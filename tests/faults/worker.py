"""Settings of the workers and beats that a test starts and kills: everything every two seconds, and real mail."""

import datetime as dt
import os

from django.utils import timezone

from tests.faults.web import *  # noqa: F403 - settings modules extend one another by star import, as Django does
from zcps.settings import base

_OFTEN = ("sweep", "send-notices", "sweep-jobs", "build-documents")
CELERY_BEAT_SCHEDULE = {name: {**base.CELERY_BEAT_SCHEDULE[name], "schedule": 2.0} for name in _OFTEN}
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ.get("FAULTS_MAIL", "25"))
# Held for as long as the test wants it, also on a machine that has other things to do.
DATABASES = {"default": {**base.DATABASES["default"], "OPTIONS": {"options": "-c lock_timeout=120s -c timezone=UTC"}}}

# A machine whose clock was set wrong.
_AHEAD = dt.timedelta(seconds=float(os.environ.get("FAULTS_AHEAD", "0")))
_machine = timezone.now  # noqa: TID251 - the machine's own clock is what is set here
timezone.now = lambda: _machine() + _AHEAD  # noqa: TID251
