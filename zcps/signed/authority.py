"""Keys of our own making, for demonstrations and tests: an authority, its signers, what it has revoked.

Production has its certificates from an authority of the state; nothing of this is needed there.
"""

import datetime as dt
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ROOT_YEARS = 30
_YEAR = dt.timedelta(days=365)
# Clocks differ by a little; what is made is valid at once.
_LEEWAY = dt.timedelta(minutes=5)


@dataclass(frozen=True)
class Pair:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def make_root(name: str, at: dt.datetime) -> Pair:
    """Make an authority that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    own = _name(name)
    draft = _draft(own, own, key.public_key(), at, ROOT_YEARS * _YEAR)
    draft = draft.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    draft = draft.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    return Pair(draft.sign(key, SHA256()), key)


def make_signer(root: Pair, name: str, at: dt.datetime, lasting: dt.timedelta) -> Pair:
    """Make a key that signs papers."""
    usage = _usage(digital_signature=True, content_commitment=True)
    return _issued(root, name, at, lasting, (usage, True))


def make_stamper(root: Pair, name: str, at: dt.datetime, lasting: dt.timedelta) -> Pair:
    """Make the key of a time-stamp authority."""
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    return _issued(root, name, at, lasting, (_usage(digital_signature=True), True), (purpose, True))


def make_list(root: Pair, at: dt.datetime, revoked: dict[int, dt.datetime]) -> x509.CertificateRevocationList:
    """Make the list of what an authority has revoked: serial numbers with their moments."""
    draft = x509.CertificateRevocationListBuilder().issuer_name(root.certificate.subject)
    draft = draft.last_update(at - _LEEWAY).next_update(root.certificate.not_valid_after_utc)
    for serial, moment in revoked.items():
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment).build()
        draft = draft.add_revoked_certificate(entry)
    draft = draft.add_extension(_issuer_key(root), critical=False)
    return draft.add_extension(x509.CRLNumber(int(at.timestamp())), critical=False).sign(root.key, SHA256())


def _issued(
    root: Pair, name: str, at: dt.datetime, lasting: dt.timedelta, *extensions: tuple[x509.ExtensionType, bool]
) -> Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    draft = _draft(_name(name), root.certificate.subject, key.public_key(), at, lasting)
    draft = draft.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    draft = draft.add_extension(_issuer_key(root), critical=False)
    for extension, critical in extensions:
        draft = draft.add_extension(extension, critical=critical)
    return Pair(draft.sign(root.key, SHA256()), key)


def _draft(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, at: dt.datetime, lasting: dt.timedelta
) -> x509.CertificateBuilder:
    draft = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    draft = draft.serial_number(x509.random_serial_number()).not_valid_before(at - _LEEWAY)
    return draft.not_valid_after(at + lasting).add_extension(
        x509.SubjectKeyIdentifier.from_public_key(key), critical=False
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"), x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _issuer_key(root: Pair) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key())


def _usage(**allowed: bool) -> x509.KeyUsage:
    every = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: allowed.get(name, False) for name in every})
