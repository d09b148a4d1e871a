"""By how much, and why, the machine's clock is not believed; and what that means for a deadline.

Compared are the clock of the database, which may be another machine's; the time since this machine was started, against
which a leap shows; and the journal, of which nothing lies in the future. Where the last look stood lies in a small file
beside the anchors, as that of the journal's watch does. A demonstration's moved clock is none of this: only the
machine's own is looked at.

What is asked of the database is one row (`ASKED`): the journal reads it together with its last entry, so that an act
learns without a further question whether it was done in doubt.
"""

import datetime as dt
import json
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.db import connection

from accounts.models import JournalEntry
from zcps import clock

# Servers that ask for the time at all agree within a second; whoever is further off has lost it.
TOLERANCE = dt.timedelta(minutes=2)
SET_RIGHT = "请校准时钟；确认时钟无误的，运行 manage.py clock accept 理由"
# Under this name an entry of the journal keeps that the clock was in doubt when it was written.
KEY = "clock_doubt"
# What is asked: the database's moment, and the last entry of the journal.
ASKED = f"""
SELECT clock_timestamp(), last.number, last.at, last.digest FROM (SELECT 1) one LEFT JOIN
(SELECT number, at, digest FROM {JournalEntry._meta.db_table} ORDER BY number DESC LIMIT 1) last ON true
"""  # noqa: S608 - our own table
_MOST_BOOTS = 20
# What is not worth noting.
_STEADY = dt.timedelta(seconds=1)
_UNITS = ((dt.timedelta(days=2), dt.timedelta(days=1), "天"), (dt.timedelta(hours=2), dt.timedelta(hours=1), "小时"))
_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True)
class Doubt:
    """Why the clock is not believed, and how far it is ahead of what it is compared with (negative: behind)."""

    said: str
    off: dt.timedelta

    def divides(self, deadline: dt.datetime) -> bool:
        """Whether the deadline lies between the two moments that it may be now: nobody can tell whether it passed."""
        early, late = sorted((clock.now(), clock.now() - self.off))
        return early < deadline <= late

    def noted(self, deadline: dt.datetime | None) -> dict[str, Any]:
        """Return what an entry of the journal keeps of it, with the deadline of the act where that is open."""
        said: dict[str, Any] = {"said": self.said, "seconds": round(self.off.total_seconds())}
        return {**said, "deadline": deadline.isoformat()} if deadline and self.divides(deadline) else said


def found() -> Doubt | None:
    """Ask; return nothing where all agree."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED)
        there, number, at, _ = cursor.fetchone()
    return compared(there, number, at)


def compared(there: dt.datetime, number: int | None, at: dt.datetime | None) -> Doubt | None:
    """Compare with what the database answered."""
    return unlike_the_database(there) or leapt() or _behind_the_journal(number, at)


def has_passed(deadline: dt.datetime) -> bool:
    """Whether a deadline has passed for certain: by a doubted clock alone nobody comes too late."""
    if clock.now() < deadline:
        return False
    doubt = found()
    return doubt is None or not doubt.divides(deadline)


def unlike_the_database(there: dt.datetime) -> Doubt | None:
    """Compare with the clock of the database."""
    off = clock.machine() - there
    return Doubt(f"本机时钟比数据库的时钟{_span(off)}", off) if abs(off) > TOLERANCE else None


def leapt() -> Doubt | None:
    """Compare with the first look of this machine since it was started: the two go on together unless one is set."""
    ahead = state()["boots"].get(boot())
    if ahead is None:
        return None
    off = dt.timedelta(seconds=_ahead() - ahead)
    return Doubt(f"本机时钟与上次核对相比跳变，比应有的时间{_span(off)}", off) if abs(off) > TOLERANCE else None


def look() -> None:
    """Note how the clock stands to the time since the start, where that is new and nobody doubts it."""
    name, ahead, known = boot(), _ahead(), state()
    if not name or leapt() or abs(ahead - known["boots"].get(name, 0.0)) <= _STEADY.total_seconds():
        return
    note({**known, "boots": dict(list({**known["boots"], name: ahead}.items())[-_MOST_BOOTS:])})


def _behind_the_journal(number: int | None, at: dt.datetime | None) -> Doubt | None:
    if settings.DEMO_CLOCK or number is None or at is None or number <= state()["accepted"]:
        return None
    off = clock.now() - at
    return Doubt(f"本机时钟比办理日志第 {number} 条的时间{_span(off)}", off) if off < -TOLERANCE else None


def _ahead() -> float:
    return clock.machine().timestamp() - time.clock_gettime(time.CLOCK_BOOTTIME)


def _span(off: dt.timedelta) -> str:
    far = abs(off)
    unit, word = next(((unit, word) for least, unit, word in _UNITS if far >= least), (dt.timedelta(minutes=1), "分钟"))
    return f"{'快' if off > dt.timedelta() else '慢'} {round(far / unit)} {word}"


def boot() -> str:
    """Return what names this start of the machine; nothing on one that does not say."""
    return _BOOT.read_text().strip() if _BOOT.exists() else ""


def state() -> dict[str, Any]:
    """Return what was noted at the last look, and up to which entry the journal's times are accepted."""
    try:
        return {"boots": {}, "accepted": 0, **json.loads(_path().read_text())}
    except (FileNotFoundError, ValueError):
        return {"boots": {}, "accepted": 0}


def note(noted: dict[str, Any]) -> None:
    """Keep it."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    # Several may look at the same moment: each writes a file of its own, and the last one stays.
    with NamedTemporaryFile("w", dir=path.parent, prefix="clock-", delete=False) as draft:
        draft.write(json.dumps(noted))
    Path(draft.name).replace(path)


def _path() -> Path:
    return Path(settings.JOURNAL_ANCHOR_FILE).parent / "clock.json"
