"""The yearly list of title holders who receive an allowance: declared by employers, confirmed by the HR bureau."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.http import Request
from accounts.selectors.narrowing import counts_by
from applicants.views.worklist import table_of
from employers.permissions import acts_for_some_employer, employer_of
from reviews.enums import AllowanceStage
from reviews.forms.allowances import AllowanceForm, RefusalForm
from reviews.models import Allowance
from reviews.permissions import may_see_allowance, reads_allowances
from reviews.selectors import allowances as selector
from reviews.services.allowances import holding_of, holdings_of, is_cut, out_of_place
from reviews.steps.allowances import (
    CONFIRM_ALLOWANCE,
    REFUSE_ALLOWANCE,
    WITHDRAW_ALLOWANCE,
    AllowanceStep,
    declare_allowance,
)
from reviews.steps.base import ActRefused
from reviews.views.acting import attempt
from reviews.views.staged import in_stage, staged_context

_MOST = 5000
_HEAD = ["年度", "姓名", "工作单位", "职称", "类别", "年度考核结果", "重点产业", "岗位", "津贴（元）", "依据", "状态"]
_ACTS: dict[str, AllowanceStep] = {
    step.name: step for step in (CONFIRM_ALLOWANCE, REFUSE_ALLOWANCE, WITHDRAW_ALLOWANCE)
}


@require_safe
@allow(reads_allowances)
def allowances(request: Request) -> HttpResponse:
    """List an employer's or a bureau's people; `format=csv` exports them as they are filtered."""
    known = selector.allowances_before(request.actor)
    rows = in_stage(request, selector.searched(known, request.GET.get("q", "")), AllowanceStage)
    if request.GET.get("format") == "csv":
        return table_of(
            "allowances", _HEAD, (_cells(row) for row in rows.order_by("-year", "pk")[:_MOST]), by=request.actor
        )
    context = staged_context(request, rows, AllowanceStage, counts_by(known))
    context["may_declare"] = acts_for_some_employer(request.actor)
    return render(request, "reviews/allowances/list.html", context)


def _cells(row: Allowance) -> list[object]:
    told = [row.title, row.get_kind_display(), row.assessment, row.get_industry_display(), row.post]
    return [row.year, row.profile.user.name, row.employer.name, *told, row.amount, row.clause, row.get_stage_display()]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(acts_for_some_employer)
def allowance_new(request: Request) -> HttpResponseBase:
    """Declare somebody."""
    employer = employer_of(request.actor)
    assert employer is not None, "the rule lets in nobody else"  # noqa: S101 - for the type checker
    words, found = request.GET.get("q", ""), None
    if request.method == "POST":
        found = holding_of(employer, request.POST.get("holding", ""))
    offered = holdings_of(employer, words)
    form = AllowanceForm([*offered, *([found] if found and found not in offered else [])], request.POST or None)
    reasons = list(out_of_place(employer))
    if request.method == "POST" and form.is_valid():
        try:
            declare_allowance(employer, request.actor, found, form.cleaned_data["year"], form.said())
        except ActRefused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "已申报人才津贴，由人力社保部门核定。")
            return redirect("allowances")
    context = {"form": form, "reasons": reasons, "words": words, "offered": len(offered), "is_cut": is_cut(offered)}
    wrong = request.method == "POST"
    return render(request, "reviews/allowances/declare.html", context, status=422 if wrong else 200)


@require_safe
@allow(may_see_allowance, selector.ALLOWANCES)
def allowance(request: Request, found: Allowance) -> HttpResponse:
    """One person of the list, with what can be done."""
    return _page(request, found, RefusalForm())


@require_POST
@allow(may_see_allowance, selector.ALLOWANCES)
def allowance_act(request: Request, found: Allowance, name: str) -> HttpResponseBase:
    """Confirm, refuse or take back."""
    if name not in _ACTS:
        raise Http404("没有这项办理。")
    form = RefusalForm(request.POST)
    reasons = attempt(request, _ACTS[name], found, **form.typed())
    if reasons:
        return _page(request, found, form, reasons)
    messages.success(request, f"已办理“{_ACTS[name].verb}”。")
    return redirect("allowances")


def _page(request: Request, found: Allowance, form: RefusalForm, reasons: list[str] | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "found": found,
        "form": form,
        "reasons": reasons,
        "offered": [step for step in _ACTS.values() if step.is_open_to(found, request.actor)],
    }
    return render(request, "reviews/allowances/allowance.html", context, status=422 if reasons else 200)
