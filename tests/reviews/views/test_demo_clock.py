"""The clock bar: it leads back to the page it was used on and never so far that days cannot be counted."""

import datetime as dt

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("back", ["null", "a@b", "'';--", "//elsewhere.example/", "http://elsewhere.example/x"])
def test_what_is_no_path_of_ours_leads_home(client, back):
    assert client.post(reverse("clock_move"), {"to": "next_due", "next": back})["Location"] == "/"


def test_it_leads_back(client):
    assert client.post(reverse("clock_move"), {"to": "next_due", "next": "/plans/"})["Location"] == "/plans/"


def test_it_goes_no_further_than_anything_reaches(client, clock):
    before = clock.set("2022-09-01 09:00")
    page = client.post(reverse("clock_move"), {"date": "9999-12-31"}, follow=True).text
    assert "模拟时间最远可以推进到 2050 年" in page
    assert clock.now - before < dt.timedelta(minutes=1)
