"""Spot checks: the list, drawing one, its cases with what was found, and the file from which the lot is recomputed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow, only
from accounts.http import Request
from accounts.steps.base import Step
from reviews.enums import CheckItemStage, CheckKind, CheckStage
from reviews.forms.bodies import ActForm
from reviews.forms.spot_checks import AnswerForm, ConclusionForm, FindingForm, SpotCheckForm
from reviews.models import Plan, SpotCheck, SpotCheckItem
from reviews.permissions import answers_finding, makes_check, makes_finding, oversees_plan, sees_check
from reviews.selectors.supervision import CHECKS, ITEMS, checks_for, draws_before, searched
from reviews.services.spot_checks import population_of
from reviews.steps.answer_finding import ANSWER_FINDING
from reviews.steps.close_spot_check import CLOSE_SPOT_CHECK
from reviews.steps.open_spot_check import OPEN_SPOT_CHECK
from reviews.steps.record_finding import RECORD_FINDING
from reviews.views.acting import attempt
from reviews.views.bureau import csv_of
from reviews.views.staged import in_stage, staged_context
from reviews.views.supervision import MOST_EXPORTED, OFFICES
from zcps import clock
from zcps.templatetags.chinese import cn_plain

_HEAD = ["编号", "类别", "计划", "抽查机构", "抽取时间", "件数", "待检查", "发现问题", "状态", "结论"]


@require_safe
@allow(only(*OFFICES))
def spot_checks(request: Request) -> HttpResponse | StreamingHttpResponse:
    """List the checks an office may see; `format=csv` exports them."""
    found = in_stage(request, searched(checks_for(request.actor), request.GET.get("q", "")), CheckStage)
    if request.GET.get("format") == "csv":
        rows = (_cells(check) for check in found.order_by("-pk")[:MOST_EXPORTED])
        return csv_of(iter([_HEAD, *rows]), f"抽查{clock.today():%Y%m%d}.csv")
    return render(request, "reviews/supervision/spot_checks.html", staged_context(request, found, CheckStage, None))


def _cells(check: Any) -> list[Any]:
    told = [check.number, check.get_kind_display(), check.plan.name, check.agency.name, cn_plain(check.opened_at)]
    return [*told, check.size, check.waiting, check.faulty, check.get_stage_display(), check.conclusion]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(oversees_plan, Plan)
def spot_check_new(request: Request, plan: Plan) -> HttpResponse:
    """Draw a check of a plan."""
    form = SpotCheckForm(request.POST or None, initial={"kind": CheckKind.CASES, "size": 10})
    if request.method == "POST" and _done(request, OPEN_SPOT_CHECK, plan, form):
        check = plan.spot_checks.latest("pk")
        messages.success(request, f"已抽取 {len(check.bundle['chosen'])} 件，编号 {check.number}。")
        return redirect("spot_check", check.pk)
    counts = [(label, population_of(plan, kind).count()) for kind, label in CheckKind.choices]
    context = {"plan": plan, "form": form, "counts": counts}
    return render(request, "reviews/supervision/spot_check_new.html", context, status=422 if form.errors else 200)


@require_safe
@allow(sees_check, CHECKS)
def spot_check(request: Request, check: SpotCheck) -> HttpResponse:
    """Show a check."""
    return _page(request, check)


@require_POST
@allow(makes_finding, ITEMS)
def spot_check_finding(request: Request, item: SpotCheckItem) -> HttpResponse:
    """Keep what was found in one case."""
    return _acted(request, item, RECORD_FINDING, FindingForm(request.POST, prefix=f"i{item.pk}"), "已登记检查情况。")


@require_POST
@allow(answers_finding, ITEMS)
def spot_check_answer(request: Request, item: SpotCheckItem) -> HttpResponse:
    """Keep how a fault was put right."""
    return _acted(request, item, ANSWER_FINDING, AnswerForm(request.POST, prefix=f"i{item.pk}"), "已反馈整改情况。")


def _acted(request: Request, item: SpotCheckItem, step: Step[Any], form: ActForm, words: str) -> HttpResponse:
    if _done(request, step, item, form):
        messages.success(request, f"第 {item.order} 件{words}")
        return redirect("spot_check", item.spot_check_id)
    return _page(request, item.spot_check, {item.pk: form})


@require_POST
@allow(makes_check, CHECKS)
def spot_check_close(request: Request, check: SpotCheck) -> HttpResponse:
    """Draw the conclusion."""
    form = ConclusionForm(request.POST)
    if _done(request, CLOSE_SPOT_CHECK, check, form):
        messages.success(request, f"已办结抽查（{check.number}），并告知评委会办公室。")
        return redirect("spot_check", check.pk)
    return _page(request, check, closing=form)


@require_safe
@allow(sees_check, CHECKS)
def spot_check_bundle(_: Request, check: SpotCheck) -> HttpResponse:
    """Send the file from which the lot can be drawn again."""
    answer = JsonResponse(check.bundle, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f"attachment; filename={check.number}.json"
    return answer


def _done(request: Request, step: Step[Any], subject: Any, form: ActForm) -> bool:
    reasons = attempt(request, step, subject, **form.typed())
    for reason in reasons:
        form.add_error(None, reason)
    return not reasons


def _page(
    request: Request,
    check: SpotCheck,
    typed: dict[int, ActForm] | None = None,
    closing: ConclusionForm | None = None,
) -> HttpResponse:
    mine, theirs = makes_check(request.actor, check), request.actor.agency_id == check.plan.office_id
    items = check.items.select_related("application__applicant__user", "application__title", "application__employer")
    rows = [(item, _form_of(item, typed or {}, mine=mine, theirs=theirs)) for item in items]
    is_open = mine and check.stage == CheckStage.OPEN
    context = {
        "check": check,
        "rows": rows,
        "before": draws_before(check),
        "population": len(check.bundle["population"]),
        "closing": (closing or ConclusionForm()) if is_open else None,
    }
    return render(request, "reviews/supervision/spot_check.html", context, status=422 if typed or closing else 200)


def _form_of(item: SpotCheckItem, typed: dict[int, ActForm], *, mine: bool, theirs: bool) -> ActForm | None:
    if item.pk in typed:
        return typed[item.pk]
    if mine and item.stage == CheckItemStage.WAITING:
        return FindingForm(prefix=f"i{item.pk}")
    return AnswerForm(prefix=f"i{item.pk}") if theirs and item.stage == CheckItemStage.FAULTY else None
