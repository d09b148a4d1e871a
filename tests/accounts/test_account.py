"""The account's own pages."""

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.urls import reverse

from accounts.models import SignIn
from tests.accounts import people
from zcps import clock

pytestmark = pytest.mark.django_db


def test_the_page_masks_what_others_must_not_read_over_a_shoulder(client):
    user = people.make_person("某甲", phone="13912345678")
    page = people.sign_in(client, user).get(reverse("account")).content.decode()
    assert user.id_number not in page
    assert "139****5678" in page
    assert user.id_number[-4:] in page


def test_an_address_is_taken_or_refused_at_its_field(client):
    user = people.make_person()
    people.sign_in(client, user)
    answer = client.post(reverse("account"), {"email": "nobody"})
    assert answer.status_code == 422
    assert 'value="nobody"' in answer.content.decode()
    client.post(reverse("account"), {"email": "a@example.com"})
    user.refresh_from_db()
    assert user.email == "a@example.com"


def test_the_history_is_ones_own(client):
    user, other = people.make_person(), people.make_person("某乙")
    SignIn.objects.create(user=user, at=clock.now(), way="政务服务网个人登录", address="192.0.2.1")
    SignIn.objects.create(user=other, at=clock.now(), way="政务服务网个人登录", address="192.0.2.2")
    page = people.sign_in(client, user).get(reverse("sign_in_history")).content.decode()
    assert "192.0.2.1" in page
    assert "192.0.2.2" not in page


def test_the_history_turns_its_pages(client, clock):
    user = people.make_person()
    for _ in range(25):
        SignIn.objects.create(user=user, at=clock.advance(minutes=1), way="政务服务网个人登录")
    people.sign_in(client, user)
    first = client.get(reverse("sign_in_history")).context["page"]
    second = client.get(reverse("sign_in_history") + first.following).context["page"]
    back = client.get(reverse("sign_in_history") + second.previous).context["page"]
    assert (len(first.rows), len(second.rows), first.previous, second.following) == (20, 5, "", "")
    assert [v.pk for v in back.rows] == [v.pk for v in first.rows]
    assert not {v.pk for v in first.rows} & {v.pk for v in second.rows}
    assert client.get(reverse("sign_in_history") + "?after=made-up").context["page"].rows == first.rows


def test_an_office_account_changes_its_password(client):
    user = people.make_office_user(people.make_agency())
    elsewhere = people.sign_in(Client(), user)
    people.sign_in(client, user)
    typed = {"old": "wrong", "new": "an-entirely-new-one", "again": "an-entirely-new-one"}
    assert "现用密码不正确" in client.post(reverse("change_password"), typed).content.decode()
    client.post(reverse("change_password"), {**typed, "old": people.PASSWORD})
    user.refresh_from_db()
    assert check_password("an-entirely-new-one", user.password)
    assert client.get(reverse("account")).status_code == 200
    assert elsewhere.get(reverse("account")).status_code == 302


def test_the_password_is_not_guessed_at_from_an_open_session(client, empty_cache):
    user = people.make_office_user(people.make_agency())
    people.sign_in(client, user)
    typed = {"old": "wrong", "new": "an-entirely-new-one", "again": "an-entirely-new-one"}
    told = [client.post(reverse("change_password"), typed).content.decode() for _ in range(6)]
    assert ["15 分钟" in page for page in told] == [False] * 5 + [True]
    assert "15 分钟" in client.post(reverse("change_password"), {**typed, "old": people.PASSWORD}).content.decode()
    assert user.sign_ins.filter(outcome="wrong_password").count() == 5
    user.refresh_from_db()
    assert check_password(people.PASSWORD, user.password)


def test_a_person_keeps_the_phone_he_changed_here():
    from accounts.services.sign_in import account_of

    assertion = people.personal(phone="13900000001")
    user = account_of(assertion)
    user.phone = "13900000002"
    user.save()
    assert account_of(assertion).phone == "13900000002"
