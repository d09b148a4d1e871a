"""The environment the tests run in."""

import datetime as dt
import socket

import pytest
from django.core.cache import cache
from django.db import connection
from django.template import Context, Template

from tests.conftest import Clock, UndefinedVariableError
from zcps import clock as platform_clock


def test_the_clock_moves_and_stands_in_shanghai(clock: Clock) -> None:
    clock.set("2022-08-22 23:30")
    assert clock.today == dt.date(2022, 8, 22)
    clock.advance(hours=1)
    assert platform_clock.today() == dt.date(2022, 8, 23)


def test_a_moved_clock_does_not_reach_the_next_test() -> None:
    assert platform_clock.offset() == dt.timedelta()


def test_an_undefined_variable_in_our_templates_fails() -> None:
    with pytest.raises(UndefinedVariableError, match="nothing"):
        Template("{{ nothing.at_all }}").render(Context())


def test_other_machines_are_out_of_reach() -> None:
    with socket.socket() as way_out, pytest.raises(AssertionError, match="tried to reach"):
        way_out.connect(("192.0.2.1", 80))


@pytest.mark.django_db
def test_the_database_is_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        assert cursor.fetchone()[0].startswith("16.")


def test_the_cache_is_a_real_server() -> None:
    cache.set("known", "是", 5)
    assert cache.get("known") == "是"
