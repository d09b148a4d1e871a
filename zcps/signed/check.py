"""Verifying a signed paper from the file alone, against the published certificates: no database, no network.

The order of the questions is that of the answers' weight: what was changed comes before who signed. Signatures are
judged at the moment of their time stamp, a time stamp at the moment of the next one, the last at the present: a paper
outlives the keys that signed it. Whether the paper is the current one is not for the file to say.
"""

import datetime as dt
import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from zcps.signed import sm2
from zcps.signed.awaiting import awaited
from zcps.signed.store import common_name, name_of, read_lists
from zcps.signed.verdicts import Finding, Verdict

_CERTIFICATE = b"-----BEGIN CERTIFICATE-----"
# Why a time-stamp authority's key was revoked though nobody else has it (RFC 3161, 4).
_HARMLESS = {
    x509.ReasonFlags.unspecified,
    x509.ReasonFlags.affiliation_changed,
    x509.ReasonFlags.superseded,
    x509.ReasonFlags.cessation_of_operation,
}
# What a broken or hostile file makes a reader raise, beside its own errors.
BROKEN = (
    PdfError, SignatureValidationError, CMSExtractionError, ValueError, KeyError, TypeError, IndexError, AttributeError,
    RecursionError, OverflowError, AssertionError, NotImplementedError, zlib.error,
)  # fmt: skip


@dataclass(frozen=True)
class Published:
    """What the platform has published: authorities, what they have revoked, and its own keys."""

    roots: tuple[x509.Certificate, ...]
    lists: tuple[x509.CertificateRevocationList, ...]
    # The fingerprints of the platform's own certificates: an authority of the state signs for strangers too.
    signers: frozenset[bytes] = frozenset()
    # Of seals with SM2 (zcps/signed/sm2.py).
    seal_keys: frozenset[bytes] = frozenset()

    @classmethod
    def read(cls, pem: bytes) -> "Published":
        """Read the published file. Raise ValueError where no certificate is in it."""
        certificates = x509.load_pem_x509_certificates(pem) if _CERTIFICATE in pem else []
        roots = tuple(each for each in certificates if _is_authority(each))
        signers = frozenset(each.fingerprint(SHA256()) for each in certificates if not _is_authority(each))
        seal_keys = sm2.published_keys(pem)
        if not roots and not seal_keys:
            raise ValueError("neither an authority's certificate nor a key in the file")
        return cls(roots, tuple(read_lists(pem)), signers, seal_keys)

    def revoked(self, certificate: x509.Certificate) -> x509.RevokedCertificate | None:
        """Return what its authority says of a revoked certificate; only lists that the authority signed count."""
        for each in self.lists:
            entry = each.get_revoked_certificate_by_serial_number(certificate.serial_number)
            if entry is not None and each.issuer == certificate.issuer and self._is_genuine(each):
                return entry
        return None

    def _is_genuine(self, revoked: x509.CertificateRevocationList) -> bool:
        issuers = [root for root in self.roots if root.subject == revoked.issuer]
        return any(revoked.is_signature_valid(root.public_key()) for root in issuers)  # type: ignore[arg-type]  # a certificate authority signs with RSA or EC


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


class _Found(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


def verify(pdf: bytes, published: Published, at: dt.datetime) -> Verdict:
    """Return what is to be said of a file at a moment; no file makes it fail."""
    digest = sha256(pdf).hexdigest()
    try:
        with _quietly():
            return awaited(_judged(pdf, published, at, digest))
    except _Found as found:
        return Verdict(found.finding, digest)
    except BROKEN:
        is_ours = (b"/ETSI.CAdES.detached" in pdf or sm2.SUBFILTER.encode() in pdf) and pdf.startswith(b"%PDF-")
        return Verdict(Finding.ALTERED if is_ours else Finding.UNREADABLE, digest)


async def _judged(pdf: bytes, published: Published, at: dt.datetime, digest: str) -> Verdict:
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    if sm2.is_sealed(reader):
        return sm2.verify_seal(pdf, reader, published.seal_keys)
    signatures = list(reader.embedded_regular_signatures)
    if not signatures:
        raise _Found(Finding.UNSIGNED)
    paper, stamps = signatures[0], list(reader.embedded_timestamp_signatures)
    certificate = x509.load_der_x509_certificate(paper.signer_cert.dump())
    claimed = _claimed(paper)
    status = await async_validate_pdf_signature(
        paper,
        _context(published, _within(certificate, claimed or at)),
        _context(published, _moments(stamps, at)[0]),
    )
    _require_untouched(status, paper)
    if not status.trusted or certificate.fingerprint(SHA256()) not in published.signers:
        raise _Found(Finding.FOREIGN)
    if len(signatures) > 1:
        raise _Found(Finding.ALTERED)
    if not stamps:
        raise _Found(Finding.CUT)
    await _require_stamps(stamps, published, at)
    proof = status.timestamp_validity
    if proof is None or not (proof.valid and proof.intact and proof.trusted):
        raise _Found(Finding.UNSTAMPED)
    _require_standing(proof.signing_cert, published, proof.timestamp, _moments(stamps, at)[0])
    _require_in_force(certificate, published, proof.timestamp)
    return Verdict(
        Finding.VALID, digest, common_name(certificate.subject), name_of(certificate), proof.timestamp,
        str(stamps[-1].signer_cert.subject.native.get("common_name", "")),
        str(paper.sig_object.get("/Reason", "")),
        stamps[-1].signer_cert.not_valid_after,
    )  # fmt: skip


def _require_untouched(status: PdfSignatureStatus, paper: EmbeddedPdfSignature) -> None:
    """Nothing but time stamps and what proves them may have come after the signature."""
    allowed = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES}
    if not (status.intact and status.valid and status.docmdp_ok):
        raise _Found(Finding.ALTERED)
    if paper.docmdp_level != MDPPerm.NO_CHANGES or status.modification_level not in allowed:
        raise _Found(Finding.ALTERED)


