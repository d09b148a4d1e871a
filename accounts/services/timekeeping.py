"""What waits while the machine's clock is not believed: nothing ends and is deleted by it; who ends the doubt.

How it is found out is in clock_doubt.py.
"""

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from accounts.actor import CLOCK
from accounts.models import JournalEntry
from accounts.services import clock_doubt, journal
from accounts.services.clock_doubt import SET_RIGHT, TOLERANCE

# So many of the newest entries are compared with one another.
STRETCH = 5000
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
    clock_doubt.look()
    found = clock_doubt.found()
    return found.said if found else ""


def backwards() -> str:
    """Say where the journal's times go backwards, in its newest stretch; nothing where they do not."""
    if settings.DEMO_CLOCK:
        return ""
    last = JournalEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    with connection.cursor() as cursor:
        cursor.execute(_BACKWARDS, [max(clock_doubt.state()["accepted"], last - STRETCH), TOLERANCE.total_seconds()])
        [number] = cursor.fetchone()
    return f"办理日志第 {number} 条的时间早于前一条" if number else ""


def done_in_doubt() -> QuerySet[JournalEntry]:
    """Return the acts that people did while the clock was not believed, the newest first."""
    return JournalEntry.objects.filter(data__has_key=clock_doubt.KEY).order_by("-number")


def accept(reason: str) -> None:
    """Believe the clock as it is, from now on; what the journal says of time until here is known. The journal says so.

    Raises:
        ClockDoubted: the clock of the database is another one still.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [there] = cursor.fetchone()
    if unlike := clock_doubt.unlike_the_database(there):
        raise ClockDoubted(f"{unlike.said}，没有改动。请先使两者一致")
    last = JournalEntry.objects.order_by("-number").first()
    if last is not None:
        said = doubt() or backwards()
        journal.record("accept_clock", last, CLOCK, reason=reason[:200], doubted=said)
    state = clock_doubt.state()
    state["boots"].pop(clock_doubt.boot(), None)
    clock_doubt.note({**state, "accepted": last.number if last else 0})
