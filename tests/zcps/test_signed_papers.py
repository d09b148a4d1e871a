"""Signed papers: twelve genuine ones are accepted, twelve forged ones refused, each for the right reason."""

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

from tests.signing import BEGIN, LASTING, SigningPlace, answering, served
from tests.zcps import signed_papers as papers
from zcps import clock as platform_clock
from zcps.documents.fonts import faces
from zcps.documents.outlines import outline, outlines
from zcps.signed.authority import make_list, make_root, make_signer, make_stamper
from zcps.signed.check import Published, verify
from zcps.signed.errors import CannotSign, PaperNotSigned
from zcps.signed.local import STAMPER
from zcps.signed.papers import seal, verdict
from zcps.signed.seal import SIMULATED, Seal
from zcps.signed.stamps import GONE, HttpStamper, stamper
from zcps.signed.store import KeyStore
from zcps.signed.tsa import StampAuthority, server
from zcps.signed.verdicts import SENTENCES, Finding

NOW = dt.datetime(2022, 9, 29, 3, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def moment(clock):
    clock.set("2022-09-29 11:00")


@pytest.fixture
def store(signing_place: SigningPlace, tmp_path: Path) -> KeyStore:
    """Return a copy of the key store, to be changed."""
    shutil.copytree(signing_place.keys, tmp_path / "keys")
    return KeyStore(tmp_path / "keys")


@pytest.fixture(scope="session")
def genuine(signing_place: SigningPlace) -> bytes:
    return papers.signed(KeyStore(signing_place.keys), signing_place.address, NOW)


class OtherStamps:
    """A time-stamp authority whose own keys a test has."""

    def __init__(self, store: KeyStore) -> None:
        self._store, self._own = store, store.lists()
        self.root = make_root("另一时间戳服务根", BEGIN)
        self.pair = make_stamper(self.root, "另一时间戳服务", BEGIN, LASTING)
        self.address = ""
        store.publish(self.root.certificate, make_list(self.root, BEGIN, {}))

    def revoke(self, at: dt.datetime, reason: x509.ReasonFlags | None) -> None:
        """Publish that the key was revoked."""
        entry = x509.RevokedCertificateBuilder().serial_number(self.pair.certificate.serial_number).revocation_date(at)
        entry = entry if reason is None else entry.add_extension(x509.CRLReason(reason), critical=False)
        made = x509.CertificateRevocationListBuilder().issuer_name(self.root.certificate.subject)
        made = made.last_update(BEGIN).next_update(BEGIN + LASTING).add_revoked_certificate(entry.build())
        lists = [*self._own, made.sign(self.root.key, SHA256())]
        (self._store.folder / "revoked.pem").write_bytes(b"".join(each.public_bytes(Encoding.PEM) for each in lists))


@pytest.fixture
def stamps(store: KeyStore, settings: Any) -> Iterator[OtherStamps]:
    """Have time stamped by an authority that can be revoked."""
    made = OtherStamps(store)
    with served(server(StampAuthority(made.pair, platform_clock.now))) as made.address:
        settings.PAPER_KEYS, settings.TIME_STAMP_ADDRESS = store.folder, made.address
        yield made


def public(store: KeyStore) -> Published:
    return Published.read(store.published_file())


def finding(pdf: bytes, store: KeyStore, at: dt.datetime = NOW) -> Finding:
    return verify(pdf, public(store), at).finding


FORGED = {
    "overlay": (papers.overlaid, Finding.ALTERED),
    "annotation": (papers.annotated, Finding.ALTERED),
    "incremental save": (papers.retitled, Finding.ALTERED),
    "number changed": (papers.renumbered, Finding.ALTERED),
    "rewritten": (papers.rewritten, Finding.ALTERED),
    "one byte changed": (papers.flipped, Finding.ALTERED),
    "signature stripped": (papers.stripped, Finding.UNSIGNED),
    "signature cut off": (papers.beheaded, Finding.UNSIGNED),
    "time stamp cut off": (papers.cut, Finding.CUT),
    "half a file": (lambda pdf: pdf[: len(pdf) // 2], Finding.UNREADABLE),
}


@pytest.mark.parametrize("forgery", FORGED)
def test_what_a_forger_makes_of_a_genuine_paper_is_refused(genuine, store, forgery):
    forge, expected = FORGED[forgery]
    found = verify(forge(genuine), public(store), NOW)
    assert found.finding is expected
    assert not found.holds
    assert found.sentence == SENTENCES[expected]
    assert found.signed_at is None


def test_a_paper_signed_by_another_key_is_foreign_even_under_the_same_name(genuine, store, signing_place, tmp_path):
    other = papers.other_store(tmp_path / "other", BEGIN)
    own_stamps = KeyStore(store.folder).roots()[1]
    other.publish(own_stamps, store.lists()[1])
    changed = papers.blank(papers.NUMBER.replace("30000001", "50000001"))
    forged = papers.signed(other, signing_place.address, NOW, pdf=changed)
    assert finding(forged, store) is Finding.FOREIGN
    # The forger's own signature laid over the genuine one does not help.
    assert finding(papers.overlaid(genuine) + b"\n", store) is Finding.ALTERED


def test_a_stranger_to_whom_the_same_authority_gave_a_certificate_signs_nothing_of_ours(store, signing_place, tmp_path):
    name = store.keys()[0].holder
    stranger = KeyStore(tmp_path / "stranger")
    shutil.copytree(store.folder, stranger.folder)
    root = stranger._own_authority()
    theirs = stranger.keep(make_signer(root, name, NOW, LASTING), root.certificate)
    assert stranger.key_at(NOW).name == theirs.name
    forged = papers.signed(stranger, signing_place.address, NOW)
    assert finding(forged, stranger) is Finding.VALID
    assert finding(forged, store) is Finding.FOREIGN
    # Neither does the file of an authority's certificates alone let anybody through.
    assert verify(forged, Published.read(stranger.published()), NOW).finding is Finding.FOREIGN


def test_a_key_that_had_ended_or_was_revoked_signs_nothing_that_holds(store, signing_place, tmp_path):
    old = store.rotate("旧密钥", NOW - 400 * DAY, 30 * DAY)
    thief = KeyStore(tmp_path / "thief")
    shutil.copytree(store.folder, thief.folder)
    for path in (thief.folder / "signing").iterdir():
        if path.stem != old.name:
            path.unlink()
    with pytest.raises(CannotSign, match="已到期或者已吊销"):
        thief.key_at(NOW)
    while_valid = papers.signed(thief, signing_place.address, old.begins + DAY)
    # The stamp says when it really was: after the key's end.
    assert finding(while_valid, store) is Finding.EXPIRED


def test_what_was_signed_before_a_revocation_holds_and_what_came_after_does_not(store, signing_place):
    key = store.keys()[0]
    before = papers.signed(store, signing_place.address, NOW)
    copied = public(store)
    store.revoke(key.name, NOW + DAY)
    assert finding(before, store, NOW + 2 * DAY) is Finding.VALID
    with pytest.raises(CannotSign, match="已吊销"):
        store.key_at(NOW + 2 * DAY)
    store.revoke(key.name, NOW + DAY)
    assert len(store.revoked()) == 1
    assert verify(before, copied, NOW).holds


def test_a_paper_stamped_after_its_key_was_revoked_is_refused(store, signing_place, clock, tmp_path):
    thief = KeyStore(tmp_path / "thief")
    shutil.copytree(store.folder, thief.folder)
    store.revoke(store.keys()[0].name, NOW - DAY)
    forged = papers.signed(thief, signing_place.address, NOW)
    assert finding(forged, store) is Finding.KEY_REVOKED
    # A list that the authority did not sign revokes nothing.
    stranger = papers.other_store(tmp_path / "stranger", BEGIN)
    stranger.revoke(stranger.keys()[0].name, NOW - DAY)
    whole = replace(public(thief), lists=(*public(thief).lists, *stranger.lists()))
    assert verify(forged, whole, NOW).holds


def test_twelve_genuine_papers_hold(store, signing_place, genuine):
    numbers = [f"ZC330820223000{number:04d}0" for number in range(8)]
    made = [papers.signed(store, signing_place.address, NOW, number, papers.blank()) for number in numbers]
    made.append(genuine)
    # By a newer key, beside the former one; and read years after both keys have ended.
    store.rotate("新密钥", NOW - DAY, 30 * DAY)
    made += [papers.signed(store, signing_place.address, NOW, f"ZC{number}", papers.blank()) for number in range(3)]
    assert len(made) == 12
    for moment in (NOW, NOW + 15 * 365 * DAY):
        assert {finding(pdf, store, moment) for pdf in made} == {Finding.VALID}
    said = verify(made[0], public(store), NOW)
    assert (said.number, said.stamped_by, said.signed_at) == (numbers[0], STAMPER, NOW)
    assert said.key != verify(made[-1], public(store), NOW).key


def test_the_form_is_baseline_lta_and_certified(genuine):
    reader = PdfFileReader(BytesIO(genuine))
    [signature] = reader.embedded_regular_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.docmdp_level.value == 1
    assert next(extract_tst_data_iter(signature.signer_info, signed=False), None) is not None
    assert len(reader.embedded_timestamp_signatures) == 1
    assert len(reader.root["/DSS"]["/Certs"]) >= 3
    assert len(reader.root["/DSS"]["/CRLs"]) == 2
    assert signature.signer_cert.public_key.curve == ("named", "secp256r1")


def test_the_seal_is_outlines_and_says_that_it_is_worth_nothing(genuine):
    with pikepdf.open(BytesIO(genuine)) as document:
        [widget, *_] = document.pages[0].Annots
        look = widget.AP.N
        assert "/Font" not in look.get("/Resources", {})
        drawn = look.read_bytes()
        packed = len(look.read_raw_bytes())
    assert b"Tj" not in drawn
    assert packed < 20_000
    assert len(Seal("甲", simulated=True).drawing()) > len(Seal("甲").drawing())
    assert SIMULATED == "仿真·无法律效力"


def test_a_rare_character_is_drawn_by_whichever_face_has_it():
    # Kai is TrueType: its curves are quadratic, which a PDF does not know.
    rare = outline("𠮷", "Kai")
    assert rare is not None
    assert {operator for operator, _ in rare.strokes} == {"m", "l", "c", "h"}
    assert {len(points) for operator, points in rare.strokes if operator == "c"} == {3}
    assert outline("𠮷", "Hei") is None
    # Components, where a font is made so, are taken apart: a drawing that is empty would be no glyph.
    assert all(outline("局", family).strokes for family in faces())
    assert len(Seal("𠮷林市").drawing()) > len(Seal("林市").drawing())
    assert outlines("𠮷局") == outlines("局")
    with pytest.raises(PaperNotSigned, match="没有签章名称中的“\U0010ffff”字"):
        Seal("\U0010ffff").drawing()


def test_without_the_authority_there_is_no_paper_and_a_sentence_says_so(settings):
    settings.TIME_STAMP_ADDRESS = "http://127.0.0.1:9/"
    with pytest.raises(CannotSign, match="时间戳服务暂时不可用"):
        seal(papers.blank(), number="ZS-1", look=Seal("甲"))
    settings.TIME_STAMP_ADDRESS = ""
    with pytest.raises(CannotSign, match="没有配置时间戳服务"):
        seal(papers.blank(), number="ZS-1", look=Seal("甲"))


def test_whatever_a_time_stamp_authority_says_that_is_no_reply_is_waited_out(settings):
    for said in (b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort", b""):
        with answering(said) as settings.TIME_STAMP_ADDRESS, pytest.raises(CannotSign, match=GONE):
            seal(papers.blank(), number="ZS-1", look=Seal("甲"))


def test_the_authority_is_asked_for_its_certificates_once_a_day(monkeypatch, clock):
    asked: list[bytes] = []
    ask = HttpStamper._ask

    def counted(self: HttpStamper, query: bytes) -> object:
        asked.append(query)
        return ask(self, query)

    monkeypatch.setattr(HttpStamper, "_ask", counted)
    stamper.cache_clear()
    for expected in (3, 5):
        seal(papers.blank(), number="ZS-1", look=Seal("甲"))
        assert len(asked) == expected
    clock.advance(days=1)
    seal(papers.blank(), number="ZS-1", look=Seal("甲"))
    assert len(asked) == 8


def test_without_a_key_or_with_one_that_cannot_be_read_there_is_no_paper(settings, tmp_path):
    settings.PAPER_KEYS = tmp_path
    with pytest.raises(CannotSign, match="没有配置签章密钥"):
        seal(papers.blank(), number="ZS-1", look=Seal("甲"))
    with pytest.raises(CannotSign, match="没有公布根证书"):
        verdict(papers.blank())
    (tmp_path / "signing").mkdir()
    (tmp_path / "signing" / "broken.p12").write_bytes(b"nothing")
    with pytest.raises(CannotSign, match="无法读取"):
        seal(papers.blank(), number="ZS-1", look=Seal("甲"))


def test_a_paper_that_would_not_verify_is_never_handed_out(monkeypatch, store, tmp_path):
    # What the public gets is of another platform: signing succeeds, verifying does not.
    other = papers.other_store(tmp_path / "other", BEGIN)
    monkeypatch.setattr("zcps.signed.papers.published", other.published_file)
    with pytest.raises(PaperNotSigned, match="自检未通过"):
        seal(papers.blank(), number="ZS-1", look=Seal("甲"))


def test_a_key_whose_certificate_is_unknown_or_leads_nowhere_waits_for_the_key_store(settings, store, tmp_path):
    other = papers.other_store(tmp_path / "other", BEGIN)
    for each in (other.folder / "signing").iterdir():
        shutil.copy(each, store.folder / "signing" / each.name)
    for each in list((store.folder / "signing").iterdir()):
        if each.stem != other.keys()[0].name:
            each.unlink()
    settings.PAPER_KEYS = store.folder
    with pytest.raises(CannotSign, match="签章证书尚未公布"):
        seal(papers.blank(), number="ZS-1", look=Seal("甲"))
    store.announce(other.keys()[0].pair.certificate)
    with pytest.raises(CannotSign, match="未通过验证"):
        seal(papers.blank(), number="ZS-1", look=Seal("甲"))


def test_a_time_stamp_authority_that_was_revoked_or_is_not_published_leaves_papers_waiting(store, stamps):
    made, _ = seal(papers.blank(), number="ZS-1", look=Seal("甲"))
    stamps.revoke(NOW - DAY, None)
    with pytest.raises(CannotSign, match="未通过验证"):
        seal(papers.blank(), number="ZS-1", look=Seal("甲"))
    assert verdict(made).finding is Finding.UNSTAMPED
    (store.folder / "published.pem").write_bytes(store.roots()[0].public_bytes(Encoding.PEM))
    with pytest.raises(CannotSign, match="未通过验证"):
        seal(papers.blank(), number="ZS-1", look=Seal("甲"))


def test_a_stamp_outlives_an_authority_that_gave_up_and_not_one_whose_key_others_may_have(store, stamps):
    made = papers.signed(store, stamps.address, NOW)
    # The paper's last stamp is known of only now: a key that others have could have made it at any time.
    for reason, expected in (
        (None, Finding.UNSTAMPED),
        (x509.ReasonFlags.key_compromise, Finding.UNSTAMPED),
        (x509.ReasonFlags.superseded, Finding.VALID),
        (x509.ReasonFlags.cessation_of_operation, Finding.VALID),
    ):
        stamps.revoke(NOW + DAY, reason)
        assert finding(made, store, NOW + 2 * DAY) is expected
        assert finding(made, store, NOW) is Finding.VALID
        stamps.revoke(NOW - DAY, reason)
        assert finding(made, store, NOW) is Finding.UNSTAMPED


def test_a_sealed_paper_is_found_valid(clock):
    made, found = seal(papers.blank(), number="ZS-1", look=Seal(papers.ISSUER), over=papers.ISSUER)
    assert found.holds
    assert verdict(made).number == "ZS-1"


def test_pdfsig_agrees_about_the_signature_and_is_blind_to_an_overlay(genuine, tmp_path):
    tool = shutil.which("pdfsig") or ""

    def said(pdf: bytes) -> str:
        (tmp_path / "paper.pdf").write_bytes(pdf)
        done = subprocess.run([tool, tmp_path / "paper.pdf"], capture_output=True, text=True, check=False)
        return done.stdout

    assert "Signature is Valid" in said(genuine)
    assert "ETSI.CAdES.detached" in said(genuine)
    assert "Digest Mismatch" in said(papers.flipped(genuine))
    # Which is why it is not asked: the overlaid paper is ALTERED for us.
    assert "Signature is Valid" in said(papers.overlaid(genuine))


def test_openssl_agrees_about_the_time_stamp(genuine, store, tmp_path):
    reader = PdfFileReader(BytesIO(genuine))
    [stamp] = reader.embedded_timestamp_signatures
    # What follows the token is filling; a token may end with a zero of its own.
    (tmp_path / "token.der").write_bytes(cms.ContentInfo.load(bytes(stamp.pkcs7_content)).dump())
    first, gap, second, rest = stamp.byte_range
    (tmp_path / "covered").write_bytes(genuine[first : first + gap] + genuine[second : second + rest])
    (tmp_path / "roots.pem").write_bytes(store.published())
    asked = [
        shutil.which("openssl") or "",
        "ts",
        "-verify",
        "-token_in",
        "-in",
        tmp_path / "token.der",
        "-data",
        tmp_path / "covered",
    ]
    done = subprocess.run([*asked, "-CAfile", tmp_path / "roots.pem"], capture_output=True, text=True, check=False)
    assert "Verification: OK" in done.stdout + done.stderr
    (tmp_path / "covered").write_bytes(b"something else")
    done = subprocess.run([*asked, "-CAfile", tmp_path / "roots.pem"], capture_output=True, text=True, check=False)
    assert "Verification: FAILED" in done.stdout + done.stderr


def test_the_tool_needs_the_file_and_the_published_certificates_only(genuine, store, tmp_path):
    (tmp_path / "good.pdf").write_bytes(genuine)
    (tmp_path / "bad.pdf").write_bytes(papers.overlaid(genuine))
    (tmp_path / "published.pem").write_bytes(store.published_file())
    tool = [sys.executable, "-m", "zcps.signed", tmp_path / "good.pdf", tmp_path / "bad.pdf"]
    done = subprocess.run(
        [*tool, "--roots", tmp_path / "published.pem"],
        capture_output=True, text=True, check=False, env={"PYTHONUTF8": "1"}, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    good, bad = done.stdout.splitlines()
    assert SENTENCES[Finding.VALID] in good
    assert papers.NUMBER in good
    assert SENTENCES[Finding.ALTERED] in bad
