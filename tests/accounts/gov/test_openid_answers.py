"""A provider that answers badly, and what it says of people: whole and possible, or nobody is signed in."""

import base64
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from tests.accounts.gov.coming_back import AWAY, FORGED, USED, assert_refused, come_back
from tests.accounts.gov.invented import NUMBER, USCC
from tests.accounts.gov.openid_stand_in import DESCRIPTION, KEYS, TOKEN, USERINFO
from tests.http_stub import Reply

pytestmark = pytest.mark.django_db


def _huge() -> Reply:
    return Reply(b'{"a": "' + b"x" * 300_000 + b'"}')


ANSWERS = {
    "broken": lambda: Reply(b"{"),
    "no object": lambda: Reply(b"[]"),
    "nested without end": lambda: Reply(b"[" * 100_000),
    "not a number": lambda: Reply(b'{"exp": NaN}'),
    "a page": lambda: Reply(b"<html>", headers={"Content-Type": "text/html"}),
    "not UTF-8": lambda: Reply(b'{"a": "\xff"}'),
    "huge": _huge,
    "leads elsewhere": lambda: Reply(b"", 302, {"Location": "http://127.0.0.1:1/"}),
    "broken inside": lambda: Reply(b"{}", 503),
    "hangs up": lambda: Reply(None),
}


@pytest.mark.parametrize("path", [KEYS, TOKEN, USERINFO])
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_provider_that_answers_badly_signs_nobody_in(client, crooked, path, answer):
    crooked.instead[path] = answer
    assert_refused(client, come_back(client, crooked), AWAY)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_nobody_is_sent_to_a_provider_that_describes_itself_badly(client, crooked, answer):
    crooked.instead[DESCRIPTION] = answer
    assert_refused(client, client.post(reverse("sign_in_begin", args=["personal"])), AWAY)


DESCRIPTIONS: dict[str, dict[str, Any]] = {
    "of another issuer": {"issuer": "https://elsewhere.example"},
    "without an issuer": {"issuer": None},
    "without a place for tokens": {"token_endpoint": None},
    "with a place that is no address": {"jwks_uri": "file:///etc/passwd"},
    "with an offer that is no address": {"userinfo_endpoint": "javascript:alert(1)"},
    "with a place that is no word": {"authorization_endpoint": ["https://elsewhere.example"]},
}


@pytest.mark.parametrize("description", DESCRIPTIONS.values(), ids=DESCRIPTIONS)
def test_a_wrong_description_is_not_believed(client, crooked, description):
    crooked.description = description
    assert_refused(client, client.post(reverse("sign_in_begin", args=["personal"])), AWAY)


