"""Objections before the body that published, and before who supervises it: the list, and each as a case."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request
from accounts.selectors.keyset import page_of
from accounts.services.files import UploadRefused
from employers.selectors.officers import employer_of
from reviews.enums import ObjectionStage
from reviews.forms.bodies import ActForm
from reviews.forms.objections import AnswerForm, ExtensionForm, FindingForm, ResolutionForm
from reviews.models import Objection
from reviews.permissions import may_look_into, may_resolve
from reviews.selectors import objections as selector
from reviews.services.objections import keep_evidence
from reviews.steps.accept_objection import ACCEPT_OBJECTION
from reviews.steps.base import ActRefused, perform
from reviews.steps.extend_objection import EXTEND_OBJECTION
from reviews.steps.inform_objector import INFORM_OBJECTOR
from reviews.steps.note_objection import NOTE_OBJECTION
from reviews.steps.objections import ObjectionStep
from reviews.steps.resolve_objection import RESOLVE_OBJECTION
from reviews.views.bureau import csv_of
from zcps import clock

OBJECTIONS = Objection.objects.select_related(
    "publicity__plan", "publicity__employer", "publicity__agency", "entry__application__title",
    "entry__application__applicant__user", "entry__application__employer", "resolved_by",
)  # fmt: skip
MOST_EXPORTED = 5000
handles_objections = only(Role.EMPLOYER, Role.COMMITTEE_OFFICE, Role.HR_BUREAU, Role.SUPERVISION)
ACTS: dict[str, tuple[ObjectionStep, type[ActForm]]] = {
    step.name: (step, form)
    for step, form in (
        (ACCEPT_OBJECTION, ActForm),
        (NOTE_OBJECTION, FindingForm),
        (RESOLVE_OBJECTION, ResolutionForm),
        (EXTEND_OBJECTION, ExtensionForm),
        (INFORM_OBJECTOR, AnswerForm),
    )
}
_DONE = {
    "accept_objection": "已受理，提出人可以查询到受理情况和答复期限。",
    "note_objection": "已记录核查情况。",
    "extend_objection": "已延长答复期限，提出人可以查询到理由和新的期限。",
    "inform_objector": "已登记答复送达。",
}


@require_safe
@allow(handles_objections)
def objections(request: Request) -> HttpResponse:
    """List the objections to what the actor's employer or office publishes, the oldest first."""
    employer = employer_of(request.actor)
    if request.actor.role == Role.EMPLOYER and employer is None:
        return redirect("employer_register")
    key, words = request.GET.get("f", ""), request.GET.get("q", "")
    chosen = next((each for each in selector.FILTERS if each.key == key), selector.FILTERS[0])
    asked = selector.searched(selector.objections_before(request.actor, employer), words)
    page = page_of(chosen.narrow(asked), "pk", request.GET, newest_first=chosen.key == "decided")
    context = {
        "page": page,
        "rows": [(row, selector.about(row), *selector.left_of(row)) for row in page.rows],
        "chosen": chosen,
        "words": words,
        "chips": [
            {"label": each.label, "url": _address(f=each.key, q=words), "active": each is chosen}
            for each in selector.FILTERS
        ],
        "export": f"{reverse('objections_export')}?{urlencode({'f': chosen.key, 'q': words})}",
    }
    return render(request, "reviews/bodies/objections.html", context)


def _address(**query: str) -> str:
    return f"{reverse('objections')}?{urlencode({key: value for key, value in query.items() if value})}"


@require_safe
@allow(handles_objections)
def objections_export(request: Request) -> StreamingHttpResponse:
    """Send the list as it is filtered, for a spreadsheet; who raised them is not in it."""
    key = request.GET.get("f", "")
    chosen = next((each for each in selector.FILTERS if each.key == key), selector.FILTERS[0])
    asked = selector.objections_before(request.actor, employer_of(request.actor))
    rows = chosen.narrow(selector.searched(asked, request.GET.get("q", ""))).order_by("pk")[:MOST_EXPORTED]
    return csv_of(selector.exported(rows), f"异议{clock.today():%Y%m%d}.csv", by=request.actor)


@require_safe
@allow(may_look_into, OBJECTIONS, key="receipt")
def objection(request: Request, found: Objection) -> HttpResponse:
    """Show an objection with its evidence, what was found out, and what can be done next."""
    return _page(request, found)


@require_POST
@allow(may_resolve, OBJECTIONS, key="receipt")
def objection_act(request: Request, found: Objection, name: str) -> HttpResponse:
    """Accept, write down, extend, decide, register the answer."""
    if name not in ACTS:
        raise Http404
    step, kind = ACTS[name]
    form = kind(request.POST, request.FILES, prefix=_prefix(name))
    try:
        perform(step, found, request.actor, **_data(request, form))
    except (ActRefused, UploadRefused) as refused:
        reasons = refused.reasons if isinstance(refused, ActRefused) else list(refused.messages)
        return _page(request, OBJECTIONS.get(pk=found.pk), {name: form}, {name: reasons}, status=422)
    return _after(request, found, form, name)


def _data(request: Request, form: ActForm) -> dict[str, Any]:
    data = form.typed()
    if "evidence" not in form.fields:
        return data
    data.pop("evidence")
    upload = request.FILES.get(form.add_prefix("evidence"))
    return {**data, "files": [keep_evidence(upload)] if upload else []}


def _prefix(name: str) -> str | None:
    # The decision keeps the plain names of its fields.
    return None if name == RESOLVE_OBJECTION.name else name


def _after(request: Request, found: Objection, form: ActForm, name: str) -> HttpResponse:
    if name != RESOLVE_OBJECTION.name:
        messages.success(request, _DONE[name])
        return redirect("objection", found.receipt)
    if not form.cleaned_data["upheld"]:
        messages.success(request, "已作出异议不成立的结论，公示期满后由系统自动结束。")
        return redirect("objections")
    if found.entry is None:
        messages.success(request, "已作出异议成立的结论。请在公示记录中办理重新公示。")
        return redirect("publicity_record", found.publicity_id)
    messages.success(request, "已作出异议成立的结论。请在案卷中退回补正，或作出不予推荐、不予受理的决定。")
    return redirect("case", found.entry.application_id)


def _page(
    request: Request,
    found: Objection,
    typed: dict[str, ActForm] | None = None,
    refused: dict[str, list[str]] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    decides = may_resolve(request.actor, found)
    context: dict[str, Any] = {
        "objection": found,
        "about": selector.about(found),
        "left": selector.left_of(found),
        "decides": decides,
        "files": found.files.all() if decides else [],
        "notes": found.notes.select_related("written_by").prefetch_related("files"),
        "offers": _offers(request, found, typed or {}, refused or {}) if decides else [],
        "is_open": found.stage == ObjectionStage.OPEN,
        "papers": found.documents.filter(voided_at=None).order_by("pk"),
    }
    return render(request, "reviews/bodies/objection.html", context, status=status)


def _offers(
    request: Request, found: Objection, typed: dict[str, ActForm], refused: dict[str, list[str]]
) -> list[dict[str, Any]]:
    """The acts that are open, the next one first; one that can be done once only is gone when it is done."""
    closed = {"accept_objection": bool(found.accepted_at), "inform_objector": bool(found.answered_at)}
    return [
        {"step": step, "form": typed.get(name) or kind(prefix=_prefix(name)), "refused": refused.get(name, [])}
        for name, (step, kind) in ACTS.items()
        if step.is_open_to(found, request.actor) and not closed.get(name)
    ]
