"""Coming in with an account that an HR bureau gave."""

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import CLOCK
from accounts.models import Phone
from accounts.services import enrolment, office_accounts, office_sign_in
from accounts.views.enrolment import ENROLLING
from tests.accounts import people
from tests.accounts.codes import code_of, office_user, try_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_name_password_and_code_open(client):
    user, device = office_user()
    answer = try_in(client, user, code=code_of(device))
    assert answer.status_code == 302
    assert is_in(client)
    assert user.sign_ins.count() == 1


def test_a_wrong_code_is_refused_and_the_name_is_kept(client):
    user, device = office_user()
    wrong = f"{(int(code_of(device)) + 1) % 1_000_000:06}"
    answer = try_in(client, user, code=wrong)
    assert answer.status_code == 422
    assert "动态口令不正确" in answer.content.decode()
    assert user.key in answer.content.decode()
    assert not is_in(client)


def test_a_code_is_good_once(client):
    user, device = office_user()
    code = code_of(device)
    try_in(client, user, code=code)
    client.logout()
    assert "已使用过" in try_in(client, user, code=code).content.decode()
    assert not is_in(client)


def test_the_code_is_not_optional_once_bound(client):
    user, _ = office_user()
    assert "请输入手机动态口令" in try_in(client, user).content.decode()
    assert not is_in(client)


def test_five_failures_lock_the_door_for_a_while(client):
    user, device = office_user()
    for _ in range(5):
        assert "用户名或密码不正确" in try_in(client, user, password="wrong").content.decode()
    assert "15 分钟" in try_in(client, user, code=code_of(device)).content.decode()
    assert not is_in(client)


def test_a_name_that_is_none_is_refused_like_any_other(client):
    for name in ("a b\x7fc", "长" * 150, "🏺" * 90):
        answer = client.post(reverse("sign_in"), {"user_name": name, "password": "x"})
        assert answer.status_code == 422


def test_persons_have_no_password(client):
    user = people.make_person()
    assert "用户名或密码不正确" in try_in(client, user, password="").content.decode() or not is_in(client)


def test_an_ended_account_does_not_open(client):
    user, device = office_user()
    user.is_active = False
    user.save()
    assert "用户名或密码不正确" in try_in(client, user, code=code_of(device)).content.decode()


def test_the_first_sign_in_binds_a_phone_and_changes_the_password(client):
    user = people.make_office_user(people.make_agency())
    answer = try_in(client, user)
    assert answer.url == reverse("enrol")
    assert not is_in(client)
    page = client.get(answer.url).content.decode()
    assert "<svg" in page
    device = Phone.objects.get(user=user)
    typed = {"password": "an-entirely-new-one", "again": "an-entirely-new-one", "code": code_of(device)}
    client.post(reverse("enrol"), typed)
    assert is_in(client)
    user.refresh_from_db()
    assert check_password("an-entirely-new-one", user.password)
    assert Phone.objects.get(user=user).confirmed


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"password": people.PASSWORD, "again": people.PASSWORD}, "password"),
        ({"password": "short", "again": "short"}, "password"),
        ({"password": "an-entirely-new-one", "again": "another-new-one"}, "again"),
        ({"password": "an-entirely-new-one", "again": "an-entirely-new-one", "code": "x"}, "code"),
    ],
)
def test_the_first_sign_in_insists(client, typed, field):
    user = people.make_office_user(people.make_agency())
    try_in(client, user)
    device = Phone.objects.get(user=user)
    answer = client.post(reverse("enrol"), {"code": code_of(device), **typed})
    assert set(answer.context["form"].errors) == {field}
    assert not is_in(client)
    assert not Phone.objects.get(user=user).confirmed


def test_nobody_enrols_without_the_initial_password(client):
    people.make_office_user(people.make_agency())
    assert client.get(reverse("enrol")).url == reverse("sign_in")


def test_who_knew_the_former_initial_password_enrols_nothing_after_a_reset(client):
    user = people.make_office_user(people.make_agency())
    thief, owner = client, Client()
    try_in(thief, user)
    fresh = office_accounts.reset(user.offices.get(), CLOCK)
    try_in(owner, user, password=fresh)
    assert thief.get(reverse("enrol")).url == reverse("sign_in")
    assert owner.get(reverse("enrol")).status_code == 200


def test_a_key_that_somebody_else_has_read_is_never_bound(client):
    """Who gave the account knows its initial password too, and must not learn what the owner's phone will show."""
    user = people.make_office_user(people.make_agency())
    curious, owner = Client(), client
    try_in(curious, user)
    read = curious.get(reverse("enrol")).context["key"]
    try_in(owner, user)
    shown = owner.get(reverse("enrol")).context["key"]
    assert shown != read
    # For the owner it stays the same until he has bound it, also where he comes in anew.
    try_in(owner, user)
    assert owner.get(reverse("enrol")).context["key"] == shown
    page = curious.get(reverse("enrol"), follow=True)
    assert "已在其他浏览器重新开始" in page.content.decode()
    typed = {"password": "an-entirely-new-one", "again": "an-entirely-new-one"}
    owner.post(reverse("enrol"), {**typed, "code": code_of(Phone.objects.get(user=user))})
    assert is_in(owner)


def test_of_two_who_bind_at_once_one_does():
    user = people.make_office_user(people.make_agency())
    device = enrolment.begin(user)
    code = code_of(device)
    stale = Phone.objects.get(pk=device.pk)
    assert enrolment.confirm(user, device, code, "an-entirely-new-one")
    # The other request had read the device before.
    assert not enrolment.confirm(user, stale, code, "another-entirely-new-one")
    user.refresh_from_db()
    assert check_password("an-entirely-new-one", user.password)


def test_a_bound_account_cannot_be_enrolled_again(client):
    user, _ = office_user()
    session = client.session
    session[ENROLLING] = [user.pk, user.get_session_auth_hash(), Phone.objects.get(user=user).pk]
    session.save()
    assert client.get(reverse("enrol")).url == reverse("sign_in")


def test_the_demonstration_shows_the_codes_its_visitors_cannot_have(client, settings):
    user, _ = office_user()
    page = client.get(reverse("demo_codes"), {"q": user.key})
    (shown,) = page.context["codes"]
    assert try_in(client, user, code=shown.code).status_code == 302
    settings.DEMO_IDENTITY = False
    assert client.get(reverse("demo_codes")).status_code in (302, 403)


def test_one_code_opens_once_however_many_come_with_it_at_the_same_moment():
    user, device = office_user()
    code = code_of(device)
    with CaptureQueriesContext(connection) as asked:
        assert office_sign_in.checked_code(RequestFactory().post("/"), user, code) == device
    (looked_up,) = [query["sql"] for query in asked if 'FROM "accounts_phone"' in query["sql"]]
    # The second waits for the first and reads what that one wrote.
    assert "FOR NO KEY UPDATE" in looked_up


def test_wrong_codes_keep_nobody_out_for_longer_than_the_lock(client):
    user, device = office_user()
    for _ in range(12):
        assert not device.verify_token("000000")
    assert try_in(client, user, code=code_of(device)).status_code == 302
