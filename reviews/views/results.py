"""After the meeting: publicity of results, papers, certificates."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow
from accounts.actor import CLOCK
from accounts.http import Request
from accounts.questions import DEARLY
from accounts.services import journal
from applicants.views.worklist import chosen_keys
from reviews.certificate_numbers import key_of
from reviews.enums import CertificateState, CredentialKind, DocumentKind, PublicityKind, Stage
from reviews.models import Application, Certificate, Document, Meeting
from reviews.permissions import may_issue_certificate, may_read_case, may_revoke, may_see_certificate, runs_meeting
from reviews.selectors.publications import publication_of
from reviews.services import papers, publicity
from reviews.services.certificates import PAPER_OF
from reviews.steps.archive import ARCHIVE
from reviews.steps.ask_correction import ASK_CORRECTION
from reviews.steps.base import ActRefused, CaseStep, perform
from reviews.steps.issuing import issuing_step
from reviews.steps.propose_revocation import PROPOSE_REVOCATION
from reviews.steps.return_paper import RETURN_PAPER
from reviews.steps.revocations import open_revocation
from reviews.views.acting import attempt
from reviews.views.cases import CASES
from reviews.views.meeting import MEETINGS
from reviews.views.sheets import LOOK, looked_at

CERTIFICATES = Certificate.objects.select_related(
    "application__applicant__user",
    "application__plan__hr_bureau",
    "application__title__committee",
    "application__employer",
)
_MOST = 2000
_PAPER_ACTS: dict[str, CaseStep] = {step.name: step for step in (RETURN_PAPER, ARCHIVE)}


@require_POST
@allow(runs_meeting, MEETINGS)
def meeting_publicity(request: Request, meeting: Meeting) -> HttpResponseBase:
    """Open the result publicity for everybody whom the meeting passed."""
    cases = Application.objects.filter(meeting_items__meeting=meeting, stage=Stage.PASSED)
    hide = bool(request.POST.get("hide_numbers"))
    act = partial(
        publicity.open_for, PublicityKind.RESULT, meeting.plan, cases, request.actor, meeting, hide_numbers=hide
    )
    if LOOK in request.POST:
        return _look(request, meeting, act)
    try:
        opened = act()
    except ActRefused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, f"结果公示已开始，公示 {opened.working_days} 个工作日。")
    return redirect("meeting", meeting.pk)


def _look(request: Request, meeting: Meeting, act: Callable[[], object]) -> HttpResponseBase:
    """Show the notice as it would be published; where it cannot be, the meeting with every reason."""
    sheet, reasons = looked_at(request, act, Document.objects.filter(publicity__meeting=meeting))
    for reason in reasons:
        messages.error(request, reason)
    return sheet or redirect("meeting", meeting.pk)


@require_POST
@allow(runs_meeting, MEETINGS)
def meeting_papers(request: Request, meeting: Meeting) -> HttpResponseBase:
    """Return papers, or archive, for the selected people; each is answered for itself."""
    step = _PAPER_ACTS.get(request.POST.get("act", ""))
    chosen = chosen_keys(request.POST, _MOST)
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
    kind = PAPER_OF[CredentialKind(certificate.kind)]
    found = case.documents.filter(kind=kind, voided_at=None).order_by("-pk").first()
    context = {
        "certificate": certificate,
        "card": _card(certificate),
        "document": found,
        "verify_url": f"{settings.SITE_ADDRESS}/v/{certificate.number}/?k={key_of(certificate.number)}",
        "may_revoke": may_revoke(request.actor, certificate) and PROPOSE_REVOCATION.is_open_to(case, request.actor),
        "revocation": open_revocation(case),
        "papers": decisions_to_revoke(case),
        "has_revocations": case.revocations.exists(),
        "may_correct": ASK_CORRECTION.is_open_to(case, request.actor),
        "corrections": certificate.corrections.all(),
        "is_valid": certificate.state == CertificateState.VALID,
        "is_holder": request.actor.user is not None and case.applicant.user_id == request.actor.user.pk,
    }
    return render(request, "reviews/verify/certificate.html", context)


def decisions_to_revoke(case: Application) -> QuerySet[Document]:
    """Return the letter that took the title away, while it stands."""
    return case.documents.filter(kind=DocumentKind.REVOCATION_DECISION, voided_at=None)


@require_safe
@allow(may_read_case, Application, costs=DEARLY)
def certificate_of(request: Request, application: Application) -> HttpResponseBase:
    """Lead from a case to its certificate."""
    found = application.certificate
    if found is None or not may_see_certificate(request.actor, found):
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
        messages.error(request, f"该证书{certificate.get_state_display()}，不再生成文书。")
        return redirect("certificate", certificate.pk)
    kind = PAPER_OF[CredentialKind(certificate.kind)]
    return redirect("paper", papers.request(kind, application=certificate.application).pk)


@require_POST
@allow(may_issue_certificate, CASES)
def certificate_issue(request: Request, application: Application) -> HttpResponseBase:
    """Issue what a case lacks, as the clock does after an announcement; a refusal is kept, for somebody wanted it."""
    step = issuing_step(application)
    found = publication_of(application)
    try:
        with transaction.atomic():
            perform(step, application, CLOCK, document_number=found)
            journal.record("ask_for_certificate", application, request.actor, case=application.pk)
    except ActRefused as refused:
        why = refused.reasons
        journal.record("issue_certificate_refused", application, request.actor, case=application.pk, why=why)
        for reason in why:
            messages.error(request, reason)
        return redirect("case", application.pk)
    messages.success(request, f"已办理“{step.verb}”。")
    return redirect("certificate_of", application.pk)