async def _require_stamps(stamps: list[EmbeddedPdfSignature], published: Published, at: dt.datetime) -> None:
    """Each time stamp holds at the moment of the next one, and the last covers the file to its end."""
    moments = _moments(stamps, at)
    for place, (stamp, moment) in enumerate(zip(stamps, [*moments[1:], at], strict=True)):
        status = await async_validate_pdf_timestamp(stamp, _context(published, moment), skip_diff=True)
        if not (status.valid and status.intact and status.trusted):
            raise _Found(Finding.ALTERED if place else Finding.UNSTAMPED)
        _require_standing(stamp.signer_cert, published, moments[place], moment)
    if stamps[-1].coverage != SignatureCoverageLevel.ENTIRE_FILE:
        raise _Found(Finding.ALTERED)


def _require_standing(
    stamper: asn1_x509.Certificate, published: Published, stamped_at: dt.datetime, known_at: dt.datetime
) -> None:
    """A revoked authority's stamp counts where it was there before (RFC 3161, 4).

    Where the key was only given up, the stamp's own moment says so; where others may have it, the next stamp must.
    """
    entry = published.revoked(x509.load_der_x509_certificate(stamper.dump()))
    if entry is not None and entry.revocation_date_utc <= (stamped_at if _given_up(entry) else known_at):
        raise _Found(Finding.UNSTAMPED)


def _given_up(entry: x509.RevokedCertificate) -> bool:
    try:
        return entry.extensions.get_extension_for_class(x509.CRLReason).value.reason in _HARMLESS
    except x509.ExtensionNotFound:
        return False


def _require_in_force(certificate: x509.Certificate, published: Published, signed_at: dt.datetime) -> None:
    if not certificate.not_valid_before_utc <= signed_at < certificate.not_valid_after_utc:
        raise _Found(Finding.EXPIRED)
    entry = published.revoked(certificate)
    if entry is not None and entry.revocation_date_utc <= signed_at:
        raise _Found(Finding.KEY_REVOKED)


def _moments(stamps: list[EmbeddedPdfSignature], at: dt.datetime) -> list[dt.datetime]:
    """Return the moments that the file's time stamps claim, in their order; the present where there is none."""
    return [_said(stamp.signed_data) for stamp in stamps] or [at]


def _claimed(paper: EmbeddedPdfSignature) -> dt.datetime | None:
    found = next(extract_tst_data_iter(paper.signer_info, signed=False), None)
    return None if found is None else _said(found)


def _said(token: cms.SignedData) -> dt.datetime:
    moment: dt.datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
    return moment


def _within(certificate: x509.Certificate, moment: dt.datetime) -> dt.datetime:
    """Return a moment in the certificate's life: whose it is, and whether it was in force, are two questions."""
    last = certificate.not_valid_after_utc - dt.timedelta(seconds=1)
    return min(max(moment, certificate.not_valid_before_utc), last)


def _context(published: Published, moment: dt.datetime) -> ValidationContext:
    # What was revoked is asked of the published lists, not of the file.
    roots = [asn1_x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in published.roots]
    return ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode="soft-fail")


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep a library's remarks about a stranger's file out of the log."""
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [each.level for each in loggers]
    for each in loggers:
        each.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for each, level in zip(loggers, before, strict=True):
            each.setLevel(level)
