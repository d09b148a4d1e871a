"""Whose an office account is: asked of those that were given without a number, and what stays closed until then."""

from types import SimpleNamespace
from typing import ClassVar

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.models import JournalEntry, Notice, Partner, Phone, User
from accounts.services import office_accounts, office_numbers, partners, persons
from accounts.services.office_numbers import NumberRefused
from accounts.services.partners import PartnerRefused
from accounts.steps.base import Step, reasons_against
from tests.accounts import people
from tests.accounts.codes import bind, code_of, try_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]


def without_number(agency, name="某干部"):
    """An account as they were given before."""
    user = people.make_office_user(agency, name)
    user.id_number = ""
    user.save()
    return user


@pytest.fixture
def bureau():
    return people.make_agency()


@pytest.fixture
def old(bureau):
    return without_number(bureau, "某旧人")


@pytest.fixture
def by(bureau):
    return Actor(Role.HR_BUREAU, people.make_office_user(bureau), bureau)


def declare(client, number, onward="/office-accounts/"):
    return client.post(f"{reverse('office_number')}?next={onward}", {"id_number": number})


def test_who_has_none_is_asked_as_he_comes_in_and_goes_on_whither_he_wanted(client, old):
    device, number = bind(old), people.id_number()
    typed = {"user_name": old.key, "password": people.PASSWORD, "code": code_of(device), "next": "/notices/"}
    asked = client.post(reverse("sign_in"), typed)
    assert asked.url == "/account/id-number/?next=%2Fnotices%2F"
    assert "登记身份证号码" in client.get(asked.url).content.decode()
    assert client.post(asked.url, {"id_number": number}).url == "/notices/"
    old.refresh_from_db()
    assert (old.id_number, old.number_declared_at is None) == (number, False)
    entry = JournalEntry.objects.get(act="declare_office_number")
    assert number not in str(entry.data)
    # Not asked twice, and not changed by himself.
    assert client.get(asked.url).url == reverse("account")
    assert declare(client, people.id_number()).url == reverse("account")
    with pytest.raises(NumberRefused, match="不能自行修改"):
        office_numbers.declare(old, people.id_number(), Actor(Role.HR_BUREAU, old))


def test_who_has_one_is_not_asked(client, by):
    assert try_in(client, by.user, code=code_of(bind(by.user))).url != reverse("office_number")
    assert "id-number" not in try_in(Client(), by.user).headers.get("Location", "")


def test_the_first_account_of_a_bureau_is_asked_at_its_first_use(client, bureau, by):
    officer, password = office_accounts.issue(bureau, "first.one", "某首任", by)
    try_in(client, officer.user, password=password)
    client.get(reverse("enrol"))
    device = Phone.objects.get(user=officer.user)
    typed = {"password": people.PASSWORD, "again": people.PASSWORD, "code": code_of(device)}
    assert "/account/id-number/?next=" in client.post(reverse("enrol"), typed).content.decode()


@pytest.mark.parametrize("number", ["", "330899198105060000", "12"])
def test_a_number_that_cannot_be_is_refused(client, old, number):
    people.sign_in(client, old)
    assert declare(client, number).status_code == 422
    assert not User.objects.get(pk=old.pk).id_index


def test_nobody_says_the_number_of_another_account_of_his_office(client, old, by):
    people.sign_in(client, old)
    page = declare(client, by.user.id_number)
    assert page.status_code == 422
    assert "已有另一个在用账号" in page.content.decode()
    # It names nobody: what one learns is that the number is his own or is none.
    assert by.user.key not in page.content.decode()
    assert not User.objects.get(pk=old.pk).id_index


def test_who_worked_there_before_under_this_number_is_not_in_the_way(client, old, by):
    """He has left this office and works at another: that he is live somewhere is no second account here."""
    gone = people.make_office_user(by.agency)
    gone.offices.update(ended_on="2022-01-01")
    gone.offices.create(agency=people.make_agency(AgencyKind.REGISTRAR), started_on="2022-01-01")
    people.sign_in(client, old)
    assert declare(client, gone.id_number).status_code == 302


def test_the_way_on_is_ours(client, old):
    people.sign_in(client, old)
    assert declare(client, people.id_number(), "https://elsewhere.example/").url == reverse("account")


TERMS = {
    "name": "某平台", "department": "某处", "purpose": "核验", "legal_basis": "某依据", "scopes": ["certificate"],
    "networks": [], "expires_on": "2030-01-01",
}  # fmt: skip


def proposed(by):
    return partners.propose(by, **TERMS)


def test_who_is_not_known_proposes_nothing_and_is_no_second_officer(bureau, old, by):
    nobody = Actor(Role.HR_BUREAU, old, bureau)
    with pytest.raises(PartnerRefused, match="尚未登记身份证号码"):
        proposed(nobody)
    made = proposed(by)
    with pytest.raises(PartnerRefused, match="请先在“账号与登录记录”登记"):
        partners.admit(made, nobody)
    assert Partner.objects.get().stage == "proposed"
    office_numbers.declare(old, people.id_number(), nobody)
    partners.admit(made, Actor(Role.HR_BUREAU, User.objects.get(pk=old.pk), bureau))
    assert Partner.objects.get().stage == "active"


def test_one_person_with_an_old_and_a_new_account_is_not_two(bureau, by):
    """He proposed with the one that had no number: until it has one, nobody admits; then he does not."""
    made = proposed(by)
    first, number = by.user, by.user.id_number
    first.id_number = ""
    first.save()
    second = Actor(Role.HR_BUREAU, people.make_office_user(bureau), bureau)
    with pytest.raises(PartnerRefused, match=f"（{first.name}）尚未登记身份证号码"):
        partners.admit(made, second)
    second.user.id_number = number
    second.user.save()
    other = people.make_agency(AgencyKind.REGISTRAR)
    first.offices.update(agency=other)
    office_numbers.declare(first, number, by)
    with pytest.raises(PartnerRefused, match="该单位由您登记"):
        partners.admit(made, second)


