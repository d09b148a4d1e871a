"""manage.py journal verify → {"valid": true, "entries": 1234, "head": "…"}; journal anchor hands the head over.

Exit 2 and one sentence for bad input.
"""

import json
import sys
from itertools import chain, islice
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.models import JournalAnchor, JournalEntry
from accounts.services.anchors import anchor, broken_anchors
from accounts.services.journal import GENESIS, broken_links

USAGE = "请写明要做什么: journal verify 重新计算整条办理日志，journal anchor 将日志末条交数据库以外存证。"
# Enough to see where it broke; the first one says what else is in doubt.
SHOWN = 20


class Command(BaseCommand):
    """Recomputes the chain of the journal and asks for its anchors, or makes one."""

    help = "Recompute the hash chain of the journal (verify), or anchor its head outside the database (anchor)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whatever comes: what is wrong with it is said in one sentence, not in a usage message."""
        parser.add_argument("asked", nargs="*", metavar="verify|anchor")

    def handle(self, *args: object, asked: list[str], **options: Any) -> None:
        """Print the answer; a broken chain is an answer too."""
        if asked not in (["verify"], ["anchor"]):
            self.stderr.write(USAGE)
            sys.exit(2)
        answer = _verified() if asked == ["verify"] else _anchored()
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _verified() -> dict[str, Any]:
    found = islice(chain(broken_links(), broken_anchors()), SHOWN)
    broken = [{"entry": number, "because": because} for number, because in found]
    head = JournalEntry.objects.order_by("-number").values_list("digest", flat=True).first() or GENESIS
    return {
        "valid": not broken,
        "entries": JournalEntry.objects.count(),
        "head": head,
        "anchors": JournalAnchor.objects.count(),
        "broken": broken,
    }


def _anchored() -> dict[str, Any]:
    made = anchor() or JournalAnchor.objects.first()
    if made is None:
        return {"entry": None, "because": "日志还没有内容，无需存证"}
    return {"entry": made.number, "digest": made.digest, "at": made.anchored_at.isoformat(), "place": made.place}
