"""Decisive acts ask once more who acts: the set of them, the page that asks, and what it keeps."""

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.models import AgencyOfficer, Job, User
from accounts.selectors.hats import hats_of
from accounts.services import office_accounts, proof
from accounts.services.proof import DECISIVE, ProofNeeded
from accounts.steps.base import Step, perform
from accounts.views import proving
from tests.accounts import people
from tests.accounts.codes import bind, code_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]


def decisive_steps(kind=Step):
    found = {step.name for step in kind.__subclasses__() if step.decisive and "name" in vars(step)}
    return found.union(*(decisive_steps(step) for step in kind.__subclasses__()))


@pytest.fixture
def bureau():
    return people.make_agency()


@pytest.fixture
def officer(bureau):
    return people.make_office_user(bureau)


def new(user_name):
    """What is typed to give an account."""
    return {"name": f"某{user_name}", "user_name": user_name, "id_number": people.id_number()}


def stale(client):
    """Let the last code be too long ago."""
    session = client.session
    session[proof.PROVEN] -= settings.PROOF_SECONDS + 1
    session.save()
    return client


def test_these_acts_are_decisive_and_no_others():
    from accounts.services import office_accounts, office_numbers, partners  # noqa: F401 - so that every service is marked
    from applicants.services import merges, person_changes  # noqa: F401 - as above
    from reviews import workflow  # noqa: F401 - so that every step is defined

    assert decisive_steps() == {
        "announce_determinations",
        "approve_calendar",
        "approve_results",
        "draw_panel",
        "import_calendar",
        "publish_plan",
        "revoke",
    }
    assert set(DECISIVE) == {
        "issue_office_account",
        "reset_office_account",
        "end_office_account",
        "unlock_office_account",
        "record_office_number",
        "admit_partner",
        "issue_partner_token",
        "confirm_person_change",
        "propose_merge",
        "confirm_merge",
    }


def test_a_code_opens_them_for_five_minutes():
    from zcps.settings import base

    assert base.PROOF_SECONDS == 300


def test_whoever_comes_from_a_session_is_unproven_until_the_door_says_otherwise(officer):
    assert [hat.is_proven for hat in hats_of(officer)] == [False]
    person = people.make_person()
    assert [hat.is_proven for hat in hats_of(person)] == [False]


def test_the_one_door_refuses_a_decisive_act_of_an_unproven_actor_and_nothing_is_done(officer, bureau):
    from reviews.steps.publish_plan import PUBLISH_PLAN

    by = Actor(Role.HR_BUREAU, officer, bureau, is_proven=False)
    # It is asked before anything is read.
    with pytest.raises(ProofNeeded, match=PUBLISH_PLAN.verb):
        perform(PUBLISH_PLAN, None, by)
    with pytest.raises(ProofNeeded, match="停用账号"):
        office_accounts.end(officer.offices.get(), by)


def test_the_page_asks_keeps_what_was_typed_and_goes_on(client, officer, bureau):
    device = bind(officer)
    stale(people.sign_in(client, officer))
    address = reverse("office_agency", args=[bureau.pk])
    asked = client.post(address, new("new.one"))
    assert asked.status_code == 403
    page = asked.content.decode()
    assert "再次验证身份" in page
    assert 'name="user_name" value="new.one"' in page
    assert not User.objects.filter(key="new.one").exists()
    sent = dict(asked.context["pairs"])
    wrong = client.post(address, {**sent, "proof_code": "12345"})
    assert wrong.status_code == 422
    assert 'value="new.one"' in wrong.content.decode()
    assert not User.objects.filter(key="new.one").exists()
    assert client.post(address, {**sent, "proof_code": code_of(device)}).status_code == 302
    assert User.objects.get(key="new.one").name == "某new.one"
    # For five minutes nobody is asked again.
    assert client.post(address, new("second.one")).status_code == 302


