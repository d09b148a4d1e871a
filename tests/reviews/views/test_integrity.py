"""The integrity file: who sees it, and how a period that no clause names is settled."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AdminLevel, AgencyKind, Role
from accounts.models import JournalEntry, Notice
from reviews.enums import IntegrityStage
from reviews.models import IntegrityRecord
from tests.accounts.people import make_agency, make_employer, make_office_user, make_person, make_region, sign_in
from tests.applicants.archives import make_profile

pytestmark = pytest.mark.django_db

SETTLED = {"ends_on": "2024-08-22", "reason": "参照省厅答复。", "clause": "浙人社发〔2020〕47号"}


@pytest.fixture
def region(clock):
    clock.set("2022-08-22 09:00")
    return make_region("330800", "衢州市", AdminLevel.CITY)


def make_record(region, name="林清和", stage=IntegrityStage.PERIOD_OPEN) -> IntegrityRecord:
    profile = make_profile(make_person(name), make_employer(f"{name}工作室", region=region))
    return IntegrityRecord.objects.create(
        profile=profile, reason="弄虚作假", clause="附件2 第八条", starts_on=dt.date(2022, 8, 22),
        ends_on=IntegrityRecord.NO_END, recorded_by="某登记机构", stage=stage,
    )  # fmt: skip


@pytest.fixture
def record(region):
    return make_record(region)


@pytest.fixture
def bureau(client, region):
    agency = make_agency(AgencyKind.HR_BUREAU, region)
    officer = make_office_user(agency)
    sign_in(client, officer, Actor(Role.HR_BUREAU, officer, agency))
    return client


def test_a_period_is_settled_with_reason_and_clause(bureau, record):
    page = reverse("integrity_record", args=[record.pk])
    assert "未定" in bureau.get(page).content.decode()
    refused = bureau.post(page, {"ends_on": "2021-01-01", "reason": "", "clause": ""})
    assert refused.status_code == 422
    for sentence in ("不能早于记录之日", "请写明核定此期限的理由", "请写明核定此期限所依据的规定"):
        assert sentence in refused.content.decode()
    bureau.post(page, SETTLED)
    record.refresh_from_db()
    assert (record.stage, record.ends_on) == (IntegrityStage.SETTLED, dt.date(2024, 8, 22))
    assert JournalEntry.objects.get(act="settle_integrity_period").data["clause"] == SETTLED["clause"]
    assert "2024年8月22日" in Notice.objects.get(recipient=record.profile.user).body
    assert "不能核定记录期限" in bureau.post(page, SETTLED).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions(bureau, region, rows, django_assert_num_queries):
    for number in range(rows):
        make_record(region, f"某人{number}")
    bureau.get(reverse("integrity_records"))
    with django_assert_num_queries(6):
        assert "某人0" in bureau.get(reverse("integrity_records")).content.decode()


def test_it_is_searched_filtered_and_exported(bureau, record):
    for query, is_found in (({"q": "林清"}, True), ({"q": "无此"}, False), ({"stage": "settled"}, False)):
        assert ("林清和</a>" in bureau.get(reverse("integrity_records"), query).content.decode()) is is_found
    table = bureau.get(reverse("integrity_records"), {"format": "csv"}).content.decode()
    assert "附件2 第八条" in table
    assert "弄虚作假" not in table
    assert "9999" not in table


def test_another_place_does_not_see_it(client, record):
    agency = make_agency(AgencyKind.HR_BUREAU, make_region("330100", "杭州市", AdminLevel.CITY))
    officer = make_office_user(agency)
    sign_in(client, officer, Actor(Role.HR_BUREAU, officer, agency))
    assert "林清和" not in client.get(reverse("integrity_records")).content.decode()
    assert client.get(reverse("integrity_record", args=[record.pk])).status_code == 404
