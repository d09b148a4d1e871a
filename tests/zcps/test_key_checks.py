"""The system check of the keys."""

import secrets
from typing import Any

import pytest

from zcps.key_checks import check_keys


@pytest.fixture(autouse=True)
def good(settings: Any) -> None:
    settings.SECRET_KEY, settings.FIELD_CIPHER = secrets.token_urlsafe(48), "aes"
    for name in ("FIELD_KEYS", "INDEX_KEYS", "SIGNING_KEYS"):
        setattr(settings, name, [secrets.token_urlsafe(48)])


def ids() -> list[str | None]:
    return [found.id for found in check_keys()]


def test_good_keys_pass() -> None:
    assert ids() == []


@pytest.mark.parametrize("key", ["", "short", "insecure-field-key-that-is-longer-than-thirty-two"])
def test_a_missing_or_short_key_is_refused(settings: Any, key: str) -> None:
    settings.FIELD_KEYS = [*settings.FIELD_KEYS, key]
    assert ids() == ["zcps.E011"]


def test_a_key_that_is_not_random_is_a_concern(settings: Any) -> None:
    settings.INDEX_KEYS = ["ab" * 24]
    assert ids() == ["zcps.W011"]


def test_one_key_for_two_things_is_refused(settings: Any) -> None:
    settings.INDEX_KEYS = settings.FIELD_KEYS
    assert ids() == ["zcps.E012"]
    assert "FIELD_KEYS and INDEX_KEYS" in str(check_keys()[0].msg)


def test_a_cipher_that_there_is_not_is_refused(settings: Any) -> None:
    settings.FIELD_CIPHER = "rot13"
    assert ids() == ["zcps.E013"]
