"""Qualification, and determination where no panel votes (初定): item by item."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.actor import Actor
from accounts.http import Request
from accounts.questions import DEARLY
from reviews.models import Application
from reviews.permissions import determines, may_read_case, runs_plan
from reviews.selectors.qualification import Item, items_of
from reviews.steps.base import ActRefused, CaseStep, perform
from reviews.steps.determine import DEFAULT_TEXT as DETERMINED_TEXT
from reviews.steps.determine import DETERMINE
from reviews.steps.not_accept import NOT_ACCEPT
from reviews.steps.not_determine import NOT_DETERMINE
from reviews.steps.qualify import DEFAULT_TEXT as QUALIFIED_TEXT
from reviews.steps.qualify import QUALIFY
from reviews.views.cases import CASES
from reviews.views.settled import settled_context

_DONE = {
    "determine": "已同意初定{name}，{holder}。",
    "not_determine": "已对{name}作出不予初定的决定，申报人和单位已收到理由。",
    "qualify": "{name}已通过资格审查，可导出评审表，并可列入评前公示。",
    "not_accept": "已对{name}作出不予受理的决定，申报人和单位已收到理由。",
}
_CHOICES = {"yes": True, "no": False}


@dataclass(frozen=True)
class Examining:
    """One of the two pages: what it is called, and the acts for and against."""

    word: str
    favour: CaseStep
    against: CaseStep
    default: str

    @property
    def steps(self) -> dict[str, CaseStep]:
        """Both acts by their names."""
        return {step.name: step for step in (self.favour, self.against)}


_QUALIFYING = Examining("资格审查", QUALIFY, NOT_ACCEPT, QUALIFIED_TEXT)
_DETERMINING = Examining("初定审核", DETERMINE, NOT_DETERMINE, DETERMINED_TEXT)


def _examines(actor: Actor, application: Application) -> bool:
    return runs_plan(actor, application.plan) and may_read_case(actor, application)


def _determines(actor: Actor, application: Application) -> bool:
    return determines(actor, application.plan) and may_read_case(actor, application)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(_examines, CASES, costs=DEARLY)
def qualification(request: Request, application: Application) -> HttpResponse:
    """Show every item with what the examination said; take the decisions, and act on all of them together."""
    return _examined(request, application, _QUALIFYING)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(_determines, CASES, costs=DEARLY)
def determination(request: Request, application: Application) -> HttpResponse:
    """The same for an initial determination: the office determines, or refuses with its reasons."""
    return _examined(request, application, _DETERMINING)


def _examined(request: Request, application: Application, which: Examining) -> HttpResponse:
    items = items_of(application)
    step = which.steps.get(request.POST.get("act", ""))
    if step is None:
        return _page(request, application, which, items, _suggested(items))
    answers = _answers(request, items)
    try:
        done = perform(step, application, request.actor, answers=answers, text=request.POST.get("text", ""))
    except ActRefused as refused:
        application = CASES.get(pk=application.pk)
        return _page(request, application, which, items, answers, refused.reasons, status=422)
    words = {"name": application.applicant.user.name, "holder": done.get_stage_display()}
    messages.success(request, _DONE[step.name].format(**words))
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


def _page(  # noqa: PLR0913 - what is shown, and of which of the two
    request: Request,
    application: Application,
    which: Examining,
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
        "which": which,
        "obstacles": list(which.favour.standing(application, request.actor)),
        "is_open": which.favour.is_open_to(application, request.actor),
        **settled_context(request.actor, application),
    }
    return render(request, "reviews/bodies/qualification.html", context, status=status)
