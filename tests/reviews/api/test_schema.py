"""The description of the API: complete, without a warning, in Chinese, and what the page for people shows."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from drf_spectacular.drainage import GENERATOR_STATS

from accounts.api.manual import operations, schema
from reviews.urls.api import urlpatterns
from zcps.services import ROOT

PUBLIC = {"plans", "publicities", "publications", "draws", "calendar", "committees"}


@pytest.fixture(scope="module")
def described():
    schema.cache_clear()
    GENERATOR_STATS.reset()
    with GENERATOR_STATS.silence():
        found = schema()
    assert not GENERATOR_STATS._error_cache
    assert not GENERATOR_STATS._warn_cache
    return found


def each(described):
    return [(path, method, told) for path, methods in described["paths"].items() for method, told in methods.items()]


def test_every_address_of_the_api_is_described(described):
    of_data = [str(one.pattern) for one in urlpatterns if str(one.pattern).startswith("api/v1/")]
    assert {re.sub(r"<\w+:(\w+)>", r"{\1}", f"/{one}") for one in of_data} - {"/api/v1/schema/"} == {
        path.replace("{id}", "{pk}") for path in described["paths"]
    }


def test_it_is_told_in_chinese_what_each_does_and_how_each_refuses(described):
    for path, method, told in each(described):
        assert re.search(r"[一-鿿]", told["summary"]), path
        assert re.search(r"[一-鿿]", told["description"]), path
        assert {"200", "401", "403", "404", "429"} <= set(told["responses"]), path
        assert ({"409", "415"} <= set(told["responses"])) == (method == "post"), path


def test_partners_alone_have_tokens_and_people_alone_sessions(described):
    for path, _, told in each(described):
        wanted = "token" if "/shared/" in path else "session"
        assert told["security"][0] == {wanted: []}, path
        is_open = path.split("/")[3] in PUBLIC and not path.endswith("/record/")
        assert told["security"][1:] == ([{}] if is_open else []), path


@pytest.mark.django_db
def test_machines_get_it_and_people_get_a_page(described, client: Client):
    answer = client.get(reverse("api_schema"))
    assert answer.json() == described
    page = client.get(reverse("api_manual")).content.decode()
    found = [one for each in operations().values() for one in each]
    assert len(found) == len(each(described))
    for one in found:
        assert f"{one.method} {one.path}" in page
        assert one.description in page


def test_the_manual_names_every_limit_that_holds():
    text = (ROOT / "docs" / "manual" / "95-api.md").read_text()
    for said in ("120 次", "1200 次", "100 条", "100 本", "50 人", "7 天", "Idempotency-Key", "X-CSRFToken"):
        assert said in text, said
