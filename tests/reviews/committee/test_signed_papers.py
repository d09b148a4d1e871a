"""A season's papers are signed when they are made, and a file tells everybody whether it still counts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from credits.models import CreditCard
from credits.services.cards import content_of
from credits.tasks import print_waiting_cards
from reviews.documents.build import build_due
from reviews.documents.sealing import LOOKS
from reviews.enums import CertificateState, DocumentKind
from reviews.models import Certificate, Document
from reviews.services import paper_answers
from reviews.services.papers import request as ask_for
from reviews.services.watch import State, checks
from tests.reviews.committee.factory import hall
from tests.reviews.committee.test_result_filings import as_
from tests.zcps import signed_papers as forged
from zcps import clock as platform_clock
from zcps.patience import MOST
from zcps.signed.bounded import _unreadable
from zcps.signed.papers import seal, verdict
from zcps.signed.seal import Seal
from zcps.signed.verdicts import Verdict

pytestmark = pytest.mark.django_db


def content(document: Document) -> bytes:
    assert document.file is not None, document.failure
    with document.file.content.open("rb") as stream:
        return stream.read()


def said(pdf: bytes) -> paper_answers.Answer:
    return paper_answers.answer(verdict(pdf))


def ask(pdf: bytes) -> str:
    handed_in = SimpleUploadedFile("证书.pdf", pdf, "application/pdf")
    answer = Client().post(reverse("verify_file"), {"file": handed_in})
    assert answer.status_code == 200
    return answer.content.decode()


def revoke(certificate: Certificate, because: str) -> None:
    certificate.state, certificate.revoked_at = CertificateState.REVOKED, platform_clock.now()
    certificate.revocation_reason = because
    certificate.save()


def test_the_papers_of_a_season_from_their_making_to_their_end(clock, empty_cache, settings) -> None:
    room = hall(cases=1)
    meeting = room.approved()
    stamps, settings.TIME_STAMP_ADDRESS = settings.TIME_STAMP_ADDRESS, "http://127.0.0.1:9/"
    build_due()
    waiting = Document.objects.filter(kind__in=LOOKS, voided_at=None)
    assert set(waiting.values_list("kind", flat=True)) >= {
        "certificate",
        "publication",
        "result_filing_form",
        "minutes",
    }
    # Nothing is signed, nothing is kept, one paper has asked; the others are made.
    assert not waiting.exclude(file=None, built_at=None, attempts=0).exists()
    assert waiting.exclude(failure="").count() == 1
    assert not Document.objects.exclude(kind__in=LOOKS).filter(built_at=None, voided_at=None).exists()
    watched = {check.title: check for check in checks()}
    assert watched["文书出具"].state is State.STOP
    assert "时间戳服务暂时不可用" in watched["文书出具"].text
    filing = reverse("result_filing", args=[meeting.filings.get().pk])
    shown = as_(room.bureau).get(filing).content.decode()
    assert "已出具 0 份，共 1 份" in shown
    page_of_it = reverse("paper", args=[waiting.exclude(failure="").get().pk])
    assert "文书尚未出具，系统正在重试" in as_(room.bureau).get(page_of_it).content.decode()
    settings.TIME_STAMP_ADDRESS = stamps
    build_due()
    assert "已出具 1 份，共 1 份" in as_(room.bureau).get(filing).content.decode()
    signed = {document.kind: document for document in waiting.exclude(built_at=None)}
    assert len(signed) == waiting.count()
    assert {check.state for check in checks() if check.title == "文书出具"} == {State.DONE}
    for document in signed.values():
        assert said(content(document)).tone == "done", document.kind

    certificate = Certificate.objects.get()
    paper = content(signed[DocumentKind.CERTIFICATE])
    found = said(paper)
    assert found.heading == "电子证书有效" or "有效" in found.heading
    assert ("编号", certificate.number) in found.rows
    page = ask(paper)
    assert certificate.number in page
    assert certificate.content["name"] in page
    altered = ask(forged.overlaid(paper))
    assert "文件被改动" in altered
    assert certificate.content["name"] not in altered
    assert "文件无法读取" in ask(b"%PDF-1.7 nothing")

    # Superseded: minutes that were signed by one more.
    old = signed[DocumentKind.MINUTES]
    Document.objects.filter(pk=old.pk).update(voided_at=platform_clock.now())
    assert said(content(old)).heading == "文书已作废"
    new = ask_for(DocumentKind.MINUTES, meeting=meeting)
    assert new.number in said(content(old)).sentence

    revoke(certificate, "提供虚假业绩材料。")
    found = said(paper)
    assert found.tone == "stop"
    assert "提供虚假业绩材料" in found.sentence
    later = Certificate.objects.create(
        application=certificate.application, number="ZC33082022300000011", content=certificate.content,
        issued_at=platform_clock.now(), state=CertificateState.CORRECTED,
    )  # fmt: skip
    Certificate.objects.filter(pk=certificate.pk).update(
        state=CertificateState.CORRECTED, corrected_at=platform_clock.now(), replaced_by=later
    )
    assert later.number in said(paper).sentence
    _a_card_that_could_not_be_signed_is_printed_later(room.cases[0].applicant, settings, clock)


def _a_card_that_could_not_be_signed_is_printed_later(profile, settings, clock) -> None:
    card = CreditCard.objects.create(
        profile=profile, year=2022, code="ABCDEFGHJKMN", content=content_of(profile, 2022),
        issued_at=platform_clock.now(),
    )  # fmt: skip
    assert print_waiting_cards() == 0
    clock.advance(minutes=3)
    stamps, settings.TIME_STAMP_ADDRESS = settings.TIME_STAMP_ADDRESS, ""
    assert print_waiting_cards() == 0
    settings.TIME_STAMP_ADDRESS = stamps
    assert print_waiting_cards() == 1
    card.refresh_from_db()
    with card.file.content.open("rb") as stream:
        found = said(stream.read())
    assert (found.tone, found.heading) == ("done", "学时卡有效")
    assert ("校验码", card.code) in found.rows


def test_a_signed_paper_of_which_there_is_no_record_is_unknown(clock) -> None:
    clock.set("2022-09-29 11:00")
    stranger, _ = seal(forged.blank(), number="ZS-2022-999999", look=Seal("甲"))
    found = said(stranger)
    assert (found.tone, found.heading) == ("due", "平台没有此文书的记录")


def test_the_page_takes_a_file_only_within_bounds(empty_cache, monkeypatch, settings, tmp_path) -> None:
    page = reverse("verify_file")
    client = Client()
    # A browser lets through what the field names: papers, and case bundles whatever a system calls their type.
    assert 'accept="application/pdf,.zip"' in client.get(page).content.decode()
    missing = client.post(page, {})
    assert missing.status_code == 422
    assert "请选择要查验的文件" in missing.content.decode()
    monkeypatch.setattr("reviews.forms.verify.LARGEST_PAPER", 10)
    large = client.post(page, {"file": SimpleUploadedFile("a.pdf", b"12345678901")})
    assert "超过 30 MB" in large.content.decode()
    monkeypatch.setattr("reviews.forms.verify.LARGEST_BUNDLE", 10)
    bundle = client.post(page, {"file": SimpleUploadedFile("a.zip", b"PK345678901")})
    assert "案卷包超过 60 MB" in bundle.content.decode()
    settings.PAPER_KEYS = tmp_path
    small = {"file": SimpleUploadedFile("a.pdf", b"1")}
    closed = client.post(page, small)
    assert closed.status_code == 503
    assert "没有公布根证书" in closed.content.decode()
    # Whoever asks again and again is stopped before a file is looked at.
    looked_at: list[bytes] = []

    def look(pdf: bytes) -> Verdict:
        looked_at.append(pdf)
        return _unreadable(pdf)

    monkeypatch.setattr("reviews.views.verify_file.verdict", look)
    for _ in range(MOST):
        last = client.post(page, {"file": SimpleUploadedFile("a.pdf", b"1")})
    assert last.status_code == 429
    assert "查验次数过多" in last.content.decode()
    assert len(looked_at) == MOST - 1


def test_what_is_published_is_certificates_and_no_key(db) -> None:
    answer = Client().get(reverse("verify_keys"))
    # The authorities that sign and that stamp, and the one key.
    assert answer.content.count(b"BEGIN CERTIFICATE") == 3
    assert answer.content.count(b"BEGIN X509 CRL") == 2
    # The keys of the minutes' data lie in the same file.
    assert answer.content.count(b"BEGIN PUBLIC KEY") == 1
    assert b"PRIVATE" not in answer.content
    assert "published.pem" in answer["Content-Disposition"]


def test_the_end_of_a_key_is_told_in_time_and_stops_what_claims_a_signature(db, clock, signing_place) -> None:
    def key() -> tuple[State, str]:
        return next((check.state, check.text) for check in checks() if check.title == "签章密钥")

    clock.set("2022-09-29 11:00")
    assert key()[0] is State.DONE
    # The keys of the tests end on 25 December 2039.
    clock.set("2039-11-20 09:00")
    state, text = key()
    assert state is State.DUE
    assert "天到期" in text
    clock.set("2039-12-20 09:00")
    assert key()[0] is State.STOP
    clock.set("2040-02-01 09:00")
    assert "已到期或者已吊销" in key()[1]
