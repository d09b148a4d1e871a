"""The end of publicities, many at a time: periods counted anew, who stands in them, whole lists ended."""

from collections.abc import Collection, Iterable

from django.db import transaction

from accounts.actor import CLOCK
from accounts.models import JournalEntry
from accounts.services import journal, notices
from law.calendar import Period
from reviews.models import Application, Plan, Publicity, PublicityEntry
from reviews.services.publicity import (
    close_of,
    days_counted,
    disputed_entries,
    held_entries,
    is_over,
    period_of,
    standing_in,
    was_disputed,
)
from reviews.services.put_off import Change, news_of
from zcps import clock

# Of a publicity: what its period is counted of, and what is said of it where its end is put off.
_READ = (
    *("plan", "opened_at", "working_days", "earliest_close", "is_provisional", "closed_at"),
    *("title", "employer", "agency"),
)

_OF_PUBLICITY = tuple(f"publicity__{name}" for name in ("kind", *_READ))
# Of one in it: also what was_disputed() and holds() ask for.
_OF_ENTRY = ("publicity", "application", "snapshot", "previous", "released_at")


def count_anew(keys: Collection[int]) -> list[int]:
    """Count the periods of open publicities anew; return those that may end now. A locked one is left to its holder."""
    with transaction.atomic(), clock.held():
        rows = _open_ones(keys)
        _recompute(rows)
        return [one.pk for one in rows if is_over(one, period_of(one))]


def recount(keys: Collection[int]) -> list[int]:
    """Count the periods of open publicities anew, waiting for who holds one; return those that changed."""
    with transaction.atomic(), clock.held():
        return [one.pk for one in _recompute(_open_ones(keys, waits=True))]


def _recompute(publicities: Iterable[Publicity]) -> list[Publicity]:
    # An end may be put off, and never comes earlier than the public was told; the journal keeps both.
    changed = [change for one in publicities if (change := _changed(one))]
    moved = [change.publicity for change in changed]
    Publicity.objects.bulk_update(moved, ["earliest_close", "is_provisional"])
    told = news_of([change for change in changed if change.is_put_off])
    if changed:
        journal.append([change.entry for change in changed])
    notices.queue_many((change.entry.digest, told.get(change.publicity.pk, [])) for change in changed)
    return moved


def _changed(publicity: Publicity) -> Change | None:
    period = period_of(publicity)
    close = close_of(publicity, period)
    if (close, period.final) == (publicity.earliest_close, not publicity.is_provisional):
        return None
    told = publicity.earliest_close
    publicity.earliest_close, publicity.is_provisional = close, not period.final
    entry = journal.written(
        "recompute_publicity", publicity, CLOCK, told=told.isoformat(), **days_counted(period, close)
    )
    return Change(publicity, told, entry)


def finish_all(kind: str, keys: Collection[int]) -> list[int]:
    """End the publicities that are over and in which nobody stands any more; return them."""
    with transaction.atomic(), clock.held() as moment:
        rows = _open_ones(keys)
        standing = set(standing_in(kind, keys).values_list("publicity_id", flat=True))
        counted = [(one, period_of(one)) for one in rows if one.pk not in standing]
        done = [(one, period) for one, period in counted if is_over(one, period)]
        keys = [one.pk for one, _ in done]
        Publicity.objects.filter(pk__in=keys).update(closed_at=moment)
        if done:
            journal.append([_finished(one, period) for one, period in done])
    return keys


def _finished(publicity: Publicity, period: Period) -> JournalEntry:
    days = days_counted(period, publicity.earliest_close)
    return journal.written("close_publicity", publicity, CLOCK, **days)


def _open_ones(keys: Collection[int], *, waits: bool = False) -> list[Publicity]:
    rows = Publicity.objects.select_for_update(of=("self",), no_key=True, skip_locked=not waits)
    found = list(rows.filter(pk__in=keys, closed_at=None).only(*_READ).order_by("pk"))
    plans = Plan.objects.in_bulk({one.plan_id for one in found})
    for one in found:
        one.plan = plans[one.plan_id]
    return found


def entries_now(cases: Iterable[Application], kind: str) -> dict[int, PublicityEntry]:
    """Return entry_now() of many cases by their keys, with their publicities; cases have their plans."""
    plans = {case.plan_id: case.plan for case in cases}
    waiting = PublicityEntry.objects.filter(
        application__in=[case.pk for case in cases], publicity__kind=kind, released_at=None
    )
    found = waiting.select_related("publicity").order_by("pk")
    entries = {entry.application_id: entry for entry in found.only(*_OF_ENTRY, *_OF_PUBLICITY)}
    for entry in entries.values():
        entry.publicity.plan = plans[entry.publicity.plan_id]
    return entries


def periods_of(publicities: Iterable[Publicity]) -> dict[int, Period]:
    """Return the period of each of some publicities by its key."""
    return {key: period_of(one) for key, one in {one.pk: one for one in publicities}.items()}


def held_among(entries: Iterable[PublicityEntry]) -> set[int]:
    """Return the keys of those of some entries whose period may not end now."""
    rows = PublicityEntry.objects.filter(pk__in=[entry.pk for entry in entries])
    return set(held_entries(rows).values_list("pk", flat=True))


def disputed_among(entries: Collection[PublicityEntry]) -> set[int]:
    """Return the keys of those of some entries of which was_disputed() is true."""
    rows = PublicityEntry.objects.filter(pk__in=[entry.pk for entry in entries])
    disputed = set(disputed_entries(rows).values_list("pk", flat=True))
    # Few were shown before: what was then is asked for one by one.
    before = {entry.pk for entry in entries if entry.previous_id and entry.pk not in disputed and was_disputed(entry)}
    return disputed | before
