"""The envelope of a sealed value.

    v2:<key>:<cipher>:<base64 of nonce, ciphertext and tag>

`key` is the name of the secret that sealed it (a hash, from which the secret cannot be told), so that a rotation sees
without opening what is still to be done. Table, column and row are bound to the ciphertext as additional data and are
part of no envelope: a value that is moved to another place does not open. The first secret of settings.FIELD_KEYS
seals; all of them open.

v1 (`v1:<base64>`, AES, bound to table and column only) is still opened until `manage.py rotate_field_keys` has sealed
everything anew; then FIELDS_OPEN_V1=no closes that door.
"""

import base64
import os
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from zcps.encryption.ciphers import CIPHERS, Sealing

_NONCE = 12
_V1, _V2 = "v1:", "v2"


def seal(text: str, place: str, row: object) -> str:
    """Encrypt text for a place ("table.column") in a row (its primary key)."""
    head, nonce = newest_head(), os.urandom(_NONCE)
    sealed = _cipher(settings.FIELD_KEYS[0], place, settings.FIELD_CIPHER).encrypt(
        nonce, text.encode(), _bound(head, place, row)
    )
    return head + base64.b64encode(nonce + sealed).decode()


def unseal(sealed: str, place: str, row: object) -> str:
    """Decrypt what seal() made for the same place and row; raise InvalidTag where no key opens it."""
    if sealed.startswith(_V1):
        return _unseal_v1(sealed.removeprefix(_V1), place)
    version, name, cipher, text = _parts(sealed)
    secret = _secrets().get(name)
    if version != _V2 or secret is None or cipher not in CIPHERS:
        raise InvalidTag
    raw, head = base64.b64decode(text), sealed.removesuffix(text)
    opened = _cipher(secret, place, cipher).decrypt(raw[:_NONCE], raw[_NONCE:], _bound(head, place, row))
    return opened.decode()


def newest_head() -> str:
    """Return how every envelope begins that is sealed now: one that begins otherwise is to be sealed anew."""
    return f"{_V2}:{name_of(settings.FIELD_KEYS[0])}:{settings.FIELD_CIPHER}:"


@lru_cache(maxsize=64)
def name_of(secret: str) -> str:
    """Return the name of a secret: eight hexadecimal digits, from which nobody comes back to it."""
    return sha256(_derived(secret, "zcps/field-key-name", 32)).hexdigest()[:8]


def _unseal_v1(text: str, place: str) -> str:
    if not settings.FIELDS_OPEN_V1:
        raise InvalidTag
    raw = base64.b64decode(text)
    for secret in settings.FIELD_KEYS:
        try:
            return _cipher(secret, place, "aes").decrypt(raw[:_NONCE], raw[_NONCE:], place.encode()).decode()
        except InvalidTag:
            continue
    raise InvalidTag


def _parts(sealed: str) -> tuple[str, str, str, str]:
    parts = tuple(sealed.split(":", 3))
    if len(parts) != 4:  # noqa: PLR2004 - the four of an envelope
        raise InvalidTag
    return parts[0], parts[1], parts[2], parts[3]


def _secrets() -> dict[str, str]:
    return {name_of(secret): secret for secret in settings.FIELD_KEYS}


def _bound(head: str, place: str, row: object) -> bytes:
    if row is None:
        raise ValueError(f"{place} is bound to a row, and the row has no key yet")
    return f"{head}{place}#{row}".encode()


@lru_cache(maxsize=512)
def _cipher(secret: str, place: str, cipher: str) -> Sealing:
    length, make = CIPHERS[cipher]
    return make(_derived(secret, f"zcps/field/{place}", length))


def _derived(secret: str, purpose: str, length: int) -> bytes:
    return HKDF(SHA256(), length, None, purpose.encode()).derive(secret.encode())
