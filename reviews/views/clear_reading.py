"""What offices read in clear by an act with a reason: numbers, contacts, what is held against a person."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.http import Request
from accounts.questions import DEARLY
from accounts.views.clear_reading import Reading, read_in_clear
from reviews.models import Application, CertificateCorrection, ErrorReport, IntegrityRecord, Objection
from reviews.permissions import (
    reads_applicant,
    reads_corrected_number,
    reads_objector,
    reads_reporter,
    reads_sanction,
)
from reviews.selectors.certificate_corrections import CORRECTIONS, REPORTS
from reviews.selectors.integrity import RECORDS
from reviews.views.cases import CASES
from reviews.views.objections import OBJECTIONS

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@allow(reads_applicant, CASES, costs=DEARLY)
def case_numbers(request: Request, application: Application) -> HttpResponse:
    """ID number and telephone of an applicant, for whoever examines his case."""
    user = application.applicant.user
    return read_in_clear(
        request,
        Reading(
            application,
            user,
            f"{user.name}，{application.plan.name}",
            (f"{user.id_type}号码", "手机号码"),
            lambda: (user.id_number, user.phone),
            reverse("case", args=[application.pk]),
        ),
    )


@require_http_methods(METHODS)
@allow(reads_objector, OBJECTIONS, key="receipt")
def objection_contact(request: Request, objection: Objection) -> HttpResponse:
    """Who raised an objection, and how he can be reached; he has no account that could list it."""
    back = reverse("objection", args=[objection.receipt])
    title, what = f"异议 {objection.receipt} 的提出人", ("提出人姓名", "提出人联系方式")
    return read_in_clear(
        request, Reading(objection, None, title, what, lambda: (objection.name, objection.contact), back)
    )


@require_http_methods(METHODS)
@allow(reads_reporter, REPORTS, key="receipt")
def report_contact(request: Request, report: ErrorReport) -> HttpResponse:
    """How whoever reported an error can be reached."""
    back = reverse("error_report", args=[report.receipt])
    title = f"错误上报 {report.receipt} 的上报人"
    return read_in_clear(request, Reading(report, None, title, ("上报人联系方式",), lambda: (report.contact,), back))


@require_http_methods(METHODS)
@allow(reads_sanction, RECORDS)
def integrity_reason(request: Request, record: IntegrityRecord) -> HttpResponse:
    """What is held against a person."""
    user, what = record.profile.user, ("诚信记录事由", "期限核定理由")
    back = reverse("integrity_record", args=[record.pk])
    return read_in_clear(
        request, Reading(record, user, user.name, what, lambda: (record.reason, record.period_reason), back)
    )


@require_http_methods(METHODS)
@allow(reads_corrected_number, CORRECTIONS)
def corrected_number(request: Request, correction: CertificateCorrection) -> HttpResponse:
    """The ID number that a certificate shall have instead."""
    user = correction.certificate.application.applicant.user
    back = reverse("certificate_correction", args=[correction.pk])
    title = f"{user.name}，证书 {correction.certificate.number} 更正"
    return read_in_clear(
        request, Reading(correction, user, title, ("更正后的证件号码",), lambda: (correction.id_number,), back)
    )
