"""Sealing the platform's papers and telling whose a file is, with the settings' keys and clock."""

import logging

from django.conf import settings

from zcps import clock, signing
from zcps.signed.errors import CannotSign, PaperNotSigned
from zcps.signed.order import Order
from zcps.signed.seal import Seal, place_at
from zcps.signed.signers import signer
from zcps.signed.store import key_store
from zcps.signed.verdicts import Verdict

log = logging.getLogger(__name__)


def seal(pdf: bytes, *, number: str, look: Seal, over: str = "") -> tuple[bytes, Verdict]:
    """Return the signed paper and what the public will find of it: nothing is handed out that it would refuse.

    Args:
        pdf: the paper, unsigned.
        number: the paper's number; it stands in the signature, so that the file says which paper it is.
        look: the visible seal.
        over: the words over which the seal stands; the lower right corner where they do not occur.

    Raises:
        CannotSign: nothing can be signed now; another try is worth while.
        PaperNotSigned: this paper takes no signature.
    """
    moment = clock.now()
    signed = signer().sign(Order(pdf, number, look, place_at(pdf, over), moment))
    found = verdict(signed)
    if not found.holds:
        log.error("a paper was signed and does not verify: %s, %s", number, found.finding)
        raise PaperNotSigned("文书签章后自检未通过，没有出具。请系统管理员核对密钥库和公布的根证书后重新生成。")
    return signed, found


def restamp(pdf: bytes) -> tuple[bytes, Verdict]:
    """Return a signed paper with a new time stamp, which lasts longer than the one before, and what is found of it.

    Raises:
        CannotSign: not possible now, or the authority still stamps with the certificate that ends.
        PaperNotSigned: the paper itself does not hold any more, or would not afterwards.
    """
    # Only a process that signs loads what signing takes.
    from zcps.signed.stamping import stamp_again  # noqa: PLC0415 - loaded where it is needed
    from zcps.signed.stamps import stamper  # noqa: PLC0415 - loaded where it is needed

    before = verdict(pdf)
    if not before.holds:
        raise PaperNotSigned(f"文件现在不能通过查验，不能补加时间戳：{before.sentence}")
    moment = clock.now()
    made = stamp_again(pdf, key_store(), moment, stamper(settings.TIME_STAMP_ADDRESS, moment.date()))
    after = verdict(made)
    if not after.holds or (after.number, after.signed_at) != (before.number, before.signed_at):
        log.error("a paper was stamped again and does not verify: %s, %s", before.number, after.finding)
        raise PaperNotSigned("补加时间戳后自检未通过，原文件没有改动。请系统管理员核对公布的根证书。")
    if before.stamp_ends and after.stamp_ends and after.stamp_ends <= before.stamp_ends:
        raise CannotSign("时间戳服务仍在使用将要到期的证书。请联系时间戳服务机构更换，之后系统自动补加。")
    return made, after


def published() -> bytes:
    """Return the file that everybody verifies with: certificates of authorities, what they revoked, keys of minutes."""
    minutes = "".join(f"{pem.strip()}\n" for pem in signing.public_keys().values())
    return key_store().published_file() + minutes.encode()


def verdict(pdf: bytes) -> Verdict:
    """Return what is to be said of a file now. Raise CannotSign where nothing is published."""
    # Only a process that verifies loads what that takes.
    from zcps.signed.check import Published, verify  # noqa: PLC0415 - loaded where it is needed

    try:
        return verify(pdf, Published.read(published()), clock.now())
    except ValueError as error:
        raise CannotSign("平台没有公布根证书，文件暂时不能查验。请系统管理员配置密钥库。") from error
