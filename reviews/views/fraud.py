"""The veto for academic fraud: making it, being heard on it, answering. One page for everybody who reads the case."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.enums import Role
from accounts.http import Request
from accounts.questions import DEARLY
from reviews.forms.bodies import ActForm
from reviews.forms.fraud import AnswerForm, DefenceForm, VetoForm
from reviews.models import Application
from reviews.permissions import may_read_case
from reviews.selectors.vetoes import vetoes_of
from reviews.steps.answer_defence import ANSWER_DEFENCE
from reviews.steps.base import CaseStep
from reviews.steps.state_defence import STATE_DEFENCE
from reviews.steps.veto import VETO
from reviews.views.acting import attempt
from reviews.views.cases import CASES

_FORMS: dict[str, tuple[CaseStep, type[ActForm], str]] = {
    "veto": (VETO, VetoForm, "已作出一票否决的决定，申报人已收到事实、理由和陈述申辩的权利。"),
    "state": (STATE_DEFENCE, DefenceForm, "陈述申辩已提交，答复后将通知您。"),
    "answer": (ANSWER_DEFENCE, AnswerForm, "已答复陈述申辩，申报人已收到结论和理由。"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_read_case, CASES, costs=DEARLY)
def fraud(request: Request, application: Application) -> HttpResponse:
    """Show every veto of the case with its hearing; do the act that is open to the actor."""
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act not in _FORMS:
        return _page(request, application)
    step, kind, done = _FORMS[act]
    form = kind(request.POST, request.FILES, prefix=act)
    told = form.typed()
    unread = [str(error) for errors in form.errors.values() for error in errors]
    reasons = unread or attempt(request, step, application, **told)
    if reasons:
        return _page(request, CASES.get(pk=application.pk), act, form, reasons)
    messages.success(request, done)
    return redirect("fraud", application.pk)


def _page(
    request: Request,
    application: Application,
    act: str = "",
    form: ActForm | None = None,
    reasons: list[str] | None = None,
) -> HttpResponse:
    offered: list[dict[str, Any]] = [
        {"act": name, "step": step, "form": form if name == act and form else kind(prefix=name)}
        for name, (step, kind, _) in _FORMS.items()
        if step.is_open_to(application, request.actor) and not any(step.standing(application, request.actor))
    ]
    context = {
        "case": application,
        "vetoes": vetoes_of(application),
        "offered": offered,
        "reasons": reasons or [],
        "is_applicant": request.actor.role == Role.APPLICANT,
    }
    return render(request, "reviews/bodies/fraud.html", context, status=422 if reasons else 200)
