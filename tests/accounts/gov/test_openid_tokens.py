"""Whatever is wrong with a token, an answer or a claim: nobody is signed in, no account is made, a sentence says why.

The tokens are made by hand (signing.py), and the first test shows that the same hand makes good ones.
"""

import time
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import RequestFactory
from django.urls import reverse

from accounts.models import SignIn, User
from accounts.services import proof
from tests.accounts import people
from tests.accounts.gov import signing
from tests.accounts.gov.coming_back import FORGED, asked, assert_refused, come_back, go_out, is_signed_in, leads_to
from tests.accounts.gov.invented import NUMBER
from tests.accounts.gov.openid_stand_in import DESCRIPTION, KEYS, In
from tests.http_stub import Reply

pytestmark = pytest.mark.django_db


GOOD = {
    "RS256": {},
    "PS256": {"header": {"alg": "PS256"}},
    "audience as a list": {"aud": ["zcps"]},
    "authorised party": {"azp": "zcps"},
    "no at_hash": {"at_hash": None},
    "a minute of difference between clocks": {"iat": In(30), "nbf": In(30)},
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
    "expired": {"exp": In(-120), "iat": In(-30)},
    "expiry missing": {"exp": None},
    "expiry no number": {"exp": "tomorrow"},
    "expiry a truth": {"exp": True},
    "expiry without end": {"exp": float("inf")},
    "expiry not a number": {"exp": float("nan")},
    "issued in the future": {"iat": In(600)},
    "issued before we asked": {"iat": In(-600)},
    "issue missing": {"iat": None},
    "issued after its end": {"iat": In(40), "exp": In(10)},
    "not yet": {"nbf": In(600)},
    "beginning no number": {"nbf": "now"},
    "subject missing": {"sub": None},
    "subject empty": {"sub": ""},
    "subject no word": {"sub": 7},
    "another subject than userinfo": {"sub": "somebody-else"},
    "of another access token": {"at_hash": signing.half_hash("another")},
    "at_hash no word": {"at_hash": 5},
    "asked in the future": {"auth_time": In(600)},
    "asked at no moment": {"auth_time": "now"},
    "asked at a truth": {"auth_time": True},
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
    "names no key, and is not by the only one that fits": {"header": {"alg": "ES256", "kid": None}},
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


@pytest.mark.parametrize("payload", [b"[" * 15_000, b"[]", b"null", b"{", b"\xff", b""])
def test_a_token_that_is_signed_and_says_nothing_is_refused(client, crooked, payload):
    sent = asked(go_out(client))
    content = f"{signing.part({'alg': 'RS256', 'kid': 'first'})}.{signing.b64(payload)}"
    crooked.id_token = f"{content}.{signing.b64(signing.signature('RS256', crooked.first, content.encode()))}"
    answer = client.get(reverse("sign_in_return"), {"state": sent["state"], "code": "empty"})
    assert_refused(client, answer, FORGED)


def test_a_token_of_an_earlier_sign_in_is_refused(client, crooked):
    first = asked(go_out(client))
    crooked.sign(first["nonce"])
    second = asked(go_out(client))
    answer = client.get(reverse("sign_in_return"), {"state": second["state"], "code": "replayed"})
    assert_refused(client, answer, FORGED)


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


ASKED = {
    "does not say when": {},
    "was asked long ago": {"auth_time": In(-3600)},
    "no number": {"auth_time": "now"},
    "a truth": {"auth_time": True},
    "without end": {"auth_time": float("inf")},
    "not a number": {"auth_time": float("nan")},
    "was asked before we sent him": {"auth_time": In(-90)},
    "is to be asked in the future": {"auth_time": In(90)},
}


def prove(client, crooked, **token: Any):
    """Show once more who one is, by a token made for it; return when the session was proven last."""
    session = client.session
    session["proven_at"] = 0
    session.save()
    sent = asked(leads_to(client.post(reverse("proof_begin"), {"proof_verb": "保存", "proof_path": "/"})))
    crooked.sign(sent["nonce"], **token)
    client.get(reverse("sign_in_return"), {"state": sent["state"], "code": f"code-{sent['state']}"})
    return client.session["proven_at"]


@pytest.mark.parametrize("token", ASKED.values(), ids=ASKED)
def test_who_was_not_asked_again_proves_nothing(client, crooked, token):
    come_back(client, crooked)
    assert prove(client, crooked, **token) == 0


@pytest.mark.parametrize("skew", [0, 30, -30])
def test_who_was_asked_again_proves_it(client, crooked, skew):
    come_back(client, crooked)
    proven = prove(client, crooked, auth_time=int(time.time()) + skew)
    assert -32 < proven - time.time() <= min(skew, 0) + 1


def test_who_was_not_asked_reads_what_to_do_and_keeps_what_he_sent(client, crooked):
    come_back(client, crooked)
    prove(client, crooked, auth_time=In(-3600))
    page = client.get(reverse("proof_continue"))
    assert page.status_code == 403
    assert "没有重新核验您的身份" in page.content.decode()
    assert "由本人重新登录" in page.content.decode()
    assert dict(page.context["pairs"])["proof_verb"] == "保存"


@pytest.mark.parametrize(
    ("token", "is_proven"),
    [({}, False), ({"auth_time": In(-20)}, True), ({"auth_time": In(-290)}, True), ({"auth_time": In(-310)}, False)],
    ids=["does not say", "just now", "still counts", "no longer"],
)
def test_a_sign_in_proves_it_where_the_token_says_that_he_was_just_asked(client, crooked, settings, token, is_proven):
    settings.PROOF_SECONDS = 300
    # What userinfo says is not signed, and of no sign-in.
    crooked.userinfo = {"auth_time": int(time.time())}
    come_back(client, crooked, **token)
    request = RequestFactory().get("/")
    request.session = client.session
    assert proof.is_recent(request) is is_proven


def test_where_the_provider_is_away_what_was_sent_waits(client, crooked):
    people.sign_in(client, people.make_person("某乙"))
    session = client.session
    session["proven_at"] = 0
    session.save()
    crooked.instead[DESCRIPTION] = lambda: Reply(b"", 503)
    page = client.post(reverse("proof_begin"), {"proof_verb": "保存", "proof_path": "/", "what": "typed"}, follow=True)
    assert "暂时无法连接，未能验证身份" in page.content.decode()
    assert dict(page.context["pairs"])["what"] == "typed"


def test_a_return_that_was_to_prove_signs_nobody_in(client, crooked):
    """Even where what waited is gone: whoever sits at an unlocked screen does not become another by it."""
    owner = people.make_person("某乙")
    people.sign_in(client, owner)
    sent = asked(leads_to(client.post(reverse("proof_begin"), {"proof_verb": "保存", "proof_path": "/"})))
    session = client.session
    del session["proving"]
    session.save()
    crooked.sign(sent["nonce"], auth_time=int(time.time()))
    client.get(reverse("sign_in_return"), {"state": sent["state"], "code": "one"})
    assert client.session["_auth_user_id"] == str(owner.pk)
    assert not SignIn.objects.exists()


def test_a_return_that_was_to_sign_in_proves_nothing_for_what_waits(client, crooked):
    """Of two windows of one browser, one asks for a proof and one signs in: the purpose is that of the state."""
    come_back(client, crooked)
    client.post(reverse("proof_begin"), {"proof_verb": "保存", "proof_path": "/"})
    waiting = client.session["proving"]
    sent = asked(go_out(client))
    session = client.session
    session["proving"] = waiting
    session["proven_at"] = 0
    session.save()
    crooked.sign(sent["nonce"])
    client.get(reverse("sign_in_return"), {"state": sent["state"], "code": "one"})
    assert client.session["proven_at"] == 0
    assert "proving" not in client.session
