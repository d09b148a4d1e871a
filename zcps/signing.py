"""The platform's signature under files that leave it: Ed25519, with keys that lie outside the database.

The first of settings.SIGNING_KEYS signs; all of them are known as the platform's own, which is how keys are rotated.
A signature is given for a purpose, so that one made for minutes is worth nothing anywhere else.
"""

import base64
import binascii
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from django.conf import settings

_NAME = 16


@lru_cache(maxsize=16)
def _private(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(HKDF(SHA256(), 32, None, b"zcps/signing").derive(secret.encode()))


def _pem(key: Ed25519PublicKey) -> str:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def name_of(pem: str) -> str:
    """Return the short name of a public key: the beginning of the SHA-256 of its text."""
    return sha256(pem.strip().encode()).hexdigest()[:_NAME]


def public_keys() -> dict[str, str]:
    """Return the platform's public keys as PEM, by their names, the one that signs first."""
    pems = [_pem(_private(secret).public_key()) for secret in settings.SIGNING_KEYS]
    return {name_of(pem): pem for pem in pems}


def sign(purpose: str, content: str) -> tuple[str, str]:
    """Return the signature (base64) and the name of the key that gave it."""
    given = _private(settings.SIGNING_KEYS[0]).sign(_bytes(purpose, content))
    return base64.b64encode(given).decode(), next(iter(public_keys()))


def holds(purpose: str, content: str, signature: str, pem: str) -> bool:
    """Say whether a public key's owner gave this signature for this purpose and content."""
    try:
        key = load_pem_public_key(pem.encode())
        if not isinstance(key, Ed25519PublicKey):
            return False
        key.verify(base64.b64decode(signature, validate=True), _bytes(purpose, content))
    except (InvalidSignature, ValueError, TypeError, binascii.Error):
        return False
    return True


def _bytes(purpose: str, content: str) -> bytes:
    return f"{purpose}\n{content}".encode()
