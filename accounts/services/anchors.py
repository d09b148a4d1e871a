"""Anchoring the journal: its head handed to somebody outside the database, and asked for again when it is verified."""

import datetime as dt
from collections.abc import Iterator

from accounts.models import JournalAnchor, JournalEntry
from accounts.timestamps import Stamp, stamper
from zcps import clock

A_DAY = dt.timedelta(hours=24)


def anchor() -> JournalAnchor | None:
    """Hand the head of the journal over; return nothing where nothing has been written since the last time."""
    head = JournalEntry.objects.order_by("-number").values_list("number", "digest").first()
    last = JournalAnchor.objects.first()
    if head is None or (last and last.number == head[0]):
        return None
    moment = clock.now()
    stamp = stamper().stamp(*head, moment)
    return JournalAnchor.objects.create(
        number=head[0],
        digest=head[1],
        anchored_at=moment,
        authority=stamp.authority,
        place=stamp.place,
        proof=stamp.proof,
    )


def anchor_daily() -> JournalAnchor | None:
    """Hand the head over once a day; asked more often, so that a time when nobody could be reached is made up for."""
    last = JournalAnchor.objects.first()
    return None if last and clock.now() - last.anchored_at < A_DAY else anchor()


def broken_anchors() -> Iterator[tuple[int, str]]:
    """Yield (number, what is wrong) for every anchor that does not fit the journal, or for which nobody vouches."""
    asked = stamper()
    digests = dict(JournalEntry.objects.filter(pk__in=_numbers()).values_list("number", "digest"))
    for one in JournalAnchor.objects.order_by("pk").iterator():
        if digests.get(one.number) != one.digest:
            yield one.number, f"第 {one.number} 条与存证的校验值不符"
        if not asked.vouches_for(one.number, one.digest, Stamp(one.authority, one.place, one.proof)):
            yield one.number, f"第 {one.number} 条的存证在{one.authority}中没有找到，或内容不符"


def oldest_without() -> JournalEntry | None:
    """Return the oldest entry that no anchor covers."""
    last = JournalAnchor.objects.first()
    return JournalEntry.objects.filter(number__gt=last.number if last else 0).order_by("number").first()


def _numbers() -> list[int]:
    return list(JournalAnchor.objects.values_list("number", flat=True))
