"""Machines fail while people work: nothing is lost, nothing is done twice, and whoever waits is told.

Against real servers that nobody else uses: PostgreSQL is killed, Redis is stopped, a new version is put in, the disk is
full, workers are killed in the middle of a PDF and of a mail, a clock is set wrong, two beats fire at once.
"""

import tempfile
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.test import Client, override_settings

from accounts.models import User
from reviews.enums import DocumentKind
from reviews.services import papers
from tests.accounts.people import sign_in
from tests.conftest import Clock
from tests.faults import disk, filing, working
from tests.faults.running import Running
from tests.reviews import cases, many_due
from zcps import services
from zcps.services import postgres

# The mark makes the database that the platform is a copy of; the tests themselves ask their own server.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
# One after the other on one platform, each with a person of his own; workers last, for they end what is due.
FAULTS = {
    "database": filing.the_database_is_killed_in_the_middle,
    "queue": filing.queue_and_cache_are_gone,
    "deployment": filing.a_new_version_is_put_in,
    "disk": disk.the_disk_is_full_during_an_upload,
    "worker": working.workers_are_killed_and_beats_fire_twice,
}


@pytest.fixture(scope="module")
def platform(django_db_setup, django_db_blocker):
    """Yield the platform, and each person's case with the session in which he files it."""
    # Not below pytest's own folder, which every run that begins closes to the account of the database server.
    with tempfile.TemporaryDirectory(prefix="zcps-faults-") as home:
        folder = Path(home)
        own = {"DEMO_CLOCK_FILE": folder / "demo-clock", "MEDIA_ROOT": folder / "files"}
        running = Running(folder)
        with django_db_blocker.unblock(), override_settings(**own):
            people = {name: _ready_to_file(name) for name in FAULTS}
            _leave_what_falls_due()
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


def _leave_what_falls_due():
    """A paper, periods that end in two weeks, and people whom mail reaches."""
    papers.request(DocumentKind.REVIEW_FORM, application=cases.make_case())
    moment = Clock()
    filing_is_open = moment.now
    moment.set(many_due.OPENS)
    many_due.periods(working.PERIODS)
    moment.advance(seconds=(filing_is_open - moment.now).total_seconds())
    User.objects.update(email=Concat(Value("p"), Cast(F("pk"), CharField()), Value("@example.com")))


def test_machines_fail_while_people_work(platform, record_property):
    """One test, so that the platform is set up once whichever workers there are."""
    running, people = platform
    record_property("tried", len(FAULTS))
    for name, happens in FAULTS.items():
        happens(running, *people[name])
