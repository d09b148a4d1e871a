"""The embedded servers: shared by processes, robust against sudden death, and out of the way where others are named."""

import os
import signal
import subprocess
import sys

import psycopg2
import redis

from zcps import services
from zcps.services import postgres, valkey
from zcps.services.__main__ import main


def ask(environment: dict[str, str]) -> tuple[str, bool]:
    connection = psycopg2.connect(environment["DATABASE_URL"])
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_database()")
            name = cursor.fetchone()[0]
    finally:
        connection.close()
    with redis.Redis.from_url(environment["REDIS_URL"]) as client:
        return name, client.ping()


def postmaster(place: services.Place) -> int:
    return int((place.postgres / "postmaster.pid").read_text().split("\n", 1)[0])


def test_the_last_to_leave_stops_the_servers(place):
    first = services.join(place)
    second = services.join(place)
    assert ask(first.environment()) == ask(second.environment()) == ("zcps", True)
    first.leave()
    first.leave()
    assert ask(second.environment()) == ("zcps", True)
    second.leave()
    assert not postgres.answers(place.postgres)
    assert not valkey.answers(place.valkey)


def test_who_leads_django_to_the_servers_stops_them_still(place, monkeypatch):
    membership = services.join(place)
    for name, address in membership.environment().items():
        monkeypatch.setenv(name, address)
    membership.leave()
    assert not postgres.answers(place.postgres)
    assert not valkey.answers(place.valkey)


def test_data_outlives_the_servers(place):
    with services.joined(place) as environment:
        connection = psycopg2.connect(environment["DATABASE_URL"])
        connection.autocommit = True
        connection.cursor().execute("CREATE TABLE kept AS SELECT '在' AS word")
        connection.close()
    with services.joined(place) as environment:
        connection = psycopg2.connect(environment["DATABASE_URL"])
        cursor = connection.cursor()
        cursor.execute("SELECT word FROM kept")
        assert cursor.fetchone() == ("在",)
        connection.close()


def test_killed_servers_start_again(place):
    membership = services.join(place)
    os.kill(postmaster(place), signal.SIGKILL)
    with redis.Redis.from_url(membership.environment()["REDIS_URL"]) as client:
        os.kill(client.info()["process_id"], signal.SIGKILL)
    with services.joined(place) as environment:
        assert ask(environment) == ("zcps", True)
    membership.leave()


def test_a_pid_file_that_names_another_program_does_not_hinder(place):
    services.join(place).leave()
    (place.postgres / "postmaster.pid").write_text(f"{os.getpid()}\n{place.postgres}\n0\n5432\n\n\n\nready\n")
    with services.joined(place) as environment:
        assert ask(environment) == ("zcps", True)


def test_a_killed_user_does_not_count(place):
    script = f"""
from pathlib import Path; from zcps import services; import os
services.join(services.Place(Path({str(place.postgres)!r}), Path({str(place.valkey)!r}), durable=False))
os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", script], cwd=services.ROOT, check=False)
    assert postgres.answers(place.postgres)
    services.join(place).leave()
    assert not postgres.answers(place.postgres)


def test_named_servers_are_used_instead(place, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/zcps")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")
    with services.joined(place) as environment:
        assert environment == {"DATABASE_URL": "postgresql://elsewhere/zcps", "REDIS_URL": "redis://elsewhere"}
    assert not place.postgres.exists()
    assert not place.valkey.exists()


def test_the_password_of_valkey_is_private(place):
    with services.joined(place):
        for name in ("valkey.conf", "address"):
            assert (place.valkey / name).stat().st_mode & 0o077 == 0


def test_a_command_finds_the_servers_in_its_environment(place, monkeypatch, capfd):
    monkeypatch.setattr(services, "TESTS", place)
    assert main(["--tests", sys.executable, "-c", "import os; print(os.environ['DATABASE_URL'])"]) == 0
    assert "/zcps" in capfd.readouterr().out
    assert main(["--tests", "false"]) == 1
