"""Putting certificates right: asked for, examined, decided; and what the public reports."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, anyone, only
from accounts.enums import Role
from accounts.http import Request
from accounts.limits import too_many
from accounts.selectors.keyset import page_of
from accounts.selectors.narrowing import counts_by
from accounts.steps.base import Step
from applicants.views.worklist import table_of
from reviews.certificate_fields import FIELDS, present
from reviews.certificate_numbers import normal_number
from reviews.enums import CertificateCorrectionStage, ReportStage
from reviews.forms.certificate_corrections import AskCorrectionForm, ReportForm, TextForm
from reviews.models import Certificate, CertificateCorrection, ErrorReport
from reviews.permissions import answers_report, may_ask_correction, may_see_correction
from reviews.selectors import certificate_corrections as selector
from reviews.services.error_reports import certificate_numbered, receive
from reviews.steps.answer_report import ANSWER_REPORT
from reviews.steps.approve_correction import APPROVE_CORRECTION
from reviews.steps.ask_correction import ASK_CORRECTION
from reviews.steps.examine_correction import EXAMINE_CORRECTION
from reviews.steps.refuse_correction import REFUSE_CORRECTION
from reviews.views.acting import attempt
from reviews.views.results import CERTIFICATES
from reviews.views.staged import in_stage, staged_context

_STEPS: dict[str, Step[CertificateCorrection]] = {
    step.name: step for step in (EXAMINE_CORRECTION, APPROVE_CORRECTION, REFUSE_CORRECTION)
}
_MOST = 2000
TOO_OFTEN = "查询次数过多，请于 10 分钟后再试。"


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_ask_correction, CERTIFICATES)
def certificate_correct(request: Request, certificate: Certificate) -> HttpResponseBase:
    """Say what the certificate should say instead."""
    case = certificate.application
    form = AskCorrectionForm(request.POST or None, request.FILES or None, certificate=certificate)
    reasons = list(ASK_CORRECTION.standing(case, request.actor))
    if request.method == "POST" and form.is_valid():
        reasons = attempt(request, ASK_CORRECTION, case, **form.as_data())
        if not reasons:
            messages.success(request, "更正申请已提交，由评委会办公室核查。")
            return redirect("certificate", certificate.pk)
    context = {"certificate": certificate, "form": form, "reasons": reasons}
    return render(request, "reviews/verify/correct.html", context, status=422 if reasons or form.errors else 200)


@require_safe
@allow(only(Role.COMMITTEE_OFFICE, Role.HR_BUREAU))
def certificate_corrections(request: Request) -> HttpResponse:
    """List the corrections before the office; `format=csv` exports them as they are filtered."""
    known, stages = selector.corrections_of(request.actor), CertificateCorrectionStage
    rows = in_stage(request, selector.searched(known, request.GET.get("q", "")), stages)
    if request.GET.get("format") == "csv":
        head = ["证书编号", "持证人", "更正项目", "提出人", "提出时间", "状态"]
        return table_of("corrections", head, (_cells(row) for row in rows.order_by("-pk")[:_MOST]), by=request.actor)
    context = {
        **staged_context(request, rows, stages, counts_by(known)),
        "reports": selector.reports_of(request.actor).filter(stage=ReportStage.OPEN).count(),
        "is_bureau": request.actor.role == Role.HR_BUREAU,
    }
    return render(request, "reviews/results/corrections.html", context)


def _cells(row: CertificateCorrection) -> list[object]:
    what = "、".join(FIELDS[field] for field in row.changes)
    holder = row.certificate.application.applicant.user.name
    return [row.certificate.number, holder, what, row.asked_by, row.asked_at, row.get_stage_display()]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_see_correction, selector.CORRECTIONS)
def certificate_correction(request: Request, correction: CertificateCorrection) -> HttpResponseBase:
    """What was asked for, beside what the certificate says, with its evidence; what comes next."""
    form, reasons = TextForm(request.POST or None), []
    if request.method == "POST":
        step = _STEPS.get(request.POST.get("act", ""))
        if step is None or request.actor.role not in step.roles:
            raise Http404("没有找到您要办理的事项，或当前身份不能办理。")
        reasons = attempt(request, step, correction, **form.typed())
        if not reasons:
            messages.success(request, f"已办理“{step.verb}”。")
            return redirect("certificate_correction", correction.pk)
    content = correction.certificate.content
    context = {
        "correction": correction,
        "rows": [(FIELDS[field], present(content, field), value) for field, value in correction.changes.items()],
        "steps": [step for step in _STEPS.values() if step.is_open_to(correction, request.actor)],
        "form": form,
        "reasons": reasons,
    }
    return render(request, "reviews/results/correction.html", context, status=422 if reasons else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(anyone)
def report_error(request: Request) -> HttpResponse:
    """Take a report of an error; answer with its number, by which the answer is looked up here too."""
    asked = request.GET.get("receipt", "").strip().upper()
    if asked:
        return _report_status(request, asked)
    form = ReportForm(request.POST or None, initial={"number": request.GET.get("number", "")[:40]})
    if request.method != "POST" or not form.is_valid():
        return _report_page(request, form, 422 if form.errors else 200)
    if too_many(request, "report"):
        form.add_error(None, "上报次数过多，请于 10 分钟后再试。")
        return _report_page(request, form, 429)
    told = form.cleaned_data
    certificate = certificate_numbered(normal_number(told["number"])) if told["number"] else None
    agency = certificate.application.plan.hr_bureau if certificate else told["agency"]
    if agency is None:
        form.add_error("agency", "没有这个编号的证书，或未填写编号。请选择发证机关，以便转交核实。")
        return _report_page(request, form, 422)
    kept = receive(agency, certificate, **{name: told[name] for name in ("number", "name", "contact", "text")})
    return render(request, "reviews/verify/report_status.html", {"report": kept, "receipt": kept.receipt, "new": True})


def _report_status(request: Request, receipt: str) -> HttpResponse:
    if too_many(request, "report_status"):
        return _report_page(request, ReportForm(), 429, TOO_OFTEN)
    found = ErrorReport.objects.filter(receipt=receipt).first()
    return render(request, "reviews/verify/report_status.html", {"report": found, "receipt": receipt})


def _report_page(request: Request, form: ReportForm, status: int, refused: str = "") -> HttpResponse:
    return render(request, "reviews/verify/report.html", {"form": form, "refused": refused}, status=status)


@require_safe
@allow(only(Role.HR_BUREAU))
def error_reports(request: Request) -> HttpResponse:
    """List what was reported to the bureau, what waits first."""
    rows, waiting = selector.reports_of(request.actor), request.GET.get("stage", "") != "answered"
    rows = rows.filter(stage=ReportStage.OPEN if waiting else ReportStage.ANSWERED)
    words = request.GET.get("q", "").strip()[:60]
    if words:
        rows = rows.filter(text__icontains=words) | rows.filter(number__icontains=words)
    context = {"page": page_of(rows, "pk", request.GET), "waiting": waiting, "query": words}
    return render(request, "reviews/results/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(answers_report, selector.REPORTS, key="receipt")
def error_report(request: Request, report: ErrorReport) -> HttpResponseBase:
    """One report, and its answer."""
    form, reasons = TextForm(request.POST or None), []
    if request.method == "POST":
        reasons = attempt(request, ANSWER_REPORT, report, **form.typed())
        if not reasons:
            messages.success(request, "已答复，上报人可凭受理编号查询。")
            return redirect("error_reports")
    context = {"report": report, "form": form, "reasons": reasons}
    return render(request, "reviews/results/report.html", context, status=422 if reasons else 200)
