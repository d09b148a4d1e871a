"""Issuing, revoking and restoring certificates; reviews.certificate_numbers says how they are numbered."""

import datetime as dt
from typing import Any

from reviews.certificate_numbers import make_number
from reviews.enums import CertificateState, CredentialKind, DocumentKind, LineOutcome, PlanKind, Stage, Verdict
from reviews.models import Application, Certificate, MeetingItem, ResultLine
from reviews.selectors.publications import recommended_in
from reviews.services import papers
from zcps import clock
from zcps.templatetags.masking import mask_id

PAPER_OF = {
    CredentialKind.CERTIFICATE: DocumentKind.CERTIFICATE,
    CredentialKind.PROOF: DocumentKind.PROOF,
    CredentialKind.RECOMMENDATION: DocumentKind.RECOMMENDATION,
}


def new_number(region_code: str, year: int, level: str, kind: str = CredentialKind.CERTIFICATE) -> str:
    """Return a number that no certificate has."""
    while True:
        number = make_number(region_code, year, level, kind)
        if not Certificate.objects.filter(number=number).exists():
            return number


def issue(
    application: Application, document_number: str, kind: CredentialKind = CredentialKind.CERTIFICATE
) -> Certificate:
    """Write the certificate of a case that has just been announced, its content frozen, and ask for its document.

    Args:
        application: the case.
        document_number: of the document that announced the results (公布文号).
        kind: a certificate, or the written proof of plans that issue none.
    """
    won_on = _won_on(application)
    assert application.title is not None  # noqa: S101 - the data base holds it: a filed case has a title
    certificate = Certificate.objects.create(
        application=application,
        kind=kind,
        number=new_number(application.plan.region.code, won_on.year, application.title.level, kind),
        content=content_of(application, won_on, document_number, kind),
        issued_at=clock.now(),
    )
    papers.request(PAPER_OF[kind], application=application)
    return certificate


def content_of(
    application: Application, won_on: dt.date, document_number: str, kind: str = CredentialKind.CERTIFICATE
) -> dict[str, Any]:
    """Return what the certificate says, from the frozen case (facts 4.4); the ID number only masked.

    A proof is given by the committee itself (S1 四(五): 由高评委出具证明), and so is a recommendation.
    """
    person, plan, title = application.applicant, application.plan, application.title
    assert title is not None  # noqa: S101 - as above
    return {
        "name": person.user.name,
        "gender": person.get_gender_display(),
        "id_type": person.user.id_type,
        "id_masked": mask_id(person.user.id_number),
        "series": plan.series,
        "specialty": application.specialty,
        "title": title.name,
        "level": title.get_level_display(),
        "way": PlanKind(plan.kind).label,
        "employer": application.employer.name if application.employer else "",
        "committee": plan.determiner.name if plan.is_initial else title.committee.name,
        "obtained_on": won_on.isoformat(),
        "document_number": document_number,
        "issued_by": plan.hr_bureau.name if kind == CredentialKind.CERTIFICATE else title.committee.name,
        "issued_on": clock.today().isoformat(),
    }


def _won_on(application: Application) -> dt.date:
    """Return the day on which the committee passed the case; where no panel voted, of its determination (初定)."""
    if application.plan.is_initial:
        determined = application.opinions.filter(
            stage=Stage.DETERMINATION, verdict=Verdict.AGREE, snapshot=application.snapshot, voided_at=None
        )
        decided = determined.order_by("-pk").first()
        return decided.given_at.astimezone(clock.SHANGHAI).date() if decided else clock.today()
    passed = MeetingItem.objects.filter(application=application, passed=True, closed_at__isnull=False)
    item = passed.order_by("-pk").first()
    closed_at = item.closed_at if item else None
    return closed_at.astimezone(clock.SHANGHAI).date() if closed_at else clock.today()


def revoke(application: Application, reason: str) -> None:
    """Mark the certificate in force as revoked, and void its papers."""
    in_force = Certificate.objects.filter(application=application).exclude(state=CertificateState.CORRECTED)
    for certificate in in_force:
        certificate.state, certificate.revoked_at = CertificateState.REVOKED, clock.now()
        certificate.revocation_reason = reason
        certificate.save(update_fields=["state", "revoked_at", "revocation_reason"])
    papers.void_all_of(application)
    list_anew(application)


def restore(application: Application) -> None:
    """Put the certificate into force again where its revocation was taken back, and the papers that this made void."""
    found = application.certificate
    if found is None:
        return
    found.state, found.revoked_at, found.revocation_reason = CertificateState.VALID, None, ""
    found.save(update_fields=["state", "revoked_at", "revocation_reason"])
    papers.revive(application)
    papers.request(PAPER_OF[CredentialKind(found.kind)], application=application)
    list_anew(application)


def list_anew(application: Application) -> None:
    """Void the list of those recommended that names somebody whose letter changed; another names who still is."""
    recommended = ResultLine.objects.filter(
        application=application, outcome=LineOutcome.APPROVED, credential=CredentialKind.RECOMMENDATION
    )
    for line in recommended.select_related("filing__meeting"):
        filing = line.filing
        known = filing.documents.filter(kind=DocumentKind.RECOMMENDATION_LIST, voided_at=None)
        known.update(voided_at=clock.now())
        if recommended_in(filing).exists():
            papers.request(DocumentKind.RECOMMENDATION_LIST, meeting=filing.meeting, filing=filing)
