"""The parts of a rulebook that are tables: rows of fields, added, removed and moved by buttons, kept as typed.

A row's fields are named `rows.0.code`, `rows.0.number` …; `was` in it remembers a name that other parts refer to.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reviews.facts.draft_rules import Draft
from reviews.forms.citations import citation_control, citation_from
from reviews.forms.conditions import Fields, one
from reviews.forms.controls import Choices, Control, chosen, with_present

Row = dict[str, Any]
_ROW = re.compile(r"rows\.(\d{1,4})\.\w+(?:\.\w+)?")
_MOST_ROWS = 300


@dataclass(frozen=True)
class Column:
    """One field of a row. `choices` depend on the rulebook; kinds are those of Control."""

    key: str
    label: str
    kind: str = "text"
    choices: Callable[[Draft], Choices] | None = None
    first: str = "请选择"
    hint: str = ""


@dataclass(frozen=True)
class Sheet:
    """One part of a rulebook as rows."""

    name: str
    label: str
    lead: str
    columns: tuple[Column, ...]
    read: Callable[[Draft], list[Row]]
    write: Callable[[dict[str, Any], list[Row]], None]
    place: str
    # Rows can be added and removed; otherwise there are exactly those that are read.
    grows: bool = True
    what: str = "一行"


@dataclass(frozen=True)
class RowView:
    """One row as it is shown."""

    number: int
    title: str
    controls: list[Control] = field(default_factory=list)
    is_first: bool = True
    is_last: bool = True


def rows_from(sheet: Sheet, fields: Fields) -> list[Row]:
    """Return the rows as they were typed; those in which nothing was typed are left out."""
    numbers = sorted({int(found[1]) for name in fields if (found := _ROW.fullmatch(name))})[:_MOST_ROWS]
    typed = [_row_from(sheet, fields, f"rows.{number}") for number in numbers]
    return [row for row in typed if not sheet.grows or any(value for key, value in row.items() if key != "was")]


def _row_from(sheet: Sheet, fields: Fields, place: str) -> Row:
    row: Row = {"was": one(fields, f"{place}.was"), "title": one(fields, f"{place}.title")}
    for column in sheet.columns:
        name = f"{place}.{column.key}"
        if column.kind == "citations":
            row[column.key] = citation_from(fields, name)
        elif column.kind == "tick":
            row[column.key] = [value for value in fields.get(name) or () if value]
        else:
            row[column.key] = one(fields, name)
    return row


def views_of_rows(sheet: Sheet, rows: list[Row], data: Draft, documents: Mapping[str, Any]) -> list[RowView]:
    """Return the rows as they are shown."""
    last = len(rows) - 1
    return [
        RowView(n, str(row.get("title") or ""), _controls(sheet, row, n, data, documents), n == 0, n == last)
        for n, row in enumerate(rows)
    ]


def _controls(sheet: Sheet, row: Row, number: int, data: Draft, documents: Mapping[str, Any]) -> list[Control]:
    place = f"rows.{number}"
    hidden = [Control(f"{place}.{key}", "", "hidden", [str(row.get(key) or "")]) for key in ("was", "title")]
    return [*hidden, *(_control(column, row, place, data, documents) for column in sheet.columns)]


def _control(column: Column, row: Row, place: str, data: Draft, documents: Mapping[str, Any]) -> Control:
    name, value = f"{place}.{column.key}", row.get(column.key)
    if column.kind == "citations":
        return citation_control(name, column.label, value, documents)
    values = [str(each) for each in value] if isinstance(value, list) else ["" if value is None else str(value)]
    if column.kind == "tick":
        return Control(name, column.label, "checks", values, [(str(row.get("was")), column.label)])
    known = with_present(column.choices(data), values) if column.choices else ()
    choices = chosen(column.first, known) if column.kind == "select" else known
    return Control(name, column.label, column.kind, values, choices, hint=column.hint)
