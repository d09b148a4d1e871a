"""Every address of the person's side, for every role: what is one's own opens, what is another's does not exist."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.actor import PUBLIC, Actor
from accounts.enums import Role
from accounts.steps.base import perform
from applicants import urls
from applicants.enums import Module, RecordStage
from applicants.models import ArchiveRecord, Evidence
from applicants.permissions import may_read_evidence, may_review_record
from applicants.services.records import start_record
from applicants.steps.take_back_record import take_back_record
from tests.accounts.people import make_employer, make_person, sign_in
from tests.applicants.archives import applicant, make_hr, make_profile, make_record, officer_of, submit_all
from tests.applicants.offices import everybody_else

pytestmark = pytest.mark.django_db

SECRET = "只有本人和单位知道的奖"
# Addresses without an object: which roles get in at all.
OF_ROLE = {
    "profile": Role.APPLICANT, "profile_save": Role.APPLICANT, "profile_photo": Role.APPLICANT,
    "profile_affiliations": Role.APPLICANT, "employer_search": Role.APPLICANT, "profile_employer": Role.APPLICANT,
    "archive": Role.APPLICANT, "archive_bin": Role.APPLICANT, "archive_module": Role.APPLICANT,
    "identity": Role.APPLICANT, "persons": Role.HR_BUREAU,
    "record_start": Role.APPLICANT, "records_to_verify": Role.EMPLOYER, "records_batch": Role.EMPLOYER,
}  # fmt: skip
# What only the asked bureau sees, and a pair that it was shown (tests/applicants/test_persons.py).
OF_BUREAU = {"person_change", "merge", "merge_new"}
OWNERS = {
    "record", "record_edit", "record_save", "record_submit", "record_take_back", "record_revise", "record_move",
    "record_delete", "record_restore", "record_evidence",
}  # fmt: skip
POSTS = {
    "profile_save", "profile_photo", "profile_employer", "record_start", "records_batch", "record_save",
    "record_submit", "record_take_back", "record_revise", "record_move", "record_restore", "evidence_remove",
}  # fmt: skip


@pytest.fixture
def employer():
    employer = make_employer()
    make_hr(employer)
    return employer


@pytest.fixture
def profile(employer):
    return make_profile(make_person(), employer)


@pytest.fixture
def sent(profile):
    make_record(profile, title=SECRET)
    return submit_all(profile)[0]


def address(name: str, record: ArchiveRecord) -> str:
    keys: dict[str, dict[str, Any]] = {
        "profile_employer": {"pk": record.profile.employer_id},
        "archive_module": {"module": "award"},
        "record_start": {"module": "award"},
        "evidence_remove": {"pk": record.evidence.first().pk},
    }
    keys["merge_new"] = {"first": record.profile.user_id, "second": record.profile.user_id}
    own = {} if name in OF_ROLE else {"pk": record.pk}
    return reverse(name, kwargs=keys.get(name, own))


def ask(client, actor: Actor, name: str, record: ArchiveRecord):
    client.logout()
    if actor.user:
        sign_in(client, actor.user, actor)
    send = client.post if name in POSTS else client.get
    return send(address(name, record))


def test_every_address_is_in_the_table():
    named = {pattern.name for pattern in urls.urlpatterns}
    assert named == OF_ROLE.keys() | OWNERS | {"evidence_remove", "record_review", *OF_BUREAU}


def test_each_address_for_each_role(client, sent, employer):
    region = employer.region
    for actor in everybody_else(region, employer):
        for pattern in urls.urlpatterns:
            answer = ask(client, actor, pattern.name, sent)
            where = f"{pattern.name} as {actor.role}"
            if actor is PUBLIC:
                assert answer.status_code == 302, where
                assert "/sign-in/" in answer["Location"], where
            elif pattern.name in OF_ROLE:
                is_in = actor.role == OF_ROLE[pattern.name]
                assert (answer.status_code == 403) is not is_in, where
            elif pattern.name == "merge_new":
                # The role may ask; the pair does not exist for it.
                assert answer.status_code == (404 if actor.role == Role.HR_BUREAU else 403), where
            else:
                assert answer.status_code == 404, where
            assert SECRET not in answer.content.decode(), where
    assert ArchiveRecord.objects.get(pk=sent.pk).stage == RecordStage.SUBMITTED
    assert sent.evidence.count() == 1


def test_the_owner_and_the_officer_get_in(client, sent, profile, employer):
    for name in ("record", "record_delete"):
        assert ask(client, applicant(profile.user), name, sent).status_code == 200
    assert SECRET in ask(client, officer_of(employer), "record_review", sent).content.decode()
    assert SECRET in ask(client, officer_of(employer), "records_to_verify", sent).content.decode()
    assert ask(client, officer_of(employer), "record", sent).status_code == 404
    assert ask(client, applicant(profile.user), "record_review", sent).status_code == 404


def test_drafts_and_what_was_taken_back_are_nobody_elses(client, sent, profile, employer):
    officer = officer_of(employer)
    perform(take_back_record, sent, by=applicant(profile.user))
    assert ask(client, officer, "record_review", sent).status_code == 404
    assert SECRET not in ask(client, officer, "records_to_verify", sent).content.decode()
    assert not may_read_evidence(officer, sent.evidence.first().file)
    fresh = start_record(profile, Module.AWARD)
    client.logout()
    sign_in(client, officer.user, officer)
    assert client.get(reverse("record_review", args=[fresh.pk])).status_code == 404


def test_what_was_deleted_is_gone_for_its_employer_too(sent, employer):
    officer, file = officer_of(employer), sent.evidence.first().file
    assert may_review_record(officer, sent)
    sent.deleted_at = sent.saved_at
    sent.save()
    assert not may_review_record(officer, sent)
    assert not may_read_evidence(officer, file)


def test_evidence_follows_its_record(sent, profile, employer):
    file = Evidence.objects.get(record=sent).file
    assert may_read_evidence(applicant(profile.user), file)
    assert may_read_evidence(officer_of(employer), file)
    assert may_read_evidence(officer_of(employer), profile.photo)
    for actor in everybody_else(employer.region, employer):
        assert not may_read_evidence(actor, file), actor.role
        assert not may_read_evidence(actor, profile.photo), actor.role


def test_a_batch_takes_nothing_of_other_employers(client, sent, employer):
    other = make_employer("别的单位")
    stranger = make_hr(other)
    sign_in(client, stranger)
    answer = client.post(reverse("records_batch"), {"act": "verify", "ids": [sent.pk], "confirmed": "yes"}, follow=True)
    assert SECRET not in answer.content.decode()
    assert ArchiveRecord.objects.get(pk=sent.pk).stage == RecordStage.SUBMITTED


def test_an_officer_without_a_bound_employer_sees_an_explanation(client):
    user = make_hr(make_employer("未授权单位"))
    user.uscc = "91999999MA00000000"
    user.save()
    sign_in(client, user)
    answer = client.get(reverse("records_to_verify"))
    assert "单位尚未完成注册" in answer.content.decode()
