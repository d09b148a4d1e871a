"""Anchoring the journal: its head handed to somebody outside the database, and asked for again when it is verified."""

import base64
import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum

from accounts.models import JournalAnchor, JournalEntry
from accounts.timestamps import LOCAL, Stamp, TimeStamper, stamper, who_vouched
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
    asked: dict[str, TimeStamper] = {}
    digests = dict(JournalEntry.objects.filter(pk__in=_numbers()).values_list("number", "digest"))
    for one in JournalAnchor.objects.order_by("pk").iterator():
        if one.number not in digests:
            yield one.number, f"第 {one.number} 条已存证，日志中没有，此后的日志可能被删除"
        elif digests[one.number] != one.digest:
            yield one.number, f"第 {one.number} 条与存证的校验值不符"
        who = asked.setdefault(one.authority, who_vouched(one.authority))
        if not who.vouches_for(one.number, one.digest, Stamp(one.authority, one.place, one.proof)):
            yield one.number, f"第 {one.number} 条的存证在{one.authority}中没有找到，或内容不符"


def unlike(known: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield (number, what is wrong) for every head that somebody outside has kept and that the journal has not."""
    for number, digest in known:
        found = JournalEntry.objects.filter(number=number).values_list("digest", flat=True).first()
        if found is None:
            yield number, f"第 {number} 条在外部留存的校验值中，日志中没有"
        elif found != digest:
            yield number, f"第 {number} 条与外部留存的校验值不符"


def oldest_without() -> JournalEntry | None:
    """Return the oldest entry that no anchor covers."""
    last = JournalAnchor.objects.first()
    return JournalEntry.objects.filter(number__gt=last.number if last else 0).order_by("number").first()


def _numbers() -> list[int]:
    return list(JournalAnchor.objects.values_list("number", flat=True))


class Answer(StrEnum):
    """What can be said of a head that somebody has kept."""

    STANDS = "done"
    DIFFERS = "stop"
    UNKNOWN = "due"


def asked_about(digest: str) -> Answer:
    """Say whether a head was anchored, and whether the journal still has it."""
    one = JournalAnchor.objects.filter(digest=digest).first()
    if one is None:
        return Answer.UNKNOWN
    found = JournalEntry.objects.filter(number=one.number, digest=digest).exists()
    return Answer.STANDS if found else Answer.DIFFERS


def token_of(one: JournalAnchor) -> bytes:
    """Return what was given for it, as a file: an authority's token, or the line of the stand-in."""
    if one.authority == LOCAL:
        return one.proof.encode()
    return base64.b64decode(one.proof)
