"""The seam: the same papers sealed by the province's service with SM2, and told apart by the same verification."""

import datetime as dt
import re

import pikepdf
import pytest

from tests.signing import answering
from tests.zcps import signed_papers as papers
from tests.zcps.seal_service import SealService, served
from zcps.signed.check import Published, verify
from zcps.signed.errors import CannotSign, PaperNotSigned
from zcps.signed.order import Order
from zcps.signed.papers import seal, verdict
from zcps.signed.seal import Place, Seal
from zcps.signed.signers import signer
from zcps.signed.verdicts import Finding

LOOK = Seal(papers.ISSUER, simulated=True)


@pytest.fixture
def service(settings, tmp_path, clock):
    clock.set("2022-09-29 11:00")
    made = SealService(tmp_path)
    settings.PAPER_SIGNER = "zcps.signed.provincial.ProvincialSeal"
    settings.PAPER_KEYS = tmp_path / "keys"
    settings.PAPER_KEYS.mkdir()
    (settings.PAPER_KEYS / "published.pem").write_bytes(made.public)
    with served(made) as address:
        settings.SEAL_SERVICE_ADDRESS = address
        yield made


def test_a_paper_is_sealed_with_sm2_and_verified_by_the_published_key_alone(service, tmp_path) -> None:
    pdf, found = seal(papers.blank(), number=papers.NUMBER, look=LOOK, over=papers.ISSUER)
    assert found.holds
    assert (found.number, found.signer) == (papers.NUMBER, papers.ISSUER)
    assert found.signed_at == dt.datetime(2022, 9, 29, 3, tzinfo=dt.UTC)
    assert verify(pdf, Published.read(service.public), found.signed_at) == found
    (tmp_path / "paper.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "paper.pdf") as document:
        [widget] = document.pages[0].Annots
        assert widget.V.SubFilter == "/ZCPS.SM2"
        assert document.Root.Perms.DocMDP.objgen == widget.V.objgen
    assert signer().ends(found.signed_at) is None

    forged = {
        papers.overlaid(pdf): Finding.ALTERED,
        papers.annotated(pdf): Finding.ALTERED,
        papers.rewritten(pdf): Finding.ALTERED,
        papers.flipped(pdf): Finding.ALTERED,
        pdf + b"\n": Finding.ALTERED,
        papers.stripped(pdf): Finding.UNSIGNED,
        papers.beheaded(pdf): Finding.UNSIGNED,
    }
    for made, expected in forged.items():
        assert verdict(made).finding is expected


def test_a_seal_with_another_key_or_a_broken_signature_is_refused(service, tmp_path) -> None:
    (tmp_path / "other").mkdir()
    other = SealService(tmp_path / "other")
    pdf, _ = seal(papers.blank(), number="1", look=LOOK)
    at = dt.datetime(2022, 9, 29, 3, tzinfo=dt.UTC)
    assert verify(pdf, Published.read(other.public), at).finding is Finding.FOREIGN
    # The last digit of the signature, before the padding of zeros.
    seal_in_hex = re.search(rb"<([0-9A-Fa-f]{1000,})>", pdf)
    last = seal_in_hex.start(1) + len(seal_in_hex.group(1).rstrip(b"0")) - 1
    broken = pdf[:last] + (b"1" if pdf[last : last + 1] != b"1" else b"2") + pdf[last + 1 :]
    assert verdict(broken).finding is Finding.ALTERED


def test_what_is_no_seal_is_waited_out_and_a_paper_that_takes_none_is_said(settings, service, monkeypatch) -> None:
    for said in (b"<html>nginx</html>", b"", b"\x30\x00", b"\x30\x82\x08\x00" + bytes(2048)):
        monkeypatch.setattr(service, "seal", lambda _, said=said: said)
        with pytest.raises(CannotSign, match="省级签章服务暂时不可用"):
            seal(papers.blank(), number="1", look=LOOK)
    with answering(b"nonsense") as settings.SEAL_SERVICE_ADDRESS, pytest.raises(CannotSign, match="暂时不可用"):
        seal(papers.blank(), number="1", look=LOOK)
    order = Order(b"no PDF", "1", LOOK, Place(0, (0, 0, 108, 108)), dt.datetime(2022, 9, 29, tzinfo=dt.UTC))
    with pytest.raises(PaperNotSigned, match="文书签章未成功"):
        signer().sign(order)


def test_where_the_service_is_gone_there_is_no_paper(settings, service) -> None:
    settings.SEAL_SERVICE_ADDRESS = "http://127.0.0.1:9/"
    with pytest.raises(CannotSign, match="省级签章服务暂时不可用"):
        seal(papers.blank(), number="1", look=LOOK)
    settings.SEAL_SERVICE_ADDRESS = ""
    with pytest.raises(CannotSign, match="没有配置省级签章服务"):
        seal(papers.blank(), number="1", look=LOOK)
