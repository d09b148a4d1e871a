"""After the meeting: publicity of results, papers, certificates, revocation."""

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.http import Request
from reviews.enums import CertificateState, DocumentKind, PublicityKind, Stage
from reviews.forms.meetings import RevocationForm
from reviews.models import Application, Certificate, Meeting
from reviews.permissions import may_read_case, may_see_certificate, runs_meeting
from reviews.services import papers, publicity
from reviews.services.certificates import key_of
from reviews.steps.archive import ARCHIVE
from reviews.steps.base import ActRefused, CaseStep, reasons_against
from reviews.steps.return_paper import RETURN_PAPER
from reviews.steps.revoke import REVOCATION_CLAUSE, REVOKE
from reviews.views.acting import attempt
from reviews.views.meeting import MEETINGS

CERTIFICATES = Certificate.objects.select_related(
    "application__applicant__user",
    "application__plan__hr_bureau",
    "application__title__committee",
    "application__employer",
)
_PAPER_ACTS: dict[str, CaseStep] = {step.name: step for step in (RETURN_PAPER, ARCHIVE)}


@require_POST
@allow(runs_meeting, MEETINGS)
def meeting_publicity(request: Request, meeting: Meeting) -> HttpResponseBase:
    """Open the result publicity for everybody whom the meeting passed."""
    cases = Application.objects.filter(meeting_items__meeting=meeting, stage=Stage.PASSED)
    try:
        opened = publicity.open_for(PublicityKind.RESULT, meeting.plan, cases, request.actor, meeting)
    except ActRefused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, f"结果公示已开始，公示 {opened.working_days} 个工作日。")
    return redirect("meeting", meeting.pk)


@require_POST
@allow(runs_meeting, MEETINGS)
def meeting_papers(request: Request, meeting: Meeting) -> HttpResponseBase:
    """Return papers, or archive, for the selected people; each is answered for itself."""
    step = _PAPER_ACTS.get(request.POST.get("act", ""))
    chosen = [key for key in request.POST.getlist("ids") if key.isdecimal()]
    cases = list(
        Application.objects.filter(meeting_items__meeting=meeting, pk__in=chosen).select_related("applicant__user")
    )
    if step is None or not cases:
        messages.warning(request, "请先选择人员，再选择要办理的事项。")
        return redirect("meeting", meeting.pk)
    done = 0
    for case in cases:
        reasons = attempt(request, step, case)
        done += not reasons
        for reason in reasons:
            messages.error(request, f"{case.applicant.user.name}：{reason}")
    if done:
        messages.success(request, f"已为 {done} 人办理“{step.verb}”。")
    return redirect("meeting", meeting.pk)


@require_safe
@allow(may_see_certificate, CERTIFICATES)
def certificate(request: Request, certificate: Certificate) -> HttpResponse:
    """The certificate as its holder, office and bureau see it, with its document."""
    case = certificate.application
    found = case.documents.filter(kind=DocumentKind.CERTIFICATE, voided_at=None).order_by("-pk").first()
    context = {
        "certificate": certificate,
        "card": _card(certificate),
        "document": found,
        "verify_url": f"{settings.SITE_ADDRESS}/v/{certificate.number}/?k={key_of(certificate.number)}",
        "may_revoke": REVOKE.is_open_to(case, request.actor),
        "is_valid": certificate.state == CertificateState.VALID,
        "is_holder": request.actor.user is not None and case.applicant.user_id == request.actor.user.pk,
    }
    return render(request, "reviews/verify/certificate.html", context)


@require_safe
@allow(may_read_case, Application)
def certificate_of(request: Request, application: Application) -> HttpResponseBase:
    """Lead from a case to its certificate."""
    found = get_object_or_404(Certificate, application=application)
    if not may_see_certificate(request.actor, found):
        raise Http404("没有找到您要查看的证书，或当前身份无权查看。")
    return redirect("certificate", found.pk)


def _card(certificate: Certificate) -> dict[str, object]:
    return {
        **certificate.content,
        "obtained_on": dt.date.fromisoformat(certificate.content["obtained_on"]),
        "number": certificate.number,
        "status": certificate.get_state_display(),
    }


@require_POST
@allow(may_see_certificate, CERTIFICATES)
def certificate_paper(request: Request, certificate: Certificate) -> HttpResponseBase:
    """Ask for the document of a certificate that has none, or whose making failed."""
    if certificate.state != CertificateState.VALID:
        messages.error(request, "证书已撤销，不再生成文书。")
        return redirect("certificate", certificate.pk)
    return redirect("paper", papers.request(DocumentKind.CERTIFICATE, application=certificate.application).pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_see_certificate, CERTIFICATES)
def certificate_revoke(request: Request, certificate: Certificate) -> HttpResponseBase:
    """Take a title away: reason, clause, and what follows, before it is done."""
    case = certificate.application
    form = RevocationForm(request.POST or None, initial={"clause": REVOCATION_CLAUSE})
    # Whoever may look but not revoke gets the sentence that says so.
    reasons = [] if REVOKE.is_open_to(case, request.actor) else reasons_against(REVOKE, case, request.actor)
    if request.method == "POST" and form.is_valid():
        reasons = attempt(request, REVOKE, case, **form.as_data())
        if not reasons:
            messages.success(request, "职称已撤销，已记入诚信档案并通知本人。")
            return redirect("certificate", certificate.pk)
    context = {"certificate": certificate, "form": form, "reasons": reasons, "case": case}
    return render(request, "reviews/verify/revoke.html", context, status=422 if reasons or form.errors else 200)
