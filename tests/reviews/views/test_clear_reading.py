"""Reading in clear: masked everywhere, read by an act with a reason, listed to the person concerned."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AccountKind, AdminLevel, AgencyKind, Role
from accounts.models import JournalEntry, User
from accounts.services.journal import broken_links
from employers.enums import PostTableStage
from employers.models import PostPerson
from reviews.enums import IntegrityStage, Stage
from reviews.models import Application, ErrorReport, IntegrityRecord, Objection
from tests.conftest import Clock
from tests.employers.tables import make_table
from tests.reviews import filed, publicity_desk
from tests.reviews.filed import ID_NUMBER, PHONE
from tests.reviews.views.test_bodies_pages import signed_in
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db

WHY = {"purpose": "verify", "reason": "核对申报人身份证原件。"}
SANCTION = "提供虚假业绩材料骗取职称"


@pytest.fixture(autouse=True)
def monday(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")


@pytest.fixture
def case() -> Application:
    return filed.case(Stage.RECOMMENDATION)


def readings(**wanted: Any) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(act__in=("read_in_clear", "export_in_clear"), **wanted))


def read(client: Client, address: str, *clear: str) -> str:
    """Ask for the page, be refused without a reason, read with one; return the page that shows it."""
    asked = client.get(address)
    assert asked.status_code == 200
    refused = client.post(address, {"purpose": "", "reason": ""})
    assert refused.status_code == 422
    assert "请填写具体事由" in refused.content.decode()
    for text in clear:
        assert text not in asked.content.decode() + refused.content.decode()
    assert not readings()
    shown = client.post(address, WHY)
    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
    for text in clear:
        assert text in shown.content.decode()
    assert len(readings()) == 1
    return shown.content.decode()


def test_an_office_reads_an_applicants_numbers_and_he_sees_who_did(case: Application) -> None:
    holder, user = filed.holder(case), case.applicant.user
    client, address = signed_in(holder), reverse("case_numbers", args=[case.pk])
    page = client.get(reverse("case", args=[case.pk])).content.decode()
    assert address in page
    assert ID_NUMBER not in page
    read(client, address, ID_NUMBER, PHONE)
    (entry,) = readings()
    assert (entry.subject_type, entry.subject_id, entry.actor) == ("accounts.user", user.pk, holder.user)
    assert ID_NUMBER not in str(entry.data)
    assert not list(broken_links())
    mine = signed_in(Actor(Role.APPLICANT, user))
    assert reverse("clear_readings") in mine.get(reverse("account")).content.decode()
    listed = mine.get(reverse("clear_readings")).content.decode()
    for text in (holder.hat_label, Role(holder.role).label, "身份证号码、手机号码", "核对身份或材料", WHY["reason"]):
        assert text in listed
    assert holder.user is not None
    assert holder.user.name not in listed
    stranger = signed_in(Actor(Role.APPLICANT, User.objects.create_user("another", "某乙", AccountKind.PERSONAL)))
    assert WHY["reason"] not in stranger.get(reverse("clear_readings")).content.decode()


def test_the_number_is_not_kept_by_the_session_and_asked_for_again_at_every_reading(case: Application) -> None:
    client, address = signed_in(filed.holder(case)), reverse("case_numbers", args=[case.pk])
    read(client, address, ID_NUMBER)
    assert ID_NUMBER not in str(dict(client.session))
    assert ID_NUMBER not in client.get(address).content.decode()
    client.post(address, WHY)
    assert len(readings()) == 2


def test_a_number_is_no_reason(case: Application) -> None:
    client, address = signed_in(filed.holder(case)), reverse("case_numbers", args=[case.pk])
    for reason in (f"核对 {ID_NUMBER}", "致电 139 0570 0123", "核" * 201):
        assert client.post(address, {**WHY, "reason": reason}).status_code == 422
    assert client.post(address, {**WHY, "purpose": "curiosity"}).status_code == 422
    assert not readings()


def test_who_has_no_office_in_the_case_does_not_find_the_page(case: Application) -> None:
    address = reverse("case_numbers", args=[case.pk])
    elsewhere = filed.region("330803", "衢江区")
    strangers = [
        Actor(Role.APPLICANT, case.applicant.user),
        filed.handler(filed.employer()),
        filed.officer(filed.agency(AgencyKind.HR_BUREAU, elsewhere)),
        filed.officer(filed.agency(AgencyKind.SUPERVISION, filed.region("330800", "衢州市", AdminLevel.CITY))),
    ]
    for stranger in strangers:
        for method in ("get", "post"):
            assert getattr(signed_in(stranger), method)(address, WHY).status_code == 404, stranger.hat_label
    assert not readings()


def test_the_contact_of_an_objector_is_read_by_the_body_that_answers_and_by_nobody_else() -> None:
    objection = publicity_desk.against_one(publicity_desk.shown_by_office())
    office = signed_in(filed.officer(objection.publicity.plan.office))
    name, contact = publicity_desk.RAISED["name"], publicity_desk.RAISED["contact"]
    page = office.get(reverse("objection", args=[objection.receipt])).content.decode()
    assert contact not in page
    assert name not in page
    address = reverse("objection_contact", args=[objection.receipt])
    assert address in page
    read(office, address, name, contact)
    bureau = signed_in(filed.officer(objection.publicity.plan.hr_bureau))
    assert bureau.get(reverse("objection", args=[objection.receipt])).status_code == 200
    assert bureau.post(address, WHY).status_code == 404
    # Of one that was raised without a name there is nothing to ask for.
    Objection.objects.filter(pk=objection.pk).update(is_anonymous=True)
    assert office.post(address, WHY).status_code == 404


def test_the_contact_of_a_reporter_is_masked_until_it_is_asked_for() -> None:
    agency = filed.agency(AgencyKind.HR_BUREAU)
    report = ErrorReport.objects.create(
        receipt="CW20220829001", agency=agency, name="王某", contact=PHONE, text="姓名有误",
        raised_at=platform_clock.now(),
    )  # fmt: skip
    client = signed_in(filed.officer(agency))
    assert PHONE not in client.get(reverse("error_report", args=[report.receipt])).content.decode()
    read(client, reverse("report_contact", args=[report.receipt]), PHONE)


def test_a_number_on_a_post_table_is_read_by_the_institution_and_its_bureau_and_told_to_the_person() -> None:
    employer = filed.employer()
    employer.kind = "public_institution"
    employer.save()
    person = filed.applicant(employer).user
    table = make_table(employer, listed=[person], stage=PostTableStage.SUBMITTED)
    address = reverse("post_person_number", args=[PostPerson.objects.get().pk])
    bureau = signed_in(filed.officer(filed.agency(AgencyKind.HR_BUREAU)))
    page = bureau.get(reverse("post_table_confirm", args=[table.pk])).content.decode()
    assert ID_NUMBER not in page
    assert address in page
    read(bureau, address, ID_NUMBER)
    assert readings()[0].subject_id == person.pk
    own = signed_in(filed.handler(employer))
    assert ID_NUMBER in own.post(address, WHY).content.decode()
    assert signed_in(filed.handler(filed.employer())).post(address, WHY).status_code == 404


class TestSanctions:
    @pytest.fixture
    def record(self) -> IntegrityRecord:
        profile = filed.applicant(filed.employer(), "林清和")
        return IntegrityRecord.objects.create(
            profile=profile, reason=SANCTION, clause="44号 三(二)", starts_on=dt.date(2022, 8, 1),
            ends_on=dt.date(2025, 8, 1), credit_ends_on=dt.date(2027, 8, 1), recorded_by="某市人力社保局",
            stage=IntegrityStage.SETTLED,
        )  # fmt: skip

    def test_lists_pages_and_exports_do_not_say_what_is_held_against_a_person(self, record: IntegrityRecord) -> None:
        client = signed_in(filed.officer(filed.agency(AgencyKind.HR_BUREAU)))
        listed = client.get(reverse("integrity_records"))
        assert "林清和" in listed.content.decode()
        exported = client.get(reverse("integrity_records"), {"format": "csv"})
        sheet = b"".join(exported)
        page = client.get(reverse("integrity_record", args=[record.pk])).content.decode()
        assert SANCTION not in listed.content.decode() + sheet.decode() + page
        assert reverse("integrity_reason", args=[record.pk]) in page

    def test_what_it_is_is_read_by_the_bureau_that_keeps_it(self, record: IntegrityRecord) -> None:
        client = signed_in(filed.officer(filed.agency(AgencyKind.HR_BUREAU)))
        read(client, reverse("integrity_reason", args=[record.pk]), SANCTION)
        assert readings()[0].subject_id == record.profile.user_id
        elsewhere = filed.officer(filed.agency(AgencyKind.HR_BUREAU, filed.region("330803", "衢江区")))
        assert signed_in(elsewhere).post(reverse("integrity_reason", args=[record.pk]), WHY).status_code == 404

    def test_the_file_for_the_credit_platforms_is_told_to_everybody_in_it(self, record: IntegrityRecord) -> None:
        city = filed.region("330800", "衢州市", AdminLevel.CITY)
        here = filed.region()
        here.parent = city
        here.save()
        client = signed_in(filed.officer(filed.agency(AgencyKind.HR_BUREAU, city)))
        made = client.post(reverse("integrity_export"), {"reason": "报送省信用平台。", "form": "json"})
        assert ID_NUMBER in made.content.decode()
        (entry,) = readings(act="export_in_clear")
        assert entry.subject_id == record.profile.user_id
        page = signed_in(Actor(Role.APPLICANT, record.profile.user)).get(reverse("clear_readings")).content.decode()
        for text in ("随文件导出", "证件号码、诚信记录事由", "报送省信用平台。"):
            assert text in page
