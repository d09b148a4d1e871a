"""The Celery application; tasks live in each app's tasks.py."""

import os
from logging.config import dictConfig

from celery import Celery
from celery.signals import setup_logging, task_prerun
from django.conf import settings

from zcps import tracing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zcps.settings.production")
app = Celery("zcps")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def _as_everywhere(**_: object) -> None:
    """Write the log as the web processes do; Celery would take it over, and leave out the numbers."""
    dictConfig(settings.LOGGING)


@task_prerun.connect
def _number(task_id: str = "", **_: object) -> None:
    """Number the lines of a task's log as those of a request."""
    tracing.number.set(task_id)