def test_without_tls_nothing_of_a_real_provider_is_asked(client, crooked, settings):
    """A description that was got over TLS must not lead to a place without it."""
    from accounts.gov.openid_service import _read
    from zcps.outbound import NoAnswer

    issuer = "https://provider.example"
    said = {name: f"{issuer}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    assert _read(issuer, {"issuer": issuer, **said}).userinfo_endpoint == ""
    with pytest.raises(NoAnswer):
        _read(issuer, {"issuer": issuer, **said, "token_endpoint": "http://provider.example/token"})


def test_a_code_that_the_provider_does_not_take_is_said_to_be_used(client, crooked):
    crooked.instead[TOKEN] = lambda: Reply(b'{"error": "invalid_grant"}', 400)
    assert_refused(client, come_back(client, crooked), USED)


TOKENS: dict[str, dict[str, Any]] = {
    "no access token": {"access_token": None},
    "access token no word": {"access_token": 5},
    "access token that is two headers": {"access_token": "a\r\nX-Else: b"},
    "another kind of token": {"token_type": "mac"},
}


@pytest.mark.parametrize("tokens", TOKENS.values(), ids=TOKENS)
def test_an_answer_without_a_fitting_access_token_is_refused(client, crooked, tokens):
    crooked.tokens = tokens
    assert_refused(client, come_back(client, crooked), FORGED)


def test_a_provider_that_refuses_its_own_access_token_is_not_believed(client, crooked):
    crooked.instead[USERINFO] = lambda: Reply(b"{}", 401)
    assert_refused(client, come_back(client, crooked), FORGED)


PEOPLE: dict[str, tuple[dict[str, Any], str]] = {
    "about somebody else": ({"sub": "somebody-else"}, FORGED),
    "about nobody": ({"sub": None}, FORGED),
    "no name": ({"name": None}, "没有提供登录所需的信息（姓名）"),
    "empty words": ({"name": " ", "id_number": ""}, "没有提供登录所需的信息（姓名、证件号码）"),
    "a number that cannot be": ({"id_number": f"{NUMBER[:-1]}{'1' if NUMBER[-1] != '1' else '2'}"}, "证件号码有误"),
    "a number that is no word": ({"id_number": 5}, "证件号码有误"),
    "a passport that cannot be": ({"id_type": "护照", "id_number": "E'); DROP"}, "证件号码有误"),
    "a name with a NUL": ({"name": "某\0甲"}, "姓名有误"),
    "a name with half a sign": ({"name": "\ud800"}, "姓名有误"),
    "a name without end": ({"name": "某" * 61}, "姓名有误"),
    "a name that is a list": ({"name": ["某甲"]}, "姓名有误"),
    "a legal person's account": ({"uscc": USCC, "legal_name": "某单位"}, "在身份认证服务登录的是法人账号"),
}


@pytest.mark.parametrize(("said", "sentence"), PEOPLE.values(), ids=PEOPLE)
def test_what_userinfo_says_must_be_whole_and_possible(client, crooked, said, sentence):
    crooked.userinfo = said
    assert_refused(client, come_back(client, crooked), sentence)


LEGAL: dict[str, tuple[dict[str, Any], str]] = {
    "a person's account": ({}, "在身份认证服务登录的是个人账号"),
    "no code": ({"legal_name": "某单位"}, "（统一社会信用代码）"),
    "no name": ({"uscc": USCC}, "（法人名称）"),
    "a code that cannot be": ({"uscc": f"{USCC[:-1]}0", "legal_name": "某单位"}, "统一社会信用代码有误"),
    "nobody who handles it": ({"uscc": USCC, "legal_name": "某单位", "name": None}, "（姓名）"),
}


@pytest.mark.parametrize(("said", "sentence"), LEGAL.values(), ids=LEGAL)
def test_a_legal_person_needs_its_code_its_name_and_its_officer(client, crooked, said, sentence):
    crooked.userinfo = said
    assert_refused(client, come_back(client, crooked, "legal_person"), sentence)


LEVELS = {
    "lowest": "1",
    "none": None,
    "not of the scale": "urn:example:gold",
    "zero": 0,
    "a truth": True,
    "list": ["3"],
}


@pytest.mark.parametrize("acr", LEVELS.values(), ids=LEVELS)
def test_an_assurance_below_two_or_unknown_is_refused(client, crooked, acr):
    assert_refused(client, come_back(client, crooked, acr=acr), "实名等级为 1 级")


def test_claims_and_levels_are_called_as_the_settings_say(client, crooked, settings):
    settings.OIDC = {
        **settings.OIDC,
        "claims": "name=xm, id_number=zjhm, assurance=smdj",
        "levels": "urn:gov:real=2, urn:gov:face=3",
    }
    crooked.userinfo = {"xm": "某乙", "zjhm": NUMBER.lower(), "name": "not this"}
    come_back(client, crooked, smdj="urn:gov:face")
    user = User.objects.get()
    assert (user.name, user.id_number, user.assurance) == ("某乙", NUMBER, 3)


def test_another_document_is_taken_in_its_normal_form(client, crooked):
    crooked.userinfo = {"id_type": "护照", "id_number": " e1234 5678 "}
    come_back(client, crooked)
    assert (User.objects.get().id_type, User.objects.get().id_number) == ("护照", "E12345678")


def test_our_secret_goes_in_the_way_the_provider_takes_it(client, crooked):
    come_back(client, crooked)
    (asked_token,) = [one for one in crooked.asked if one.path == TOKEN]
    # Written as a form before it goes into the header (RFC 6749 2.3.1).
    sent = base64.b64decode(asked_token.headers["Authorization"].removeprefix("Basic ")).decode()
    assert sent == "zcps:s%20p%2F%C3%A4"
    assert b"secret" not in asked_token.body


def test_a_provider_that_wants_the_secret_in_the_body_gets_it_there(client, crooked):
    crooked.description = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    come_back(client, crooked)
    (asked_token,) = [one for one in crooked.asked if one.path == TOKEN]
    assert "Authorization" not in asked_token.headers
    assert b"client_secret=s+p%2F%C3%A4" in asked_token.body


def test_without_userinfo_the_token_says_it_all(client, crooked):
    crooked.description = {"userinfo_endpoint": None}
    come_back(client, crooked, name="某丙", id_number=NUMBER)
    assert User.objects.get().name == "某丙"


def test_the_token_wins_over_userinfo(client, crooked):
    crooked.userinfo = {"acr": "3", "name": "某乙"}
    assert_refused(client, come_back(client, crooked, acr="1"), "实名等级为 1 级")
