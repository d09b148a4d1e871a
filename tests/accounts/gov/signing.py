"""JSON Web Tokens signed by hand, well and badly, without the library that checks them."""

import base64
import hmac
import json
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

_HASH = hashes.SHA256()
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def part(content: object) -> str:
    return b64(json.dumps(content).encode())


def number(value: int) -> str:
    return b64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def public(key: Key, kid: str, **more: str) -> dict[str, str]:
    """The key as a provider publishes it."""
    shown = key.public_key().public_numbers()
    if isinstance(shown, rsa.RSAPublicNumbers):
        return {"kty": "RSA", "kid": kid, "n": number(shown.n), "e": number(shown.e), **more}
    return {
        "kty": "EC",
        "kid": kid,
        "crv": "P-256",
        "x": b64(shown.x.to_bytes(32, "big")),
        "y": b64(shown.y.to_bytes(32, "big")),
        **more,
    }


def pem(key: Key) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def signature(algorithm: str, key: Any, content: bytes) -> bytes:
    if algorithm == "none":
        return b""
    if algorithm == "HS256":
        return hmac.new(key if isinstance(key, bytes) else pem(key), content, sha256).digest()
    if isinstance(key, ec.EllipticCurvePrivateKey):
        r, s = decode_dss_signature(key.sign(content, ec.ECDSA(_HASH)))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")
    if algorithm == "PS256":
        return key.sign(content, padding.PSS(padding.MGF1(_HASH), _HASH.digest_size), _HASH)
    return key.sign(content, padding.PKCS1v15(), _HASH)


def token(header: dict[str, Any], claims: object, key: Any) -> str:
    """Sign as the header says."""
    content = f"{part(header)}.{part(claims)}"
    return f"{content}.{b64(signature(str(header.get('alg')), key, content.encode()))}"


def half_hash(word: str) -> str:
    return b64(sha256(word.encode()).digest()[:16])
