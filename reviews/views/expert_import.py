"""Proposals for the pool by a table: every bad row is named at once, and then nothing is written."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.http import Request
from accounts.steps.base import ActRefused
from applicants.views.worklist import table_of
from reviews.forms.expert_file import COLUMNS, EXAMPLES, Line, heading_problems, lines_of
from reviews.forms.experts import UploadForm
from reviews.permissions import keeps_pools
from reviews.services.experts import AlreadyThere, NameDiffers
from reviews.steps.propose_expert import propose
from zcps.uploads import UploadRefused, accept_table, read_table

_MOST = 500


@require_safe
@allow(keeps_pools)
def expert_template(_: Request) -> HttpResponse:
    """Send an empty table with the right columns and an example."""
    return table_of("expert-proposals", COLUMNS, EXAMPLES)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps_pools)
def expert_import(request: Request) -> HttpResponseBase:
    """Read a table; where all rows are good, everybody in it is proposed."""
    form = UploadForm(request.POST or None, request.FILES or None)
    bad: list[Line] = []
    if request.method == "POST" and form.is_valid():
        bad = _imported(request, form)
        if not bad and not form.errors:
            return redirect("/experts/?state=waiting")
    context = {"form": form, "bad": bad, "columns": COLUMNS}
    status = 422 if form.errors or bad else 200
    return render(request, "reviews/expert/expert_import.html", context, status=status)


def _imported(request: Request, form: UploadForm) -> list[Line]:
    try:
        table = read_table(accept_table(form.cleaned_data["table"]).content)
    except UploadRefused as refused:
        form.add_error("table", refused.sentence)
        return []
    problems = heading_problems(table[0]) if table else []
    if len(table) <= 1:
        problems.append("表格没有数据行，请从第二行起每行填写一人。")
    if len(table) > _MOST + 1:
        problems.append(f"一次最多提名 {_MOST} 人，请拆分后分次上传。")
    for problem in problems:
        form.add_error("table", problem)
    return [] if problems else _proposed(request, lines_of(table, request.actor))


def _proposed(request: Request, lines: list[Line]) -> list[Line]:
    """Try every row, so that all that is wrong is said at once; keep nothing unless all are good."""
    with transaction.atomic():
        for line in lines:
            if not line.reasons:
                line.reasons = _tried(request, line)
        bad = [line for line in lines if line.reasons]
        if bad:
            transaction.set_rollback(True)
    if not bad:
        messages.success(request, f"已提名 {len(lines)} 人，须由另一名经办人或人力社保部门审核入库。")
    return bad


def _tried(request: Request, line: Line) -> list[str]:
    try:
        with transaction.atomic():
            propose(request.actor, **line.form.as_data())
    except (NameDiffers, AlreadyThere) as refusal:
        return [str(refusal)]
    except ActRefused as refused:
        return refused.reasons
    return []
