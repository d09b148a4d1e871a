"""What is sealed in one column stands in clear nowhere: no dump, log, journal, cache, message, mail or error report.

What is looked for is not listed here: every sealed column of every row is opened, and each value is looked for in all
the places. A new sealed column is looked for from the day on which it is made. Of sealed JSON most is said elsewhere
too (the sentences of the rules are public), so that marks are put into it; a new column of it has to hold one.
"""

import json
import logging
import os
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import redis
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.storage import default_storage
from django.core.handlers.exception import convert_exception_to_response
from django.db import connection
from django.test import Client, RequestFactory

from accounts.actor import Actor
from accounts.models import User
from reviews.enums import Stage
from reviews.models import Application, DryRun, DryRunChange
from reviews.selectors.qualification import items_of
from reviews.steps.approve_by_employer import APPROVE_BY_EMPLOYER
from reviews.steps.base import perform
from reviews.steps.not_accept import NOT_ACCEPT
from reviews.steps.veto import VETO, VETO_CLAUSE
from reviews.tasks import send_notices
from tests import world as worlds
from tests.accounts.codes import bind
from tests.accounts.people import sign_in
from tests.reviews import doubts, filed
from tests.reviews.committee.factory import revoked
from tests.reviews.sheets import sheet
from zcps.encryption.columns import sealed_columns, sealed_json_columns

FRAUD, DECEIT = "所报论文系抄袭他人已发表成果。", "提供虚假业绩材料骗取职称资格。"
# Put into everything that is sealed as JSON: a sanction that is in force, and what was said of it.
MARK, SAID = "某项在期处分甲乙丙丁", "该处分经核定不影响申报。"
SANCTION, PHONE_OF_HIS = "person.sanction_active", "13905711223"
_DUTIES = {"true": True, "accurate": True, "complete": True, "answers": True, "text": "情况属实。"}
# A choice is one of three words, a version a whole sheet; which ambiguity it is, how it may be read and by which clause
# is the law's, and stands in every plan: none of them is a value that could be looked for.
_NOT_A_VALUE = {
    *("reviews_ballot.choice", "employers_posttableversion.content"),
    *(f"reviews_ambiguitydecision.{name}" for name in ("code", "says", "clause")),
}
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
    return {text for text in found if len(text) >= _SHORTEST} | {MARK}


def without_a_mark() -> list[str]:
    """Return the columns of sealed JSON of which no row holds the mark, and which are not looked for therefore."""
    return [
        field.place
        for model, field in sealed_json_columns()
        if not any(MARK in str(getattr(row, field.attname)) for row in model._default_manager.all())
    ]


def written(text: str) -> set[str]:
    """Return how a text may be written: as it is, or escaped as JSON does it, once and within another text."""
    escaped = json.dumps(text)[1:-1]
    return {text, escaped, escaped.replace("\\", "\\\\")}


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
def world(db: None, settings: Any) -> worlds.World:
    settings.METRICS_TOKEN = "a token of the monitoring"
    built = worlds.build()
    held = built.cases["held"]
    by = built.actors["ind"]
    assert isinstance(by, Actor)
    perform(VETO, held, by, reason=FRAUD, clause=VETO_CLAUSE, evidence=sheet("比对报告.pdf"))
    bureau = built.actors["city-hr"]
    assert isinstance(bureau, Actor)
    revoked(built.cases["won"], bureau, reason=DECEIT)
    assert bureau.user
    built.found["phone"] = bind(bureau.user)
    _declared_and_found(built.found["dry_run"])
    return built


def _declared_and_found(run: DryRun) -> None:
    """Somebody declares a sanction: his employer confirms it, the law finds it, an office settles it, and refuses."""
    case = doubts.case("AMB-14", Stage.QUALIFICATION)
    answer = {"path": SANCTION, "question": "您是否在受处分期间？", "answer": MARK, "clause": "S1"}
    for each in (case, filed.case(under=filed.plan(employer_closes="2022-12-01T00:00:00+08:00"))):
        assert each.snapshot
        each.answers = {SANCTION: MARK}
        each.snapshot.content |= {"answers": [answer], "examination": {"because": f"您在{MARK}的处分期内。"}}
        each.snapshot.save()
        each.save()
        # What he has filed tells the usual number in words of his own: that is no column of ours.
        each.applicant.user.phone = PHONE_OF_HIS
        each.applicant.user.save()
    assert case.snapshot
    case.snapshot.examination["facts"]["person"] |= {"sanction_active": MARK}
    case.snapshot.examination["findings"][0]["because"] = MARK
    case.snapshot.save()
    perform(APPROVE_BY_EMPLOYER, each, filed.handler(each.employer), **_DUTIES)
    office = filed.holder(case)
    made = doubts.decide(case, office, "AMB-14", text=SAID, document="衢市人社函〔2022〕9号").reexamination
    made.examination["because"] = MARK
    made.save()
    items = {item.key: {"ok": False, "reason": MARK} for item in items_of(Application.objects.get(pk=case.pk))[:1]}
    perform(NOT_ACCEPT, case, office, text="经审查，不符合申报条件。", answers=items)
    change = DryRunChange(run=run, application=case, target="工艺美术师", reasons=[{"because": MARK}])
    change.save()


@pytest.mark.long
def test_no_sealed_value_stands_anywhere_in_clear(world: worlds.World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    # Everybody is told by mail too.
    User.objects.update(email="somebody@example.invalid")
    pages = _visited(world)
    send_notices()
    assert len(mail.outbox) > len(world.cases)
    wanted = secrets()
    assert {FRAUD, DECEIT, MARK, SAID, PHONE_OF_HIS, filed.ID_NUMBER, world.found["phone"].secret} <= wanted
    assert without_a_mark() == []
    places = [
        *tables(),
        ("redis", kept_by_redis()),
        ("names in the store", str([names for _, *names in os.walk(default_storage.location)])),  # type: ignore[attr-defined]  # files of this machine
        ("mail", str([one.message().as_string() + one.body for one in mail.outbox])),
        ("log", caplog.text + repr([vars(record) for record in caplog.records])),
        *pages,
    ]
    sought = {form: text for text in wanted for form in written(text)}
    found = {(place, text) for place, content in places for form, text in sought.items() if form in content}
    assert not found


def _visited(world: worlds.World) -> list[tuple[str, str]]:
    """Let everybody look at his own account, so that there are sessions and lines in the log; return what is shown.

    Screens and exports show masks; what a person or a body reads of a sanction, it reads in the case itself.
    """
    found = []
    for name, actor in world.actors.items():
        if actor is not None and actor.user is not None:
            client = sign_in(Client(), actor.user, actor)
            lists = ("/worklist/", "/worklist/export/") if name in {"ind", "hr", "office", "officer"} else ()
            for address in ("/account/", "/notices/", *lists):
                answer = client.get(address)
                assert answer.status_code == 200, (name, address)
                shown = answer.getvalue() if answer.streaming else answer.content
                found.append((f"{address} of {name}", shown.decode()))
    metrics = Client().get("/metrics/", headers={"authorization": f"Bearer {settings.METRICS_TOKEN}"})
    assert metrics.status_code == 200
    return [*found, ("metrics", metrics.content.decode())]


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
