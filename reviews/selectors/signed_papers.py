"""What the platform knows of a paper whose signature holds: whether it is the present one, and what came after it."""

from collections.abc import Iterator
from dataclasses import dataclass

from credits.models import CreditCard
from reviews.enums import CertificateState
from reviews.models import Certificate, Document
from zcps.signed.verdicts import Verdict


@dataclass(frozen=True)
class Paper:
    """A paper that a signature's number leads to: one of the three, or none where it is unknown."""

    certificate: Certificate | None = None
    document: Document | None = None
    card: CreditCard | None = None
    # What took the place of a document that was voided.
    newer: Document | None = None

    @property
    def is_known(self) -> bool:
        """Whether the platform has a record of it."""
        return bool(self.certificate or self.document or self.card)


def paper_of(verdict: Verdict) -> Paper:
    """Return what a genuine paper is; its number was signed, so that it is believed."""
    number = verdict.number
    certificate = Certificate.objects.select_related("replaced_by", "application").filter(number=number).first()
    if certificate:
        return Paper(certificate=certificate)
    known = Document.objects.select_related("application__plan", "meeting__plan", "filing__plan")
    document = known.filter(number=number).first()
    if document:
        return Paper(document=document, newer=_newer(document) if document.voided_at else None)
    return Paper(card=CreditCard.objects.filter(code=number).first())


def _newer(document: Document) -> Document | None:
    same = Document.objects.filter(
        kind=document.kind,
        application=document.application_id,
        meeting=document.meeting_id,
        filing=document.filing_id,
        voided_at=None,
    )
    return same.order_by("-pk").first()


def chain_of(certificate: Certificate) -> Iterator[Certificate]:
    """Return the certificates that took its place, one after the other, up to the one in force."""
    present = certificate
    while present.state == CertificateState.CORRECTED and present.replaced_by is not None:
        present = present.replaced_by
        yield present