def test_wrong_codes_are_counted_here_too(client, officer, bureau):
    device = bind(officer)
    stale(people.sign_in(client, officer))
    address = reverse("office_agency", args=[bureau.pk])
    sent = dict(client.post(address, new("new.one")).context["pairs"])
    for _ in range(5):
        client.post(address, {**sent, "proof_code": "000000"})
    locked = client.post(address, {**sent, "proof_code": code_of(device)})
    assert "15 分钟" in locked.content.decode()
    assert not User.objects.filter(key="new.one").exists()


def test_no_code_is_taken_where_nobody_asked_for_the_token_of_the_form(client, officer):
    """At an address that other sites may post to, they could have somebody's guesses counted, or a code used up."""
    device = bind(officer)
    stale(people.sign_in(client, officer))
    sent = {"proof_verb": "停用账号", "proof_path": "/", "proof_code": code_of(device)}
    client.post(reverse("sign_in_return"), sent)
    request = RequestFactory().get("/")
    request.session = client.session
    assert not proof.is_recent(request)
    device.refresh_from_db()
    assert device.last_t == -1


@pytest.mark.parametrize(("name", "sent"), [("account_close", {"confirmed": "yes"}), ("own_data_pack", {})])
def test_an_unlocked_screen_takes_nobody_s_data_along_and_closes_no_account(client, name, sent):
    user = person_waiting(client, people.personal())
    page = client.post(reverse(name), sent)
    assert page.status_code == 403
    assert "再次验证身份" in page.content.decode()
    assert User.objects.get(pk=user.pk).id_number
    assert not Job.objects.exists()


def test_naming_the_act_without_a_code_opens_nothing(client, officer, bureau):
    other = people.make_office_user(people.make_agency(AgencyKind.REGISTRAR))
    stale(people.sign_in(client, officer))
    address = reverse("office_account_end", args=[other.offices.get().pk])
    for sent in ({}, {"proof_verb": "停用账号", "proof_path": address}, {"proof_code": "123456"}):
        assert client.post(address, {"confirmed": "yes", **sent}).status_code in (403, 422)
    assert AgencyOfficer.objects.get(user=other).ended_on is None


def test_a_program_is_told_in_its_own_way(officer):
    request = RequestFactory().post("/api/v1/acts/")
    answer = proving.ask(request, "撤销职称")  # type: ignore[arg-type]
    assert answer.status_code == 403
    assert b'"code": "proof_needed"' in answer.content


def person_waiting(client: Client, assertion):
    """Sign a person in whose last proof is six minutes ago; return his account."""
    people.come_back(client, assertion)
    stale(client)
    return User.objects.get(pk=client.session["_auth_user_id"])


def come_back_proving(client, assertion):
    from accounts.demo_identity import STATE, issue_ticket

    client.post(
        reverse("proof_begin"),
        {"proof_verb": "保存", "proof_path": reverse("account"), "email": "typed@example.com"},
    )
    state = client.session[STATE]
    return client.get("/sign-in/return/", {"state": state, "ticket": issue_ticket(assertion, state)}, follow=True)


def test_a_person_shows_who_he_is_by_the_government_service(client):
    assertion = people.personal()
    person_waiting(client, assertion)
    assert "typed@example.com" not in str(dict(client.session))
    page = come_back_proving(client, assertion)
    assert "继续保存" in page.content.decode()
    assert dict(page.context["pairs"]) == {"email": "typed@example.com"}
    request = RequestFactory().get("/")
    request.session = client.session
    assert proof.is_recent(request)
    assert User.objects.get().sign_ins.count() == 1


def test_another_person_proves_nothing_and_is_not_signed_in(client):
    user = person_waiting(client, people.personal())
    page = come_back_proving(client, people.personal("某乙"))
    assert "不是当前登录的账号本人" in page.content.decode()
    assert client.session["_auth_user_id"] == str(user.pk)
    request = RequestFactory().get("/")
    request.session = client.session
    assert not proof.is_recent(request)
