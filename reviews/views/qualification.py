"""Qualification, item by item."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.http import Request
from reviews.models import Application
from reviews.permissions import may_read_case, runs_plan
from reviews.selectors.qualification import Item, items_of
from reviews.steps.base import ActRefused, perform
from reviews.steps.not_accept import NOT_ACCEPT
from reviews.steps.qualify import QUALIFY
from reviews.views.cases import CASES
from reviews.views.settled import settled_context

_STEPS = {step.name: step for step in (QUALIFY, NOT_ACCEPT)}
_DONE = {
    "qualify": "{name}已通过资格审查，可导出评审表，并可列入评前公示。",
    "not_accept": "已对{name}作出不予受理的决定，申报人和单位已收到理由。",
}
_CHOICES = {"yes": True, "no": False}


def _examines(actor: Any, application: Application) -> bool:
    return runs_plan(actor, application.plan) and may_read_case(actor, application)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(_examines, CASES)
def qualification(request: Request, application: Application) -> HttpResponse:
    """Show every item with what the examination said; take the decisions, and act on all of them together."""
    items = items_of(application)
    step = _STEPS.get(request.POST.get("act", ""))
    if step is None:
        return _page(request, application, items, _suggested(items))
    answers = _answers(request, items)
    try:
        perform(step, application, request.actor, answers=answers, text=request.POST.get("text", ""))
    except ActRefused as refused:
        application = CASES.get(pk=application.pk)
        return _page(request, application, items, answers, refused.reasons, status=422)
    messages.success(request, _DONE[step.name].format(name=application.applicant.user.name))
    return redirect("case", application.pk)


def _suggested(items: list[Item]) -> dict[str, dict[str, Any]]:
    """What the examination found fulfilled is ticked beforehand; all else a person decides."""
    return {item.key: {"ok": True if item.answer == "met" else None, "reason": ""} for item in items}


def _answers(request: Request, items: list[Item]) -> dict[str, dict[str, Any]]:
    return {
        item.key: {
            "ok": _CHOICES.get(request.POST.get(f"ok-{item.key}", "")),
            "reason": request.POST.get(f"reason-{item.key}", "")[:500],
        }
        for item in items
    }


def _page(
    request: Request,
    application: Application,
    items: list[Item],
    answers: dict[str, dict[str, Any]],
    reasons: list[str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "case": application,
        "rows": [{"item": item, **answers[item.key]} for item in items],
        "reasons": reasons or [],
        "text": request.POST.get("text", ""),
        "is_open": QUALIFY.is_open_to(application, request.actor),
        **settled_context(request.actor, application),
    }
    return render(request, "reviews/bodies/qualification.html", context, status=status)
