"""Corrected certificates: the new one says what was put right, the former one where it went."""

from typing import Any

from reviews.certificate_fields import KEPT_AS
from reviews.enums import CertificateState, CredentialKind
from reviews.models import Certificate, CertificateCorrection, Document
from reviews.services import papers
from reviews.services.certificates import PAPER_OF, list_anew, new_number
from zcps import clock
from zcps.templatetags.masking import mask_id


def corrected_content(correction: CertificateCorrection) -> dict[str, Any]:
    """Return what the new certificate says."""
    changed = {KEPT_AS.get(field, field): value for field, value in correction.changes.items()}
    if correction.id_number:
        changed["id_masked"] = mask_id(correction.id_number)
    return {**correction.certificate.content, **changed, "issued_on": clock.today().isoformat()}


def correct(correction: CertificateCorrection) -> Certificate:
    """Issue the new certificate in the place of the former one, and ask for its paper; the old paper is void."""
    former = Certificate.objects.select_for_update(of=("self",)).get(pk=correction.certificate_id)
    case, title = former.application, former.application.title
    assert title is not None  # noqa: S101 - the data base holds it: a filed case has a title
    moment = clock.now()
    former.state, former.corrected_at = CertificateState.CORRECTED, moment
    former.save(update_fields=["state", "corrected_at"])
    content = corrected_content(correction)
    new = Certificate.objects.create(
        application=case,
        kind=former.kind,
        number=new_number(case.plan.region.code, int(content["obtained_on"][:4]), title.level, former.kind),
        content=content,
        issued_at=moment,
    )
    former.replaced_by = new
    former.save(update_fields=["replaced_by"])
    kind = PAPER_OF[CredentialKind(former.kind)]
    Document.objects.filter(application=case, kind=kind, voided_at=None).update(voided_at=moment)
    papers.request(kind, application=case)
    list_anew(case)
    return new
