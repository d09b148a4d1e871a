"""What happens to whoever files while a machine fails: nothing is lost, nothing is done twice, and he is told.

Against real servers that nobody else uses: PostgreSQL is killed, Redis is stopped, a new version is put in.
"""

import threading

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings

from tests.accounts.people import sign_in
from tests.faults.running import Running, until
from tests.reviews import cases
from zcps import services
from zcps.services import postgres

# The mark makes the database that the platform is a copy of; the tests themselves ask their own server.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
_NAMES = ("database", "queue", "deployment")


@pytest.fixture(scope="module")
def platform(django_db_setup, django_db_blocker, tmp_path_factory):
    """Yield the platform, and each person's case with the session in which he files it."""
    folder = tmp_path_factory.mktemp("faults")
    own = {"DEMO_CLOCK_FILE": folder / "demo-clock", "MEDIA_ROOT": folder / "files"}
    running = Running(folder)
    with django_db_blocker.unblock(), override_settings(**own):
        people = {name: _ready_to_file(name) for name in _NAMES}
        try:
            running.open(postgres.address(services.TESTS.postgres, connection.settings_dict["NAME"]))
        finally:
            call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
    yield running, people
    running.close()


def _ready_to_file(name):
    case = cases.make_case("ready_to_file", applicant=cases.make_applicant(name))
    client = Client()
    sign_in(client, case.applicant.user, cases.applicant_actor(case.applicant))
    return case.pk, client.cookies[django_settings.SESSION_COOKIE_NAME].value


def filing(case):
    return f"/applications/{case}/check/"


def state_of(running, case):
    """The stage, how often it was filed by the journal, and how many versions are frozen."""
    [(stage,)] = running.rows("SELECT stage FROM reviews_application WHERE id = %s", case)
    [(filed,)] = running.rows("SELECT count(*) FROM accounts_journalentry WHERE act = 'file' AND case_id = %s", case)
    [(frozen,)] = running.rows("SELECT count(*) FROM reviews_snapshot WHERE application_id = %s", case)
    return stage, filed, frozen


def meanwhile(act):
    found = []
    thread = threading.Thread(target=lambda: found.append(act()))
    thread.start()
    return thread, found


def test_machines_fail_while_somebody_files(platform):
    """One test, so that the platform is set up once whichever workers there are."""
    running, people = platform
    _the_database_is_killed_in_the_middle(running, *people["database"])
    _queue_and_cache_are_gone(running, *people["queue"])
    _a_new_version_is_put_in(running, *people["deployment"])


def _the_database_is_killed_in_the_middle(running, case, session):
    with running.case_held(case):
        thread, found = meanwhile(lambda: running.post(filing(case), session))
        until(running.somebody_waits)
        running.kill_postgres()
        thread.join()
    [(status, page)] = found
    assert status == 500
    assert "您的操作没有完成，已保存的内容不受影响" in page
    assert running.get("/health/")[0] == 503
    running.start_postgres()
    assert state_of(running, case) == ("draft", 0, 0)
    # Every process of the web server finds the new server by itself.
    assert [running.get(f"/applications/{case}/", session)[0] for _ in range(6)] == [200] * 6
    assert running.post(filing(case), session)[0] == 302
    assert state_of(running, case) == ("employer_review", 1, 1)


def _queue_and_cache_are_gone(running, case, session):
    running.stop_valkey()
    assert running.get("/health/")[0] == 503
    assert running.get(f"/applications/{case}/", session)[0] == 200
    assert running.post(filing(case), session)[0] == 302
    assert state_of(running, case) == ("employer_review", 1, 1)
    # The notice is in the database and goes out when the queue is back.
    assert running.rows("SELECT count(*) > 0 FROM accounts_notice WHERE mailed_at IS NULL") == [(True,)]
    running.start_valkey()
    running.stop_web()
    running.start_web()


def _a_new_version_is_put_in(running, case, session):
    with running.case_held(case):
        thread, found = meanwhile(lambda: running.post(filing(case), session))
        until(running.somebody_waits)
        running.ask_web_to_end()
    thread.join()
    assert found[0][0] == 302
    running.stop_web()
    running.start_web()
    assert running.post(filing(case), session)[0] == 302
    assert state_of(running, case) == ("employer_review", 1, 1)
