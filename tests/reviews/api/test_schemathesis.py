"""Requests made up from the description itself, good and bad, by the public, an applicant, an office and a partner.

None of them may break the platform, every answer is one that the description names, and what was refused wrote nothing.
"""

from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, reset_queries, transaction
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from accounts.actor import Actor
from accounts.enums import Role
from law.yaml_data import read_yaml
from reviews.enums import PublicityKind, Stage
from reviews.rulebooks import as_text
from reviews.services.publicity import open_for
from tests.reviews import filed
from tests.reviews.api.asking import as_, partner

WRITTEN = """SELECT (SELECT max(number) FROM accounts_journalentry), (SELECT count(*) FROM reviews_opinion),
 (SELECT count(*) FROM accounts_notice), (SELECT count(*) FROM accounts_repeatedcall),
 (SELECT coalesce(sum(calls), 0) FROM accounts_partneruse), (SELECT count(*) FROM accounts_partneruse),
 (SELECT string_agg(stage || leg, ',' ORDER BY id) FROM reviews_application)"""
EXAMPLES = 3
CONFIG = {
    # A NUL and sessions that are none are asked about in test_reading.py.
    "generation": {"allow-x00": False, "with-security-parameters": False},
    # 422: the question was well put, and the case forbids the act.
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "404", "409", "422"]}},
}


@pytest.fixture
def asked(db, clock, settings, empty_cache):
    """The description, asked in this process on the connection of the test; who asks, with what; what there is."""
    settings.API_LIMITS = {"public": 10**6, "person": 10**6}
    clock.set("2022-08-25 09:00")
    plan = filed.plan(rules=as_text(read_yaml("rulebooks/QZ-2022-GYMS.yaml")))
    shown = filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=plan)
    publicity = open_for(PublicityKind.EMPLOYER, plan, [shown], filed.handler(shown.employer))
    case = filed.case(Stage.RECOMMENDATION, under=plan)
    officer = filed.officer(case.holder)
    _, token = partner(plan.hr_bureau, calls_per_minute=30_000)
    there = {"code": plan.code, "year": 2022, "draw_id": "none", "step": "recommend", "id": case.pk, "pk": case.pk}
    who = {
        "public": {},
        "applicant": _session(Actor(Role.APPLICANT, case.applicant.user)),
        "office": _session(officer),
        "partner": {"headers": {"Authorization": f"Bearer {token}"}},
    }
    request_started.disconnect(close_old_connections)
    request_started.disconnect(reset_queries)
    request_finished.disconnect(close_old_connections)
    config = schemathesis.Config.from_dict(CONFIG)
    yield schemathesis.openapi.from_wsgi("/api/v1/schema/", WSGIHandler(), config=config), who, there, publicity.pk
    request_started.connect(close_old_connections)
    request_started.connect(reset_queries)
    request_finished.connect(close_old_connections)


def _session(actor: Actor) -> dict[str, Any]:
    client = as_(actor)
    secret = "a" * 32
    cookies = {"sessionid": client.cookies["sessionid"].value, "csrftoken": secret}
    return {"cookies": cookies, "headers": {"X-CSRFToken": secret}}


def _written() -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return tuple(cursor.fetchone())


def _checks() -> list[Any]:
    """All of them, but those that ask again by themselves, or for chains of requests."""
    load_all_checks()
    names = set(CHECKS.get_all_names()) - {"ignored_auth", "use_after_free", "ensure_resource_availability"}
    return CHECKS.get_by_names(sorted(names - {"object_level_authorization"}))


@pytest.mark.long
def test_no_request_breaks_anything(asked, record_property):
    schema, who, there, publicity = asked
    operations = [result.ok() for result in schema.get_all_operations()]
    record_property("tried", len(operations) * len(who) * EXAMPLES * len(GenerationMode))
    for mode in GenerationMode:
        statuses = _asked_of_all(operations, mode, who, there, publicity)
        assert all(status < 500 for _, status in statuses)
        assert {name for name, status in statuses if status == 200} == set(who)


def _asked_of_all(operations, mode, who, there, publicity) -> set[tuple[str, int]]:
    checks, statuses = _checks(), set()
    for operation in operations:
        found = {**there, **({"id": publicity, "pk": publicity} if "publicit" in operation.path else {})}
        real = {each.name: found[each.name] for each in operation.path_parameters}
        # Of an address that takes nothing, nothing wrong can be asked.
        if mode is GenerationMode.POSITIVE or operation.query or operation.body:
            statuses |= _asked(operation, mode, real if mode is GenerationMode.POSITIVE else {}, who, checks)
    return statuses


def _asked(operation, mode, real, who, checks) -> set[tuple[str, int]]:
    """What was answered to whom; half of the good questions are about something that exists."""
    statuses: set[tuple[str, int]] = set()

    @seed(22)
    @hypothesis_settings(
        max_examples=EXAMPLES, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(mode), is_there=st.booleans())
    def ask(case, is_there):
        if is_there:
            case.path_parameters |= real
        for name, given_by in who.items():
            before = _written()
            with transaction.atomic():
                answer = case.call(**given_by)
                after = _written()
                transaction.set_rollback(True)
            statuses.add((name, answer.status_code))
            case.validate_response(answer, checks=checks)
            assert answer.status_code < 400 or after == before, "what was refused wrote something"

    ask()
    return statuses
