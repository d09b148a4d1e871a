"""The number of a certificate (证书编号), and the key in its QR code.

ZC RRRR YYYY L NNNNNNN C — nineteen characters, written without spaces.
ZC       fixed: 职称; ZM for a written proof (证明) instead of a certificate, TJ for a recommendation (推荐)
RRRR     first four digits of the region of the plan (3308: 衢州市)
YYYY     year in which the title was won
L        level: 1 员级, 2 助理级, 3 中级, 4 副高级, 5 正高级
NNNNNNN  seven digits by chance: numbers cannot be walked through
C        check character over the sixteen digits, ISO 7064 MOD 11-2 (0–9 or X), the scheme of identity numbers:
it catches every single wrong digit and every two neighbours exchanged
"""

import hmac
import re
import secrets
import unicodedata

from django.conf import settings
from stdnum.iso7064 import mod_11_2

from reviews.enums import CredentialKind, Level
from zcps.encryption.indexes import keyed_hash

_LEVELS = {
    Level.TECHNICIAN: 1,
    Level.ASSISTANT: 2,
    Level.INTERMEDIATE: 3,
    Level.ASSOCIATE_SENIOR: 4,
    Level.SENIOR: 5,
}
_PREFIX = {CredentialKind.CERTIFICATE: "ZC", CredentialKind.PROOF: "ZM", CredentialKind.RECOMMENDATION: "TJ"}
_FORM = re.compile(r"(?:ZC|ZM|TJ)(\d{16})([0-9X])", re.ASCII)
_SERIAL_DIGITS = 7
# The QR code carries this much of a keyed hash of the number: who has the sheet may look it up without typing a name.
_KEY_LENGTH = 16


def make_number(region_code: str, year: int, level: str, kind: str = CredentialKind.CERTIFICATE) -> str:
    """Return a number by chance; whether it is free is asked by the one who issues it."""
    serial = secrets.randbelow(10**_SERIAL_DIGITS)
    digits = f"{region_code[:4]}{year:04d}{_LEVELS[Level(level)]}{serial:0{_SERIAL_DIGITS}d}"
    return f"{_PREFIX[CredentialKind(kind)]}{digits}{mod_11_2.calc_check_digit(digits)}"


def normal_number(text: str) -> str:
    """Return a number as it is stored: width, spaces, hyphens and small letters do not matter."""
    return re.sub(r"[\s\-—－]", "", unicodedata.normalize("NFKC", text)).upper()


def is_well_formed(number: str) -> bool:
    """Whether a normal number has the form of ours and its check character fits; asked before any look-up."""
    return bool(_FORM.fullmatch(number)) and bool(mod_11_2.is_valid(number[2:]))


def key_of(number: str) -> str:
    """Return the proof that somebody holds the sheet: part of its QR code, not to be guessed from the number."""
    return keyed_hash(settings.CERTIFICATE_KEY, number, "certificate_qr")[:_KEY_LENGTH]


def opens(number: str, key: str) -> bool:
    """Whether the key belongs to the number."""
    return hmac.compare_digest(key_of(number).encode(), key.encode())
