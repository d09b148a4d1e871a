"""Tables of hours: the list, a new one, what was found in it, and bringing it in."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.actor import Actor
from accounts.enums import JobStage
from accounts.http import Request
from accounts.selectors.keyset import page_of
from accounts.selectors.narrowing import counts_by, with_words
from applicants.views.worklist import address_with, table_of
from credits.enums import ImportKind, ImportStage
from credits.forms import ImportForm
from credits.models import CreditImport
from credits.permissions import is_of_agency, is_registrar
from credits.selectors.imports import imports_of
from credits.services.import_rows import COLUMNS, EXAMPLES, KINDS, TRAINING_ROUTES
from credits.services.imports import TableRefused, begin_import, hand_in
from credits.services.imports import table_of as rows_of_file
from zcps.uploads.table import MOST_ROWS

ONE = CreditImport.objects.select_related("file", "agency", "created_by", "job")
SHAPES = {ImportStage.CHECKING: "active", ImportStage.CHECKED: "due", ImportStage.IMPORTED: "done"}
EXPORT_LIMIT = 5000


@require_safe
@allow(is_registrar)
def credit_imports(request: Request) -> HttpResponse:
    """List the tables that the registrar's body has handed in; `format=csv` exports the list as it is filtered."""
    rows = _filtered(imports_of(request.actor), request.GET)
    if request.GET.get("format") == "csv":
        return _export(rows)
    page, counts = page_of(rows, "pk", request.GET), counts_by(imports_of(request.actor))
    stage = request.GET.get("stage", "")
    chips = [
        {"label": "全部", "url": address_with(request, stage=""), "count": sum(counts.values()), "active": not stage}
    ]
    chips += [
        {"label": s.label, "url": address_with(request, stage=s), "count": counts[s], "active": stage == s}
        for s in ImportStage
    ]
    context = {
        "page": page,
        "rows": [(row, SHAPES[ImportStage(row.stage)]) for row in page.rows],
        "chips": chips,
        "query": request.GET.get("q", ""),
        "kept": [("stage", stage)] if stage else [],
        "is_filtered": bool(stage or request.GET.get("q")),
        "export": address_with(request, format="csv"),
    }
    return render(request, "credits/credit_imports.html", context)


def _filtered(rows: QuerySet[CreditImport], query: QueryDict) -> QuerySet[CreditImport]:
    if query.get("stage", "") in ImportStage.values:
        rows = rows.filter(stage=query["stage"])
    return with_words(rows, query.get("q", ""), "file__name", "created_by__name")


def _export(rows: QuerySet[CreditImport]) -> HttpResponse:
    head = ["表格", "类别", "经办人", "提交时间", "状态", "行数", "问题行", "人数", "学时合计", "文件校验值（SHA-256）"]
    cells = (
        [
            row.file.name, row.get_kind_display(), row.created_by.name, f"{row.created_at:%Y-%m-%d %H:%M}",
            row.get_stage_display(), row.rows, row.bad, row.people, row.hours, row.file.sha256,
        ]
        for row in rows.order_by("-pk")[:EXPORT_LIMIT]
    )  # fmt: skip
    return table_of("credit-imports", head, cells)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(is_registrar)
def credit_import_new(request: Request) -> HttpResponse:
    """Hand a table in; the columns are explained beside it."""
    form = ImportForm(request.POST or None, request.FILES or None, initial={"kind": ImportKind.TRAINING})
    if request.method != "POST" or not form.is_valid():
        return _new_page(request, form)
    try:
        batch = hand_in(form.cleaned_data["table"], ImportKind(form.cleaned_data["kind"]), request.actor)
    except TableRefused as refused:
        form.add_error("table", str(refused))
        return _new_page(request, form)
    return redirect("job", pk=batch.job_id)


def _new_page(request: Request, form: ImportForm) -> HttpResponse:
    kinds = [(kind, kind.label, COLUMNS[kind]) for kind in ImportKind]
    context = {"form": form, "kinds": kinds, "routes": TRAINING_ROUTES, "subjects": KINDS, "most": MOST_ROWS}
    return render(request, "credits/credit_import_new.html", context, status=422 if form.errors else 200)


@require_safe
@allow(is_registrar)
def import_template(request: Request, kind: str) -> HttpResponse:  # noqa: ARG001 - the form of every view
    """Send an empty table with the right columns and two examples."""
    if kind not in ImportKind.values:
        raise Http404("没有这种表格模板。请从“上传表格”页下载。")
    known = ImportKind(kind)
    return table_of(f"credits-{kind}", COLUMNS[known], EXAMPLES[known])


@require_safe
@allow(is_of_agency, ONE)
def credit_import(request: Request, batch: CreditImport) -> HttpResponse:
    """Show what was found in a table, every bad row at once, or what became of it; `format=csv` exports bad rows."""
    if request.GET.get("format") == "csv":
        return _bad_rows(request.actor, batch)
    context = {
        "batch": batch,
        "shape": SHAPES[ImportStage(batch.stage)],
        "running": batch.job if batch.job and not batch.job.is_over else None,
        "failed": batch.job if batch.job and batch.job.stage == JobStage.FAILED else None,
        "export": address_with(request, format="csv"),
    }
    return render(request, "credits/credit_import.html", context)


def _bad_rows(by: Actor, batch: CreditImport) -> HttpResponse:
    """Send the bad rows as they stand in the file, with what is wrong: mended, the table can be handed in as it is."""
    heading, *rows = rows_of_file(batch)
    bad = ([*_cut(rows[problem["row"] - 2], len(heading)), "；".join(problem["reasons"])] for problem in batch.problems)
    return table_of(f"credits-import-{batch.pk}-bad", [*heading, "问题"], bad, by=by)


def _cut(cells: Sequence[str], width: int) -> list[str]:
    """A row as wide as the heading, so that what follows it stands in a column of its own."""
    return [*cells[:width], *[""] * (width - len(cells))]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(is_of_agency, ONE)
def credit_import_confirm(request: Request, batch: CreditImport) -> HttpResponse:
    """Name what is skipped on purpose and what happens; then have the other rows written."""
    is_open = batch.stage == ImportStage.CHECKED and batch.good and (batch.job is None or batch.job.is_over)
    if not is_open:
        messages.error(request, f"此表格的状态为“{batch.get_stage_display()}”，现在不能导入。请查看最新进展。")
        return redirect("credit_import", pk=batch.pk)
    if request.method == "POST" and request.POST.get("confirmed") == "yes" and _has_seen(request.POST, batch):
        return redirect("job", pk=begin_import(batch, request.actor).pk)
    return render(request, "credits/credit_import_confirm.html", {"batch": batch, **_told(batch)})


def _has_seen(posted: QueryDict, batch: CreditImport) -> bool:
    """What is confirmed is what was shown: another check in between shows the page anew."""
    return posted.get("skipped") == str(batch.bad)


def _told(batch: CreditImport) -> dict[str, Any]:
    effects = [f"导入 {batch.good} 行，{batch.people} 人，共 {batch.hours} 学时，立即计入各人的年度学时。"]
    if batch.problems:
        effects.append(f"跳过 {batch.bad} 行，这些行不导入。修改后可以另行上传。")
    skipped = [f"跳过第 {problem['row']} 行　{problem['name']}　{problem['title']}" for problem in batch.problems]
    return {
        "effects": effects,
        "subjects": skipped,
        "hidden": [("skipped", batch.bad)],
        "back": reverse("credit_import", args=[batch.pk]),
    }
