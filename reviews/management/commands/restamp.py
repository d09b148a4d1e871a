"""manage.py restamp: put new time stamps behind those of signed papers that end soon. Idempotent; beat does it too."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reviews.documents.restamping import restamp_due


class Command(BaseCommand):
    """Says what was done, and why it ended early where it did."""

    help = "给时间戳将在半年内到期的签章文书补加时间戳。可重复运行。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many papers at most."""
        parser.add_argument("--limit", type=int, default=5000)

    def handle(self, *_: Any, limit: int, **__: Any) -> None:
        """Do it and print a line."""
        done = restamp_due(limit)
        said = f"新登记 {done.noted} 份，补加时间戳 {done.stamped} 份，未能补加 {done.failed} 份。{done.why}"
        self.stdout.write(said)
