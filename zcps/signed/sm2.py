"""A seal with SM2 and SM3 inside a PDF: how it is written, and how it is verified.

    Sm2Seal ::= SEQUENCE { body SealBody, signature OCTET STRING }        -- SM2 (GB/T 32918.2) over the DER of the body
    SealBody ::= SEQUENCE { version, digest OCTET STRING, number, name UTF8String, key OCTET STRING, signedAt }

`digest` is SM3 (GB/T 32905) over everything of the file but the seal itself, as with any PDF signature (/ByteRange).
International readers do not know these algorithms; they show the seal and say that they cannot judge it.
"""

import datetime as dt
import re
from base64 import b64decode
from hashlib import sha256
from io import BytesIO

from asn1crypto import core
from cryptography.hazmat.primitives.hashes import SM3, Hash
from gmssl_pyx import sm2_verify
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigAppearanceSetup, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import PdfSignedData

from zcps.signed.fields import SEAL, prepared
from zcps.signed.look import style_of
from zcps.signed.order import Order
from zcps.signed.stamping import Writer
from zcps.signed.verdicts import Finding, Verdict

SUBFILTER = "/ZCPS.SM2"
ROOM = 4096
_PUBLIC = re.compile(rb"-----BEGIN PUBLIC KEY-----(.+?)-----END PUBLIC KEY-----", re.DOTALL)
# The curve's object identifier, 1.2.156.10197.1.301, and the length of a point's coordinates.
_CURVE, _POINT = bytes.fromhex("06082a811ccf5501822d"), 64


class SealBody(core.Sequence):  # type: ignore[misc]  # the package carries no types
    """What is signed."""

    _fields = [
        ("version", core.Integer),
        ("digest", core.OctetString),
        ("number", core.UTF8String),
        ("name", core.UTF8String),
        ("key", core.OctetString),
        ("signed_at", core.GeneralizedTime),
    ]


class Sm2Seal(core.Sequence):  # type: ignore[misc]  # the package carries no types
    """A seal as it lies in the file."""

    _fields = [("body", SealBody), ("signature", core.OctetString)]


def sm3(content: bytes) -> bytes:
    """Return the SM3 of something."""
    digest = Hash(SM3())
    digest.update(content)
    return digest.finalize()


def require_seal(reply: bytes) -> None:
    """Raise ValueError where a reply is no seal, or one for which a paper has no room."""
    # The room is counted in hexadecimal digits.
    if len(reply) * 2 > ROOM:
        raise ValueError(f"a seal of {len(reply)} bytes")
    _ = Sm2Seal.load(reply, strict=True).native


def published_keys(pem: bytes) -> frozenset[bytes]:
    """Return the SM2 keys among what is published: 64 bytes each."""
    found = (b64decode(match.group(1)) for match in _PUBLIC.finditer(pem))
    return frozenset(der[-_POINT:] for der in found if _CURVE in der)


class Draft:
    """A paper with an empty place for its seal."""

    def __init__(self, order: Order) -> None:
        """Draw the seal and reserve the place."""
        writer = Writer(BytesIO(prepared(order.pdf, order.place, is_stamped=False)))
        self._steps = PdfCMSEmbedder().write_cms(SEAL, writer)
        next(self._steps)
        held = PdfSignedData(
            pdf_name("/Sig"), subfilter=SigSeedSubFilter.PADES, timestamp=order.at, bytes_reserved=ROOM
        )
        held[pdf_name("/SubFilter")] = pdf_name(SUBFILTER)
        look = SigAppearanceSetup(style_of(order.seal), timestamp=order.at, name=order.seal.name)
        certified = SigMDPSetup(md_algorithm="sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
        self._steps.send(SigObjSetup(held, mdp_setup=certified, appearance_setup=look))
        laid, self._output = self._steps.send(SigIOSetup(md_algorithm="sha256"))
        self._output.seek(0)
        whole = self._output.read()
        self.digest = sm3(whole[: laid.reserved_region_start] + whole[laid.reserved_region_end :])

    def filled(self, seal: bytes) -> bytes:
        """Return the paper with its seal."""
        self._steps.send(seal)
        self._output.seek(0)
        made: bytes = self._output.read()
        return made


def is_sealed(reader: PdfFileReader) -> bool:
    """Whether a file bears such a seal."""
    fields = enumerate_sig_fields(reader, filled_status=True)
    return any(held.get_object().get("/SubFilter") == SUBFILTER for _, held, _ in fields)


def verify_seal(pdf: bytes, reader: PdfFileReader, keys: frozenset[bytes]) -> Verdict:
    """Return what is to be said of a sealed file. Its seal must be the only one and cover the file to its end."""
    digest = sha256(pdf).hexdigest()
    fields = [held.get_object() for _, held, _ in enumerate_sig_fields(reader, filled_status=True)]
    held = fields[0]
    start, first, second, length = (int(number) for number in held["/ByteRange"])
    place = pdf[first:second]
    if len(fields) > 1 or start or second + length != len(pdf) or not re.fullmatch(rb"<[0-9A-Fa-f]+>", place):
        return Verdict(Finding.ALTERED, digest)
    seal = Sm2Seal.load(bytes.fromhex(place[1:-1].decode()))
    body = seal["body"].native
    if body["digest"] != sm3(pdf[:first] + pdf[second:]):
        return Verdict(Finding.ALTERED, digest)
    if body["key"] not in keys:
        return Verdict(Finding.FOREIGN, digest)
    if not sm2_verify(body["key"], seal["body"].dump(), seal["signature"].native):
        return Verdict(Finding.ALTERED, digest)
    moment: dt.datetime = body["signed_at"]
    name = sha256(body["key"]).hexdigest()[:16]
    return Verdict(Finding.VALID, digest, body["name"], name, moment, body["name"], body["number"])
