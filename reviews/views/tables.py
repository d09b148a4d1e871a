"""The annexed tables for everybody: search, filter, export, every published edition and what it changed."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone
from accounts.http import Request
from accounts.selectors.keyset import page_of
from reviews.enums import TableKind
from reviews.models import TableEdition, TableRow
from reviews.selectors import tables as pool
from reviews.services.table_files import table_lines
from reviews.services.table_rows import Changes, compare, data_of, form_of, name_of
from reviews.table_columns import written
from reviews.table_forms import FORMS, Row, TableForm
from reviews.views.bureau import csv_of
from zcps import clock

ROWS = 30


@require_safe
@allow(anyone)
def tables(request: Request) -> HttpResponse:
    """Name the tables, where they come from, and from when they hold."""
    found = [(FORMS[kind], pool.shown_edition(kind, clock.today())) for kind in TableKind]
    return render(request, "reviews/tables/tables.html", {"tables": found, "today": clock.today()})


@require_safe
@allow(anyone)
def table(request: Request, kind: str) -> HttpResponse:
    """Show the rows of an edition; of the one in force where none is asked for."""
    form, edition = _asked(request, kind)
    rows = _rows(request, form, edition)
    query = {"q": _words(request), **_chosen(request, form)}
    page = page_of(rows, "position", request.GET, newest_first=False, size=ROWS)
    context = {
        "form": form,
        "edition": edition,
        "in_force": pool.edition_in_force(kind, clock.today()),
        "words": _words(request),
        "filters": [(column, pool.values_of(edition, column), query[column.name]) for column in form.filters],
        "count": rows.count(),
        "page": page,
        "headings": headings_of(form),
        "lines": [line_of(form, row) for row in page.rows],
        "export": f"{reverse('table_export', args=[kind])}?{urlencode({**query, 'edition': edition.number or ''})}",
    }
    return render(request, "reviews/tables/table.html", context)


def _asked(request: Request, kind: str) -> tuple[TableForm, TableEdition]:
    number = request.GET.get("edition", "")
    published = pool.editions_of(kind)
    if number.isdecimal():
        edition = published.filter(number=int(number[:9])).first()
    else:
        edition = pool.shown_edition(kind, clock.today())
    if edition is None:
        raise Http404("没有找到这张表或这一版，请从对照表目录进入。")
    return form_of(edition), edition


def _words(request: Request) -> str:
    return request.GET.get("q", "").strip()


def _chosen(request: Request, form: TableForm) -> dict[str, str]:
    return {column.name: request.GET.get(column.name, "") for column in form.filters}


def _rows(request: Request, form: TableForm, edition: TableEdition) -> pool.Rows:
    return pool.narrowed(pool.matching(edition.rows.all(), _words(request)), form, _chosen(request, form))


def headings_of(form: TableForm) -> list[str]:
    """Return the headings of the list."""
    return [shown[0] if isinstance(shown, tuple) else form.column(shown).label for shown in form.shown]


def line_of(form: TableForm, row: TableRow) -> dict[str, Any]:
    """Return what a list shows of a row: its first column, the others under their headings, the remark."""
    first, *others = (_cell(form, row, shown) for shown in form.shown)
    return {
        "row": row,
        "title": "、".join(text for _, text in first) or row.data.get("rule", ""),
        "cells": list(zip(headings_of(form)[1:], others, strict=True)),
        "remark": row.data.get("remark", ""),
    }


def _cell(form: TableForm, row: TableRow, shown: str | tuple[str, ...]) -> list[tuple[str, str]]:
    """What stands in a cell: (label, text) for each filled column that shares it, without label where it is alone."""
    names = shown[1:] if isinstance(shown, tuple) else (shown,)
    texts = [(form.column(name).label, written(row.data.get(name, ""))) for name in names]
    return [(label if len(names) > 1 else "", text) for label, text in texts if text]


@require_safe
@allow(anyone)
def table_export(request: Request, kind: str) -> StreamingHttpResponse:
    """Send the rows as they are searched and filtered, all columns, for a spreadsheet."""
    form, edition = _asked(request, kind)
    rows = _rows(request, form, edition).order_by("position", "pk").values_list("data", flat=True)
    return csv_of(table_lines(form, rows), f"{form.title}{edition.edition_label.replace(' ', '')}.csv")


@require_safe
@allow(anyone)
def table_editions(request: Request, kind: str) -> HttpResponse:
    """List the editions of a table; show what differs between two of them."""
    editions = list(pool.editions_of(kind))
    if not editions:
        raise Http404("没有找到这张表，请从对照表目录进入。")
    newer, older = _pair(request, editions)
    context = {
        "form": form_of(editions[0]),
        "editions": editions,
        "today": clock.today(),
        "newer": newer,
        "older": older,
        "changes": changes_shown(newer, older) if older else None,
    }
    return render(request, "reviews/tables/editions.html", context)


def _pair(request: Request, editions: list[TableEdition]) -> tuple[TableEdition, TableEdition | None]:
    """The two editions that are asked for, else the newest and the one before it."""
    by_number = {str(edition.number): edition for edition in editions}
    newer = by_number.get(request.GET.get("newer", ""), editions[0])
    before = editions[1] if len(editions) > 1 else None
    return newer, by_number.get(request.GET.get("older", ""), before)


def changes_shown(newer: TableEdition, older: TableEdition) -> dict[str, Any]:
    """Return what differs between two editions, for the list of changes."""
    form = form_of(newer)
    return lines_of_changes(form, compare(form, data_of(older), data_of(newer)))


def lines_of_changes(form: TableForm, changes: Changes) -> dict[str, Any]:
    """Return changes as they are read: names of rows, and for a changed one every cell before and after."""
    return {
        "counts": changes.counts,
        "total": len(changes.rows),
        "added": [
            (name_of(form, change.after or {}), _filled(form, change.after or {})) for change in changes.of("added")
        ],
        "removed": [name_of(form, change.before or {}) for change in changes.of("removed")],
        "changed": [
            (name_of(form, change.after or {}), _differing(form, change.before or {}, change.after or {}))
            for change in changes.of("changed")
        ],
    }


def _filled(form: TableForm, row: Row) -> list[tuple[str, str]]:
    cells = [(column, written(row.get(column.name, ""))) for column in form.columns]
    return [(column.label, text) for column, text in cells if text and column.name not in form.identity]


def _differing(form: TableForm, before: Row, after: Row) -> list[tuple[str, str, str]]:
    cells = [
        (column.label, written(before.get(column.name, "")), written(after.get(column.name, "")))
        for column in form.columns
    ]
    return [(label, old, new) for label, old, new in cells if old != new]
