"""Numbers of persons in free words: found however they are typed, and nothing else taken for one."""

import datetime as dt

import pytest

from law.identity import make_idcard
from law.personal_numbers import (
    HIDDEN,
    has_numbers,
    identity_numbers,
    mobile_numbers,
    without_certain_numbers,
    without_numbers,
)

NUMBER = make_idcard("330899", dt.date(1980, 3, 7), 11)
FULL_WIDTH = NUMBER.translate({ord(each): ord(each) + 0xFEE0 for each in "0123456789X"})


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER,
        f"身份证{NUMBER}核对无误",
        NUMBER.lower(),
        f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
        f"{NUMBER[:6]}-{NUMBER[6:14]}-{NUMBER[14:]}",
        FULL_WIDTH,
    ],
)
def test_an_identity_number_is_found_however_it_is_typed(typed):
    assert identity_numbers(typed) == [NUMBER]


def test_what_only_looks_like_an_identity_number_is_none():
    for text in (_wrong(), f"1{NUMBER}", f"A{NUMBER}", "202220222022202220", "GY3308202220000001"):
        assert identity_numbers(text) == []


@pytest.mark.parametrize(
    "typed", ["13812345678", "电话138 1234 5678。", "(138-1234-5678)", "tel13812345678", "１３８１２３４５６７８"]
)
def test_a_mobile_number_is_found_however_it_is_typed(typed):
    assert mobile_numbers(typed) == ["13812345678"]


@pytest.mark.parametrize("text", ["0570-3021234", "138123456789", "12812345678", "3f13812345678ab", "2019 2020 2021"])
def test_telephones_of_offices_hashes_and_years_are_no_mobile_numbers(text):
    assert mobile_numbers(text) == []


def test_a_name_loses_what_certainly_is_a_number_and_keeps_all_else():
    name = f"身份证{NUMBER}_13812345678.jpg"
    assert without_certain_numbers(name, "（略）") == "身份证（略）_（略）.jpg"
    for kept in ("证书ZC3308202220000001.pdf", "微信图片_20221010123456.jpg", f"{_wrong()}.pdf"):
        assert without_certain_numbers(kept, "（略）") == kept


def test_public_texts_lose_numbers_typed_in_groups_or_with_a_full_width_x():
    tail = make_idcard("330899", dt.date(1980, 3, 7), next(s for s in range(1, 999) if _ends_in_x(s)))
    for typed in (f"{tail[:6]} {tail[6:14]} {tail[14:]}", tail.replace("X", "Ｘ")):
        assert has_numbers(typed)
        assert without_numbers(f"某{typed}某") == f"某{HIDDEN}某"


def _wrong() -> str:
    return NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")


def _ends_in_x(sequence: int) -> bool:
    return make_idcard("330899", dt.date(1980, 3, 7), sequence).endswith("X")
