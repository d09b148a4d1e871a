"""manage.py journal verify → {"valid": true, "entries": 1234, "head": "…"}; journal anchor hands the head over.

`--known FILE` compares with heads that somebody outside has kept, a line `NUMBER DIGEST …` for each; `--progress` says
on stderr how far it is. Exit 2 and one sentence for bad input.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from accounts.models import JournalAnchor, JournalEntry
from accounts.services.anchors import anchor, broken_anchors, unlike
from accounts.services.journal import GENESIS, broken_links
from accounts.services.journal_watch import cut, last_look

USAGE = "请写明要做什么：journal verify 重新计算整条办理日志，journal anchor 将日志末条交数据库以外存证。"
UNREADABLE = "外部留存的校验值文件无法读取，每行应为“序号 校验值”，请核对文件：{}"
# Enough to see where it broke; the first one says what else is in doubt.
SHOWN = 20


class Command(BaseCommand):
    """Recomputes the chain of the journal and asks for its anchors, or makes one."""

    help = "Recompute the hash chain of the journal (verify), or anchor its head outside the database (anchor)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whatever comes: what is wrong with it is said in one sentence, not in a usage message."""
        parser.add_argument("asked", nargs="*", metavar="verify|anchor")
        parser.add_argument("--known", type=Path, help="外部留存的校验值文件，每行“序号 校验值”")
        parser.add_argument("--progress", action="store_true", help="显示进度")

    def handle(self, *args: object, asked: list[str], known: Path | None, progress: bool, **options: Any) -> None:
        """Print the answer; a broken chain is an answer too."""
        if asked not in (["verify"], ["anchor"]):
            self._refuse(USAGE)
        answer = _anchored() if asked == ["anchor"] else self._verified(self._read(known), progress=progress)
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _verified(self, known: list[tuple[int, str]], *, progress: bool) -> dict[str, Any]:
        last, head = JournalEntry.objects.order_by("-number").values_list("number", "digest").first() or (0, GENESIS)
        told = self._teller(last) if progress else None
        found = islice(chain(broken_links(upto=last, told=told), _gone(), broken_anchors(), unlike(known)), SHOWN)
        broken = [{"entry": number, "because": because} for number, because in found]
        return {
            "valid": not broken,
            "entries": JournalEntry.objects.filter(number__lte=last).count(),
            "head": head,
            "anchors": JournalAnchor.objects.count(),
            "broken": broken,
        }

    def _teller(self, last: int) -> Callable[[int], None]:
        begun = time.monotonic()

        def tell(looked_at: int) -> None:
            speed = looked_at / (time.monotonic() - begun)
            self.stderr.write(f"已核对 {looked_at} 条，共约 {last} 条，每秒 {speed:.0f} 条")

        return tell

    def _read(self, path: Path | None) -> list[tuple[int, str]]:
        """Read heads that were kept outside."""
        try:
            text = path.read_text(encoding="utf-8-sig") if path else ""
            # As it was noted by hand, and as the page of heads exports it: with commas, below a line of titles.
            lines = [re.split(r"[,\s]+", line.strip()) for line in text.splitlines() if line.strip()]
            return [(int(number), digest.lower()) for number, digest, *_ in lines if number != "日志序号"]
        except (OSError, ValueError):
            self._refuse(UNREADABLE.format(path))

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(2)


def _gone() -> Iterator[tuple[int, str]]:
    """What the watch saw at its last look is there still; it is asked for where the chain itself cannot tell."""
    seen = last_look()
    if because := cut(seen):
        yield seen.number, because


def _anchored() -> dict[str, Any]:
    made = anchor() or JournalAnchor.objects.first()
    if made is None:
        return {"entry": None, "because": "日志还没有内容，无需存证"}
    return {"entry": made.number, "digest": made.digest, "at": made.anchored_at.isoformat(), "place": made.place}
