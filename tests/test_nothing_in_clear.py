"""What is sealed in one column stands in clear nowhere: no dump, log, journal, cache, message, mail or error report.

What is looked for is not listed here: every sealed column of every row is opened, and each value is looked for in all
the places. A new sealed column is looked for from the day on which it is made.
"""

import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import redis
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.handlers.exception import convert_exception_to_response
from django.db import connection
from django.test import Client, RequestFactory

from accounts.actor import Actor
from accounts.models import User
from reviews.steps.base import perform
from reviews.steps.veto import VETO, VETO_CLAUSE
from reviews.tasks import send_notices
from tests import world as worlds
from tests.accounts.people import sign_in
from tests.reviews.committee.factory import revoked
from tests.reviews.sheets import sheet
from zcps.encryption.columns import sealed_columns

FRAUD, DECEIT = "所报论文系抄袭他人已发表成果。", "提供虚假业绩材料骗取职称资格。"
# A choice is one of three words, and a version is a whole sheet: neither is a value that could be looked for.
_NOT_A_VALUE = {"reviews_ballot.choice", "employers_posttableversion.content"}
# A name is public at many places; a number, an address and what is held against somebody are longer.
_SHORTEST = 8


def secrets() -> set[str]:
    """Open every sealed column of every row."""
    found = {
        getattr(row, field.attname)
        for model, field in sealed_columns()
        if field.place not in _NOT_A_VALUE
        for row in model._default_manager.all()
    }
    return {text for text in found if len(text) >= _SHORTEST}


def tables() -> Iterator[tuple[str, str]]:
    """Yield every table of the database as text, as a dump writes it, and the sessions as they are read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
        )
        for (name,) in cursor.fetchall():
            dump = StringIO()
            cursor.copy_expert(f"COPY {name} TO STDOUT", dump)
            yield name, dump.getvalue()
    for session in Session.objects.all():
        yield "session", str(session.get_decoded())


def kept_by_redis() -> str:
    """Return everything in the store of cache and queue."""
    store = redis.Redis.from_url(settings.REDIS_URL)
    found: list[Any] = []
    for key in store.scan_iter():
        kind = store.type(key)
        found.append(store.lrange(key, 0, -1) if kind == b"list" else store.hgetall(key) if kind == b"hash" else [])
        found.append((key, store.get(key) if kind == b"string" else store.dump(key)))
    return str(found)


@pytest.fixture
def world(db: None) -> worlds.World:
    built = worlds.build()
    held = built.cases["held"]
    by = built.actors["ind"]
    assert isinstance(by, Actor)
    perform(VETO, held, by, reason=FRAUD, clause=VETO_CLAUSE, evidence=sheet("比对报告.pdf"))
    bureau = built.actors["city-hr"]
    assert isinstance(bureau, Actor)
    revoked(built.cases["won"], bureau, reason=DECEIT)
    return built


@pytest.mark.long
def test_no_sealed_value_stands_anywhere_in_clear(world: worlds.World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    _visited(world)
    send_notices()
    wanted = secrets()
    assert {FRAUD, DECEIT} <= wanted
    places = [
        *tables(),
        ("redis", kept_by_redis()),
        ("mail", str([(one.subject, one.body) for one in mail.outbox])),
        ("log", caplog.text),
    ]
    found = {(place, text) for place, content in places for text in wanted if text in content}
    assert not found


def _visited(world: worlds.World) -> None:
    """Let everybody look at his own account, so that there are sessions and lines in the log."""
    for actor in filter(None, world.actors.values()):
        assert actor.user is not None
        client = sign_in(Client(), actor.user, actor)
        client.get("/account/")
        client.get("/notices/")


NUMBER, PHONE, SEARCHED = "330802199003074517", "13905700123", "13905700999"


def test_an_error_tells_the_operators_where_it_is_and_nothing_of_whom(
    settings: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A view fails with a number in its hands: page, log and the mail to the operators are searched."""
    settings.ADMINS, settings.DEBUG = [("某", "operator@example.invalid")], False

    def broken(request: Any) -> None:
        held = request.POST["id_number"]
        raise RuntimeError("broken while reading") from ValueError(len(held))

    sent = {"id_number": NUMBER, "phone": PHONE}
    request = RequestFactory().post(f"/profile/?q={SEARCHED}", sent, headers={"cookie": f"a={PHONE}"})
    answer: Any = convert_exception_to_response(broken)(request)
    assert answer.status_code == 500
    told = "".join(str(one.message()) for one in mail.outbox)
    assert "broken while reading" in told
    logged = "".join(logging.Formatter().format(record) for record in caplog.records)
    for text in (NUMBER, PHONE, SEARCHED):
        assert text not in answer.content.decode() + told + logged
    # What a collector of logs takes with it of the record itself.
    assert not [text for text in (NUMBER, PHONE) if text in repr([vars(record) for record in caplog.records])]


def test_a_sealed_value_that_was_not_asked_for_is_in_no_repr() -> None:
    assert PHONE not in repr(User(key="p1", name="甲", phone=PHONE)) + str(User(name="甲", phone=PHONE))
