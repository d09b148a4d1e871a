"""Blind indexes: keyed hashes by which an encrypted value can be looked up but not read.

Their secrets (settings.INDEX_KEYS) are others than those of the fields, and the purpose is part of what is hashed: the
index of a telephone tells nothing about that of an ID number. The first secret writes; during a rotation a look-up asks
for all of them.
"""

import hmac
from hashlib import sha256

from django.conf import settings


def blind_index(value: str, purpose: str) -> str:
    """Return the index of a value as it is written now."""
    return keyed_hash(settings.INDEX_KEYS[0], value, purpose)


def blind_indexes(value: str, purpose: str) -> list[str]:
    """Return every index under which a value may lie, the newest first; for look-ups (`id_index__in`)."""
    return [keyed_hash(secret, value, purpose) for secret in settings.INDEX_KEYS]


def keyed_hash(secret: str, value: str, purpose: str) -> str:
    """Return 64 hexadecimal digits."""
    return hmac.new(secret.encode(), f"{purpose}:{value}".encode(), sha256).hexdigest()
