"""To whom an employer belongs: named at registration, asked for later, settled by the bureau that bound it."""

import pytest
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AdminLevel, AgencyKind, Role
from accounts.models import JournalEntry, Notice
from accounts.steps.base import ActRefused, perform
from employers.affiliation import contradictions
from employers.steps.settle_affiliation import settle_affiliation
from tests.accounts import people
from tests.applicants import archives
from zcps import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return people.make_region("330100", "杭州市", AdminLevel.CITY)


@pytest.fixture
def district(city):
    made = people.make_region("330106", "西湖区")
    made.parent = city
    made.save()
    return made


@pytest.fixture
def department(city):
    return people.make_agency(AgencyKind.COMPETENT_DEPARTMENT, city)


@pytest.fixture
def agent(city):
    return people.make_agency(AgencyKind.PERSONNEL_AGENCY, city)


@pytest.fixture
def bureau(city):
    office = people.make_agency(AgencyKind.HR_BUREAU, city)
    return Actor(Role.HR_BUREAU, people.make_office_user(office), office)


@pytest.fixture
def employer(city):
    return people.make_employer("杭州某研究所", city, submitted_at=clock.now())


def test_a_unit_with_a_department_needs_no_agency(city, department, agent):
    assert "只选择一项" in next(contradictions(city, department, agent, None))
    assert list(contradictions(city, None, agent, None)) == []


def test_the_seat_lies_where_the_unit_is_registered(city, district):
    assert list(contradictions(city, None, None, district)) == []
    assert list(contradictions(district, None, None, district)) == []
    elsewhere = people.make_region("330802", "柯城区")
    assert "柯城区不在杭州市范围内" in next(contradictions(city, None, None, elsewhere))
    assert "不必另选" in next(contradictions(district, None, None, elsewhere))


def test_the_bureau_settles_it_on_the_registration_and_the_unit_is_told(client, bureau, employer, agent, district):
    archives.make_hr(employer)
    officer = archives.officer_of(employer)
    people.sign_in(client, bureau.user)
    page = client.get(reverse("employer_registration", args=[employer.pk]))
    assert "核定隶属关系" in page.content.decode()
    data = {"settle": "1", "personnel_agency": agent.pk, "seat": district.pk, "basis": "人事代理协议"}
    client.post(reverse("employer_registration", args=[employer.pk]), data)
    employer.refresh_from_db()
    assert (employer.personnel_agency, employer.seat, employer.goes_through_agency) == (agent, district, True)
    assert Notice.objects.get().recipient == officer.user
    assert JournalEntry.objects.get().data["basis"] == "人事代理协议"


def test_what_cannot_be_so_is_refused_with_every_reason(bureau, employer, department, agent):
    with pytest.raises(ActRefused) as refused:
        perform(
            settle_affiliation, employer, bureau, competent_department=department, personnel_agency=agent, seat=None
        )
    assert len(refused.value.reasons) == 2
    employer.refresh_from_db()
    assert employer.competent_department is None


def test_the_unit_asks_its_bureau(client, bureau, employer):
    archives.make_hr(employer)
    officer = archives.officer_of(employer)
    people.sign_in(client, officer.user)
    answer = client.post(reverse("employer_affiliation"), {"text": " "})
    assert answer.status_code == 422
    assert "请写明需要核定或变更的内容" in answer.content.decode()
    client.post(reverse("employer_affiliation"), {"text": "主管部门应为市教育局"})
    notice = Notice.objects.get()
    assert (notice.recipient, "市教育局" in notice.body) == (bureau.user, True)
    assert notice.url == reverse("employer_registration", args=[employer.pk])


def test_another_bureau_settles_nothing(employer, agent):
    other = people.make_agency(AgencyKind.HR_BUREAU, people.make_region("330802", "柯城区"))
    with pytest.raises(ActRefused, match="不能办理"):
        perform(
            settle_affiliation,
            employer,
            Actor(Role.HR_BUREAU, people.make_office_user(other), other),
            personnel_agency=agent,
            basis="协议",
        )
