"""How often a public form is taken."""

from typing import Any

import pytest
import redis
from django.http import HttpResponse
from django.test import Client, RequestFactory

from accounts.limits import LIMITS, READ, Limit, LimitMiddleware, too_many
from tests.accounts.people import make_person, sign_in
from tests.test_access import EXPECTED, patterns
from zcps.patience import wait


def takes_posts(pattern) -> bool:
    """Ask by a method that nobody takes: the answer lists those that are taken."""
    answer = pattern.callback(RequestFactory().generic("NONE", "/"))
    return "POST" in answer.get("Allow", "")


def test_every_address_to_which_the_public_may_post_has_a_limit():
    rows = [line.split()[:2] for line in EXPECTED.splitlines() if line and not line.startswith("#")]
    shut = {name.split(":")[0] for name, public in rows if public in {"s", "x"}}
    found = {str(one.name) for one in patterns() if one.name not in {*shut, "health"} and takes_posts(one)}
    assert found - set(LIMITS) == set()
    assert set(LIMITS) - {name.split(":")[0] for name, _ in rows} == set()


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setitem(LIMITS, "verify", Limit(2, 3, 600))


def post(client: Client, **how: Any) -> int:
    return client.post("/verify/", {}, **how).status_code


@pytest.mark.django_db
def test_an_address_is_told_how_long_to_wait(client, few):
    assert [post(client) for _ in range(4)] == [200, 200, 200, 429]
    answer = client.post("/verify/")
    assert "请于 10 分钟后再试" in answer.content.decode()
    assert 595 <= int(answer["Retry-After"]) <= 600
    # Reading goes on, and so do others.
    assert client.get("/verify/").status_code == 200
    assert post(client, REMOTE_ADDR="192.0.2.7") == 200


@pytest.mark.django_db
def test_a_session_has_fewer_than_an_address(client, few, django_user_model):
    client.session.save()
    store = client.session
    store["any"] = 1
    store.save()
    client.cookies["sessionid"] = store.session_key
    assert [post(client) for _ in range(3)] == [200, 200, 429]


@pytest.mark.django_db
def test_behind_a_proxy_the_header_counts_that_the_proxy_has_set(client, few, settings):
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_REAL_IP"
    first = [post(client, HTTP_X_REAL_IP="192.0.2.1", HTTP_X_FORWARDED_FOR=f"10.1.1.{n}") for n in range(4)]
    assert first == [200, 200, 200, 429]
    assert post(client, HTTP_X_REAL_IP="192.0.2.2") == 200


@pytest.mark.django_db
def test_what_is_refused_is_not_even_read(client, few):
    for _ in range(3):
        post(client)
    # More than Django would take: reading it would be answered 400.
    answer = client.post("/verify/", data={f"f{n}": "x" for n in range(6000)})
    assert answer.status_code == 429


@pytest.mark.django_db
def test_of_ipv6_a_whole_house_counts_as_one_and_its_neighbour_as_another(client, few):
    house = [f"2001:db8:0:1::{n}" for n in range(4)]
    assert [post(client, REMOTE_ADDR=address) for address in house] == [200, 200, 200, 429]
    assert post(client, REMOTE_ADDR="2001:db8:0:2::1") == 200
    assert [post(client, REMOTE_ADDR=f"::ffff:192.0.2.{n}") for n in range(4)] == [200] * 4


@pytest.mark.django_db
def test_pages_that_cost_are_shown_so_often_to_whom_nobody_knows(client, monkeypatch):
    monkeypatch.setitem(READ, "search", 2)
    answers = [client.get("/search/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 600
    assert sign_in(client, make_person()).get("/search/").status_code == 200
    # Each of them is an address of ours.
    assert set(READ) - {str(one.name) for one in patterns()} == set()


def test_a_page_that_counts_by_itself_says_when_to_come_back(rf):
    def page(request):
        return HttpResponse(status=429 if too_many(request, "asked", 1, 60) else 200)

    answers = [LimitMiddleware(page)(rf.get("/")) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert "Retry-After" not in answers[0]
    assert 0 < int(answers[1]["Retry-After"]) <= 60


def test_a_counter_that_lost_its_end_gets_one_again(settings):
    assert wait("somebody", "asked", 1, 60) == 0
    store = redis.Redis.from_url(settings.REDIS_URL)
    [since] = store.scan_iter(f"*{settings.PATIENCE_SALT}*:since")
    counter = since.removesuffix(b":since")
    store.persist(counter)
    store.delete(since)
    assert wait("somebody", "asked", 1, 60) == 60
    assert 0 < store.ttl(counter) <= 60
