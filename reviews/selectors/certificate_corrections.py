"""Corrections and reports of errors before an office."""

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from accounts.selectors.narrowing import with_words
from reviews.models import CertificateCorrection, ErrorReport

CORRECTIONS = CertificateCorrection.objects.select_related(
    "certificate__application__plan__hr_bureau",
    "certificate__application__plan__office",
    "certificate__application__applicant__user",
    "certificate__application__title__committee",
    "certificate__replaced_by",
    "evidence",
)
REPORTS = ErrorReport.objects.select_related("agency", "certificate")


def corrections_of(actor: Actor) -> QuerySet[CertificateCorrection]:
    """Return the corrections of certificates under an office's plans."""
    plan = "certificate__application__plan"
    if actor.role == Role.COMMITTEE_OFFICE:
        return CORRECTIONS.filter(**{f"{plan}__office": actor.agency_id})
    if actor.role == Role.HR_BUREAU:
        return CORRECTIONS.filter(**{f"{plan}__hr_bureau": actor.agency_id})
    return CORRECTIONS.none()


def searched(rows: QuerySet[CertificateCorrection], words: str) -> QuerySet[CertificateCorrection]:
    """Narrow to what has every word in the holder's name or the certificate's number."""
    return with_words(rows, words, "certificate__application__applicant__user__name", "certificate__number")


def reports_of(actor: Actor) -> QuerySet[ErrorReport]:
    """Return the reports addressed to a bureau."""
    return REPORTS.filter(agency=actor.agency) if actor.role == Role.HR_BUREAU else REPORTS.none()
