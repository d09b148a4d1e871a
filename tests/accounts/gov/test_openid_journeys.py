"""Signing in by oidc-provider, which shares no code with us: both kinds of account, and what it and we refuse."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import AccountKind
from accounts.models import SignIn, User
from tests.accounts import people
from tests.accounts.gov.coming_back import asked, assert_refused, go_out, is_signed_in, leads_to
from tests.accounts.gov.invented import NUMBER, OFFICER_NUMBER, SITE, USCC
from tests.oidc.service import Visitor

pytestmark = pytest.mark.django_db


def come_back(client: Client, name: str, kind: str = "personal", level: str = "") -> str:
    return Visitor(SITE).choose(go_out(client, kind), name, level)


def test_a_person_comes_in(client, genuine):
    before = client.session.session_key
    answer = client.get(come_back(client, "某甲"))
    assert answer.status_code == 302
    user = User.objects.get()
    assert (user.kind, user.name, user.id_number) == (AccountKind.PERSONAL, "某甲", NUMBER)
    assert (user.phone, user.assurance, user.uscc) == ("13900000001", 3, "")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.session.session_key != before
    assert SignIn.objects.get().way == "政务服务网个人登录"


def test_an_officer_comes_in_for_a_legal_person(client, genuine):
    client.get(come_back(client, "某经办", "legal_person"))
    user = User.objects.get()
    assert (user.kind, user.name, user.id_number) == (AccountKind.LEGAL_PERSON, "某经办", OFFICER_NUMBER)
    assert (user.uscc, user.legal_name, user.legal_representative) == (USCC, "衢州市某单位", "某法人")
    assert user.assurance == 2


def test_the_second_time_it_is_the_same_account(client, genuine):
    client.get(come_back(client, "某甲"))
    again = Client()
    again.get(come_back(again, "某甲", level="2"))
    assert User.objects.get().assurance == 2
    assert is_signed_in(again)


def test_what_the_browser_takes_along_is_bound_and_secret(client, genuine):
    sent = asked(go_out(client))
    kept = client.session["gov_pending"]
    assert (sent["response_type"], sent["code_challenge_method"]) == ("code", "S256")
    assert sent["redirect_uri"] == f"{SITE}/sign-in/return/"
    assert (sent["state"], sent["nonce"]) == (kept["state"], kept["nonce"])
    assert kept["verifier"] not in urlencode(sent)
    assert len({kept["state"], kept["nonce"], kept["verifier"]}) == 3
    assert sent["acr_values"] == "3 2"
    assert asked(go_out(client))["state"] != sent["state"]


def test_low_assurance_is_refused(client, genuine):
    assert_refused(client, client.get(come_back(client, "某甲", level="1")), "实名等级为 1 级")


def test_who_cancels_is_told(client, genuine):
    assert_refused(client, client.get(come_back(client, "")), "您没有在身份认证服务完成登录")


def test_an_address_from_the_history_signs_nobody_in(client, genuine):
    address = come_back(client, "某甲")
    client.get(address)
    client.post(reverse("sign_out"))
    User.objects.all().delete()
    assert_refused(client, client.get(address), "不是从本平台发起的，或已经完成")


def test_a_stolen_code_is_of_no_use_in_another_browser(client, genuine):
    """The thief has begun a sign-in of his own and puts the code of another into it: PKCE binds it to that one."""
    stolen = asked(come_back(client, "某甲"))["code"]
    thief = Client()
    state = asked(go_out(thief))["state"]
    back = {"state": state, "code": stolen, "iss": genuine.issuer}
    assert_refused(thief, thief.get(reverse("sign_in_return"), back), "登录凭证已使用过或已过期")


def test_a_code_counts_once_even_with_its_own_state(client, genuine):
    address = come_back(client, "某甲")
    kept = client.session["gov_pending"]
    client.get(address)
    User.objects.all().delete()
    client.logout()
    session = client.session
    session["gov_pending"] = kept
    session.save()
    assert_refused(client, client.get(address), "不是从本平台发起的，或已经完成")


@pytest.mark.parametrize("issuer", ["https://elsewhere.example", None], ids=["mixed up", "not named"])
def test_an_answer_of_another_issuer_is_refused(client, genuine, issuer):
    address = urlsplit(come_back(client, "某甲"))
    back = dict(parse_qsl(address.query)) | {"iss": issuer}
    query = {name: value for name, value in back.items() if value is not None}
    assert_refused(client, client.get(address.path, query), "不是从本平台发起的")


def test_a_wrong_secret_of_ours_signs_nobody_in(client, genuine, settings):
    settings.OIDC = {**settings.OIDC, "client_secret": "another"}
    assert_refused(client, client.get(come_back(client, "某甲")), "登录凭证已使用过或已过期")


def test_the_demo_s_clock_neither_spoils_tokens_nor_revives_them(client, genuine, clock):
    clock.set("2022-09-29 10:00")
    client.get(come_back(client, "某甲"))
    assert is_signed_in(client)


def test_leaving_offers_to_leave_the_provider_too(client, genuine):
    client.get(come_back(client, "某甲"))
    page = client.post(reverse("sign_out"), follow=True).content.decode()
    assert f"{genuine.issuer}/session/end?client_id=zcps-platform" in page
    assert "退出统一身份认证（仿真）" in page
    assert not is_signed_in(client)


def test_the_page_says_which_service_stands_behind(client, genuine):
    page = client.get(reverse("sign_in")).content.decode()
    assert "身份由<strong>统一身份认证（仿真）</strong>核验" in page


def test_nothing_of_a_sign_in_is_kept_or_logged(client, genuine, caplog):
    with caplog.at_level("DEBUG"):
        address = come_back(client, "某甲")
        client.get(address)
    kept = str(dict(client.session))
    for secret in (NUMBER, "13900000001", asked(address)["code"]):
        assert secret not in caplog.text
        assert secret not in kept
    assert "gov_pending" not in client.session


def prove(client: Client, name: str):
    """Go out to show once more who one is, before a decisive act, and come back."""
    session = client.session
    session["proven_at"] = 0
    session.save()
    page = client.post(reverse("proof_begin"), {"proof_verb": "保存", "proof_path": reverse("account")})
    address = leads_to(page)
    return asked(address), client.get(Visitor(SITE).choose(address, name))


def test_that_he_is_known_there_proves_nothing(client, genuine):
    """oidc-provider says when it asked only where it was told to ask."""
    client.get(come_back(client, "某甲"))
    assert is_signed_in(client)
    assert "proven_at" not in client.session


def test_before_a_decisive_act_the_provider_asks_again(client, genuine):
    client.get(come_back(client, "某甲"))
    sent, answer = prove(client, "某甲")
    assert (sent["prompt"], sent["max_age"]) == ("login", "0")
    assert answer.url == reverse("proof_continue")
    assert client.session["proven_at"] > 0
    assert SignIn.objects.count() == 1


def test_another_person_proves_nothing(client, genuine):
    people.sign_in(client, people.make_person("某乙"))
    user = client.session["_auth_user_id"]
    _, answer = prove(client, "某甲")
    assert answer.url == reverse("proof_continue")
    assert "不是当前登录的账号本人" in client.get(answer.url).content.decode()
    assert (client.session["proven_at"], client.session["_auth_user_id"]) == (0, user)