def test_a_step_that_a_second_officer_has_to_follow_is_closed(old, bureau, by):
    class Asking(Step):
        roles, before = frozenset({Role.HR_BUREAU}), frozenset({"submitted"})
        asks_for_second = True

        def concerns(self, subject, actor):
            return True

    subject = SimpleNamespace(stage="submitted")
    assert reasons_against(Asking(), subject, Actor(Role.HR_BUREAU, old, bureau)) == [persons.NUMBERLESS]
    assert reasons_against(Asking(), subject, by) == []


def test_nobody_knows_whether_a_matter_is_his_own(old, bureau, by):
    class About(Step):
        roles, before = frozenset({Role.HR_BUREAU}), frozenset({"submitted"})
        people: ClassVar[list[int]] = []

        def concerns(self, subject, actor):
            return True

        def about(self, subject):
            return self.people

    subject, nobody = SimpleNamespace(stage="submitted"), Actor(Role.HR_BUREAU, old, bureau)
    # What is about nobody is everybody's.
    assert reasons_against(About(), subject, nobody) == []
    About.people = [people.make_person().pk]
    assert reasons_against(About(), subject, nobody) == [persons.PERHAPS_ONESELF]
    assert reasons_against(About(), subject, by) == []
    # The number of a legal person's officer is the service's; here he handles his own matter for his employer.
    assert reasons_against(About(), subject, Actor(Role.HR_BUREAU, old)) == []


def test_these_steps_begin_what_a_second_officer_decides():
    from reviews import workflow  # noqa: F401 - so that every step is defined

    def asking(kind):
        found = {step.name for step in kind.__subclasses__() if step.asks_for_second and "name" in vars(step)}
        return found.union(*(asking(step) for step in kind.__subclasses__()))

    assert asking(Step) == {
        "import_calendar", "judge_conflict", "propose_expert", "propose_removal", "propose_renewal", "submit_table"
    }  # fmt: skip


def test_the_bureau_writes_it_down_from_the_card_and_its_owner_is_told(client, old, by):
    number = people.id_number()
    people.sign_in(client, by.user)
    address = reverse("office_account_number", args=[old.offices.get().pk])
    assert client.post(address, {"id_number": "12"}).status_code == 422
    assert client.post(address, {"id_number": number}).status_code == 302
    assert User.objects.get(pk=old.pk).id_number == number
    assert "的身份证号码" in Notice.objects.get(recipient=old).body
    assert JournalEntry.objects.get().act == "record_office_number"


def test_nobody_writes_down_his_own_number_and_the_colleagues_are_told(bureau, old, by):
    """An officer of the bureau could confirm what he invented for an account of his."""
    colleague = people.make_office_user(bureau)
    with pytest.raises(NumberRefused, match="其他经办人"):
        office_numbers.record(by.user.offices.get(), people.id_number(), by)
    office_numbers.record(old.offices.get(), people.id_number(), by)
    assert "的身份证号码" in colleague.notices.get().body
    assert not by.user.notices.exists()


def test_what_an_owner_said_is_held_against_his_card(client, old, by):
    office_numbers.declare(old, people.id_number(), by)
    people.sign_in(client, by.user)
    assert "待核对" in client.get(reverse("office_agency", args=[by.agency.pk])).content.decode()
    true = people.id_number()
    client.post(reverse("office_account_number", args=[old.offices.get().pk]), {"id_number": true})
    old.refresh_from_db()
    assert (old.id_number, old.number_declared_at) == (true, None)


def test_an_ended_account_gets_the_number_that_it_lacks_and_keeps_the_one_it_has(old, by):
    row = old.offices.get()
    office_accounts.end(row, by)
    office_numbers.record(row, people.id_number(), by)
    with pytest.raises(NumberRefused, match="不能更正"):
        office_numbers.record(row, people.id_number(), by)
    assert not Notice.objects.filter(recipient=old, body__contains="的身份证号码").exists()


@pytest.fixture
def listed(client, old, by, bureau):
    """One account of each kind, and one of another region."""
    declared, ended = without_number(bureau, "某填报"), without_number(bureau, "某离任")
    office_numbers.declare(declared, people.id_number(), by)
    office_accounts.end(ended.offices.get(), by)
    without_number(people.make_agency(region=people.make_region("330803", "衢江区")), "某别处")
    people.sign_in(client, by.user)

    def names(**asked):
        page = client.get(reverse("office_numbers"), asked)
        return [row.user.name for row in page.context["page"].rows]

    return names


def test_the_bureau_sees_which_accounts_lack_it(client, listed):
    assert listed() == ["某旧人"]
    assert listed(show="declared") == ["某填报"]
    assert listed(show="ended") == ["某离任"]
    assert listed(q="某旧") == ["某旧人"]
    assert listed(q="某填") == []
    table = client.get(reverse("office_numbers"), {"format": "csv", "show": "declared"}).content.decode()
    assert "某填报" in table
    assert "某旧人" not in table
    assert User.objects.get(name="某填报").id_number not in table
    assert JournalEntry.objects.filter(act="export_list").count() == 1


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_costs_the_same_however_long(client, old, by, bureau, more, django_assert_num_queries):
    for _ in range(more):
        without_number(bureau)
    people.sign_in(client, by.user)
    with django_assert_num_queries(5):
        assert len(client.get(reverse("office_numbers")).context["page"].rows) == 1 + more
