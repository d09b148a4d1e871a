"""Codes for somebody whose phone is not at hand: shown once, good once."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import CLOCK
from accounts.models import JournalEntry, Notice, Phone, RecoveryCode
from accounts.services import office_accounts, recovery
from tests.accounts import people
from tests.accounts.codes import code_of, office_user, try_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]


def is_in(client):
    return "_auth_user_id" in client.session


def test_ten_codes_are_shown_at_the_first_sign_in_and_kept_nowhere(client):
    user = people.make_office_user(people.make_agency())
    try_in(client, user)
    device = Phone.objects.get(user=user)
    typed = {"password": "an-entirely-new-one", "again": "an-entirely-new-one", "code": code_of(device)}
    page = client.post(reverse("enrol"), typed)
    codes = page.context["codes"]
    assert len(set(codes)) == 10
    assert all(code in page.content.decode() for code in codes)
    assert not set(codes) & set(RecoveryCode.objects.values_list("digest", flat=True))
    assert not any(code in str(dict(client.session)) for code in codes)
    again = client.get(reverse("recovery_codes")).content.decode()
    assert "<strong>10</strong>" in again
    assert not any(code in again for code in codes)


def test_a_code_opens_once_and_its_owner_is_told(client):
    user, _ = office_user()
    code = recovery.renew(user)[3]
    assert try_in(client, user, code=code.upper().replace("-", " ")).status_code == 302
    assert is_in(client)
    assert user.sign_ins.get().way == "机构账号登录（恢复码）"
    assert "还剩 9 个" in Notice.objects.get(recipient=user).body
    assert JournalEntry.objects.get(act="use_recovery_code").data["left"] == 9
    other = Client()
    assert "恢复码不正确或已使用过" in try_in(other, user, code=code).content.decode()
    assert not is_in(other)


def test_a_code_is_ones_own():
    (mine, _), (other, _) = office_user(), office_user()
    code = recovery.renew(mine)[0]
    assert not recovery.take(other, code)
    assert recovery.take(mine, code)
    assert not recovery.take(mine, code)


def test_new_codes_ask_for_password_and_phone_and_end_the_old_ones(client):
    user, device = office_user()
    old = recovery.renew(user)
    people.sign_in(client, user)
    for wrong in ({"password": "wrong", "code": code_of(device)}, {"password": people.PASSWORD, "code": "000000"}):
        assert client.post(reverse("recovery_codes"), wrong).status_code == 422
    typed = {"password": people.PASSWORD, "code": code_of(device)}
    page = client.post(reverse("recovery_codes"), typed)
    assert not set(page.context["codes"]) & set(old)
    assert not recovery.take(user, old[0])
    assert recovery.take(user, page.context["codes"][0])


def test_a_reset_forgets_the_codes():
    user, _ = office_user()
    recovery.renew(user)
    office_accounts.reset(user.offices.get(), CLOCK)
    assert recovery.left(user) == 0
