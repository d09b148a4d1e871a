"""The accounts of offices: given, reset, ended."""

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AdminLevel, AgencyKind, Role
from accounts.models import AgencyOfficer, JournalEntry, Notice, Phone, User
from accounts.selectors.hats import hats_of
from accounts.services import office_accounts
from accounts.services.office_accounts import OfficeAccountRefused
from tests.accounts import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau():
    return people.make_agency(AgencyKind.HR_BUREAU)


@pytest.fixture
def by(bureau):
    return Actor(Role.HR_BUREAU, people.make_office_user(bureau), bureau)


def given(client, by, agency, user_name="zhang.san"):
    people.sign_in(client, by.user)
    typed = {"name": "某新人", "user_name": user_name, "id_number": people.id_number()}
    return client.post(reverse("office_agency", args=[agency.pk]), typed, follow=True)


def test_an_account_is_given_and_its_password_shown_once(client, by):
    office = people.make_agency(AgencyKind.COMMITTEE_OFFICE)
    page = given(client, by, office)
    password = page.context["handed"]["password"]
    user = User.objects.get(key="zhang.san")
    assert check_password(password, user.password)
    assert [hat.role for hat in hats_of(user)] == [Role.COMMITTEE_OFFICE]
    assert password not in client.get(reverse("office_agency", args=[office.pk])).content.decode()
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.actor) == ("issue_office_account", by.user)
    assert password not in str(entry.data)


def test_an_initial_password_waits_for_its_one_showing_sealed(client, by):
    people.sign_in(client, by.user)
    office = people.make_agency(AgencyKind.COMMITTEE_OFFICE)
    typed = {"name": "某新人", "user_name": "new.one", "id_number": people.id_number()}
    client.post(reverse("office_agency", args=[office.pk]), typed)
    kept = str(dict(client.session))
    password = client.get(reverse("office_agency", args=[office.pk])).context["handed"]["password"]
    assert password not in kept


def test_one_person_has_one_account(client, by, bureau):
    given(client, by, bureau)
    page = given(client, by, bureau, user_name="second")
    assert page.status_code == 422
    assert "一人一号" in page.content.decode()
    assert not User.objects.filter(key="second").exists()
    data = {"name": "某新人", "user_name": "second", "is_namesake": "on", "id_number": people.id_number()}
    assert client.post(reverse("office_agency", args=[bureau.pk]), data).status_code == 302
    officer = AgencyOfficer.objects.get(user__key="zhang.san")
    office_accounts.end(officer, by)
    assert hats_of(User.objects.get(key="zhang.san")) == []


def test_nobody_with_the_same_number_has_two_accounts_for_an_office(client, by, bureau):
    number = people.id_number()
    people.sign_in(client, by.user)
    address = reverse("office_agency", args=[bureau.pk])
    first = {"name": "某新人", "user_name": "first.one", "id_number": number}
    assert client.post(address, first).status_code == 302
    # Not under another name either, and no tick helps.
    second = {"name": "某别名", "user_name": "second.one", "id_number": number, "is_namesake": "on"}
    page = client.post(address, second)
    assert page.status_code == 422
    assert "已有此身份证号码的在用账号" in page.content.decode()
    assert number not in client.get(address).content.decode()
    office_accounts.end(AgencyOfficer.objects.get(user__key="first.one"), by)
    assert client.post(address, second).status_code == 302


def test_a_taken_name_is_refused_and_nothing_typed_is_lost(client, by, bureau):
    given(client, by, bureau)
    data = {"name": "某新人", "user_name": "zhang.san", "is_namesake": "on", "id_number": people.id_number()}
    page = client.post(reverse("office_agency", args=[bureau.pk]), data)
    assert page.status_code == 422
    assert "已被使用" in page.content.decode()
    assert "某新人" in page.content.decode()
    assert AgencyOfficer.objects.filter(user__key="zhang.san").count() == 1


def test_no_account_is_given_without_saying_whose_it_is(client, by, bureau):
    people.sign_in(client, by.user)
    page = client.post(reverse("office_agency", args=[bureau.pk]), {"name": "某新人", "user_name": "new.one"})
    assert page.status_code == 422
    assert "id_number" in page.context["form"].errors
    assert not User.objects.filter(key="new.one").exists()


@pytest.mark.parametrize("user_name", ["abc", "9abcd", "Abcde", "有中文", "a b c d"])
def test_odd_user_names_are_refused(client, by, bureau, user_name):
    assert given(client, by, bureau, user_name).status_code == 422
    assert not User.objects.filter(key=user_name).exists()


def test_ending_takes_grant_sessions_and_account(client, by, bureau):
    leaver = people.make_office_user(bureau, "某离职")
    session = people.sign_in(Client(), leaver)
    assert session.get(reverse("account")).status_code == 200
    people.sign_in(client, by.user)
    officer = leaver.offices.get()
    assert "停用账号" in client.get(reverse("office_account_end", args=[officer.pk])).content.decode()
    client.post(reverse("office_account_end", args=[officer.pk]), {"confirmed": "yes"})
    leaver.refresh_from_db()
    officer.refresh_from_db()
    assert not leaver.is_active
    assert officer.ended_on
    assert hats_of(leaver) == []
    assert session.get(reverse("account")).status_code == 302
    assert JournalEntry.objects.get().act == "end_office_account"


