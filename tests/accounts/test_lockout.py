"""Guessing at an office account: counted before it is tried, from one address and from everywhere."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import RequestFactory
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role, SignInOutcome
from accounts.identity import SignInRefused
from accounts.models import JournalEntry, Notice, SignIn, User
from accounts.services import lockout, office_accounts
from tests.accounts import people
from tests.accounts.codes import code_of, office_user, try_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]


def asking(address="192.0.2.1"):
    return RequestFactory().post("/sign-in/", REMOTE_ADDR=address)


def guess(user_name, address="192.0.2.1"):
    """Return what a wrong guess is told."""
    request = asking(address)
    try:
        lockout.count(request, user_name)
    except SignInRefused as refusal:
        return str(refusal)
    lockout.failed(request, user_name, SignInOutcome.WRONG_PASSWORD)
    return ""


def test_of_twenty_guesses_at_once_five_are_tried():
    def tried(_):
        try:
            lockout.count(asking(), "zhang.san")
        except SignInRefused:
            return 0
        return 1

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(tried, range(20))) == lockout.NEAR


def test_the_lock_is_journaled_and_told_once_and_lifted_by_the_bureau(client):
    user, device = office_user()
    for _ in range(7):
        try_in(client, user, password="wrong")
    assert "15 分钟" in try_in(client, user, code=code_of(device)).content.decode()
    assert JournalEntry.objects.get().act == "lock_office_account"
    assert "127.0.*" in Notice.objects.get(recipient=user).body
    assert lockout.locked_names([user.key, "nobody"]) == {user.key}
    bureau = user.offices.get().agency
    by = Actor(Role.HR_BUREAU, people.make_office_user(bureau), bureau)
    office_accounts.unlock(user.offices.get(), by)
    assert lockout.locked_names([user.key]) == set()
    assert try_in(client, user, code=code_of(device)).status_code == 302
    assert JournalEntry.objects.get(act="unlock_office_account").actor == by.user


def test_the_bureaus_page_shows_who_is_locked_and_lifts_it(client):
    office = people.make_agency(AgencyKind.COMMITTEE_OFFICE)
    officer = people.make_office_user(office)
    people.sign_in(client, people.make_office_user(people.make_agency()))
    address = reverse("office_agency", args=[office.pk])
    assert "已锁定" not in client.get(address).content.decode()
    for _ in range(5):
        guess(officer.key)
    assert "已锁定" in client.get(address).content.decode()
    lift = reverse("office_account_unlock", args=[officer.offices.get().pk])
    assert "解除锁定" in client.get(lift).content.decode()
    client.post(lift, {"confirmed": "yes"})
    assert "已锁定" not in client.get(address).content.decode()
    assert guess(officer.key) == ""


def test_a_botnet_guesses_no_further_and_keeps_nobody_out_of_his_office(clock):
    user = people.make_office_user(people.make_agency())
    SignIn.objects.create(user=user, at=clock.now, way="机构账号登录", address="192.0.2.9")
    told = [guess(user.key, f"198.51.100.{number}") for number in range(lockout.FAR + 2)]
    assert told == [""] * lockout.FAR + [lockout.LOCKED_FOR_ALL] * 2
    assert guess(user.key, "192.0.2.9") == ""
    clock.advance(days=31)
    assert guess(user.key, "192.0.2.9") == lockout.LOCKED_FOR_ALL


def test_the_address_behind_the_proxy_counts_and_not_the_proxy(client, settings):
    user, device = office_user()
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_REAL_IP"
    for _ in range(6):
        locked = try_in(client, user, password="wrong", HTTP_X_REAL_IP="203.0.113.5")
    assert "15 分钟" in locked.content.decode()
    assert try_in(client, user, code=code_of(device), HTTP_X_REAL_IP="203.0.113.77").status_code == 302
    failure = user.sign_ins.filter(outcome=SignInOutcome.WRONG_PASSWORD).first()
    assert failure.address == "203.0.113.5"


def test_a_name_that_nobody_has_is_answered_alike(client, monkeypatch):
    user, _ = office_user()
    hashed: list[int] = []
    encode = MD5PasswordHasher.encode

    def counted(self, *args):
        hashed.append(1)
        return encode(self, *args)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    answers = {}
    for name in (user.key, "no.such.name"):
        hashed.clear()
        told = [try_in(client, User(key=name), password="wrong").context["form"].errors for _ in range(6)]
        answers[name] = ([str(errors) for errors in told], len(hashed))
    assert answers[user.key] == answers["no.such.name"]
    # As often hashed as tried: five times, and not once after the lock.
    assert answers[user.key][1] == lockout.NEAR


def test_the_right_password_without_a_code_is_no_wrong_guess(client):
    user, device = office_user()
    for _ in range(8):
        assert "请输入手机动态口令" in try_in(client, user).content.decode()
    assert try_in(client, user, code=code_of(device)).status_code == 302
