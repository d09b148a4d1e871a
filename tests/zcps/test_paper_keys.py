"""The keys that sign papers: made, shown, rotated and revoked by a command; and the authority that stamps time."""

import datetime as dt
import io
import urllib.error
import urllib.request
from hashlib import sha256

import pytest
from asn1crypto import tsp
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.management import CommandError, call_command

from tests.signing import BEGIN
from tests.zcps import signed_papers as papers
from zcps.signed.errors import CannotSign
from zcps.signed.local import STAMPER, stamp_authority, stamp_keys
from zcps.signed.papers import seal, verdict
from zcps.signed.seal import Seal
from zcps.signed.stamp_reply import QUERY, REPLY, Reply
from zcps.signed.store import KeyStore, key_store


@pytest.fixture
def own(settings, tmp_path, clock):
    """Give the platform an empty key store and the rights of a demonstration."""
    clock.set("2022-09-29 11:00")
    settings.PAPER_KEYS, settings.VAR, settings.PAPER_KEYS_PASSWORD = tmp_path / "keys", tmp_path, "a long password"
    return tmp_path


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("paper_keys", *arguments, stdout=out)
    return out.getvalue()


def test_keys_are_made_rotated_and_revoked_and_what_was_signed_stays_valid(own, settings, clock, signing_place) -> None:
    settings.DEMO_IDENTITY = True
    assert "签章中" in said("generate")
    first = key_store().keys()[0]
    # The time stamps of the tests come from an authority that this store must publish too.
    key_store().publish(*_stamps(signing_place))
    before, _ = seal(papers.blank(), number="1", look=Seal("甲"))
    clock.advance(days=1)
    assert "此前签章的文书仍然有效" in said("rotate", "--days", "30")
    second = key_store().keys()[0]
    lines = said("list").splitlines()
    assert [line.split()[0] for line in lines[:2]] == [second.name, first.name]
    assert ["签章中" in line for line in lines[:2]] == [True, False]
    assert "备用" in lines[1]
    assert "Ed25519" in lines[2]
    after, found = seal(papers.blank(), number="2", look=Seal("甲"))
    assert found.key == second.name
    clock.advance(minutes=1)
    assert "已吊销" in said("revoke", second.name)
    clock.advance(days=1)
    assert "已吊销" in said("list").splitlines()[0]
    # The former key signs again, and both papers hold: the second was signed before the revocation.
    assert seal(papers.blank(), number="3", look=Seal("甲"))[1].key == first.name
    assert verdict(before).holds
    assert verdict(after).holds
    clock.advance(days=4 * 365)
    with pytest.raises(CannotSign, match="已到期"):
        seal(papers.blank(), number="4", look=Seal("甲"))
    assert verdict(before).holds
    # Three authorities and both keys.
    assert said("publish").count("BEGIN CERTIFICATE") == 5
    assert [each.public_bytes(Encoding.PEM).decode() in said("publish") for each in key_store().signers()] == [True] * 2


def _stamps(place):
    store = KeyStore(place.keys)
    return store.roots()[1], store.lists()[1]


def test_what_was_revoked_stays_so_when_its_key_has_been_taken_away(own, settings, clock) -> None:
    settings.DEMO_IDENTITY = True
    said("generate")
    said("rotate")
    first, second = key_store().keys()
    said("revoke", first.name)
    (own / "keys" / "signing" / f"{first.name}.p12").unlink()
    before = key_store().revoked()
    clock.advance(days=1)
    said("revoke", second.name)
    after = key_store().revoked()
    assert set(after) == {key.pair.certificate.serial_number for key in (first, second)}
    assert before.items() <= after.items()


def test_keys_whose_making_was_interrupted_are_completed_and_then_left_alone(own, settings) -> None:
    settings.DEMO_IDENTITY = True
    # Interrupted before the time stamps; and made before the certificates of keys were published.
    key_store().generate("甲", BEGIN)
    (own / "keys" / "signers.pem").unlink()
    said("generate")
    [key] = key_store().keys()
    assert key.holder == "甲"
    assert len(key_store().signers()) == 1
    [stamps] = stamp_keys(own).keys()
    assert stamps.chain[0] in key_store().roots()
    whole = key_store().published_file()
    said("generate")
    assert key_store().published_file() == whole
    assert len(stamp_keys(own).keys()) == 1


def test_what_the_command_refuses(own, settings) -> None:
    settings.DEMO_IDENTITY = False
    with pytest.raises(CommandError, match="不在平台生成"):
        said("generate")
    with pytest.raises(CommandError, match="没有自己的签发机构"):
        said("rotate")
    with pytest.raises(CommandError, match="没有自己的签发机构"):
        said("revoke", "abc")
    settings.DEMO_IDENTITY = True
    said("generate")
    with pytest.raises(CommandError, match="没有名称为 abc 的密钥"):
        said("revoke", "abc")
    with pytest.raises(FileExistsError):
        key_store().generate("又一个", dt.datetime(2022, 9, 29, tzinfo=dt.UTC))
    settings.PAPER_KEYS_PASSWORD = "wrong"
    with pytest.raises(CommandError, match="无法读取"):
        said("list")


def test_the_files_of_the_keys_are_locked_and_for_their_owner_alone(own, settings) -> None:
    settings.DEMO_IDENTITY = True
    said("generate")
    for path in [*own.glob("keys/signing/*.p12"), own / "keys" / "authority.p12"]:
        assert path.stat().st_mode & 0o077 == 0
    settings.PAPER_KEYS_PASSWORD = ""
    with pytest.raises(CannotSign, match="无法读取"):
        key_store().keys()


def _query(algorithm: str = "sha256", **more) -> bytes:
    imprint = {"hash_algorithm": {"algorithm": algorithm}, "hashed_message": sha256(b"paper").digest()}
    return tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "cert_req": True, **more}).dump()


def test_the_authority_answers_queries_and_refuses_what_it_cannot_vouch_for(signing_place, clock) -> None:
    clock.set("2022-09-29 11:00")
    authority = stamp_authority(signing_place.folder)
    reply = tsp.TimeStampResp.load(authority.answer(_query(nonce=77)))
    said = reply["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
    assert reply["status"]["status"].native == "granted"
    assert (said["nonce"].native, said["gen_time"].native.date()) == (77, dt.date(2022, 9, 29))
    assert said["message_imprint"]["hashed_message"].native == sha256(b"paper").digest()
    for query, why in ((_query("sha1"), "bad_alg"), (b"nonsense", "bad_data_format")):
        refused = Reply.load(authority.answer(query))
        assert refused["status"]["status"].native == "rejection"
        assert refused["status"]["fail_info"].native == {why}


def test_it_speaks_http_as_a_real_one_does(signing_place) -> None:
    def ask(content: bytes, kind: str):
        return urllib.request.urlopen(urllib.request.Request(signing_place.address, content, {"Content-Type": kind}))

    with ask(_query(), QUERY) as reply:
        assert reply.headers["Content-Type"] == REPLY
        signed = tsp.TimeStampResp.load(reply.read())["time_stamp_token"]["content"]
    assert signed["certificates"][0].chosen.subject.native["common_name"] == STAMPER
    with pytest.raises(urllib.error.HTTPError):
        ask(_query(), "text/plain")


def test_a_refusal_of_the_authority_is_told_and_nothing_is_signed(signing_place, settings, clock, monkeypatch) -> None:
    clock.set("2022-09-29 11:00")
    monkeypatch.setattr("zcps.signed.tsa.ACCEPTED", set())
    with pytest.raises(CannotSign, match="时间戳服务暂时不可用"):
        seal(papers.blank(), number="1", look=Seal("甲"))
