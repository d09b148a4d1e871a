"""manage.py journal verify → {"valid": true, "entries": 1234, "head": "…"}; exit 2 and one sentence for bad input."""

import json
import sys
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.models import JournalEntry
from accounts.services.journal import GENESIS, broken_links

USAGE = "请写明要做什么: journal verify 重新计算整条办理日志。"
# Enough to see where it broke; the first one says what else is in doubt.
SHOWN = 20


class Command(BaseCommand):
    """Recomputes the chain of the journal."""

    help = "Recompute the hash chain of the journal (verify)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whatever comes: what is wrong with it is said in one sentence, not in a usage message."""
        parser.add_argument("asked", nargs="*", metavar="verify")

    def handle(self, *args: object, asked: list[str], **options: Any) -> None:
        """Print the answer; a broken chain is an answer too."""
        if asked != ["verify"]:
            self.stderr.write(USAGE)
            sys.exit(2)
        broken = [{"entry": number, "because": because} for number, because in islice(broken_links(), SHOWN)]
        head = JournalEntry.objects.order_by("-number").values_list("digest", flat=True).first() or GENESIS
        answer = {"valid": not broken, "entries": JournalEntry.objects.count(), "head": head, "broken": broken}
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
