"""How long a session lasts, where an account is signed in, and what ends its sessions."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import CLOCK
from accounts.enums import AgencyKind, SignInOutcome
from accounts.guardian import grant
from accounts.models import AgencyOfficer, SignIn
from accounts.services import history, office_accounts, sessions
from tests.accounts import people
from tests.accounts.codes import bind, code_of, try_in
from zcps import clock as platform_clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126 Safari/537.36"


@pytest.fixture
def later(monkeypatch):
    """Return later(minutes=…): the machine's clock goes on, which sessions last by."""
    real, ahead = timezone.now, [dt.timedelta()]  # noqa: TID251 - moved here, and nowhere else
    monkeypatch.setattr(timezone, "now", lambda: real() + ahead[0])

    def move(**by):
        ahead[0] += dt.timedelta(**by)

    return move


def is_open(client):
    return client.get(reverse("account")).status_code == 200


def came_in(assertion, address="192.0.2.1", agent=CHROME):
    client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=agent)
    people.come_back(client, assertion)
    return client


def office_client(user, device, address="192.0.2.1"):
    client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=CHROME)
    device.last_t = -1
    device.save()
    assert try_in(client, user, code=code_of(device)).status_code == 302
    return client


@pytest.mark.parametrize(("kind", "idle", "whole"), [("person", 60, 12), ("office", 30, 8)])
def test_a_session_ends_when_nothing_is_asked_and_at_the_latest_after_hours(client, later, kind, idle, whole):
    user = people.make_person() if kind == "person" else people.make_office_user(people.make_agency())
    people.sign_in(client, user)
    for _ in range(whole * 60 // (idle - 1)):
        later(minutes=idle - 1)
        assert is_open(client)
    later(minutes=idle - 1)
    assert not is_open(client)
    people.sign_in(client, user)
    later(minutes=idle + 1)
    assert not is_open(client)


def test_the_session_is_written_once_a_minute_and_costs_no_question_more(client, later, django_assert_num_queries):
    people.sign_in(client, people.make_person())
    with django_assert_num_queries(2):
        client.get(reverse("sign_out"))
    later(seconds=61)
    before = Session.objects.get().expire_date
    client.get(reverse("sign_out"))
    assert Session.objects.get().expire_date > before


def test_an_office_account_has_three_sessions_and_the_newest_win():
    user = people.make_office_user(people.make_agency())
    device = bind(user)
    clients = [office_client(user, device) for _ in range(4)]
    assert [is_open(client) for client in clients] == [False, True, True, True]
    assert sessions.open_sessions(user).count() == 3


def test_a_person_sees_his_devices_and_ends_one_or_all_others():
    assertion = people.personal()
    here, there, phone = (came_in(assertion) for _ in range(3))
    user = SignIn.objects.first().user
    page = here.get(reverse("account")).content.decode()
    assert page.count("Chrome · Windows") >= 3
    assert page.count("正在使用") == 1
    second = SignIn.objects.order_by("pk")[1]
    here.post(reverse("session_end", args=[second.pk]))
    assert [is_open(client) for client in (here, there, phone)] == [True, False, True]
    stranger = people.sign_in(Client(), people.make_person("某乙"))
    assert stranger.post(reverse("session_end", args=[second.pk])).status_code == 404
    here.post(reverse("sessions_end_others"))
    assert [is_open(client) for client in (here, there, phone)] == [True, False, False]
    assert sessions.open_sessions(user).count() == 1


def test_ones_own_session_is_not_ended_by_mistake():
    here = came_in(people.personal())
    here.post(reverse("session_end", args=[SignIn.objects.get().pk]))
    assert is_open(here)


@pytest.mark.parametrize("act", [office_accounts.end, office_accounts.reset])
def test_ending_and_resetting_an_account_end_its_sessions_at_once(act):
    user = people.make_office_user(people.make_agency())
    device = bind(user)
    clients = [office_client(user, device) for _ in range(2)]
    act(user.offices.get(), CLOCK)
    assert [is_open(client) for client in clients] == [False, False]


def test_taking_one_of_two_posts_ends_the_sessions_and_leaves_the_account():
    user = people.make_office_user(people.make_agency())
    other = people.make_agency(AgencyKind.REGISTRAR)
    grant(user, "act_for_agency", other)
    AgencyOfficer.objects.create(agency=other, user=user, started_on=platform_clock.today())
    device = bind(user)
    client = office_client(user, device)
    office_accounts.end(user.offices.get(agency__kind=AgencyKind.HR_BUREAU), CLOCK)
    assert not is_open(client)
    assert is_open(office_client(user, device))


def test_the_history_tells_failures_and_where_it_was_unusual(client):
    user = people.make_office_user(people.make_agency())
    device = bind(user)
    office_client(user, device)
    wrong = Client(REMOTE_ADDR="198.51.100.7")
    try_in(wrong, user, password="wrong")
    elsewhere = office_client(user, device, "203.0.113.4")
    near = office_client(user, device, "192.0.2.200")
    found = list(user.sign_ins.order_by("pk").values_list("outcome", "is_unusual"))
    assert found == [("entered", False), ("wrong_password", True), ("entered", True), ("entered", False)]
    assert user.notices.get().title == "账号在不常用的网络登录"
    page = near.get(reverse("sign_in_history")).content.decode()
    assert "198.51.*" in page
    assert "198.51.100.7" not in page
    assert "1 次未成功的登录" in page
    failed = elsewhere.get(reverse("sign_in_history") + "?show=failed").context["page"].rows
    assert [visit.outcome for visit in failed] == [SignInOutcome.WRONG_PASSWORD]
    unusual = elsewhere.get(reverse("sign_in_history") + "?show=unusual").context["page"].rows
    assert len(unusual) == 2


def test_the_history_is_kept_for_a_year_and_not_longer(settings, clock):
    assert settings.SIGN_IN_RETENTION_DAYS >= 184
    user = people.make_person()
    for _ in range(2):
        SignIn.objects.create(user=user, at=clock.now, way="政务服务网个人登录")
        clock.advance(days=200)
    assert history.forget_old() == 1
    assert user.sign_ins.count() == 1


def test_ended_sessions_are_swept(client, later):
    people.sign_in(client, people.make_person())
    assert sessions.forget_ended() == 0
    later(hours=2)
    assert sessions.forget_ended() == 1
    assert not Session.objects.exists()


def test_a_session_that_does_not_say_how_long_it_lasts_has_lasted_too_long(client):
    people.sign_in(client, people.make_person())
    session = client.session
    del session[sessions.UNTIL]
    session.save()
    assert not is_open(client)


def test_all_sessions_of_an_account_end_those_too_of_which_its_history_knows_nothing(client):
    user = people.make_person()
    people.sign_in(client, user)
    SignIn.objects.filter(user=user).update(session_key="")
    sessions.end_all(user)
    assert not is_open(client)
