"""Editions of the tables: the first one out of reviews/tables/*.yaml, later ones begun from the one before."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from accounts.actor import CLOCK, Actor
from accounts.models import Agency
from accounts.services import journal
from reviews.enums import EditionStage, TableKind
from reviews.models import TableEdition
from reviews.services.committees import HR_BUREAU
from reviews.services.table_rows import fill
from reviews.table_columns import written
from reviews.table_forms import FORMS, read_row
from zcps import clock

FOLDER = Path(__file__).resolve().parent.parent / "tables"
_OPEN = (EditionStage.DRAFT, EditionStage.SUBMITTED)
_SOURCE = ("source_number", "source_title", "source_section", "source_dated")


def load_tables() -> list[TableEdition]:
    """Publish the tables as the notices annex them, as first editions; a table that has an edition stays as it is.

    The committees must have been loaded before, and with them the bureau that keeps the tables.
    """
    keeper = Agency.objects.get(name=HR_BUREAU)
    known = set(TableEdition.objects.filter(stage=EditionStage.PUBLISHED).values_list("kind", flat=True))
    return [_load(kind, keeper) for kind in TableKind if kind not in known]


@transaction.atomic
def _load(kind: TableKind, keeper: Agency) -> TableEdition:
    table = _read(kind)
    edition = TableEdition.objects.create(
        kind=kind,
        keeper=keeper,
        valid_from=table["valid_from"],
        note="按通知附件录入。",
        created_at=clock.now(),
        **{f"source_{name}": value for name, value in table["source"].items()},
    )
    fill(edition, rows_of_file(kind))
    edition.number, edition.stage, edition.published_at = 1, EditionStage.PUBLISHED, clock.now()
    edition.save()
    journal.record("load_table", edition, CLOCK, after=edition.stage, kind=kind, rows_hash=edition.rows_hash)
    return edition


@cache
def _read(kind: TableKind) -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load((FOLDER / f"{kind}.yaml").read_text(encoding="utf-8"))
    return table


@cache
def rows_of_file(kind: TableKind) -> tuple[dict[str, Any], ...]:
    """Return the rows of a shipped table; raise ValueError for one that its own columns would not let in."""
    return tuple(_rows_of_file(kind))


def _rows_of_file(kind: TableKind) -> Iterator[dict[str, Any]]:
    for entry in _read(kind)["rows"]:
        for cells in _spread(entry):
            data, wrong = read_row(FORMS[kind], {name: written(value) for name, value in cells.items()})
            if wrong:
                raise ValueError(f"{kind}: {cells}: {wrong}")
            yield data


def _spread(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a row for each occupation where an entry names several, as annex 1 of S4 does."""
    rest = {name: value for name, value in entry.items() if name != "occupations"}
    if "occupations" not in entry:
        yield rest
    for occupation in entry.get("occupations", ()):
        yield {**rest, "occupation": occupation}


@transaction.atomic
def begin(kind: TableKind, by: Actor) -> TableEdition:
    """Begin a draft from the newest published edition; return the open one where there is one.

    Args:
        kind: which table.
        by: an officer of the bureau that keeps it.
    """
    assert by.agency is not None, "a bureau keeps tables"  # noqa: S101 - an Actor without one is a mistake of ours
    published = TableEdition.objects.select_for_update().filter(kind=kind, stage=EditionStage.PUBLISHED)
    # The lock on the newest edition lets two officers who begin at once come one after the other.
    base = published.order_by("-number").first()
    open_one = TableEdition.objects.filter(kind=kind, stage__in=_OPEN).first()
    return open_one or _begun(kind, by.agency, base, by)


def _begun(kind: TableKind, keeper: Agency, base: TableEdition | None, by: Actor) -> TableEdition:
    source = {name: getattr(base, name) for name in _SOURCE} if base else {}
    draft = TableEdition.objects.create(
        kind=kind, keeper=keeper, base=base, created_by=by.user, created_at=clock.now(), **source
    )
    fill(draft, [] if base is None else base.rows.order_by("position", "pk").values_list("data", flat=True))
    draft.save()
    journal.record("begin_table", draft, by, after=draft.stage, kind=kind, base=base.number if base else None)
    return draft
