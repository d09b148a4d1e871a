"""Who acts for an employer."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.guardian import grant, revoke
from accounts.models import JournalEntry
from accounts.services.sign_in import account_of
from employers.models import EmployerOfficer
from employers.permissions import employer_of
from employers.services import officers
from employers.services.officers import OfficerRefused
from tests.accounts import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer():
    return people.make_employer()


@pytest.fixture
def head(employer):
    return people.make_officer(employer)


def add(client, head, number, name="某新人"):
    people.sign_in(client, head)
    data = {"name": name, "id_number": number, "duty": "handler"}
    return client.post(reverse("employer_officers"), data, follow=True)


def test_a_named_officer_acts_from_his_first_sign_in(client, employer, head):
    number = people.id_number()
    page = add(client, head, number)
    assert "待首次登录" in page.content.decode()
    assert number not in page.content.decode()
    newcomer = Client()
    people.come_back(newcomer, people.legal(employer.name, employer.uscc, name="某新人", id_number=number))
    row = EmployerOfficer.objects.get(name="某新人")
    assert employer_of(Actor(Role.EMPLOYER, row.user)) == employer
    assert newcomer.get(reverse("employer_officers")).status_code == 200
    assert set(JournalEntry.objects.values_list("act", flat=True)) == {"invite_officer", "bind_officer"}


def test_a_sign_in_for_another_legal_person_takes_up_nothing(client, employer, head):
    number = people.id_number()
    add(client, head, number)
    people.come_back(Client(), people.legal("乙单位", id_number=number))
    assert EmployerOfficer.objects.get(name="某新人").user is None


def test_one_who_has_signed_in_before_may_act_at_once(client, employer, head):
    assertion = people.legal(employer.name, employer.uscc, name="某新人")
    known = account_of(assertion)
    add(client, head, assertion.id_number)
    assert employer_of(Actor(Role.EMPLOYER, known)) == employer


def test_a_wrong_number_and_a_second_naming_are_refused(client, employer, head):
    assert "校验位不正确" in add(client, head, "110105194912310021").content.decode()
    number = people.id_number()
    add(client, head, number)
    page = add(client, head, number)
    assert page.status_code == 422
    assert "不必重复添加" in page.content.decode()
    assert employer.officers.count() == 2


def test_one_who_was_ended_sees_a_page_that_says_so(client, employer, head):
    other = people.make_officer(employer, "某离职")
    people.sign_in(client, head)
    client.post(reverse("employer_officer_end", args=[other.employer_offices.get().pk]), {"confirmed": "yes"})
    assert employer_of(Actor(Role.EMPLOYER, other)) is None
    people.sign_in(client, other)
    page = client.get(reverse("employer_entry"), follow=True)
    assert page.status_code == 403
    assert "您的授权已终止" in page.content.decode()
    assert client.get(reverse("employer_officers")).status_code == 403
    assert client.get(reverse("post_table")).status_code == 403


def test_at_least_one_remains_who_can_sign_in(client, employer, head):
    by = Actor(Role.EMPLOYER, head)
    own = head.employer_offices.get()
    with pytest.raises(OfficerRefused, match="请先添加其他经办人"):
        officers.end(own, by)
    add(client, head, people.id_number())
    # Named but never signed in: nobody could act.
    with pytest.raises(OfficerRefused, match="待其首次登录"):
        officers.end(own, by)
    people.make_officer(employer, "某乙")
    officers.end(own, by)
    with pytest.raises(OfficerRefused, match="不必再次办理"):
        officers.end(own, by)


def test_ending_oneself_leads_to_the_page_that_says_so(client, employer, head):
    people.make_officer(employer, "某乙")
    people.sign_in(client, head)
    own = head.employer_offices.get()
    assert "终止授权" in client.get(reverse("employer_officer_end", args=[own.pk])).content.decode()
    page = client.post(reverse("employer_officer_end", args=[own.pk]), follow=True)
    assert "您的授权已终止" in page.content.decode()


def test_officers_of_others_are_out_of_reach(client, employer, head):
    stranger = people.make_officer(people.make_employer("乙单位"))
    people.sign_in(client, stranger)
    url = reverse("employer_officer_end", args=[head.employer_offices.get().pk])
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404
    assert head.employer_offices.get().ended_on is None


def test_a_grant_for_another_legal_person_opens_nothing(head):
    """An account acts for the legal person for which the government service let it in, and for no other."""
    other = people.make_employer()
    grant(head, "act_for_employer", other)
    assert employer_of(Actor(Role.EMPLOYER, head)).uscc == head.uscc
    revoke(head, "act_for_employer", employer_of(Actor(Role.EMPLOYER, head)))
    assert employer_of(Actor(Role.EMPLOYER, head)) is None


@pytest.mark.django_db(transaction=True)
def test_two_who_end_each_other_at_once_do_not_both_succeed(employer, head):
    other = people.make_officer(employer, "某乙")
    refused = []

    def end(victim, by):
        try:
            officers.end(victim.employer_offices.get(), Actor(Role.EMPLOYER, by))
        except OfficerRefused:
            refused.append(by)
        finally:
            connection.close()

    workers = [threading.Thread(target=end, args=pair) for pair in ((head, other), (other, head))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(refused) == 1
    assert employer.officers.filter(ended_on=None).count() == 1


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_costs_the_same_however_long(client, employer, head, more, django_assert_num_queries):
    for _ in range(more):
        people.make_officer(employer, "某乙")
    people.sign_in(client, head)
    with django_assert_num_queries(6):
        client.get(reverse("employer_officers"))
