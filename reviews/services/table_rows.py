"""The rows of a table: what differs between two lists of them, and how a draft takes over what differs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from reviews.enums import TableKind
from reviews.models import TableEdition, TableRow
from reviews.table_columns import written
from reviews.table_forms import FORMS, Row, TableForm, key_of, names_of, read_row, search_text_of
from zcps.canonical import digest

# Between two rows of a file there is room for rows that are added by hand.
_STEP = 10


@dataclass(frozen=True)
class Change:
    """One row that is added (no `before`), changed, or removed (no `after`)."""

    before: Row | None
    after: Row | None

    @property
    def kind(self) -> str:
        """added, changed or removed."""
        if self.before is None:
            return "added"
        return "changed" if self.after is not None else "removed"


@dataclass
class Changes:
    """What differs between two editions, or between a draft and a file; `order` are the keys in the new order."""

    rows: list[Change] = field(default_factory=list)
    order: list[str] = field(default_factory=list)

    def of(self, kind: str) -> list[Change]:
        """Return the changes of one kind: added, changed, removed."""
        return [change for change in self.rows if change.kind == kind]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind."""
        return {kind: len(self.of(kind)) for kind in ("added", "changed", "removed")}


def form_of(edition: TableEdition) -> TableForm:
    """Return the columns of an edition's table."""
    return FORMS[TableKind(edition.kind)]


def data_of(edition: TableEdition) -> list[dict[str, Any]]:
    """Return the rows of an edition in their order."""
    return list(edition.rows.order_by("position", "pk").values_list("data", flat=True))


def compare(form: TableForm, old: Iterable[Row], new: Iterable[Row], *, keeps_others: bool = False) -> Changes:
    """Return what has to be done to the old rows to get the new ones.

    Args:
        form: of the table.
        old: rows as they are.
        new: rows as they shall be.
        keeps_others: whether old rows that are not among the new ones stay.
    """
    before = {key_of(form, row): row for row in old}
    after = {key_of(form, row): row for row in new}
    changes = [Change(before.get(key), row) for key, row in after.items() if not _same(before.get(key), row)]
    if keeps_others:
        return Changes(changes, _woven(form, before, after))
    changes += [Change(row, None) for key, row in before.items() if key not in after]
    return Changes(changes, list(after))


def _woven(form: TableForm, before: Mapping[str, Row], after: Mapping[str, Row]) -> list[str]:
    """Return the old keys in their order, new ones behind the last of their group, those of new groups at the end."""
    group = form.identity[0]
    last = {row.get(group): key for key, row in before.items()}
    behind: dict[str, list[str]] = {}
    for key, row in after.items():
        if key not in before:
            behind.setdefault(last.get(row[group], ""), []).append(key)
    return [each for key in before for each in (key, *behind.get(key, ()))] + behind.get("", [])


def _same(one: Row | None, other: Row) -> bool:
    # A column that an older edition did not have is an empty one.
    return one is not None and all((one.get(name) or "") == (other.get(name) or "") for name in {*one, *other})


def problems_in(form: TableForm, edition: TableEdition, changes: Changes) -> Iterator[str]:
    """Yield what stands in the way of changes to a draft, one Chinese sentence each."""
    known = {row.key: row.data for row in edition.rows.all()}
    for change in changes.rows:
        yield from _stale(form, known, change)
        if change.after is not None:
            yield from read_row(form, {name: written(value) for name, value in change.after.items()})[1]


def _stale(form: TableForm, known: Mapping[str, Row], change: Change) -> Iterator[str]:
    key = key_of(form, change.before) if change.before is not None else ""
    if change.before is not None and (key not in known or not _same(known[key], change.before)):
        yield f"“{name_of(form, change.before)}”一行已被他人修改或删除，请刷新页面后重新办理。"
    if change.after is not None:
        new = key_of(form, change.after)
        if new != key and new in known:
            yield f"已有“{name_of(form, change.after)}”一行，不能重复，请修改原有的行。"


def name_of(form: TableForm, row: Row) -> str:
    """Return a short name of a row, from what makes it different from others."""
    return " ".join(filter(None, (written(row.get(name, "")) for name in form.identity)))


def apply(edition: TableEdition, changes: Changes) -> None:
    """Write changes into a draft, and its number of rows and hash; the edition itself is not saved.

    Where the changes name the new order, they come from a file: the rows are written anew, quick for thousands too.
    """
    form = form_of(edition)
    if changes.order:
        _write_anew(edition, form, changes)
        return
    gone = [key_of(form, change.before) for change in changes.of("removed") if change.before is not None]
    edition.rows.filter(key__in=gone).delete()
    for change in changes.of("changed"):
        _rewrite(edition, form, change)
    _append(edition, form, [change.after for change in changes.of("added") if change.after is not None])
    seal(edition)


def _write_anew(edition: TableEdition, form: TableForm, changes: Changes) -> None:
    rows: dict[str, Row] = {key_of(form, row): row for row in data_of(edition)}
    rows |= {key_of(form, change.after): change.after for change in changes.rows if change.after is not None}
    edition.rows.all().delete()
    fill(edition, [rows[key] for key in changes.order])


def _rewrite(edition: TableEdition, form: TableForm, change: Change) -> None:
    assert change.before is not None, "a change has both sides"  # noqa: S101 - see Change.kind
    assert change.after is not None, "a change has both sides"  # noqa: S101 - see Change.kind
    row = edition.rows.get(key=key_of(form, change.before))
    fresh = _row(edition, form, change.after, row.position)
    row.key, row.names, row.data, row.search = fresh.key, fresh.names, fresh.data, fresh.search
    row.save()


def _append(edition: TableEdition, form: TableForm, added: Sequence[Row]) -> None:
    """A new row comes behind those of its group (of its series, of its institution), else at the end."""
    group = form.identity[0]
    ends = {row.data.get(group): row.position for row in edition.rows.order_by("position", "pk")}
    last = edition.rows.aggregate(last=Max("position"))["last"] or 0
    rows = []
    for data in added:
        if data[group] not in ends:
            last += _STEP
            ends[data[group]] = last
        rows.append(_row(edition, form, data, ends[data[group]]))
    TableRow.objects.bulk_create(rows)


def fill(edition: TableEdition, rows: Iterable[Row]) -> None:
    """Write the first rows of a draft that has none yet; the edition itself is not saved."""
    form = form_of(edition)
    made = [_row(edition, form, data, (number + 1) * _STEP) for number, data in enumerate(rows)]
    TableRow.objects.bulk_create(made)
    seal(edition)


def _row(edition: TableEdition, form: TableForm, data: Row, position: int) -> TableRow:
    return TableRow(
        edition=edition,
        position=position,
        key=key_of(form, data),
        names=names_of(form, data),
        data=dict(data),
        search=search_text_of(data),
    )


def seal(edition: TableEdition) -> None:
    """Count the rows and hash them, in their order; the edition itself is not saved."""
    rows = data_of(edition)
    edition.row_count, edition.rows_hash = len(rows), digest(rows)
