"""Settling what the notice leaves open in a case; the decisions under an office's plans."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, only
from accounts.actor import Actor
from accounts.enums import Role
from accounts.http import Request
from accounts.questions import DEARLY
from accounts.selectors.keyset import page_of
from reviews.forms.ambiguities import SettleForm
from reviews.models import Application
from reviews.permissions import BODIES, may_read_case
from reviews.selectors import decisions as selector
from reviews.selectors.ambiguities import Doubt, doubts_of, may_settle, not_competent
from reviews.services.ambiguities import outlook_of
from reviews.steps.base import ActRefused, perform
from reviews.steps.settle_ambiguity import SETTLE_AMBIGUITY
from reviews.views.bureau import csv_of
from reviews.views.cases import CASES
from zcps import clock

_keeps_precedents = only(Role.COMMITTEE_OFFICE, Role.HR_BUREAU, Role.SUPERVISION)


def _examines(actor: Actor, application: Application) -> bool:
    return actor.role in BODIES and application.snapshot_id is not None and may_read_case(actor, application)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(_examines, CASES, costs=DEARLY)
def ambiguities(request: Request, application: Application) -> HttpResponse:
    """Show every open question of a case with its numbers, readings and precedents; take one decision."""
    if request.method != "POST":
        return _page(request, application)
    code = request.POST.get("code", "")
    doubt = next((each for each in doubts_of(application) if each.word.code == code), None)
    if doubt is None:
        return _page(request, application, {code: ["该歧义事项不在本件中，请刷新页面查看最新进展。"]}, status=422)
    try:
        perform(SETTLE_AMBIGUITY, application, request.actor, **_data(request.POST, doubt, request.actor))
    except ActRefused as refused:
        return _page(request, CASES.get(pk=application.pk), {code: refused.reasons}, status=422)
    messages.success(request, f"已核定“{doubt.word.open}”，申报人已收到结论和理由。")
    return redirect("ambiguities", application.pk)


def _data(posted: QueryDict, doubt: Doubt, actor: Actor) -> dict[str, Any]:
    """What was typed; a precedent that is followed brings its reading, reason and ground."""
    data = SettleForm(doubt, actor, posted).as_act(doubt.word.code)
    followed = posted.get("precedent", "")
    row = next((each for each in doubt.precedents if str(each.pk) == followed), None)
    return data | {"favours": row.favours, "text": row.reason, "clause": row.clause, "departs": ""} if row else data


def _page(
    request: Request, application: Application, refused: dict[str, list[str]] | None = None, *, status: int = 200
) -> HttpResponse:
    found, is_turn = doubts_of(application), may_settle(request.actor, application)
    rows = [_row(request, application, doubt, (refused or {}).get(doubt.word.code), is_turn) for doubt in found]
    known = {doubt.word.code for doubt in found}
    reasons = [reason for code, each in (refused or {}).items() if code not in known for reason in each]
    context = {"case": application, "rows": rows, "is_turn": is_turn, "reasons": reasons}
    return render(request, "reviews/ambiguities/settle.html", context, status=status)


def _row(
    request: Request,
    application: Application,
    doubt: Doubt,
    refused: list[str] | None,
    is_turn: bool,  # noqa: FBT001 - asked once for the page
) -> dict[str, Any]:
    row: dict[str, Any] = {"doubt": doubt, "refused": refused or []}
    if not is_turn:
        return row
    why_not = not_competent(doubt.word, application, request.actor)
    if why_not:
        return row | {"why_not": why_not}
    typed = request.POST if refused else None
    return row | {"form": SettleForm(doubt, request.actor, typed), "outlook": outlook_of(application, doubt)}


@require_safe
@allow(_keeps_precedents)
def decisions(request: Request) -> HttpResponse:
    """Show how ambiguities were settled under the plans of an office, counted and one by one."""
    plans = selector.plans_seen_by(request.actor)
    everything = selector.decisions_of(plans)
    counted = selector.tallies(everything)
    context = {
        "page": page_of(selector.narrowed(everything, request.GET), "decided_at", request.GET),
        "tallies": counted,
        "plans": plans.order_by("-year", "code"),
        "words": list({tally.word.code: tally.word for tally in counted}.values()),
        "asked": {name: request.GET.get(name, "") for name in ("plan", "code", "reading", "q")},
        "export": f"{reverse('decisions_export')}?{request.GET.urlencode()}",
    }
    return render(request, "reviews/ambiguities/decisions.html", context)


@require_safe
@allow(_keeps_precedents)
def decisions_export(request: Request) -> StreamingHttpResponse:
    """Send the list as it is narrowed, for a spreadsheet."""
    rows = selector.decisions_of(selector.plans_seen_by(request.actor))
    return csv_of(
        selector.exported(selector.narrowed(rows, request.GET)), f"歧义核定{clock.today():%Y%m%d}.csv", by=request.actor
    )
