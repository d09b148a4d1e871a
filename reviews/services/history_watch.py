"""Looking for changes without an act, as they come: what was found is told until it is a week old.

A transaction that lasts long is seen late, so that each look goes back over the last minutes before it.
"""

import datetime as dt
from collections.abc import Iterator

from django.db import connection
from django.db.models import Max

from reviews.history import DECISIVE
from reviews.models import RowChange, SweepRun
from reviews.selectors.history import is_decisive
from zcps import clock

WORK = "history"
OVERLAP, TOLD = dt.timedelta(minutes=15), dt.timedelta(days=7)
_AT_A_TIME, _MOST = 2000, 200
_EVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
# Changes are asked for by the machine's time, which is theirs.
_CANDIDATES = """
SELECT h.number FROM reviews_rowchange h
WHERE h.at >= %s AND h.number > %s AND (h.relation = ANY (%s) OR h.operation = 'T')
  AND NOT EXISTS (SELECT FROM accounts_journalentry j WHERE j.begun = h.begun AND j.txid = h.txid)
ORDER BY h.number LIMIT %s
"""


def look() -> list[RowChange]:
    """Look at what was changed since the last time; return what has been found without an act in the last week."""
    known = SweepRun.objects.filter(work=WORK).values_list("done", flat=True).first() or {}
    latest = RowChange.objects.aggregate(at=Max("at"))["at"] or _EVER
    since = dt.datetime.fromisoformat(known["at"]) - OVERLAP if "at" in known else _EVER
    numbers = {*known.get("found", []), *(change.number for change in without_act(since))}
    found = list(RowChange.objects.filter(number__in=numbers, at__gte=latest - TOLD).order_by("-number")[:_MOST])
    done = {"at": latest.isoformat(), "found": [change.number for change in found]}
    moment = clock.now()
    SweepRun.objects.update_or_create(work=WORK, defaults={"begun_at": moment, "ended_at": moment, "done": done})
    return found


def without_act(since: dt.datetime = _EVER) -> Iterator[RowChange]:
    """Yield every change that needed an act and had none, the oldest first."""
    last = 0
    while numbers := _candidates(since, last):
        changes = RowChange.objects.filter(number__in=numbers).order_by("number")
        yield from (change for change in changes if is_decisive(change))
        last = numbers[-1]


def _candidates(since: dt.datetime, last: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, [since, last, list(DECISIVE), _AT_A_TIME])
        return [number for (number,) in cursor.fetchall()]
