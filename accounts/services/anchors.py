"""Anchoring the journal: its head handed to somebody outside the database, and asked for again when it is verified."""

import base64
import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import Q

from accounts.models import JournalAnchor, JournalEntry
from accounts.timestamps import LOCAL, Stamp, TimeStamper, stamper, who_vouched
from zcps import clock
from zcps.merkle import root_and_paths, root_of
from zcps.signed.heads import Head

A_DAY = dt.timedelta(hours=24)
_PORTION = 5000


def anchor() -> JournalAnchor | None:
    """Hand the head of the journal over; return nothing where nothing has been written since the last time."""
    found = JournalEntry.objects.order_by("-number").values_list("number", "digest").first()
    who, last = stamper(), JournalAnchor.objects.first()
    if found is None or (last and last.number == found[0] and (who.is_stand_in or last.authority != LOCAL)):
        return None
    head, moment = _with_root(Head(*found), _first_without_root(who)), clock.now()
    stamp = who.stamp(head, moment)
    return JournalAnchor.objects.create(
        number=head.number,
        digest=head.digest,
        since=head.since,
        root=head.root,
        anchored_at=moment,
        authority=stamp.authority,
        place=stamp.place,
        proof=stamp.proof,
    )


def _first_without_root(who: TimeStamper) -> int:
    """Return the first entry that is under no root yet: once there is an authority, under none of an authority."""
    rooted = JournalAnchor.objects.exclude(root="")
    last = (rooted if who.is_stand_in else rooted.exclude(authority=LOCAL)).first()
    return last.number + 1 if last else 1


def _with_root(head: Head, since: int) -> Head:
    """Add the root over what came since; over a journal in which an entry is missing there is none."""
    leaves = _leaves(since, head.number)
    made = replace(head, since=since)
    return replace(made, root=root_of(leaves).hex()) if len(leaves) == made.size else head


def _leaves(since: int, until: int) -> list[bytes]:
    rows = JournalEntry.objects.filter(number__gte=since, number__lte=until).order_by("number")
    return [bytes.fromhex(each) for each in rows.values_list("digest", flat=True).iterator(chunk_size=_PORTION)]


@dataclass(frozen=True)
class Inclusion:
    """Which anchor has an entry under its root, and the path that leads there."""

    anchor: JournalAnchor
    path: list[str]


def inclusions(numbers: Collection[int]) -> dict[int, Inclusion]:
    """Return for each entry that is under an anchored root its path: to an authority's before a stand-in's."""
    wanted, found = set(numbers), dict[int, Inclusion]()
    rooted = JournalAnchor.objects.exclude(root="").filter(number__gte=min(wanted, default=0)).defer("proof")
    for one in sorted(rooted, key=lambda each: (each.authority == LOCAL, each.pk)):
        since = one.since or 1
        if under := [number for number in wanted if since <= number <= one.number]:
            _, paths = root_and_paths(_leaves(since, one.number), [number - since for number in under])
            found |= {since + at: Inclusion(one, [each.hex() for each in path]) for at, path in paths.items()}
            wanted.difference_update(under)
    return found


def anchor_daily() -> JournalAnchor | None:
    """Hand the head over once a day; asked more often, so that a time when nobody could be reached is made up for."""
    last = _last_that_counts()
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
        elif one.root and root_of(_leaves(one.since or 1, one.number)).hex() != one.root:
            yield one.number, f"第 {one.since} 至 {one.number} 条与存证的根不符"
        who = asked.setdefault(one.authority, who_vouched(one.authority))
        if not who.vouches_for(one.head, Stamp(one.authority, one.place, one.proof)):
            yield one.number, f"第 {one.number} 条的存证在{one.authority}中没有找到，或内容不符"


def unlike(known: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield (number, what is wrong) for every head that somebody outside has kept and that the journal has not."""
    for number, digest in known:
        found = JournalEntry.objects.filter(number=number).values_list("digest", flat=True).first()
        if found is None:
            yield number, f"第 {number} 条在外部留存的校验值中，日志中没有"
        elif found != digest:
            yield number, f"第 {number} 条与外部留存的校验值不符"


def _last_that_counts() -> JournalAnchor | None:
    """Return the last anchor; once there is an authority, the last that it gave: a line of the stand-in is no stamp."""
    made = JournalAnchor.objects.all()
    return (made if stamper().is_stand_in else made.exclude(authority=LOCAL)).first()


def oldest_without() -> JournalEntry | None:
    """Return the oldest entry that no anchor covers: once there is an authority, none of its own."""
    last = _last_that_counts()
    return JournalEntry.objects.filter(number__gt=last.number if last else 0).order_by("number").first()


def _numbers() -> list[int]:
    return list(JournalAnchor.objects.values_list("number", flat=True))


class Answer(StrEnum):
    """What can be said of a head that somebody has kept."""

    STANDS = "done"
    DIFFERS = "stop"
    UNKNOWN = "due"


def asked_about(digest: str) -> Answer:
    """Say whether a head or a root was anchored, and whether the journal still has it."""
    one = JournalAnchor.objects.filter(Q(digest=digest) | Q(root=digest)).first()
    if one is None:
        return Answer.UNKNOWN
    # A root was stamped together with its head, to which everything under it is chained: the head tells of both.
    found = JournalEntry.objects.filter(number=one.number, digest=one.digest).exists()
    return Answer.STANDS if found else Answer.DIFFERS


def token_of(one: JournalAnchor) -> bytes:
    """Return what was given for it, as a file: an authority's token, or the line of the stand-in."""
    if not is_stamped(one):
        return one.proof.encode()
    return base64.b64decode(one.proof)


def is_stamped(one: JournalAnchor) -> bool:
    """Whether an authority gave a time stamp for it, and not the stand-in a line."""
    return one.authority != LOCAL
