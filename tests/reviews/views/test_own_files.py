"""What an officer handed in, or had made, is his office's: not his under another hat, nor once his post has ended."""

import pytest
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.guardian import grant, revoke
from accounts.models import StoredFile
from accounts.services.files import keep
from employers.models import Employer
from employers.permissions import employer_of
from reviews.demo.sheets import sheet
from reviews.documents.many import KIND
from reviews.enums import PlanStage, Stage
from reviews.models import Plan
from reviews.selectors.files import may_read_file
from tests.accounts.people import make_office_user, make_person, sign_in
from tests.reviews import filed

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_hats() -> tuple[Actor, Actor]:
    first, second = filed.agency(AgencyKind.COMMITTEE_OFFICE), filed.agency(AgencyKind.INDUSTRY_BUREAU)
    user = make_office_user(first)
    grant(user, "act_for_agency", second)
    return Actor(first.role, user, first), Actor(second.role, user, second)


def scan_of(by: Actor) -> StoredFile:
    assert by.user is not None
    return keep(sheet("扫描件", (), as_pdf=True), by.user)


def made_for(by: Actor, file: StoredFile):
    stage = {"stage": "done", "created_at": file.uploaded_at, "heartbeat_at": file.uploaded_at}
    return by.user.jobs.create(
        kind=KIND,
        role=by.role,
        agency=by.agency,
        result_file=file,
        result={"what": "forms_zip", "lines": [], "people": 0},
        **stage,
    )


def test_what_was_made_for_an_office_is_not_told_under_another_hat(client, two_hats):
    mine, other = two_hats
    file = scan_of(mine)
    job = made_for(mine, file)
    asked = [reverse(name, args=[job.pk]) for name in ("job", "job_progress", "papers_made")]
    for hat, status in ((mine, 200), (other, 404)):
        sign_in(client, hat.user, hat.key)
        assert [client.get(address).status_code for address in asked] == [status] * 3
        assert may_read_file(hat, file) == (status == 200)
    revoke(mine.user, "act_for_agency", mine.agency)
    sign_in(client, mine.user)
    assert [client.get(address).status_code for address in asked] == [404] * 3


def test_a_scan_that_belongs_to_an_office_goes_with_the_office(two_hats):
    mine, other = two_hats
    file = scan_of(mine)
    assert may_read_file(other, file), "it belongs to nothing yet"
    plan = filed.plan()
    Plan.objects.filter(pk=plan.pk).update(office=mine.agency, stage=PlanStage.DRAFT)
    plan.attachments.create(name="附件", file=file)
    assert may_read_file(mine, file)
    assert not may_read_file(other, file)


def test_an_officer_whose_authorisation_has_ended_keeps_nothing_of_the_employers_people():
    case = filed.case(Stage.EMPLOYER_REVIEW)
    officer = filed.handler(case.employer)
    file = scan_of(officer)
    made_for(officer, file)
    assert may_read_file(officer, file)
    revoke(officer.user, "act_for_employer", case.employer)
    assert employer_of(officer) is None
    assert not may_read_file(officer, file)


def test_an_employer_that_waits_to_be_registered_reads_its_own_letter():
    case = filed.case(Stage.EMPLOYER_REVIEW)
    officer = filed.handler(case.employer)
    file = scan_of(officer)
    Employer.objects.filter(pk=case.employer.pk).update(stage="review", authorisation_letter=file)
    revoke(officer.user, "act_for_employer", case.employer)
    assert may_read_file(officer, file)
    Employer.objects.filter(pk=case.employer.pk).update(stage="bound")
    assert not may_read_file(officer, file)


def test_a_person_keeps_his_files_in_every_capacity():
    person = make_person()
    file = scan_of(Actor(Role.APPLICANT, person))
    assert may_read_file(Actor(Role.EXPERT, person), file)
    assert not may_read_file(Actor(Role.APPLICANT, make_person()), file)
