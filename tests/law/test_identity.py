import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as peer

from law import cli, identity
from law.errors import BadInput
from tests.law.cases import vector_id, vectors

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("vector", vectors("id_checks"), ids=vector_id)
def test_identity_numbers(vector):
    if vector["kind"] == "uscc_check":
        assert identity.uscc_check_digit(vector["base"]) == vector["expect"]
        return
    found = cli.check_id(vector["kind"], vector["value"])
    assert found["valid"] is bool(vector["expect"])
    assert found["value"] == vector["value"].upper()
    assert bool(found["because"]) is not found["valid"]


@pytest.mark.parametrize(
    "value", ["", "1101051949123100", "99010519491231002X", "11010519491231002Y", "１１０１０５19491231002X"]
)
def test_numbers_of_the_wrong_form_are_refused_with_a_sentence(value):
    found = identity.check_idcard(value)
    assert not found.valid
    assert found.because.endswith("请核对。")


def test_nobody_is_born_tomorrow():
    number = identity.make_idcard("330802", dt.date(2022, 9, 2), 7)
    assert identity.check_idcard(number).valid
    assert not identity.check_idcard(number, dt.date(2022, 9, 1)).valid


@given(st.dates(dt.date(1900, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 999))
def test_made_numbers_are_valid_and_one_wrong_digit_is_found(birth, seq):
    number = identity.make_idcard("330802", birth, seq)
    assert identity.check_idcard(number).valid
    wrong = number[:16] + str((int(number[16]) + 1) % 10) + number[17]
    assert not identity.check_idcard(wrong).valid


@given(st.text("0123456789", min_size=6, max_size=6), st.text(CHARACTERS, min_size=9, max_size=9))
def test_codes_agree_with_an_independent_package(area, body):
    code = identity.make_uscc("91" + area + body)
    assert identity.check_uscc(code).valid
    assert peer.is_valid(code)


def test_codes_that_end_in_zero_are_valid():
    codes = [identity.make_uscc(f"91330802MA2{n:06d}") for n in range(200)]
    assert any(code.endswith("0") and identity.check_uscc(code).valid for code in codes)


@pytest.mark.parametrize(
    "value", ["91350100M000100Y4", "91350100M000100Y44", "9135010OM000100Y43", "91AB0100M000100Y43"]
)
def test_wrong_codes_are_refused(value):
    assert not identity.check_uscc(value).valid


def test_impossible_makings_are_refused():
    with pytest.raises(BadInput):
        identity.make_idcard("3308", dt.date(2000, 1, 1), 1)
    with pytest.raises(BadInput):
        identity.make_uscc("O" * 17)
    with pytest.raises(BadInput):
        cli.check_id("passport", "E1")
