"""Whether the machine's clock can be believed: where it cannot, nothing ends and nothing is deleted by it.

Compared are the clock of the database, which may be another machine's; the time since this machine was started, against
which a leap shows; and the journal, of which nothing lies in the future. Where the last look stood lies in a small file
beside the anchors, as that of the journal's watch does. A demonstration's moved clock is none of this: only the
machine's own is looked at.
"""

import datetime as dt
import json
import time
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.db import connection

from accounts.actor import CLOCK
from accounts.models import JournalEntry
from accounts.services import journal
from zcps import clock

# Servers that ask for the time at all agree within a second; whoever is further off has lost it.
TOLERANCE = dt.timedelta(minutes=2)
# So many of the newest entries are compared with one another.
STRETCH = 5000
_MOST_BOOTS = 20
# What is not worth noting.
_STEADY = dt.timedelta(seconds=1)
SET_RIGHT = "请校准时钟；确认时钟无误的，运行 manage.py clock accept 理由"
_UNITS = ((dt.timedelta(days=2), dt.timedelta(days=1), "天"), (dt.timedelta(hours=2), dt.timedelta(hours=1), "小时"))
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_BACKWARDS = """
SELECT min(number) FROM (
    SELECT number, at, lag(at) OVER chain AS before FROM accounts_journalentry WHERE number > %s
    WINDOW chain AS (ORDER BY number)) one
WHERE at < before - make_interval(secs => %s)
"""


class ClockDoubted(Exception):
    """The clock is not believed; the message says why and what to do."""


def require() -> None:
    """Raise ClockDoubted where something would be ended or deleted by a clock that is not to be believed."""
    if why := doubt():
        raise ClockDoubted(f"{why}；按时间办理和清理的事项已经暂停。{SET_RIGHT}")


def doubt() -> str:
    """Say why the clock is not believed; nothing where all agree."""
    return _unlike_the_database() or _leapt() or _behind_the_journal()


def backwards() -> str:
    """Say where the journal's times go backwards, in its newest stretch; nothing where they do not."""
    if settings.DEMO_CLOCK:
        return ""
    last = JournalEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    with connection.cursor() as cursor:
        cursor.execute(_BACKWARDS, [max(_state()["accepted"], last - STRETCH), TOLERANCE.total_seconds()])
        [number] = cursor.fetchone()
    return f"办理日志第 {number} 条的时间早于前一条" if number else ""


def accept(reason: str) -> None:
    """Believe the clock as it is, from now on; what the journal says of time until here is known. The journal says so.

    Raises:
        ClockDoubted: the clock of the database is another one still.
    """
    if why := _unlike_the_database():
        raise ClockDoubted(f"{why}，没有改动。请先使两者一致")
    last = JournalEntry.objects.order_by("-number").first()
    if last is not None:
        said = doubt() or backwards()
        journal.record("accept_clock", last, CLOCK, reason=reason[:200], doubted=said)
    state = _state()
    state["boots"].pop(_boot(), None)
    _note({**state, "accepted": last.number if last else 0})


def _unlike_the_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [there] = cursor.fetchone()
    off = clock.machine() - there
    return f"本机时钟比数据库的时钟{_span(off)}" if abs(off) > TOLERANCE else ""


def _leapt() -> str:
    """Compare with the first look of this machine since it was started: the two go on together unless one is set."""
    boot, state = _boot(), _state()
    if not boot:
        return ""
    ahead = clock.machine().timestamp() - time.clock_gettime(time.CLOCK_BOOTTIME)
    off = dt.timedelta(seconds=ahead - state["boots"].get(boot, 0.0))
    if boot in state["boots"] and abs(off) > TOLERANCE:
        return f"本机时钟与上次核对相比跳变，比应有的时间{_span(off)}"
    if abs(off) > _STEADY:
        boots = {**state["boots"], boot: ahead}
        _note({**state, "boots": dict(list(boots.items())[-_MOST_BOOTS:])})
    return ""


def _behind_the_journal() -> str:
    last = JournalEntry.objects.order_by("-number").values_list("number", "at").first()
    if settings.DEMO_CLOCK or last is None or last[0] <= _state()["accepted"]:
        return ""
    off = clock.now() - last[1]
    return f"本机时钟比办理日志第 {last[0]} 条的时间{_span(off)}" if off < -TOLERANCE else ""


def _span(off: dt.timedelta) -> str:
    far = abs(off)
    unit, word = next(((unit, word) for least, unit, word in _UNITS if far >= least), (dt.timedelta(minutes=1), "分钟"))
    return f"{'快' if off > dt.timedelta() else '慢'} {round(far / unit)} {word}"


def _boot() -> str:
    """Return what names this start of the machine; nothing on one that does not say."""
    return _BOOT.read_text().strip() if _BOOT.exists() else ""


def _state() -> dict[str, Any]:
    try:
        return {"boots": {}, "accepted": 0, **json.loads(_path().read_text())}
    except (FileNotFoundError, ValueError):
        return {"boots": {}, "accepted": 0}


def _note(state: dict[str, Any]) -> None:
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    # Several may look at the same moment: each writes a file of its own, and the last one stays.
    with NamedTemporaryFile("w", dir=path.parent, prefix="clock-", delete=False) as draft:
        draft.write(json.dumps(state))
    Path(draft.name).replace(path)


def _path() -> Path:
    return Path(settings.JOURNAL_ANCHOR_FILE).parent / "clock.json"
