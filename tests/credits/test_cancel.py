"""A falsified entry is taken back: hours, card, integrity file, open applications, and who is told."""

import pytest
from django.urls import reverse

from accounts.enums import AdminLevel, AgencyKind
from accounts.models import JournalEntry, Notice
from accounts.steps.base import ActRefused, perform
from credits.enums import CreditStage
from credits.facts import credits_by_year
from credits.models import CreditEntry
from credits.steps.cancel_entry import CANCEL_CLAUSE, cancel_entry
from reviews.enums import IntegrityStage, Stage
from reviews.models import Application, IntegrityRecord
from tests.accounts.people import make_agency, make_office_user, make_region, sign_in
from tests.credits.hours import make_entry, make_registrar, recognise_all
from tests.reviews.cases import make_case

pytestmark = pytest.mark.django_db

WHY = {"reason": "经向培训机构核实，本人没有参加。", "clause": CANCEL_CLAUSE}


@pytest.fixture
def entry(profile, registrar):
    made = make_entry(profile)
    recognise_all(profile, registrar)
    return CreditEntry.objects.get(pk=made.pk)


def test_it_needs_a_reason_and_a_clause(entry, registrar):
    with pytest.raises(ActRefused) as refused:
        perform(cancel_entry, entry, by=registrar, reason=" ", clause="")
    assert len(refused.value.reasons) == 2
    with pytest.raises(ActRefused):
        perform(cancel_entry, entry, by=make_registrar(make_region("330100", "杭州市", AdminLevel.CITY)), **WHY)
    assert CreditEntry.objects.get().stage == CreditStage.RECOGNISED


def test_the_hours_are_gone_and_the_act_is_kept(entry, registrar, profile):
    perform(cancel_entry, entry, by=registrar, **WHY)
    assert credits_by_year(profile) == {}
    kept = JournalEntry.objects.get(act="cancel_entry").data
    assert (kept["hours"], kept["clause"]) == (18, CANCEL_CLAUSE)
    told = Notice.objects.get(recipient=profile.user, title="学时已被撤销").body
    # The notice and its mail lead to where it is said; they do not say it.
    assert "本人没有参加" not in told + str(kept)
    assert "事由在学时记录中查看" in told
    assert "没有写明记录期限" in told


def test_the_record_has_no_invented_period_and_is_in_force(entry, registrar, profile):
    perform(cancel_entry, entry, by=registrar, **WHY)
    record = profile.integrity_records.get()
    assert (record.stage, record.ends_on) == (IntegrityStage.PERIOD_OPEN, IntegrityRecord.NO_END)
    assert (record.application, record.clause) == (None, CANCEL_CLAUSE)
    assert profile.integrity_records.filter(ends_on__gte="2030-01-01").exists()


def test_the_bureau_of_the_place_is_asked_for_the_period(entry, registrar, region):
    bureau = make_office_user(make_agency(AgencyKind.HR_BUREAU, region))
    other = make_office_user(make_agency(AgencyKind.HR_BUREAU, make_region("330802", "柯城区")))
    perform(cancel_entry, entry, by=registrar, **WHY)
    assert Notice.objects.get(recipient=bureau).title == "请核定诚信记录期限"
    assert not Notice.objects.filter(recipient=other).exists()


def test_who_holds_an_open_application_is_told(clock):
    case = make_case(Stage.EMPLOYER_REVIEW)
    region = case.employer.region
    officer = case.employer.officers.get().user
    entry = CreditEntry.objects.filter(profile=case.applicant).first()
    perform(cancel_entry, entry, by=make_registrar(region), **WHY)
    assert Notice.objects.get(recipient=officer, title="申报所依据的学时被撤销").url == reverse("case", args=[case.pk])


def test_nobody_is_told_that_a_case_counted_hours_which_came_later(clock):
    case = make_case(Stage.EMPLOYER_REVIEW)
    registrar = make_registrar(case.employer.region)
    clock.set("2022-08-23 09:00")
    later = make_entry(case.applicant)
    recognise_all(case.applicant, registrar)
    perform(cancel_entry, CreditEntry.objects.get(pk=later.pk), by=registrar, **WHY)
    assert not Notice.objects.filter(title="申报所依据的学时被撤销").exists()


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.LAPSED])
def test_nobody_is_told_of_a_draft_or_of_what_is_over(clock, stage):
    case = make_case(Stage.DRAFT if stage == Stage.DRAFT else Stage.EMPLOYER_REVIEW)
    Application.objects.filter(pk=case.pk).update(stage=stage)
    entry = CreditEntry.objects.filter(profile=case.applicant).first()
    perform(cancel_entry, entry, by=make_registrar(case.applicant.employer.region), **WHY)
    assert not Notice.objects.filter(title="申报所依据的学时被撤销").exists()


def test_the_registrar_does_it_on_a_page_of_its_own(client, entry, registrar):
    sign_in(client, registrar.user, registrar)
    assert "撤销学时" in client.get(reverse("credit_review", args=[entry.pk])).content.decode()
    page = reverse("credit_cancel", args=[entry.pk])
    assert "记入诚信档案" in client.get(page).content.decode()
    assert client.post(page, {"reason": "", "clause": ""}).status_code == 422
    assert client.post(page, WHY).status_code == 302
    again = client.post(page, WHY)
    assert "不能撤销学时" in again.content.decode()
    assert "经向培训机构核实" in client.get(reverse("credit_review", args=[entry.pk])).content.decode()
