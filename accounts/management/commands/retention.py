"""manage.py retention [--dry-run]: what the sweep does once an hour, for cron; prints how many of each."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.services.retention import PORTION, sweep_all
from accounts.services.timekeeping import ClockDoubted


class Command(BaseCommand):
    """Removes what has been kept long enough; harmless to repeat."""

    help = "Remove what has been kept long enough (see the page “保存期限”); --dry-run only counts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to count only, and how many of each at most."""
        parser.add_argument("--dry-run", action="store_true", help="只统计，不删除")
        parser.add_argument("--limit", type=int, default=PORTION, help="每类一次最多处理多少")

    def handle(self, *_: object, dry_run: bool, limit: int, **__: Any) -> None:
        """Sweep once and say what was done."""
        try:
            done = sweep_all(limit, dry_run=dry_run)
        except ClockDoubted as doubted:
            raise CommandError(f"{doubted}。") from doubted
        self.stdout.write(json.dumps({"dry_run": dry_run, "removed": done}, ensure_ascii=False))
