"""Signed papers: twelve genuine ones are accepted, twelve forged ones refused, each for the right reason."""

import datetime as dt
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

from tests.signing import BEGIN, SigningPlace
from tests.zcps import signed_papers as papers
from zcps.signed.check import Published, verify
from zcps.signed.errors import CannotSign, PaperNotSigned
from zcps.signed.local import STAMPER
from zcps.signed.papers import seal, verdict
from zcps.signed.seal import SIMULATED, Seal
from zcps.signed.store import KeyStore
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
    whole = Published(public(thief).roots, (*public(thief).lists, *stranger.lists()))
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


def test_the_seal_stands_over_the_name_of_the_issuer(genuine):
    with pikepdf.open(BytesIO(genuine)) as document:
        left, bottom, right, top = (float(edge) for edge in document.pages[0].Annots[0].Rect)
    assert right - left == top - bottom == 108
    assert left > 0
    assert right < 596


def test_without_the_authority_there_is_no_paper_and_a_sentence_says_so(settings):
    settings.TIME_STAMP_ADDRESS = "http://127.0.0.1:9/"
    with pytest.raises(CannotSign, match="时间戳服务暂时不可用"):
        seal(papers.blank(), number="ZS-1", look=Seal("甲"))
    settings.TIME_STAMP_ADDRESS = ""
    with pytest.raises(CannotSign, match="没有配置时间戳服务"):
        seal(papers.blank(), number="ZS-1", look=Seal("甲"))


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


def test_a_paper_that_would_not_verify_is_never_handed_out(settings, store, signing_place, tmp_path):
    # Keys whose authority is not published: signing would succeed, verifying would not.
    other = papers.other_store(tmp_path / "other", BEGIN)
    for each in (other.folder / "signing").iterdir():
        shutil.copy(each, store.folder / "signing" / each.name)
    for each in list((store.folder / "signing").iterdir()):
        if each.stem != other.keys()[0].name:
            each.unlink()
    settings.PAPER_KEYS = store.folder
    with pytest.raises(PaperNotSigned):
        seal(papers.blank(), number="ZS-1", look=Seal("甲"))


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
    (tmp_path / "token.der").write_bytes(bytes(stamp.pkcs7_content).rstrip(b"\0"))
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
