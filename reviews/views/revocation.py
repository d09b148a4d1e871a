"""Taking a title away: the notice to the person, his answer, the decision."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.http import Request
from reviews.forms.bodies import ActForm
from reviews.forms.revocation import AnswerForm, DecisionForm, ProposalForm
from reviews.models import Certificate
from reviews.permissions import may_revoke, owns_certificate
from reviews.steps.answer_revocation import ANSWER_REVOCATION
from reviews.steps.base import CaseStep
from reviews.steps.drop_revocation import DROP_REVOCATION
from reviews.steps.propose_revocation import PROPOSE_REVOCATION
from reviews.steps.revocations import REVOCATION_BASIS, open_revocation
from reviews.steps.revoke import REVOKE
from reviews.views.acting import attempt
from reviews.views.results import CERTIFICATES, decisions_to_revoke

_DECISIONS: dict[str, CaseStep] = {step.name: step for step in (REVOKE, DROP_REVOCATION)}
_DONE = {
    "propose_revocation": "已告知本人拟撤销职称，等待陈述申辩。",
    "revoke": "职称已撤销，已记入诚信档案并通知本人。",
    "drop_revocation": "已决定不予撤销，并通知本人。",
}


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_revoke, CERTIFICATES)
def certificate_revoke(request: Request, certificate: Certificate) -> HttpResponseBase:
    """First the notice with its reasons; then, when the person was heard, the decision."""
    case, made = certificate.application, open_revocation(certificate.application)
    data = request.POST or None
    form: ActForm = DecisionForm(data) if made else ProposalForm(data, initial={"clause": REVOCATION_BASIS})
    step = _DECISIONS.get(request.POST.get("act", ""), REVOKE) if made else PROPOSE_REVOCATION
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        reasons = attempt(request, step, case, **form.as_data())
        if not reasons:
            messages.success(request, _DONE[step.name])
            return redirect("certificate", certificate.pk)
    context = {
        "certificate": certificate,
        "case": case,
        "form": form,
        "reasons": reasons,
        "made": made,
        "standing": list(REVOKE.standing(case, request.actor)) if made else [],
        "plan": case.plan,
    }
    return render(request, "reviews/verify/revoke.html", context, status=422 if reasons or form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns_certificate, CERTIFICATES)
def certificate_answer(request: Request, certificate: Certificate) -> HttpResponseBase:
    """What the person was told, and his answer to it."""
    case = certificate.application
    form = AnswerForm(request.POST or None, request.FILES or None)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        waived = request.POST.get("act") == "waive"
        reasons = attempt(request, ANSWER_REVOCATION, case, waived=waived, **form.as_data())
        if not reasons:
            messages.success(request, "已放弃陈述申辩。" if waived else "陈述申辩已提交。")
            return redirect("certificate_answer", certificate.pk)
    context = {
        "certificate": certificate,
        "form": form,
        "reasons": reasons,
        "revocations": case.revocations.all(),
        "papers": decisions_to_revoke(case),
        "against": list(ANSWER_REVOCATION.standing(case, request.actor)),
    }
    return render(
        request, "reviews/verify/answer_revocation.html", context, status=422 if reasons or form.errors else 200
    )
