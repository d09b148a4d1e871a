"""The Celery application; tasks live in each app's tasks.py."""

import os

from celery import Celery
from celery.signals import task_prerun

from zcps import tracing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zcps.settings.production")
app = Celery("zcps")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@task_prerun.connect
def _number(task_id: str = "", **_: object) -> None:
    """Number the lines of a task's log as those of a request."""
    tracing.number.set(task_id)
