"""The post table: written by the institution, confirmed by the bureau."""

import pytest
from django.urls import reverse

from accounts.enums import AgencyKind
from accounts.models import JournalEntry
from employers.enums import EmployerKind
from employers.models import PostTable
from employers.selectors.posts import judged, lines_of
from employers.services.post_tables import fingerprint
from tests.accounts import people

pytestmark = pytest.mark.django_db
YEAR = 2022


@pytest.fixture
def school():
    return people.make_employer("衢州某职业学校", kind=EmployerKind.PUBLIC_INSTITUTION)


@pytest.fixture
def officer(school):
    return people.make_officer(school)


@pytest.fixture
def examiner(school):
    return people.make_office_user(people.make_agency(AgencyKind.HR_BUREAU, school.region))


@pytest.fixture(autouse=True)
def in_2022(clock):
    clock.set("2022-08-22 09:00")


def write(client, officer, approved=10, filled=8, opened=2):
    people.sign_in(client, officer)
    data = {"intermediate-approved": approved, "intermediate-filled": filled, "intermediate-opened": opened}
    return client.post(f"{reverse('post_table')}?year={YEAR}", data, follow=True)


def row(school):
    return PostTable.objects.get(employer=school, year=YEAR, level="intermediate")


def confirm(client, examiner, school, seen=None):
    people.sign_in(client, examiner)
    seen = seen or fingerprint(line.row for line in lines_of(school, YEAR))
    return client.post(reverse("post_table_confirm", args=[school.pk, YEAR]), {"seen": seen}, follow=True)


def test_what_is_written_is_kept(client, officer, school):
    assert "已保存" in write(client, officer).content.decode()
    assert (row(school).approved, row(school).filled, row(school).opened, row(school).vacant) == (10, 8, 2, 2)
    assert PostTable.objects.count() == 5


def test_more_than_the_vacancies_is_refused_at_its_field(client, officer):
    page = write(client, officer, 10, 8, 3)
    assert page.status_code == 422
    assert "推出 3 个，超过空缺 2 个（核准 10 − 实聘 8）" in str(page.context["form"].errors["intermediate-opened"])
    assert 'value="3"' in page.content.decode()
    assert not PostTable.objects.exists()


@pytest.mark.parametrize(("field", "value"), [("approved", "-1"), ("filled", "x"), ("opened", "1.5")])
def test_what_is_no_number_of_posts_is_refused(client, officer, field, value):
    page = write(client, officer, **{field: value})
    assert page.status_code == 422
    assert f"intermediate-{field}" in page.context["form"].errors


def test_too_many_appointed_is_a_persons_decision(client, officer, school):
    page = write(client, officer, 10, 11, 1)
    assert "需核定" in page.content.decode()
    assert row(school).vacant == -1


@pytest.mark.parametrize(
    ("numbers", "answer"),
    [
        ((10, 8, 2), "pass"),
        ((10, 8, 3), "reject"),
        ((10, 11, 1), "needs_human"),
        ((10, 11, 0), "pass"),
        ((0, 0, 0), "pass"),
    ],
)
def test_arithmetic(numbers, answer):
    assert judged(*numbers)[0] == answer


def test_the_bureau_confirms_and_a_change_asks_again(client, officer, examiner, school):
    write(client, officer)
    page = confirm(client, examiner, school)
    assert "已确认" in page.content.decode()
    assert row(school).confirmed_by == examiner.offices.get().agency
    write(client, officer)
    assert row(school).confirmed_at
    write(client, officer, 10, 9, 1)
    assert row(school).confirmed_at is None
    acts = list(JournalEntry.objects.order_by("number").values_list("act", flat=True))
    assert acts == ["write_post_table", "confirm_post_table", "write_post_table"]


def test_what_changed_while_the_bureau_looked_is_not_confirmed(client, officer, examiner, school):
    write(client, officer)
    seen = fingerprint(line.row for line in lines_of(school, YEAR))
    write(client, officer, 20, 8, 12)
    assert "已被单位修改" in confirm(client, examiner, school, seen).content.decode()
    assert row(school).confirmed_at is None


def test_confirming_twice_or_nothing_gets_a_sentence(client, officer, examiner, school):
    assert "尚未填报" in confirm(client, examiner, school).content.decode()
    write(client, officer)
    confirm(client, examiner, school)
    assert "已经确认" in confirm(client, examiner, school).content.decode()


def test_an_enterprise_has_none(client):
    officer = people.make_officer(people.make_employer())
    people.sign_in(client, officer)
    assert client.post(reverse("post_table"), {"intermediate-approved": 1}).status_code == 200
    assert not PostTable.objects.exists()


def test_a_bureau_of_elsewhere_confirms_nothing(client, officer, school):
    write(client, officer)
    other = people.make_agency(AgencyKind.HR_BUREAU, people.make_region("330803", "衢江区"))
    people.sign_in(client, people.make_office_user(other))
    assert client.post(reverse("post_table_confirm", args=[school.pk, YEAR]), {"seen": "x"}).status_code == 404
    assert row(school).confirmed_at is None


@pytest.mark.parametrize("number", [1, 3])
def test_the_bureaus_list_costs_the_same_however_long(client, school, examiner, number, django_assert_num_queries):
    for at in range(1, number):
        people.make_employer(f"学校{at}", kind=EmployerKind.PUBLIC_INSTITUTION)
    people.sign_in(client, examiner)
    with django_assert_num_queries(6):
        assert len(client.get(reverse("post_tables")).context["page"].rows) == number
