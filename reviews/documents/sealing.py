"""Which papers are signed, by whose seal, and where it stands.

A certificate bears the seal of whoever issues it, a publication that of whoever publishes. Minutes and filing forms are
the platform's own record, sealed as such at the foot: a bureau's seal belongs where the bureau agrees.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from reviews.documents.paper import Paper
from reviews.enums import DocumentKind
from reviews.models import Document
from zcps.signed.papers import seal
from zcps.signed.seal import PLATFORM, Seal

RECORD = "文书专用"


@dataclass(frozen=True)
class Look:
    """Whose seal, the words over which it stands, and the number that the signature carries."""

    name: str
    over: str
    number: str
    kind: str = "电子签章"


def _issued(_: Document, paper: Paper) -> Look:
    issuer = paper.context["issued_by"]
    return Look(issuer, issuer, paper.context["number"])


def _published(document: Document, paper: Paper) -> Look:
    first = paper.context["publishers"][0]
    return Look(first, first, document.number)


def _recorded(document: Document, _: Paper) -> Look:
    return Look(PLATFORM, "", document.number, RECORD)


LOOKS: dict[str, Callable[[Document, Paper], Look]] = {
    DocumentKind.CERTIFICATE: _issued,
    DocumentKind.PROOF: _issued,
    DocumentKind.RECOMMENDATION: _issued,
    DocumentKind.PUBLICATION: _published,
    DocumentKind.RESULT_FILING_FORM: _recorded,
    DocumentKind.MINUTES: _recorded,
    DocumentKind.CASE_BUNDLE: _recorded,
}


def sealed(document: Document, paper: Paper, pdf: bytes) -> bytes:
    """Return the paper as it leaves the platform: signed, where its kind is.

    Raises:
        CannotSign: nothing can be signed now; another try is worth while.
        PaperNotSigned: this paper takes no signature.
    """
    look_of = LOOKS.get(document.kind)
    if look_of is None:
        return pdf
    look = look_of(document, paper)
    drawn = Seal(look.name, look.kind, simulated=settings.DEMO_IDENTITY)
    return seal(pdf, number=look.number, look=drawn, over=look.over)[0]
