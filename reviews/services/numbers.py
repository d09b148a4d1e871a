"""Numbers of what the platform opens or receives: what it is, the day, and some characters by chance."""

from typing import Any

from django.db.models import QuerySet

from zcps import clock
from zcps.codes import random_code

_RECEIPT_LENGTH = 6


def dated_number(prefix: str, length: int = 4) -> str:
    """Return a number such as HY20221101ABCD.

    Args:
        prefix: two letters for what it is.
        length: how many characters come by chance.
    """
    return f"{prefix}{clock.today():%Y%m%d}{random_code(length)}"


def free_receipt(prefix: str, rows: QuerySet[Any]) -> str:
    """Return a number that cannot be guessed, can be read over the telephone, and that no row has as its receipt."""
    while True:
        number = dated_number(prefix, _RECEIPT_LENGTH)
        if not rows.filter(receipt=number).exists():
            return number
