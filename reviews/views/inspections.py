"""Registering an on-site inspection or a democratic appraisal of a case."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.http import Request
from accounts.questions import DEARLY
from reviews.enums import InspectionKind
from reviews.forms.inspections import InspectionForm
from reviews.models import Application
from reviews.permissions import may_read_case
from reviews.selectors.inspections import inspects, kinds_asked, standing_inspections, words_of
from reviews.steps.record_inspection import RECORD_INSPECTION
from reviews.views.acting import attempt
from reviews.views.cases import CASES


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_read_case, CASES, costs=DEARLY)
def inspections(request: Request, application: Application) -> HttpResponse:
    """Show what the plan asks and what is recorded; record one kind at a time."""
    asked = kinds_asked(application)
    if (
        not asked
        or not inspects(request.actor, application)
        or not RECORD_INSPECTION.is_open_to(application, request.actor)
    ):
        raise Http404("本件不由您登记考察测评。")
    posted = request.POST.get("kind", "") if request.method == "POST" else ""
    if posted not in asked:
        return _page(request, application, _forms(asked))
    form = InspectionForm(request.POST, request.FILES, prefix=posted, kind=InspectionKind(posted))
    # The act names everything that is missing at once; only what cannot be read is the form's own to say.
    told = form.typed()
    unread = [str(error) for errors in form.errors.values() for error in errors]
    reasons = unread or attempt(request, RECORD_INSPECTION, application, **told)
    if reasons:
        return _page(request, application, {**_forms(asked), form.kind: form}, form.kind, reasons)
    messages.success(request, f"已登记{form.kind.label}。")
    return redirect("inspections" if len(asked) > 1 else "case", application.pk)


def _forms(asked: list[InspectionKind]) -> dict[InspectionKind, InspectionForm]:
    return {kind: InspectionForm(prefix=kind, kind=kind) for kind in asked}


def _page(
    request: Request,
    application: Application,
    forms: dict[InspectionKind, InspectionForm],
    refused: InspectionKind | None = None,
    reasons: list[str] | None = None,
) -> HttpResponse:
    known = {each.kind: each for each in standing_inspections(application)}
    parts: list[dict[str, Any]] = [
        {
            "kind": kind,
            "form": form,
            "record": known.get(kind),
            "words": words_of(known[kind]) if kind in known else "",
            "reasons": reasons if kind == refused else None,
        }
        for kind, form in forms.items()
    ]
    context = {
        "case": application,
        "parts": parts,
        "obstacles": list(RECORD_INSPECTION.standing(application, request.actor)),
    }
    return render(request, "reviews/bodies/inspections.html", context, status=422 if reasons else 200)
