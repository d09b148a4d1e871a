"""Coming in by either door."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.demo_identity import STATE, issue_ticket
from accounts.enums import AccountKind, AgencyKind
from accounts.models import SignIn, User
from accounts.services.sign_in import account_of
from tests.accounts import people

pytestmark = pytest.mark.django_db


def test_a_person_comes_in_by_the_government_service(client):
    assertion = people.personal("某甲", phone="13900000000")
    key = client.session.session_key
    answer = people.come_back(client, assertion)
    assert answer.status_code == 302
    user = User.objects.get()
    assert (user.name, user.kind, user.assurance) == ("某甲", AccountKind.PERSONAL, 3)
    assert assertion.id_number not in user.key
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.session.session_key != key
    assert SignIn.objects.get().user == user


def test_an_officer_has_one_account_for_each_legal_person():
    first = people.legal("甲单位")
    second = people.legal("乙单位", id_number=first.id_number)
    assert account_of(first) != account_of(second)
    assert account_of(first) == account_of(first)


def test_what_the_service_says_now_wins():
    first = people.personal("旧名")
    account_of(first)
    again = account_of(people.personal("新名", id_number=first.id_number))
    assert User.objects.get() == again
    assert User.objects.get().name == "新名"


def test_a_passport_with_the_number_of_a_card_opens_nobodys_account(client):
    card = people.personal()
    user = account_of(card)
    people.come_back(client, people.personal("某乙", id_type="护照", id_number=card.id_number))
    assert "_auth_user_id" not in client.session
    assert User.objects.get() == user


def test_low_assurance_is_refused_with_what_to_do(client):
    answer = people.come_back(client, people.personal(assurance=1))
    page = client.get(answer.url).content.decode()
    assert "实名等级为 1 级" in page
    assert "完成实名核验" in page
    assert not User.objects.exists()
    assert "_auth_user_id" not in client.session


def test_a_ticket_is_good_once(client):
    client.post(reverse("sign_in_begin", args=["personal"]))
    state = client.session[STATE]
    query = {"state": state, "ticket": issue_ticket(people.personal(), state)}
    client.get(reverse("sign_in_return"), query)
    client.logout()
    assert (
        "不是从本平台发起的，或已经完成" in client.get(reverse("sign_in_return"), query, follow=True).content.decode()
    )
    # Not even a browser that got hold of the state as well.
    thief = Client()
    thief.post(reverse("sign_in_begin", args=["personal"]))
    session = thief.session
    session[STATE] = state
    session.save()
    assert "登录凭证已使用过或已过期" in thief.get(reverse("sign_in_return"), query, follow=True).content.decode()
    assert "_auth_user_id" not in thief.session


def test_a_ticket_of_another_browser_signs_nobody_in(client):
    answer = people.come_back(client, people.personal(), state="somebody-elses")
    assert "不是从本平台发起的" in client.get(answer.url).content.decode()
    assert not User.objects.exists()


def test_an_ended_account_is_told_so(client):
    assertion = people.personal()
    user = account_of(assertion)
    user.is_active = False
    user.save()
    answer = people.come_back(client, assertion)
    assert "此账号已停用" in client.get(answer.url).content.decode()


def test_the_stand_in_offers_known_people_and_new_ones(client):
    known = people.make_person("某甲")
    client.post(reverse("sign_in_begin", args=["personal"]))
    address = f"{reverse('demo_identity')}?kind=personal&state={client.session[STATE]}"
    page = client.get(address).content.decode()
    assert "某甲" in page
    assert "这不是真正的浙江政务服务网" in page
    assert known.id_number not in page
    client.get(client.post(address, {"person": known.pk}).url)
    assert client.session["_auth_user_id"] == str(known.pk)


def test_the_stand_in_checks_numbers_and_keeps_what_was_typed(client):
    client.post(reverse("sign_in_begin", args=["legal_person"]))
    address = f"{reverse('demo_identity')}?kind=legal_person&state={client.session[STATE]}"
    answer = client.post(address, {"legal_name": "某单位", "uscc": "123", "name": "某乙", "id_number": "x", "level": 3})
    assert answer.status_code == 422
    assert {"uscc", "id_number", "representative"} == set(answer.context["form"].errors)
    assert "某单位" in answer.content.decode()


def test_the_stand_in_does_not_exist_in_production(client, settings):
    settings.DEMO_IDENTITY = False
    assert client.get(reverse("demo_identity")).status_code == 302
    answer = client.post(reverse("sign_in_begin", args=["personal"]), follow=True)
    assert "尚未接通" in answer.content.decode()


def test_next_leads_on_but_never_elsewhere(client):
    client.post(reverse("sign_in_begin", args=["personal"]), {"next": "//evil.example/"})
    assert client.session["after_sign_in"] == ""
    client.post(reverse("sign_in_begin", args=["personal"]), {"next": "/plans/"})
    assert client.session["after_sign_in"] == "/plans/"


def test_hats_can_be_switched_to_ones_own_only(client):
    agency, other = people.make_agency(), people.make_agency(AgencyKind.REGISTRAR)
    user = people.make_office_user(agency)
    people.sign_in(client, user)
    client.post(reverse("switch_hat"), {"hat": f"registrar:{other.pk}"})
    assert client.session["hat"] == f"hr_bureau:{agency.pk}"
