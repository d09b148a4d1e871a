"""The editing desk of the bureau that keeps the tables: drafts, rows, and the acts from draft to publication."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request
from accounts.selectors.keyset import page_of
from accounts.steps.base import reasons_against
from reviews.enums import EditionStage, TableKind
from reviews.forms.tables import AboutForm, RowForm
from reviews.models import TableEdition, TableRow
from reviews.permissions import keeps_table, keeps_tables
from reviews.selectors import tables as pool
from reviews.services.table_rows import Change, Changes, form_of, name_of
from reviews.services.tables import begin
from reviews.steps.describe_table import DESCRIBE_TABLE
from reviews.steps.discard_table import DISCARD_TABLE
from reviews.steps.publish_table import PUBLISH_TABLE
from reviews.steps.return_table import RETURN_TABLE
from reviews.steps.revise_table import REVISE_TABLE
from reviews.steps.submit_table import SUBMIT_TABLE
from reviews.table_forms import FORMS
from reviews.views.acting import attempt
from reviews.views.tables import ROWS, changes_shown, headings_of, line_of
from zcps import clock

EDITIONS = TableEdition.objects.select_related("keeper", "base", "created_by", "submitted_by", "published_by")
ACTS = {step.name: step for step in (SUBMIT_TABLE, PUBLISH_TABLE, RETURN_TABLE, DISCARD_TABLE)}
_OPEN = (EditionStage.DRAFT, EditionStage.SUBMITTED)


@require_safe
@allow(only(Role.HR_BUREAU))
def office_tables(request: Request) -> HttpResponse:
    """Every table: the edition in force, and the draft of this bureau where there is one."""
    open_ones = TableEdition.objects.filter(stage__in=_OPEN, keeper=request.actor.agency)
    drafts = {edition.kind: edition for edition in open_ones}
    found = [(FORMS[kind], pool.shown_edition(kind, clock.today()), drafts.get(kind)) for kind in TableKind]
    context = {"tables": found, "may_begin": keeps_tables(request.actor), "today": clock.today()}
    return render(request, "reviews/tables/office_tables.html", context)


@require_POST
@allow(keeps_tables)
def table_begin(request: Request) -> HttpResponse:
    """Begin a draft from the newest edition, or go on with the open one."""
    kind = request.POST.get("kind", "")
    if kind not in TableKind.values:
        messages.error(request, "没有这张表，请从列表中选择。")
        return redirect("office_tables")
    edition = begin(TableKind(kind), request.actor)
    if not keeps_table(request.actor, edition):
        messages.error(request, "该表正由其他部门修订，请等其发布后再起草。")
        return redirect("office_tables")
    return redirect("office_table", edition.pk)


@require_safe
@allow(keeps_table, EDITIONS)
def office_table(request: Request, edition: TableEdition) -> HttpResponse:
    """Show an edition with its rows, what it says of itself, and what can be done with it."""
    return _edition_page(request, edition)


def _edition_page(request: Request, edition: TableEdition, refused: list[str] | None = None) -> HttpResponse:
    form, words = form_of(edition), request.GET.get("q", "").strip()
    page = page_of(pool.matching(edition.rows.all(), words), "position", request.GET, newest_first=False, size=ROWS)
    context = {
        "form": form,
        "edition": edition,
        "is_draft": edition.stage == EditionStage.DRAFT,
        "words": words,
        "page": page,
        "headings": headings_of(form),
        "lines": [line_of(form, row) for row in page.rows],
        "acts": [_offer(request, step, edition) for step in ACTS.values() if step.is_open_to(edition, request.actor)],
        "refused": refused or [],
    }
    return render(request, "reviews/tables/office_table.html", context, status=422 if refused else 200)


def _offer(request: Request, step: Any, edition: TableEdition) -> dict[str, Any]:
    needs_reason = step is RETURN_TABLE
    given = {"reason": "—"} if needs_reason else {}
    return {
        "name": step.name,
        "verb": step.verb,
        "needs_reason": needs_reason,
        "is_stop": step is DISCARD_TABLE,
        "obstacles": reasons_against(step, edition, request.actor, **given),
    }


@require_safe
@allow(keeps_table, EDITIONS)
def table_changes(request: Request, edition: TableEdition) -> HttpResponse:
    """Show what differs from the edition before it: what the second officer reads before he publishes."""
    context = {
        "form": form_of(edition),
        "edition": edition,
        "changes": changes_shown(edition, edition.base) if edition.base else None,
    }
    return render(request, "reviews/tables/changes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps_table, EDITIONS)
def table_about(request: Request, edition: TableEdition) -> HttpResponse:
    """Say where the edition comes from and from when it holds."""
    form = AboutForm(edition, request.POST or None)
    refused: list[str] = []
    if request.method == "POST" and form.is_valid():
        refused = attempt(request, DESCRIBE_TABLE, edition, **form.as_data())
        if not refused:
            messages.success(request, "版本说明已保存。")
            return redirect("office_table", edition.pk)
    context = {"edition": edition, "form": form, "refused": refused}
    return render(request, "reviews/tables/about.html", context, status=422 if form.errors or refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps_table, EDITIONS)
def table_row_add(request: Request, edition: TableEdition) -> HttpResponse:
    """Add a row."""
    return _row_page(request, edition, None)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps_table, EDITIONS)
def table_row(request: Request, edition: TableEdition, row: int) -> HttpResponse:
    """Change a row."""
    return _row_page(request, edition, get_object_or_404(edition.rows, pk=row))


def _row_page(request: Request, edition: TableEdition, row: TableRow | None) -> HttpResponse:
    table = form_of(edition)
    form = RowForm(table, row, request.POST or None)
    refused: list[str] = []
    if request.method == "POST" and form.is_valid():
        change = Change(row.data if row else None, form.data_row)
        if row and row.data == form.data_row:
            return redirect("office_table", edition.pk)
        refused = attempt(request, REVISE_TABLE, edition, changes=Changes([change]))
        if not refused:
            messages.success(request, f"已保存“{name_of(table, form.data_row)}”。")
            return redirect("office_table", edition.pk)
    context = {"table": table, "edition": edition, "row": row, "form": form, "refused": refused}
    return render(request, "reviews/tables/row.html", context, status=422 if form.errors or refused else 200)


@require_POST
@allow(keeps_table, EDITIONS)
def table_row_remove(request: Request, edition: TableEdition, row: int) -> HttpResponse:
    """Take a row out of the draft."""
    found = get_object_or_404(edition.rows, pk=row)
    if refused := attempt(request, REVISE_TABLE, edition, changes=Changes([Change(found.data, None)])):
        return _edition_page(request, edition, refused)
    messages.success(request, f"已从草稿中删除“{name_of(form_of(edition), found.data)}”。")
    return redirect("office_table", edition.pk)


@require_POST
@allow(keeps_table, EDITIONS)
def table_act(request: Request, edition: TableEdition, name: str) -> HttpResponse:
    """Submit, return, publish or discard."""
    step = ACTS.get(name)
    if step is None:
        raise Http404
    data = {"reason": request.POST.get("reason", "")} if step is RETURN_TABLE else {}
    if refused := attempt(request, step, edition, **data):
        return _edition_page(request, edition, refused)
    messages.success(request, f"“{form_of(edition).title}”：已{step.verb}。")
    return redirect("office_tables") if step is DISCARD_TABLE else redirect("office_table", edition.pk)
