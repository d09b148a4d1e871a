"""Writing and verifying the journal."""

import datetime as dt
import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import connection, models

from accounts.actor import Actor
from accounts.models import JournalEntry
from accounts.services import clock_doubt
from zcps import clock
from zcps.canonical import digest
from zcps.insertion import insert

_acts = logging.getLogger("zcps.acts")
GENESIS = "0" * 64
# An arbitrary number that only the journal uses: whoever holds it appends the next entry.
_CHAIN = 7_205_759_403_792
_COLUMNS = tuple(field.attname for field in JournalEntry._meta.concrete_fields)


def record(
    act: str,
    subject: models.Model,
    by: Actor,
    *,
    case: int | None = None,
    before: str = "",
    after: str = "",
    **data: Any,
) -> JournalEntry:
    """Append one entry; call it last in its transaction, for the chain stays locked until the commit.

    Args:
        act: name of the legal act.
        subject: the row acted upon.
        by: who acted.
        case: id of the application whose timeline shows the entry.
        before: stage before.
        after: stage after.
        data: what a reader needs besides, JSON-able, without ID numbers, phone numbers or ballots.
    """
    entry = written(act, subject, by, case=case, before=before, after=after, **data)
    append([entry])
    return entry


def written(
    act: str,
    subject: models.Model,
    by: Actor,
    *,
    case: int | None = None,
    before: str = "",
    after: str = "",
    **data: Any,
) -> JournalEntry:
    """Return an entry that is not in the journal yet (see record()): append() numbers and chains it."""
    # In the order of the columns, as Django itself makes a row that it has read: by their names it takes twice as long.
    who, kind = (by.user.pk if by.user else None), subject._meta.label_lower
    columns: Any = (clock.now(), who, by.role, by.label, act, kind, subject.pk, case, before, after, data)
    entry = JournalEntry(None, *columns)
    if by.user:
        entry.actor = by.user
    return entry


def append(entries: Sequence[JournalEntry], due: dt.datetime | None = None) -> None:
    """Append entries in this order; call it last in its transaction, for the chain stays locked until the commit.

    Args:
        entries: as written() made them.
        due: the deadline of what was done; kept where the clock is in doubt and leaves open whether it had passed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN])
        # One question for both, as SQL: it is asked for every act, and writing it anew took half of its time.
        cursor.execute(clock_doubt.ASKED)
        there, number, at, previous = cursor.fetchone()
    doubt = clock_doubt.compared(there, number, at)
    number, previous = number or 0, previous or GENESIS
    # Numbered by the chain, not by a sequence, so that a missing entry shows as a gap.
    for following, entry in enumerate(entries, number + 1):
        entry.number, entry.previous = following, previous
        if doubt:
            entry.data = {**entry.data, clock_doubt.KEY: doubt.noted(due)}
        previous = entry.digest = digest_of(entry)
    insert(JournalEntry, _COLUMNS, [{name: getattr(entry, name) for name in _COLUMNS} for entry in entries])
    for entry in entries if _acts.isEnabledFor(logging.INFO) else ():
        # So that a request leads to its entries, and an entry to its request. Of a secret ballot nothing does.
        if entry.actor_id is not None:
            _acts.info("%s %s", entry.act, entry.number, extra={"act": entry.act, "entry": entry.number})


def digest_of(entry: JournalEntry) -> str:
    """Return the SHA-256 over the canonical form of an entry and the digest of the one before."""
    return digest([*content_of(entry), entry.previous])


def content_of(entry: JournalEntry) -> list[Any]:
    """Return what an entry says, in the order in which it is digested."""
    return [
        entry.number,
        entry.at.timestamp(),
        entry.actor_id,
        entry.role,
        entry.actor_label,
        entry.act,
        entry.subject_type,
        entry.subject_id,
        entry.case_id,
        entry.before,
        entry.after,
        entry.data,
    ]


# What the chain consists of, in the order of digest_of().
_CONTENT = (
    *("number", "at", "actor_id", "role", "actor_label", "act", "subject_type", "subject_id", "case_id"),
    *("before", "after", "data", "previous"),
)
_PORTION, _STRETCH = 2000, 50_000


def broken_links(
    after: int = 0, previous: str = GENESIS, upto: int | None = None, told: Callable[[int], None] | None = None
) -> Iterator[tuple[int, str]]:
    """Yield (number, what is wrong) for every entry that does not fit the chain; read in portions, as a stream.

    Args:
        after: the last entry that is known to hold.
        previous: its digest.
        upto: the last entry to look at; all of them where it is None.
        told: called now and then with how many have been looked at.
    """
    expected = after + 1
    rows = JournalEntry.objects.filter(number__gt=after).order_by("number").values_list(*_CONTENT, "digest")
    # Plain rows, not objects: of a million entries those take longer than their digests.
    found = (rows if upto is None else rows.filter(number__lte=upto)).iterator(chunk_size=_PORTION)
    for looked_at, (*content, kept) in enumerate(found, 1):
        number, content[1] = content[0], content[1].timestamp()
        if number != expected:
            yield number, f"第 {expected} 条缺失"
        if content[-1] != previous:
            yield number, f"第 {number} 条与前一条不衔接"
        if kept != digest(content):
            yield number, f"第 {number} 条内容被改动"
        expected, previous = number + 1, kept
        if told and not looked_at % _STRETCH:
            told(looked_at)
