"""Every address of employers × everybody."""

import pytest
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.models import Agency, Region, User
from employers.enums import EmployerKind, EmployerStage, PostTableStage
from employers.models import Employer, PostTable, SelfFiling
from employers.permissions import decides_self_filing, oversees_posts, sees_post_table
from employers.urls import urlpatterns
from tests.accounts import access, people
from tests.employers.tables import make_table
from zcps import clock

pytestmark = pytest.mark.django_db

LEGAL_PERSONS = {"officer", "ended_officer", "unregistered"}
HR = {"hr_bureau", "hr_elsewhere"}
OPEN_TO = {
    "employer_register_autosave": LEGAL_PERSONS,
    "employer_officers": {"officer"},
    "post_table": {"officer"},
    "post_table_autosave": {"officer"},
    "post_person_add": {"officer"},
    "employer_registrations": HR,
    "employer_registrations_export": HR,
    "post_tables": HR,
    "post_tables_export": HR,
    "posts_to_sign": HR | {"competent_department", "industry_bureau"},
    "self_filings": {"officer"},
    "self_appointing_units": HR,
    "self_appointing_export": HR,
}
OTHERWISE_TESTED = {
    "employer_affiliation",
    "employer_entry",
    "employer_register",
    "employer_officer_end",
    "employer_registration",
    "post_table_confirm",
    "post_person_number",
    "post_person_remove",
    "post_appoint",
    "self_filing",
    "self_filing_decide",
    "self_appointing_unit",
}


@pytest.fixture
def cast():
    return access.everybody()


def test_no_address_is_forgotten():
    assert {pattern.name for pattern in urlpatterns} == set(OPEN_TO) | OTHERWISE_TESTED


@pytest.mark.parametrize("name", OPEN_TO)
def test_pages(cast, name):
    method = "post" if name.endswith("_autosave") or name == "post_person_add" else "get"
    assert access.answers(cast, name, method=method) == OPEN_TO[name]


def test_registering_is_for_legal_persons(cast):
    # The ended officer reaches the page that tells him so, which is a refusal.
    assert access.answers(cast, "employer_register") == {"officer", "unregistered"}
    assert access.answers(cast, "employer_entry") == LEGAL_PERSONS


def test_a_registration_is_its_bureaus(cast):
    waiting = people.make_employer("丙单位", stage=EmployerStage.REVIEW, bound_at=None, submitted_at=clock.now())
    assert access.answers(cast, "employer_registration", waiting.pk) == {"hr_bureau"}
    assert (
        access.answers(
            {k: v for k, v in cast.items() if k != "hr_bureau"}, "employer_registration", waiting.pk, method="post"
        )
        == set()
    )
    waiting.refresh_from_db()
    assert waiting.stage == EmployerStage.REVIEW


def test_a_draft_is_nobodys_but_the_employers(cast):
    draft = people.make_employer("丙单位", stage=EmployerStage.DRAFT, bound_at=None)
    assert access.answers(cast, "employer_registration", draft.pk) == set()


def test_an_officer_is_ended_by_his_own(cast):
    row = cast["officer"].employer_offices.get()
    assert access.answers(cast, "employer_officer_end", row.pk) == {"officer"}


def test_post_tables_are_confirmed_by_the_bureau_of_the_region(cast):
    table = make_table(people.make_employer("某校", kind=EmployerKind.PUBLIC_INSTITUTION))
    assert access.answers(cast, "post_table_confirm", table.pk) == {"hr_bureau"}
    enterprise = make_table(Employer.objects.get(name="甲单位"))
    assert access.answers(cast, "post_table_confirm", enterprise.pk) == set()


def test_a_list_is_its_institutions(cast):
    school = people.make_employer("某校", kind=EmployerKind.PUBLIC_INSTITUTION)
    person = make_table(school, listed=[people.make_person("某甲")]).people.get()
    for name in ("post_appoint", "post_person_remove"):
        assert access.answers(cast, name, person.pk, method="post") == set()
    assert access.answers(cast, "post_person_number", person.pk) == {"hr_bureau"}


def test_employers_are_strangers_to_one_another(client, cast):
    other = people.make_officer(people.make_employer("丁单位"))
    people.sign_in(client, other)
    page = client.get(reverse("employer_officers")).content.decode()
    assert "某经办" in page
    assert "甲单位" not in page


def test_what_was_not_handed_in_is_no_bureaus_and_what_was_not_signed_no_managers():
    region = Region(pk=1, name="某县")
    at = Agency(pk=7, kind=AgencyKind.HR_BUREAU, region=region)
    by, school = Actor(Role.HR_BUREAU, User(), at), Employer(region=region, kind=EmployerKind.PUBLIC_INSTITUTION)
    moment = clock.now()
    for handed_in in (None, moment):
        assert oversees_posts(by, PostTable(employer=school, submitted_at=handed_in)) == bool(handed_in)
        assert decides_self_filing(by, SelfFiling(employer=school, submitted_at=handed_in)) == bool(handed_in)
    # Named as the manager of shared posts, but for another sheet than the one that it signed: that is not its business.
    elsewhere = Employer(region=Region(pk=2), kind=EmployerKind.PUBLIC_INSTITUTION)
    sheet = {"employer": elsewhere, "submitted_at": moment, "pool_manager": at, "stage": PostTableStage.CONFIRMED}
    for signed in (None, moment):
        assert sees_post_table(by, PostTable(**sheet, signed_at=signed)) == bool(signed)
