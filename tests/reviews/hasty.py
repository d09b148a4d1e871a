"""Settings for a worker and a beat that a test starts: the sweep twice a second, and nothing else."""

from zcps.settings.test import *  # noqa: F403 - settings modules extend one another by star import, as Django does

CELERY_BEAT_SCHEDULE = {"sweep": {"task": "reviews.tasks.sweep", "schedule": 0.5}}
