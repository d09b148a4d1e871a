"""Identity numbers: GB 11643 for people, GB 32100 for organisations; checking, and making invented ones."""

import re
from dataclasses import dataclass
from datetime import date

from law.errors import BadInput

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_ID_LENGTH, _CODE_LENGTH = 18, 18
# Provinces by the first two digits. Districts come and go, so nothing finer is checked.
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


@dataclass(frozen=True, slots=True)
class IdCheck:
    """The answer about a number: its normal form when valid, else one sentence."""

    valid: bool
    value: str
    because: str = ""


def _normal(value: str) -> str:
    return re.sub(r"[\s-]", "", value).upper()


def idcard_check_digit(first17: str) -> str:
    """Return the check digit of the first 17 digits of an identity number (GB 11643: ISO 7064 MOD 11-2)."""
    return _ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, _ID_WEIGHTS, strict=True)) % 11]


def check_idcard(value: str, on: date | None = None) -> IdCheck:
    """Check an identity number: form, province, date of birth, check digit; a small x becomes X.

    `on` is today: with it, a date of birth in the future is refused too. Source: GB 11643.
    """
    number = _normal(value)
    return IdCheck(not (why := _idcard_fault(number, on)), number, why)


def _idcard_fault(number: str, on: date | None) -> str:
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return f"身份证号应为 18 位，前 17 位为数字，末位为数字或 X，现为 {len(number)} 位，请核对。"
    if number[:2] not in _PROVINCES:
        return "身份证号的前两位不是有效的省级行政区划代码，请核对。"
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "身份证号第 7 至 14 位不是有效的出生日期，请核对。"
    if on and birth > on:
        return "身份证号中的出生日期晚于今天，请核对。"
    return "" if idcard_check_digit(number[:17]) == number[17] else "身份证号的校验位不正确，请核对是否有输错的数字。"


def make_idcard(area: str, birth: date, seq: int) -> str:
    """Make an identity number for an invented person: six-digit area, date of birth, sequence 1–999.

    Raises BadInput when area or sequence are out of range.
    """
    if not re.fullmatch(r"[0-9]{6}", area) or area[:2] not in _PROVINCES or not 0 <= seq <= 999:  # noqa: PLR2004 - GB 11643: a sequence of three digits
        raise BadInput("行政区划代码应为 6 位数字，顺序码应在 0 至 999 之间，请核对。")
    first17 = f"{area}{birth:%Y%m%d}{seq:03d}"
    return first17 + idcard_check_digit(first17)


def uscc_check_digit(first17: str) -> str:
    """Return the check character of the first 17 of a unified social credit code (GB 32100: MOD 31).

    Raises BadInput when a character is not of the code's alphabet (no I, O, Z, S, V).
    """
    if len(first17) != _CODE_LENGTH - 1 or any(char not in _CODE_ALPHABET for char in first17):
        raise BadInput("统一社会信用代码前 17 位应为数字或大写字母（不含 I、O、Z、S、V），请核对。")
    total = sum(_CODE_ALPHABET.index(char) * weight for char, weight in zip(first17, _CODE_WEIGHTS, strict=True))
    return _CODE_ALPHABET[-total % 31]


def check_uscc(value: str) -> IdCheck:
    """Check a unified social credit code: form and check character, one that ends in 0 included. Source: GB 32100."""
    code = _normal(value)
    return IdCheck(not (why := _uscc_fault(code)), code, why)


def _uscc_fault(code: str) -> str:
    if len(code) != _CODE_LENGTH:
        return f"统一社会信用代码应为 18 位，现为 {len(code)} 位，请核对。"
    if any(char not in _CODE_ALPHABET for char in code) or not re.fullmatch(r"[0-9]{6}", code[2:8]):
        return "统一社会信用代码只能含数字和大写字母（不含 I、O、Z、S、V），第 3 至 8 位应为数字，请核对。"
    is_right = uscc_check_digit(code[:17]) == code[17]
    return "" if is_right else "统一社会信用代码的校验位不正确，请核对是否有输错的字符。"


def make_uscc(base17: str) -> str:
    """Complete the first 17 characters of an invented organisation's code. Raises BadInput as uscc_check_digit does."""
    return base17 + uscc_check_digit(base17)
