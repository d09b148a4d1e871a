"""Whatever is wrong with a token, an answer or a claim: nobody is signed in, no account is made, a sentence says why.

The tokens are made by hand (signing.py), and the first test shows that the same hand makes good ones.
"""

import base64
import json
import time
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.urls import reverse

from accounts.models import User
from tests.accounts.gov import signing
from tests.accounts.gov.coming_back import asked, assert_refused, go_out, is_signed_in
from tests.accounts.gov.invented import NUMBER, USCC
from tests.accounts.gov.openid_stand_in import DESCRIPTION, KEYS, SUBJECT, TOKEN, USERINFO
from tests.http_stub import Reply

pytestmark = pytest.mark.django_db

FORGED = "没有通过核验，未予登录"
AWAY = "暂时无法连接，未能登录"
USED = "登录凭证已使用过或已过期"
FOREIGN = "不是从本平台发起的"
NOW = time.time()


def come_back(client, crooked, kind="personal", **token: Any):
    """Go out, have a token signed for it, and come back."""
    sent = asked(go_out(client, kind))
    crooked.sign(sent["nonce"], **token)
    return client.get(reverse("sign_in_return"), {"state": sent["state"], "code": f"code-{sent['state']}"})


GOOD = {
    "RS256": {},
    "PS256": {"header": {"alg": "PS256"}},
    "audience as a list": {"aud": ["zcps"]},
    "authorised party": {"azp": "zcps"},
    "no at_hash": {"at_hash": None},
    "a minute of difference between clocks": {"iat": int(NOW) + 30, "nbf": int(NOW) + 30},
    "acr as a number": {"acr": 2},
}


@pytest.mark.parametrize("token", GOOD.values(), ids=GOOD)
def test_a_good_token_signs_in(client, crooked, token):
    come_back(client, crooked, **token)
    assert is_signed_in(client)
    assert User.objects.get().id_number == NUMBER


def test_a_good_token_of_the_other_family_of_keys_signs_in(client, crooked):
    come_back(client, crooked, header={"alg": "ES256", "kid": "curve"}, key=crooked.curve)
    assert is_signed_in(client)


BAD_CLAIMS: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://elsewhere.example"},
    "an issuer that begins alike": {"iss": "http://127.0.0.1"},
    "issuer no word": {"iss": ["zcps"]},
    "issuer missing": {"iss": None},
    "another audience": {"aud": "somebody-else"},
    "audience missing": {"aud": None},
    "audience empty": {"aud": []},
    "audience with others": {"aud": ["zcps", "somebody-else"]},
    "audience with others and us as the party": {"aud": ["zcps", "somebody-else"], "azp": "zcps"},
    "audience no word": {"aud": {"zcps": 1}},
    "another party": {"azp": "somebody-else"},
    "party no word": {"azp": ["zcps"]},
    "another nonce": {"nonce": "of-another-sign-in"},
    "nonce missing": {"nonce": None},
    "nonce no word": {"nonce": 1},
    "expired": {"exp": int(NOW) - 120, "iat": int(NOW) - 30},
    "expiry missing": {"exp": None},
    "expiry no number": {"exp": "tomorrow"},
    "expiry a truth": {"exp": True},
    "expiry without end": {"exp": float("inf")},
    "expiry not a number": {"exp": float("nan")},
    "issued in the future": {"iat": int(NOW) + 600},
    "issued before we asked": {"iat": int(NOW) - 600},
    "issue missing": {"iat": None},
    "issued after its end": {"iat": int(NOW) + 40, "exp": int(NOW) + 10},
    "not yet": {"nbf": int(NOW) + 600},
    "beginning no number": {"nbf": "now"},
    "subject missing": {"sub": None},
    "subject empty": {"sub": ""},
    "subject no word": {"sub": 7},
    "another subject than userinfo": {"sub": "somebody-else"},
    "of another access token": {"at_hash": signing.half_hash("another")},
    "at_hash no word": {"at_hash": 5},
}


@pytest.mark.parametrize("claims", BAD_CLAIMS.values(), ids=BAD_CLAIMS)
def test_a_token_with_a_wrong_claim_is_refused(client, crooked, claims):
    assert_refused(client, come_back(client, crooked, **claims), FORGED)


