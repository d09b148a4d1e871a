"""A document time stamp behind everything that a paper holds, with what proves its certificates (PAdES, B-LTA).

The last step of signing; done again before the certificate of the last stamp ends, so that a paper outlives that too.
"""

import datetime as dt
import logging
from io import BytesIO

from asn1crypto import crl, x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import InvisSigSettings
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.signers.pdf_signer import TimestampDSSContentSettings
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation import async_validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.path import ValidationPath

from zcps.signed.awaiting import awaited
from zcps.signed.errors import CannotSign, PaperNotSigned
from zcps.signed.fields import STAMP_WORDS
from zcps.signed.stamps import GONE, HttpStamper
from zcps.signed.store import KeyStore

# What proves the keys is written before the stamp, so that this one covers the file to its end.
_PROOFS = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
NOT_PROVEN = (
    "签章证书或时间戳证书未通过验证，文书暂不出具。请系统管理员更新密钥库的根证书和吊销列表，之后系统自动补签。"
)
log = logging.getLogger(__name__)


class Writer(IncrementalPdfFileWriter):
    """Leaves the metadata as they are: pyHanko writes them anew, with the machine's clock."""

    def _update_meta(self) -> None:
        pass


async def stamped(
    pdf: bytes, context: ValidationContext, stamper: HttpStamper, paths: list[ValidationPath], field: str | None = None
) -> bytes:
    """Return the paper with one more time stamp.

    Args:
        pdf: signed.
        context: against which the authority's certificate is validated.
        stamper: the authority.
        paths: from which certificates to which roots the proofs lead that are kept beside the stamp's own.
        field: the empty field that was prepared; one of its own, off the sheet, where there is none.

    """
    off_the_sheet = InvisSigSettings(box_out_of_bounds=True)
    made = PdfTimeStamper(stamper, field, off_the_sheet, STAMP_WORDS)
    output = await made.async_timestamp_pdf(
        Writer(BytesIO(pdf)), "sha256", context, validation_paths=paths, dss_settings=_PROOFS
    )
    output.seek(0)
    whole: bytes = output.read()
    return whole


def stamp_again(pdf: bytes, store: KeyStore, at: dt.datetime, stamper: HttpStamper) -> bytes:
    """Return a signed paper with one more time stamp, and with what proves the one before.

    Raises:
        CannotSign: no time stamp now, or a certificate that does not hold.
        PaperNotSigned: the paper has no stamp to be followed by another.
    """
    try:
        return awaited(_stamped_again(pdf, context_of(store, at), stamper))
    except TimestampRequestError as error:
        raise CannotSign(GONE) from error
    except (PathError, ValidationError) as error:
        log.exception("a time-stamp authority's certificate does not hold")
        raise CannotSign(NOT_PROVEN) from error
    except (SigningError, PdfError, IndexError, ValueError) as error:
        log.exception("a paper could not be stamped again")
        raise PaperNotSigned("补加时间戳未成功，原文件没有改动。请系统管理员检查服务器日志。") from error


async def _stamped_again(pdf: bytes, context: ValidationContext, stamper: HttpStamper) -> bytes:
    last = PdfFileReader(BytesIO(pdf)).embedded_timestamp_signatures[-1]
    status = await async_validate_pdf_timestamp(last, context, skip_diff=True)
    path = status.validation_path
    return await stamped(pdf, context, stamper, [] if path is None else [path])


def context_of(store: KeyStore, at: dt.datetime) -> ValidationContext:
    """Return what certificates are validated against at a moment: the store's authorities and their lists."""
    lists = [crl.CertificateList.load(each.public_bytes(Encoding.DER)) for each in store.lists()]
    return ValidationContext(
        trust_roots=[x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in store.roots()],
        crls=lists,
        moment=at,
        allow_fetching=False,
        # Also where a certificate does not say where its authority's list is: the key store has it.
        revocation_mode="require",
    )