def test_ending_one_of_two_offices_leaves_the_other(by, bureau):
    from accounts.guardian import grant
    from zcps import clock

    user = people.make_office_user(bureau)
    other = people.make_agency(AgencyKind.REGISTRAR)
    grant(user, "act_for_agency", other)
    AgencyOfficer.objects.create(agency=other, user=user, started_on=clock.today())
    office_accounts.end(user.offices.get(agency=bureau), by)
    user.refresh_from_db()
    assert user.is_active
    assert [hat.agency for hat in hats_of(user)] == [other]


def test_ending_twice_and_ending_oneself_are_refused(by, bureau):
    officer = people.make_office_user(bureau).offices.get()
    office_accounts.end(officer, by)
    with pytest.raises(OfficeAccountRefused, match="停用"):
        office_accounts.end(officer, by)
    with pytest.raises(OfficeAccountRefused, match="不能停用自己"):
        office_accounts.end(by.user.offices.get(), by)
    assert JournalEntry.objects.count() == 1


def test_a_reset_forgets_the_phone_and_closes_sessions(client, by, bureau):
    user = people.make_office_user(bureau)
    Phone.objects.create(user=user, confirmed=True)
    session = people.sign_in(Client(), user)
    people.sign_in(client, by.user)
    page = client.post(reverse("office_account_reset", args=[user.offices.get().pk]), follow=True)
    user.refresh_from_db()
    assert check_password(page.context["handed"]["password"], user.password)
    assert not Phone.objects.filter(user=user).exists()
    assert session.get(reverse("account")).status_code == 302


def test_a_bureau_looks_after_its_region_and_the_bureaus_below(client):
    city = people.make_region("330800", "衢州市", AdminLevel.CITY)
    county = people.make_region()
    county.parent = city
    county.save()
    city_bureau = people.make_agency(AgencyKind.HR_BUREAU, city)
    county_bureau = people.make_agency(AgencyKind.HR_BUREAU, county)
    county_industry = people.make_agency(AgencyKind.INDUSTRY_BUREAU, county)
    people.sign_in(client, people.make_office_user(city_bureau))
    page = client.get(reverse("office_accounts"))
    assert {a.pk for a in page.context["page"].rows} == {city_bureau.pk, county_bureau.pk}
    assert client.get(reverse("office_agency", args=[county_industry.pk])).status_code == 404
    people.sign_in(client, people.make_office_user(county_bureau))
    page = client.get(reverse("office_accounts"))
    assert {a.pk for a in page.context["page"].rows} == {county_bureau.pk, county_industry.pk}
    assert client.get(reverse("office_agency", args=[city_bureau.pk])).status_code == 404
    ended = client.post(reverse("office_account_end", args=[city_bureau.officers.get().pk]))
    assert ended.status_code == 404
    assert not city_bureau.officers.get().ended_on


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_costs_the_same_however_long(client, by, bureau, more, django_assert_num_queries):
    for kind in [AgencyKind.REGISTRAR, AgencyKind.SUPERVISION][:more]:
        people.make_office_user(people.make_agency(kind))
    people.sign_in(client, by.user)
    with django_assert_num_queries(6):
        client.get(reverse("office_accounts"))


@pytest.mark.parametrize("more", [0, 2])
def test_the_officers_cost_the_same_however_many(client, by, bureau, more, django_assert_num_queries):
    for _ in range(more):
        people.make_office_user(bureau)
    people.sign_in(client, by.user)
    with django_assert_num_queries(6):
        client.get(reverse("office_agency", args=[bureau.pk]))


def test_the_first_account_comes_from_the_console(capsys):
    from django.core.management import call_command

    bureau = people.make_agency()
    call_command("office_account", bureau.name, "first.one", "某首任")
    password = capsys.readouterr().out.split()[-1]
    assert check_password(password, User.objects.get(key="first.one").password)


def test_two_who_give_an_account_at_once_wait_for_each_other(by, bureau):
    with CaptureQueriesContext(connection) as asked:
        office_accounts.issue(bureau, "one.two", "某新人", by, id_number=people.id_number())
    said = [query["sql"] for query in asked]
    locked = next(at for at, sql in enumerate(said) if 'FROM "accounts_agency"' in sql and "FOR NO KEY UPDATE" in sql)
    looked = next(at for at, sql in enumerate(said) if "id_index" in sql and sql.startswith("SELECT"))
    assert locked < looked


def test_whose_account_is_given_or_reset_is_known_to_the_colleagues_and_to_its_owner(by, bureau):
    colleague = people.make_office_user(bureau)
    officer, _ = office_accounts.issue(bureau, "one.two", "某新人", by)
    assert "某新人" in Notice.objects.get(recipient=colleague).body
    office_accounts.reset(officer, by)
    assert Notice.objects.filter(recipient=officer.user, body__contains="重置").count() == 1
    assert Notice.objects.filter(recipient=colleague).count() == 2
    assert not Notice.objects.filter(recipient=by.user).exists()