BAD_HEADERS: dict[str, dict[str, Any]] = {
    "signed by nobody": {"header": {"alg": "none"}},
    "signed by nobody, without a key": {"header": {"alg": "none", "kid": None}},
    "signed with the public key as a secret": {"header": {"alg": "HS256"}},
    "signed with our own secret": {"header": {"alg": "HS256"}, "key": "s p/ä".encode()},
    "an algorithm that is too new": {"header": {"alg": "RS512"}},
    "no algorithm": {"header": {"alg": None}},
    "algorithms to choose from": {"header": {"alg": ["RS256"]}},
    "a key that is unknown": {"header": {"kid": "unknown"}},
    "a key of the other family": {"header": {"kid": "curve"}},
    "no key named though there is a choice of one": {"header": {"alg": "ES256", "kid": None}},
    "a key that is no word": {"header": {"kid": 1}},
    "asks for what we do not know": {"header": {"crit": ["exp"], "exp": 1}},
    "not encoded": {"header": {"b64": False, "crit": ["b64"]}},
    "brings its own key's address": {"header": {"kid": "unknown", "jku": "https://elsewhere.example/keys"}},
}


@pytest.mark.parametrize("token", BAD_HEADERS.values(), ids=BAD_HEADERS)
def test_a_token_signed_otherwise_is_refused(client, crooked, token):
    assert_refused(client, come_back(client, crooked, **token), FORGED)


def test_a_token_that_brings_its_own_key_is_refused(client, crooked):
    brought = {"jwk": signing.public(crooked.second, "first")}
    assert_refused(client, come_back(client, crooked, header=brought, key=crooked.second), FORGED)


def test_a_token_signed_by_somebody_else_is_refused(client, crooked):
    assert_refused(client, come_back(client, crooked, key=crooked.second), FORGED)


SPOILT: dict[str, object] = {
    "nothing": "",
    "missing": None,
    "no word": {"id": 1},
    "two parts": "a.b",
    "five parts": "a.b.c.d.e",
    "not base64": "?.?.?",
    "not ASCII": "令牌.令牌.令牌",
    "huge": "a" * 40_000,
    "nested without end": f"{signing.b64(b'[' * 15_000)}.e30.c2ln",
    "claims nested without end": f"{signing.part({'alg': 'RS256', 'kid': 'first'})}.{signing.b64(b'[' * 15_000)}.c2ln",
}


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT)
def test_what_is_no_token_is_refused(client, crooked, spoilt):
    crooked.tokens = {"id_token": spoilt}
    assert_refused(client, come_back(client, crooked), FORGED)


def test_a_token_whose_claims_were_changed_after_signing_is_refused(client, crooked):
    sent = asked(go_out(client))
    crooked.sign(sent["nonce"], acr="1")
    head, _, sign = str(crooked.id_token).split(".")
    crooked.id_token = f"{head}.{signing.part(crooked.claims(sent['nonce']))}.{sign}"
    answer = client.get(reverse("sign_in_return"), {"state": sent["state"], "code": "changed"})
    assert_refused(client, answer, FORGED)


def test_a_token_of_an_earlier_sign_in_is_refused(client, crooked):
    first = asked(go_out(client))
    crooked.sign(first["nonce"])
    second = asked(go_out(client))
    answer = client.get(reverse("sign_in_return"), {"state": second["state"], "code": "replayed"})
    assert_refused(client, answer, FORGED)


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


def test_keys_are_asked_for_once_and_anew_when_one_is_unknown(client, crooked):
    come_back(client, crooked)
    client.logout()
    come_back(client, crooked)
    assert crooked.times_asked(KEYS) == crooked.times_asked(DESCRIPTION) == 1
    client.logout()
    crooked.keys = [signing.public(crooked.second, "second")]
    come_back(client, crooked, header={"kid": "second"}, key=crooked.second)
    assert is_signed_in(client)
    assert crooked.times_asked(KEYS) == 2
    # A flood of tokens with invented keys is no flood of requests.
    client.logout()
    for _ in range(3):
        come_back(client, crooked, header={"kid": "invented"})
        assert not is_signed_in(client)
    assert crooked.times_asked(KEYS) == 2


def short(_stand_in):
    # Breakable on purpose.
    return signing.public(rsa.generate_private_key(65537, 1024), "first")  # noqa: S505


WEAK = {
    "too short": short,
    "for encryption": lambda stand_in: signing.public(stand_in.first, "first", use="enc"),
    "for another algorithm": lambda stand_in: signing.public(stand_in.first, "first", alg="PS256"),
    "no numbers": lambda _stand_in: {"kty": "RSA", "kid": "first"},
    "a secret": lambda _stand_in: {"kty": "oct", "kid": "first", "k": "c2VjcmV0"},
}


