"""Numbers that tell who somebody is or where to reach him: no public text and no officer's words show them (PIPL 25).

Public texts are searched widely: a number too many taken out does no harm. An officer's words are refused for one, so
that there only what is certainly such a number counts: an identity number by its check digit, a mobile number.
"""

import re
import unicodedata

from law.identity import check_idcard

# An identity number of 18 or 15 digits, a bank card, a mobile or a fixed telephone.
_NUMBERS = re.compile(
    r"(?<!\d)(?:\d{17}[\dXxＸｘ]|\d{6}[\s-]\d{8}[\s-]\d{3}[\dXxＸｘ]|\d{15,16}|\d{19}"
    r"|1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}-\d{7,8})(?!\d)"
)
HIDDEN = "（号码不予公示）"

# What may stand between the digits of a number that somebody has typed in groups.
_GAP = r"[\s-]?"
# Not within a hash or a random key, whose digits are nobody's number.
_IDENTITY = re.compile(rf"(?<![0-9A-Za-z])[1-8](?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(rf"(?<![0-9A-Fa-f])1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}(?![0-9A-Fa-f])")
_GAPS = re.compile(r"[\s-]")


def has_numbers(text: str) -> bool:
    """Say whether such a number stands in a text."""
    return _NUMBERS.search(text) is not None


def without_numbers(text: str, instead: str = HIDDEN) -> str:
    """Return the text with such numbers taken out."""
    return _NUMBERS.sub(instead, text)


def identity_numbers(text: str) -> list[str]:
    """Return the identity numbers that stand in a text, in their normal form; what only looks like one is none."""
    typed = [_GAPS.sub("", found).upper() for found in _IDENTITY.findall(unicodedata.normalize("NFKC", text))]
    return [number for number in typed if check_idcard(number).valid]


def without_certain_numbers(text: str, instead: str) -> str:
    """Return the text without what certainly is an identity or a mobile number: for names, which have to stay names."""
    kept = _IDENTITY.sub(lambda found: instead if check_idcard(found[0]).valid else found[0], text)
    return _MOBILE.sub(instead, kept)


def mobile_numbers(text: str) -> list[str]:
    """Return the mobile numbers that stand in a text, in their normal form."""
    return [_GAPS.sub("", found) for found in _MOBILE.findall(unicodedata.normalize("NFKC", text))]
