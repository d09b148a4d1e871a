"""The platform's signature: for its purpose and content alone, by keys that rotate."""

import pytest

from zcps import signing


def test_a_signature_holds_for_its_purpose_content_and_key_alone(settings) -> None:
    settings.SIGNING_KEYS = ["one"]
    given, name = signing.sign("minutes", "content")
    pem = signing.public_keys()[name]
    assert signing.holds("minutes", "content", given, pem)
    assert not signing.holds("minutes", "other", given, pem)
    assert not signing.holds("certificate", "content", given, pem)
    settings.SIGNING_KEYS = ["two"]
    assert not signing.holds("minutes", "content", given, next(iter(signing.public_keys().values())))


def test_an_old_key_is_still_known_and_the_new_one_signs(settings) -> None:
    settings.SIGNING_KEYS = ["old"]
    given, old = signing.sign("minutes", "content")
    settings.SIGNING_KEYS = ["new", "old"]
    assert signing.holds("minutes", "content", given, signing.public_keys()[old])
    assert signing.sign("minutes", "content")[1] == next(iter(signing.public_keys())) != old


@pytest.mark.parametrize("signature", ["", "not base64!", "AAAA", "é"])
def test_what_is_no_signature_does_not_hold(signature: str) -> None:
    pem = next(iter(signing.public_keys().values()))
    assert not signing.holds("minutes", "content", signature, pem)
    assert not signing.holds("minutes", "content", signature, "no key")
