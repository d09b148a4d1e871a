"""Numbers that tell who somebody is or where to reach him: nothing that is public shows them (PIPL 25)."""

import re

# An identity number of 18 or 15 digits, a bank card, a mobile or a fixed telephone.
_NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15,16}|\d{19}|1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}-\d{7,8})(?!\d)")
HIDDEN = "（号码不予公示）"


def has_numbers(text: str) -> bool:
    """Say whether such a number stands in a text."""
    return _NUMBERS.search(text) is not None


def without_numbers(text: str) -> str:
    """Return the text with such numbers taken out."""
    return _NUMBERS.sub(HIDDEN, text)
