"""manage.py watchdog: what the page of the watch says, for monitoring; exit 1 where something is out of order."""

import sys

from django.core.management.base import BaseCommand

from reviews.services.watch import State, checks
from zcps.templatetags.chinese import cn_datetime


class Command(BaseCommand):
    """Looks once and says how everything stands."""

    help = "Say whether the clock, the outbox, jobs, the journal and the calendar are in order; exit 1 if not."

    def handle(self, *args: object, **options: object) -> None:
        """Print a line for each check."""
        found = checks()
        for check in found:
            since = f"（自{cn_datetime(check.since)}）" if check.since and check.state is State.STOP else ""
            self.stdout.write(f"[{check.word}] {check.title}：{check.text}{since}{check.remedy}")
        if any(check.state is State.STOP for check in found):
            sys.exit(1)
