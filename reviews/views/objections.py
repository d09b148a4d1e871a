"""Objections before the body that published: the list, and the decision on each."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request
from employers.selectors.officers import employer_of
from reviews.enums import ObjectionStage
from reviews.forms.bodies import ResolutionForm
from reviews.models import Objection
from reviews.permissions import may_resolve
from reviews.selectors.publicity import open_objections
from reviews.steps.base import ActRefused, perform, reasons_against
from reviews.steps.resolve_objection import RESOLVE_OBJECTION

OBJECTIONS = Objection.objects.select_related(
    "entry__publicity__plan", "entry__publicity__employer", "entry__publicity__agency", "entry__application__title",
    "entry__application__applicant__user", "entry__application__employer", "entry__application__plan",
    "entry__application__holder", "evidence", "resolved_by",
)  # fmt: skip
MOST = 200


@require_safe
@allow(only(Role.EMPLOYER, Role.COMMITTEE_OFFICE))
def objections(request: Request) -> HttpResponse:
    """List the objections to what the actor's employer or office publishes: open ones first, the oldest first."""
    employer = employer_of(request.actor)
    if request.actor.role == Role.EMPLOYER and employer is None:
        return redirect("employer_register")
    asked = open_objections(request.actor, employer)
    waiting = list(asked.filter(stage=ObjectionStage.OPEN).order_by("raised_at")[:MOST])
    decided = list(asked.exclude(stage=ObjectionStage.OPEN).order_by("-resolved_at")[:50])
    return render(request, "reviews/bodies/objections.html", {"waiting": waiting, "decided": decided})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_resolve, OBJECTIONS, key="receipt")
def objection(request: Request, found: Objection) -> HttpResponse:
    """Show an objection with its evidence; take the decision."""
    form = ResolutionForm(request.POST or None)
    if request.method != "POST":
        return _page(request, found, form)
    try:
        perform(RESOLVE_OBJECTION, found.entry.application, request.actor, objection=found, **form.typed())
    except ActRefused as refused:
        return _page(request, OBJECTIONS.get(pk=found.pk), form, refused.reasons, status=422)
    if form.cleaned_data["upheld"]:
        messages.success(request, "已作出异议成立的结论。请在案卷中退回补正，或作出不予推荐、不予受理的决定。")
        return redirect("case", found.entry.application_id)
    messages.success(request, "已作出异议不成立的结论，公示期满后由系统自动结束。")
    return redirect("objections")


def _page(
    request: Request, found: Objection, form: ResolutionForm, reasons: list[str] | None = None, *, status: int = 200
) -> HttpResponse:
    case = found.entry.application
    context: dict[str, Any] = {
        "objection": found,
        "form": form,
        "reasons": reasons or [],
        "against": _standing(case, request) if found.stage == ObjectionStage.OPEN else [],
    }
    return render(request, "reviews/bodies/objection.html", context, status=status)


def _standing(case: Any, request: Request) -> list[str]:
    if not RESOLVE_OBJECTION.is_open_to(case, request.actor):
        return reasons_against(RESOLVE_OBJECTION, case, request.actor)
    return []
