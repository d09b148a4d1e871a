"""Choosing some of many by lot, so that it can be done again by anybody: spot checks. Panels are drawn by law.draw."""

import hmac
from collections.abc import Iterable
from hashlib import sha256

SECRET_BYTES = 32
_TAG = b"ZCPS/lot/"


def ticket(secret: bytes, label: str) -> str:
    """Return the ticket of a label: HMAC-SHA256 with the number of this lot as its key, as hexadecimal digits."""
    return hmac.new(secret, _TAG + label.encode(), sha256).hexdigest()


def by_lot(secret: bytes, labels: Iterable[str], number: int) -> list[str]:
    """Return the labels with the `number` lowest tickets, lowest first; the order in which labels come is no matter."""
    return sorted(set(labels), key=lambda label: (ticket(secret, label), label))[:number]
