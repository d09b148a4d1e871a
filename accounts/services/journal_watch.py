"""Watching the journal without reading all of it each time: what came since the last look, and a piece of the rest.

Where the last look stood lies in a small file outside the database (beside the anchors): an entry that was seen and is
no longer there, or is another, shows within a minute, also where the tail was cut before it was anchored.
"""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from django.conf import settings

from accounts.models import JournalEntry
from accounts.services.anchors import unlike_the_file
from accounts.services.journal import GENESIS, broken_links

# So many entries at a time: half a second's work, and a million in less than an hour.
PORTION = 20_000


@dataclass(frozen=True)
class Seen:
    """How far the chain was followed, the head then; how far the round through what is old has come; what was found."""

    number: int = 0
    digest: str = GENESIS
    again: int = 0
    again_digest: str = GENESIS
    broken: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.broken


def look() -> Seen:
    """Follow the chain from where the last look ended, go over a piece of the old again, and note where that led."""
    seen = last_look()
    broken = cut(seen) or (seen.broken and _still(seen))
    broken = broken or next((because for _, because in unlike_the_file()), "")
    if not broken:
        number, digest, broken = _followed(seen.number, seen.digest)
        seen = replace(seen, number=number, digest=digest)
    if not broken:
        begin = (0, GENESIS) if seen.again >= seen.number else (seen.again, seen.again_digest)
        again, again_digest, broken = _followed(*begin)
        seen = replace(seen, again=again, again_digest=again_digest)
    seen = replace(seen, broken=broken or "")
    _note(seen)
    return seen


def last_look() -> Seen:
    """Return where the last look ended; the beginning where there was none."""
    try:
        return Seen(**json.loads(_path().read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return Seen()


def cut(seen: Seen) -> str:
    """Say so where the entry that was the head at the last look is gone or is another one."""
    if not seen.number:
        return ""
    found = JournalEntry.objects.filter(number=seen.number).values_list("digest", flat=True).first()
    if found is None:
        return f"第 {seen.number} 条此前核对过，现在日志中没有"
    return "" if found == seen.digest else f"第 {seen.number} 条此前核对过，现在内容不同"


def _still(seen: Seen) -> str:
    """What was found before is looked at again, from the beginning: somebody may have put it right from a backup."""
    return next((because for _, because in broken_links(upto=seen.number)), "")


def _followed(number: int, digest: str) -> tuple[int, str, str]:
    """Follow the chain for one portion; return how far, the digest there, and the first thing that is wrong."""
    upto = number + PORTION
    for _, because in broken_links(number, digest, upto):
        return number, digest, because
    last = JournalEntry.objects.filter(number__lte=upto).order_by("-number").values_list("number", "digest").first()
    return (*(last or (0, GENESIS)), "")


def _note(seen: Seen) -> None:
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(asdict(seen)))
    draft.replace(path)


def _path() -> Path:
    return Path(settings.JOURNAL_ANCHOR_FILE).parent / "seen.json"
