"""Time-stamp tokens (RFC 3161) over a digest that is no paper's: asked for, and verified without asking anybody."""

import datetime as dt
import secrets
from dataclasses import dataclass

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from zcps.signed.awaiting import awaited
from zcps.signed.check import Published
from zcps.signed.errors import CannotSign
from zcps.signed.stamps import GONE, ask


@dataclass(frozen=True)
class Token:
    """What a token says: when, and who says so."""

    at: dt.datetime
    by: str


class DoesNotHold(Exception):
    """The token is none, is about something else, or its authority is not one that is trusted."""


def stamped(sha256: bytes, address: str) -> bytes:
    """Return the authority's token over a digest. Raise CannotSign where none is to be had now."""
    nonce = secrets.randbits(63)
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": sha256}
    query = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "nonce": nonce, "cert_req": True})
    token = ask(address, query.dump())["time_stamp_token"]
    said = token["content"]["encap_content_info"]["content"].parsed
    if said["nonce"].native != nonce or said["message_imprint"]["hashed_message"].native != sha256:
        raise CannotSign(GONE)
    der: bytes = token.dump()
    return der


def read(token: bytes, sha256: bytes, published: Published) -> Token:
    """Return what a token says of a digest. Raise DoesNotHold."""
    try:
        signed = cms.ContentInfo.load(token, strict=True)["content"]
        at: dt.datetime = signed["encap_content_info"]["content"].parsed["gen_time"].native
        # Its certificate is judged at the moment that it claims: whoever holds the key vouches for that as well.
        found = awaited(validate_tst_signed_data(signed, _context(published, at), lambda _: sha256))
        status = TimestampSignatureStatus(**found)
    except (SignatureValidationError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DoesNotHold from error
    if not (status.valid and status.intact and status.trusted) or _was_revoked(status.signing_cert, published, at):
        raise DoesNotHold
    return Token(at, str(status.signing_cert.subject.native.get("common_name", "")))


def _context(published: Published, moment: dt.datetime) -> ValidationContext:
    roots = [asn1_x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in published.roots]
    return ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode="soft-fail")


def _was_revoked(certificate: asn1_x509.Certificate, published: Published, at: dt.datetime) -> bool:
    entry = published.revoked(x509.load_der_x509_certificate(certificate.dump()))
    return entry is not None and entry.revocation_date_utc <= at
