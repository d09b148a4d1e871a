"""Anchoring the journal: its head handed to somebody outside the database, and asked for again when it is verified."""

import base64
import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from django.conf import settings
from django.db.models import Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import JournalAnchor, JournalEntry
from accounts.services import clock_doubt
from accounts.timestamps import LOCAL, Stamp, TimeStamper, kept_heads, stamper, who_vouched
from zcps import clock
from zcps.merkle import root_and_paths, root_of
from zcps.signed.heads import Head

A_DAY = dt.timedelta(hours=24)
_PORTION = 5000
_REWOUND = (
    "存证文件记载到第 {} 条，办理日志止于第 {} 条：数据库可能由较早的备份恢复，或者此后的日志被删除。"
    "请核对更新的备份，不要继续办理"
)


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
    last = _that_count().first()
    return None if last and clock.now() - last.anchored_at < A_DAY else anchor()


def broken_anchors() -> Iterator[tuple[int, str]]:
    """Yield (number, what is wrong) for every anchor that does not fit the journal, or for which nobody vouches."""
    asked: dict[str, TimeStamper] = {}
    told = set[int]()
    digests = dict(JournalEntry.objects.filter(pk__in=_numbers()).values_list("number", "digest"))
    for one in JournalAnchor.objects.order_by("pk").iterator():
        who = asked.setdefault(one.authority, who_vouched(one.authority))
        for because in (_unlike_the_journal(one, digests.get(one.number)), _not_vouched_for(one, who)):
            if because:
                told.add(one.number)
                yield one.number, because
    yield from ((number, because) for number, because in unlike_the_file() if number not in told)


def _unlike_the_journal(one: JournalAnchor, digest: str | None) -> str:
    if digest is None:
        return f"第 {one.number} 条已存证，日志中没有，此后的日志可能被删除"
    if digest != one.digest:
        return f"第 {one.number} 条与存证的校验值不符"
    if one.root and root_of(_leaves(one.since or 1, one.number)).hex() != one.root:
        return f"第 {one.since} 至 {one.number} 条与存证的根不符"
    return ""


def _not_vouched_for(one: JournalAnchor, who: TimeStamper) -> str:
    stamp = Stamp(one.authority, one.place, one.proof)
    if not who.vouches_for(one.head, stamp):
        return f"第 {one.number} 条的存证在{one.authority}中没有找到，或内容不符"
    if _is_later(one.number, who.said_at(one.head, stamp)):
        return f"第 {one.number} 条的时间晚于对它的存证，时间不可信"
    return ""


def _is_later(number: int, said_at: dt.datetime | None) -> bool:
    """Whether an entry says a later moment than what was given for it; in a demonstration the clock goes back."""
    if settings.DEMO_CLOCK or said_at is None:
        return False
    rows = JournalEntry.objects.filter(number=number, at__gt=said_at + clock_doubt.TOLERANCE)
    return rows.exclude(data__has_key=clock_doubt.KEY).exists()


def unlike_the_file() -> Iterator[tuple[int, str]]:
    """Yield (number, what is wrong) for every line of the file outside that the journal is not like.

    The file knows what the database may have forgotten: heads that were anchored before it was rewound or written anew.
    """
    kept = list(kept_heads())
    heads = {head.number: head.digest for _, head in reversed(kept) if head}
    digests = dict(JournalEntry.objects.filter(pk__in=heads).values_list("number", "digest"))
    last = JournalEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    for place, head in kept:
        if head is None:
            yield 0, f"存证文件第 {place} 行不完整或者无法识别"
        elif head.digest != heads[head.number]:
            yield head.number, f"存证文件对第 {head.number} 条记载了两个不同的校验值，日志可能被改写后重新存证"
        elif head.number > last:
            yield head.number, _REWOUND.format(head.number, last)
        elif digests.get(head.number) != head.digest:
            yield head.number, f"第 {head.number} 条与存证文件记载的校验值不符"


def unlike(known: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield (number, what is wrong) for every head that somebody outside has kept and that the journal has not."""
    for number, digest in known:
        found = JournalEntry.objects.filter(number=number).values_list("digest", flat=True).first()
        if found is None:
            yield number, f"第 {number} 条在外部留存的校验值中，日志中没有"
        elif found != digest:
            yield number, f"第 {number} 条与外部留存的校验值不符"


def _that_count() -> QuerySet[JournalAnchor]:
    """Return the anchors; once there is an authority, those that it gave: a line of the stand-in is no stamp."""
    made = JournalAnchor.objects.order_by("-pk")
    return made if stamper().is_stand_in else made.exclude(authority=LOCAL)


def oldest_without() -> JournalEntry | None:
    """Return the oldest entry that no anchor covers: once there is an authority, none of its own."""
    covered = Coalesce(Subquery(_that_count().values("number")[:1]), 0)
    return JournalEntry.objects.filter(number__gt=covered).order_by("number").first()


def _numbers() -> list[int]:
    return list(JournalAnchor.objects.values_list("number", flat=True))


class Answer(StrEnum):
    """What can be said of a head that somebody has kept."""

    STANDS = "done"
    DIFFERS = "stop"
    UNKNOWN = "due"


def asked_about(digest: str) -> Answer:
    """Say whether a head or a root was anchored, and whether the journal still has it."""
    # The file is asked too: whoever wrote the journal anew may have taken its anchor out of the database.
    told = [each.head for each in JournalAnchor.objects.filter(Q(digest=digest) | Q(root=digest))]
    told += [head for _, head in kept_heads() if head and digest in (head.digest, head.root)]
    if not told:
        return Answer.UNKNOWN
    # A root was stamped together with its head, to which everything under it is chained: the head tells of both.
    stands = all(JournalEntry.objects.filter(number=each.number, digest=each.digest).exists() for each in set(told))
    return Answer.STANDS if stands else Answer.DIFFERS


def token_of(one: JournalAnchor) -> bytes:
    """Return what was given for it, as a file: an authority's token, or the line of the stand-in."""
    if not is_stamped(one):
        return one.proof.encode()
    return base64.b64decode(one.proof)


def is_stamped(one: JournalAnchor) -> bool:
    """Whether an authority gave a time stamp for it, and not the stand-in a line."""
    return one.authority != LOCAL
