"""Reading the annexed tables: which edition holds on a day, and what it says. Nothing here writes."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import QuerySet

from reviews.enums import EditionStage, TableKind
from reviews.models import TableEdition, TableRow
from reviews.table_columns import Column, normalised, without_brackets
from reviews.table_forms import TableForm
from zcps import clock

Rows = QuerySet[TableRow]
_MOST_SIMILAR = 8


def editions_of(kind: str) -> QuerySet[TableEdition]:
    """Return the published editions of a table, the newest first. Drafts are never among them."""
    return TableEdition.objects.filter(kind=kind, stage=EditionStage.PUBLISHED).order_by("-valid_from", "-number")


def edition_in_force(kind: str, on: dt.date) -> TableEdition | None:
    """Return the edition that holds on a day; None before the first one."""
    return editions_of(kind).filter(valid_from__lte=on).first()


def shown_edition(kind: str, on: dt.date) -> TableEdition | None:
    """Return the edition to show on a day: the one in force, else the next one to come."""
    return edition_in_force(kind, on) or editions_of(kind).last()


def matching(rows: Rows, words: str) -> Rows:
    """Return the rows in which every one of the words stands, however it is written."""
    for word in words.split():
        rows = rows.filter(search__contains=normalised(word))
    return rows


def narrowed(rows: Rows, form: TableForm, chosen: Mapping[str, str]) -> Rows:
    """Return the rows that have the chosen values in the columns that may be filtered by."""
    for column in form.filters:
        value = chosen.get(column.name, "")
        if value:
            rows = rows.filter(**_has(column, value))
    return rows


def _has(column: Column, value: str) -> dict[str, object]:
    return {f"data__{column.name}__contains": [value]} if column.is_list else {f"data__{column.name}": value}


def values_of(edition: TableEdition, column: Column) -> list[str]:
    """Return what can be chosen in a filter: the fixed choices, or the values there are, in their order."""
    if column.choices:
        return list(column.choices)
    found = edition.rows.order_by("position", "pk").values_list(f"data__{column.name}", flat=True)
    return list(dict.fromkeys(found))


def series_of(occupations: Iterable[str], on: dt.date) -> dict[str, frozenset[str]]:
    """Return the series to which each of several occupations leads on a day (S4 annex 1), normalised; 2 queries.

    Found by its name or an alias, in full or half width, with or without what stands in brackets. One that is not
    listed leads to none, and before a table is in force all do: no refusal, the committee decides (AMB-20).
    """
    forms = {name: (normalised(name), without_brackets(name)) for name in occupations if normalised(name)}
    edition = edition_in_force(TableKind.SKILL_MAP, on) if forms else None
    names = sorted({each for form in forms.values() for each in form})
    rows = list(edition.rows.filter(names__overlap=names)) if edition else []
    return {
        name: frozenset(normalised(row.data["series"]) for row in _named_by(rows, *form))
        for name, form in forms.items()
    }


def named_in(edition: TableEdition, name: str) -> list[TableRow]:
    """Return the rows found exactly by a name; where there are none, by the name without its brackets."""
    exact, bare = normalised(name), without_brackets(name)
    if not exact:
        return []
    return _named_by(list(edition.rows.filter(names__overlap=[exact, bare]).order_by("position", "pk")), exact, bare)


def _named_by(rows: Sequence[TableRow], exact: str, bare: str) -> list[TableRow]:
    return [row for row in rows if exact in row.names] or [row for row in rows if bare in row.names]


def similar_in(edition: TableEdition, occupation: str) -> list[TableRow]:
    """Return a few listed occupations whose names contain the words, for somebody who wrote his otherwise."""
    words = without_brackets(occupation)
    rows = edition.rows.exclude(data__occupation="").filter(search__contains=words) if words else edition.rows.none()
    near = [row for row in rows.order_by("position", "pk")[: 5 * _MOST_SIMILAR] if _is_near(row, words)]
    return near[:_MOST_SIMILAR]


def _is_near(row: TableRow, words: str) -> bool:
    return any(words in name for name in row.names)


def committees_of(series: Iterable[str], on: dt.date | None = None) -> dict[str, list[TableRow]]:
    """Return the rows of S4 annex 3 for each of several series at once.

    None for a series without a row, as 技工院校教师: annex 3 names no committee for it (R345).
    """
    return _named(TableKind.PATHWAY_COMMITTEES, series, on)


def functions_of(committees: Iterable[str], on: dt.date | None = None) -> dict[str, TableRow]:
    """Return what committees review and recommend (S3 annex), by their names; without those it does not name so."""
    return {name: rows[0] for name, rows in _named(TableKind.REVIEW_PLAN, committees, on).items() if rows}


def _named(kind: TableKind, names: Iterable[str], on: dt.date | None) -> dict[str, list[TableRow]]:
    wanted = {name: normalised(name) for name in names}
    edition = shown_edition(kind, on or clock.today()) if wanted else None
    rows = list(edition.rows.filter(names__overlap=list(wanted.values()))) if edition else []
    return {name: [row for row in rows if plain in row.names] for name, plain in wanted.items()}


def assessments_for(level: str, words: str = "", on: dt.date | None = None) -> Rows:
    """Return where a skill level can be assessed (S4 annex 4), in the order of the annex.

    Args:
        level: 五级 … 一级; empty for all.
        words: occupation, trade or institution, separated by spaces.
        on: the day; today if left out.
    """
    edition = shown_edition(TableKind.ASSESSMENTS, on or clock.today())
    rows = edition.rows.all() if edition else TableRow.objects.none()
    if level:
        rows = rows.filter(data__levels__contains=[level])
    return matching(rows, words).order_by("position", "pk")
