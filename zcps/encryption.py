"""Encrypted model fields and blind indexes.

A value is sealed with AES-256-GCM under a key derived for its table and column, so that a ciphertext moved to another
column does not open. The first key of settings.FIELD_KEYS seals; all of them open, which is how keys are rotated.
"""

import base64
import hmac
import os
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

_MARK = "v1:"
_NONCE = 12


@lru_cache(maxsize=256)
def _cipher(secret: str, place: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, None, f"zcps/field/{place}".encode()).derive(secret.encode()))


def seal(text: str, place: str) -> str:
    """Encrypt text for a place ("table.column")."""
    nonce = os.urandom(_NONCE)
    sealed = _cipher(settings.FIELD_KEYS[0], place).encrypt(nonce, text.encode(), place.encode())
    return _MARK + base64.b64encode(nonce + sealed).decode()


def unseal(sealed: str, place: str) -> str:
    """Decrypt what seal() made for the same place; raise InvalidTag where no key opens it."""
    raw = base64.b64decode(sealed.removeprefix(_MARK))
    for secret in settings.FIELD_KEYS:
        try:
            return _cipher(secret, place).decrypt(raw[:_NONCE], raw[_NONCE:], place.encode()).decode()
        except InvalidTag:
            continue
    raise InvalidTag


def blind_index(value: str, purpose: str) -> str:
    """Return a keyed hash by which an encrypted value can be looked up but not read."""
    return hmac.new(settings.INDEX_KEY.encode(), f"{purpose}:{value}".encode(), sha256).hexdigest()


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # the stubs make it generic, Django does not
    """Text that lies encrypted in the database. It cannot be filtered on: use a blind index beside it."""

    def _place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        """Seal on the way in; the empty string stays empty."""
        return seal(value, self._place()) if value else value

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        """Open on the way out."""
        return unseal(value, self._place()) if value else value
