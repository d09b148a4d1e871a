"""Signing as PAdES B-LTA, certified so that nothing may be changed afterwards (DocMDP 1), by the key store's key."""

import logging
from io import BytesIO
from typing import Any

from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from zcps.signed.awaiting import awaited
from zcps.signed.errors import CannotSign, PaperNotSigned
from zcps.signed.fields import SEAL, STAMP, prepared
from zcps.signed.look import style_of
from zcps.signed.order import Order
from zcps.signed.stamping import NOT_PROVEN, Writer, context_of, stamped
from zcps.signed.stamps import GONE, HttpStamper
from zcps.signed.store import KeyStore, SigningKey

log = logging.getLogger(__name__)


def sign(order: Order, store: KeyStore, stamper: HttpStamper) -> bytes:
    """Return the signed paper.

    Raises:
        CannotSign: no key in force, no time stamp, or a certificate of theirs that does not hold.
        PaperNotSigned: the paper takes no signature.
    """
    key = store.key_at(order.at)
    try:
        return awaited(_signed(order, key, context_of(store, order.at), stamper))
    except CannotSign:
        raise
    except TimestampRequestError as error:
        raise CannotSign(GONE) from error
    except (PathError, ValidationError) as error:
        log.exception("a certificate does not hold while key %s signs", key.name)
        raise CannotSign(NOT_PROVEN) from error
    except (SigningError, PdfError, ValueError) as error:
        log.exception("a paper could not be signed with key %s", key.name)
        raise PaperNotSigned("文书签章未成功。请系统管理员检查密钥库和服务器日志后重新生成，文书暂不出具。") from error


async def _signed(order: Order, key: SigningKey, context: ValidationContext, stamper: HttpStamper) -> bytes:
    writer = Writer(BytesIO(prepared(order.pdf, order.place)))
    signer = PdfSigner(
        PdfSignatureMetadata(
            field_name=SEAL,
            md_algorithm="sha256",
            reason=order.number,
            name=key.holder,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            subfilter=SigSeedSubFilter.PADES,
            validation_context=context,
        ),
        signer=_signer(key),
        timestamper=stamper,
        stamp_style=style_of(order.seal),
    )
    # As PdfSigner.async_sign_pdf does it, with the platform's clock in place of the machine's.
    session = signer.init_signing_session(writer)
    session.system_time = order.at
    try:
        info = await session.perform_presign_validation(writer)
    except SigningError as error:
        # So pyHanko says that the signer's own certificate does not hold: the key store's state, not the paper's.
        log.exception("the certificate of key %s does not hold", key.name)
        raise CannotSign(NOT_PROVEN) from error
    room = await session.estimate_signature_container_size(info)
    draft = session.prepare_tbs_document(validation_info=info, bytes_reserved=room)
    digest, output = draft.digest_tbs_document()
    await draft.perform_signature(
        document_digest=digest.document_digest, pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=order.at)
    )
    output.seek(0)
    paths = list(info.validation_paths) if info else []
    return await stamped(output.read(), context, stamper, paths, STAMP)


def _signer(key: SigningKey) -> SimpleSigner:
    certificates = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the package carries no types
    certificates.register_multiple([_plain(each) for each in key.chain])
    private = key.pair.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(
        signing_cert=_plain(key.pair.certificate),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=certificates,
    )


def _plain(certificate: Any) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))