@pytest.mark.parametrize("key", WEAK.values(), ids=WEAK)
def test_a_key_that_must_not_sign_does_not(client, crooked, key):
    crooked.keys = [key(crooked), {"kty": "RSA", "kid": "else"}]
    assert_refused(client, come_back(client, crooked), FORGED)


def test_two_keys_of_one_name_are_none(client, crooked):
    crooked.keys = [signing.public(crooked.first, "first"), signing.public(crooked.second, "first")]
    assert_refused(client, come_back(client, crooked), FORGED)


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


RETURNS: dict[str, tuple[dict[str, Any], str]] = {
    "no state": ({"state": ""}, FOREIGN),
    "another state": ({"state": "another"}, FOREIGN),
    "a state of other letters": ({"state": "状态"}, FOREIGN),
    "two states": ({"state": ["one", "two"]}, FOREIGN),
    "no code": ({"code": ""}, USED),
    "two codes": ({"code": ["one", "two"]}, FOREIGN),
    "another issuer": ({"iss": "https://elsewhere.example"}, FOREIGN),
    "an error": ({"error": "server_error"}, AWAY),
    "an error of the person": ({"error": "access_denied", "code": ""}, "您没有在身份认证服务完成登录"),
}


@pytest.mark.parametrize(("changes", "sentence"), RETURNS.values(), ids=RETURNS)
def test_a_return_that_does_not_fit_is_refused_before_anybody_is_asked(client, crooked, changes, sentence):
    sent = asked(go_out(client))
    crooked.sign(sent["nonce"])
    back = {"state": sent["state"], "code": f"code-{sent['state']}", **changes}
    assert_refused(client, client.get(reverse("sign_in_return"), back), sentence)
    assert crooked.times_asked(TOKEN) == 0
    # Whatever came back, the sign-in has ended: the right answer comes too late.
    good = {"state": sent["state"], "code": "good"}
    assert_refused(client, client.get(reverse("sign_in_return"), good), FOREIGN)


def test_a_return_without_a_beginning_is_refused(client, crooked):
    assert_refused(client, client.get(reverse("sign_in_return"), {"state": "x", "code": "y"}), FOREIGN)
    session = client.session
    session["gov_pending"] = {"state": "x"}
    session.save()
    assert_refused(client, client.get(reverse("sign_in_return"), {"state": "x", "code": "y"}), FOREIGN)


def test_a_return_after_ten_minutes_is_refused(client, crooked):
    sent = asked(go_out(client))
    session = client.session
    session["gov_pending"]["began"] -= 601
    session.save()
    crooked.sign(sent["nonce"])
    back = {"state": sent["state"], "code": "late"}
    assert_refused(client, client.get(reverse("sign_in_return"), back), FOREIGN)


def test_a_code_of_another_sign_in_of_this_browser_counts_once(client, crooked):
    first = asked(go_out(client))
    crooked.sign(first["nonce"])
    client.get(reverse("sign_in_return"), {"state": first["state"], "code": "the-same"})
    client.logout()
    User.objects.all().delete()
    second = asked(go_out(client))
    crooked.sign(second["nonce"])
    back = {"state": second["state"], "code": "the-same"}
    assert_refused(client, client.get(reverse("sign_in_return"), back), USED)
    assert crooked.times_asked(TOKEN) == 1


def test_a_sign_in_begun_with_another_service_does_not_end_here(client, crooked, settings):
    sent = asked(go_out(client))
    settings.OIDC = {**settings.OIDC, "issuer": "http://127.0.0.1:1"}
    back = {"state": sent["state"], "code": "y"}
    assert_refused(client, client.get(reverse("sign_in_return"), back), FOREIGN)


def test_a_provider_posts_nothing_here(client, crooked):
    assert_refused(client, client.post(reverse("sign_in_return"), {"code": "y", "state": "x"}), FOREIGN)


def test_refusals_are_logged_without_what_was_sent(client, crooked, caplog):
    sent = asked(go_out(client))
    crooked.sign(sent["nonce"], aud="somebody-else", id_number=NUMBER)
    client.get(reverse("sign_in_return"), {"state": sent["state"], "code": "a-code"})
    assert "a sign-in was refused: the token is not to be believed" in caplog.text
    for secret in (NUMBER, SUBJECT, "a-code", sent["state"], str(crooked.id_token), json.dumps("somebody-else")):
        assert secret not in caplog.text
