import pytest

from reviews.documents.build import build
from reviews.enums import CertificateState, DocumentKind
from reviews.models import Document
from tests.reviews.cases import make_case
from tests.reviews.committee.factory import hall
from zcps.documents import page_texts

pytestmark = pytest.mark.django_db


def text_of(document: Document) -> str:
    assert document.failure == ""
    with document.file.content.open("rb") as stream:
        return "".join("".join(page_texts(stream.read())).split())


def test_the_certificate_says_what_was_won_and_where_it_verifies(clock):
    room = hall()
    room.approved()
    document = Document.objects.filter(kind=DocumentKind.CERTIFICATE).first()
    certificate = document.application.certificate
    text = text_of(build(document))
    assert certificate.state == CertificateState.VALID
    for name in ("name", "title", "specialty", "level", "committee", "document_number", "issued_by", "id_masked"):
        assert "".join(str(certificate.content[name]).split()) in text
    assert certificate.number in text
    assert "仿真·无法律效力" in text
    assert document.application.applicant.user.id_number not in text


def test_the_result_filing_form_lists_everybody_with_the_ballot(clock):
    room = hall()
    meeting = room.approved()
    document = build(Document.objects.get(kind=DocumentKind.RESULT_FILING_FORM))
    text = text_of(document)
    for item in meeting.items.all():
        assert item.application.applicant.user.name in text
    assert meeting.number in text
    assert f"本批通过{meeting.items.filter(passed=True).count()}人" in text


def test_the_commitment_is_printed_as_it_was_signed():
    case = make_case(stage="employer_review")
    document = case.documents.get(kind=DocumentKind.COMMITMENT)
    text = text_of(build(document))
    signed = case.commitments.exclude(signed_at=None).get()
    assert signed.sha256 in text
    assert text.count("材料真实性保证书") == 1
    assert case.applicant.user.name in text
