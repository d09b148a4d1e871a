"""A title is taken away only after its holder could answer; the record has two clocks, and goes to the platforms."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.models import JournalEntry
from accounts.services import journal
from reviews.certificate_numbers import key_of
from reviews.enums import CertificateState, IntegrityClock, IntegrityStage, RevocationStage, Stage
from reviews.facts.application import recorded_facts
from reviews.models import Application, Certificate, IntegrityRecord, Revocation
from reviews.selectors.integrity import in_force
from reviews.services.integrity import lift
from reviews.steps.answer_revocation import ANSWER_REVOCATION
from reviews.steps.base import perform
from reviews.steps.drop_revocation import DROP_REVOCATION
from reviews.steps.propose_revocation import PROPOSE_REVOCATION
from reviews.steps.revoke import REVOKE
from tests.reviews import filed
from tests.reviews.committee.factory import Hall, hall, revoked
from tests.reviews.committee.test_result_filings import as_, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(empty_cache) -> Hall:
    found = hall(cases=1)
    found.approved()
    return found


def holder(room: Hall) -> Actor:
    return Actor(Role.APPLICANT, room.cases[0].applicant.user)


def test_the_person_is_told_answers_and_is_answered(room: Hall) -> None:
    found = Certificate.objects.get()
    page = reverse("certificate_revoke", args=[found.pk])
    bureau = as_(room.bureau)
    # The legal basis stands in the field as the notice gives it (R320).
    assert "浙人社发〔2020〕47号 第十三条、第十五条；衢经信产融〔2022〕44号 三(二)" in bureau.get(page).content.decode()
    bureau.post(page, {"reason": "论文系代写。", "clause": "44号 三(二)"})
    assert "陈述申辩，期限届满" in bureau.get(page).content.decode()
    answer = reverse("certificate_answer", args=[found.pk])
    person = as_(holder(room))
    assert "论文系代写。" in person.get(answer).content.decode()
    assert "请填写陈述申辩意见" in person.post(answer, {"act": "answer", "text": ""}).content.decode()
    assert person.post(answer, {"act": "answer", "text": "论文为本人独立完成。"}).status_code == 302
    assert "不能重复提交" in person.post(answer, {"act": "waive"}).content.decode()
    refused = bureau.post(page, {"act": "revoke", "decision_number": "", "considered": ""}).content.decode()
    assert "请填写撤销决定的文书号" in refused
    assert "请写明审查意见" in refused
    bureau.post(page, {"act": "revoke", "decision_number": "衢人社撤〔2022〕1号", "considered": "不予采纳。"})
    made = Revocation.objects.get()
    assert (made.stage, made.decision_number) == (RevocationStage.DECIDED, "衢人社撤〔2022〕1号")
    record = IntegrityRecord.objects.get()
    assert (record.decision_number, record.reason) == ("衢人社撤〔2022〕1号", "论文系代写。")
    assert "本人独立完成" not in str(list(JournalEntry.objects.values_list("data", flat=True)))


def test_silence_until_the_end_of_the_time_is_no_obstacle(room: Hall, clock) -> None:
    case = Application.objects.get()
    perform(PROPOSE_REVOCATION, case, room.bureau, reason="抄袭。", clause="44号 三(二)")
    assert "期限届满或本人提交后" in refusal(REVOKE, case, room.bureau, decision_number="1号")
    clock.set("2022-12-30 09:00")
    assert "期限已于" in refusal(ANSWER_REVOCATION, case, holder(room), text="来迟了")
    assert perform(REVOKE, case, room.bureau, decision_number="1号").stage == Stage.REVOKED


def test_the_title_may_stay(room: Hall) -> None:
    case = Application.objects.get()
    perform(PROPOSE_REVOCATION, case, room.bureau, reason="抄袭。", clause="44号 三(二)")
    assert "不予撤销的理由" in refusal(DROP_REVOCATION, case, room.bureau, considered="")
    perform(DROP_REVOCATION, case, room.bureau, considered="经核实不属抄袭。")
    assert Certificate.objects.get().state == CertificateState.VALID
    assert not IntegrityRecord.objects.exists()
    assert PROPOSE_REVOCATION.is_open_to(case, room.bureau)


@pytest.mark.parametrize(
    ("day", "clock_of_plan", "counts"),
    [
        ("2025-12-30", IntegrityClock.RECORD, True),
        ("2025-12-31", IntegrityClock.RECORD, False),
        ("2025-12-31", IntegrityClock.CREDIT, True),
        ("2027-12-30", IntegrityClock.CREDIT, True),
        ("2027-12-31", IntegrityClock.CREDIT, False),
    ],
)
def test_either_period_works_in_the_examination(clock, day: str, clock_of_plan: str, counts: bool) -> None:
    clock.set("2022-12-30 09:00")
    plan = filed.plan(integrity_clock=clock_of_plan)
    case = filed.case(Stage.DRAFT, under=plan)
    IntegrityRecord.objects.create(
        profile=case.applicant, reason="抄袭", clause="44号 三(二)", starts_on=dt.date(2022, 12, 30),
        ends_on=dt.date(2025, 12, 30), credit_ends_on=dt.date(2027, 12, 30), recorded_by="某局",
    )  # fmt: skip
    clock.set(f"{day} 09:00")
    facts = recorded_facts(Application.objects.get(pk=case.pk))
    assert facts.get("person", {}).get("integrity_record_active", False) is counts


def test_a_lifted_record_counts_no_more(room: Hall) -> None:
    case = revoked(Application.objects.get(), room.bureau)
    rows = IntegrityRecord.objects.all()
    assert in_force(rows, IntegrityClock.RECORD).exists()
    assert lift(case, "复查撤回。", "复查") == 1
    assert not any(in_force(rows, period).exists() for period in IntegrityClock.values)
    assert IntegrityRecord.objects.get().stage == IntegrityStage.LIFTED


def test_verification_shows_both_periods_while_they_run(room: Hall, clock) -> None:
    case = Application.objects.get()
    revoked(case, room.bureau)
    found, record = Certificate.objects.get(), IntegrityRecord.objects.get()
    address = f"/v/{found.number}/?k={key_of(found.number)}"
    page = Client().get(address).content.decode()
    for words in ("证书已撤销", "职称评审诚信档案库记至", "公共信用信息平台保存至"):
        assert words in page
    clock.set(f"{record.ends_on + dt.timedelta(days=1)} 09:00")
    page = Client().get(address).content.decode()
    assert "职称评审诚信档案库记至" not in page
    assert "公共信用信息平台保存至" in page


def test_the_export_names_its_reason_and_alone_shows_numbers(room: Hall) -> None:
    revoked(Application.objects.get(), room.bureau)
    page, bureau = reverse("integrity_export"), as_(room.bureau)
    assert bureau.post(page, {"reason": "", "form": "csv"}).status_code == 422
    assert not JournalEntry.objects.filter(act="export_credit_records").exists()
    table = bureau.post(page, {"reason": "报送省平台。", "form": "csv"}).content.decode()
    assert filed.ID_NUMBER in table
    told = json.loads(bureau.post(page, {"reason": "报送国家平台。", "form": "json"}).content)
    assert told["count"] == 1
    assert told["records"][0]["决定文书号"] == "衢人社撤〔2022〕1号"
    kept = JournalEntry.objects.filter(act="export_credit_records").order_by("number")
    assert [entry.data["reason"] for entry in kept] == ["报送省平台。", "报送国家平台。"]
    assert filed.ID_NUMBER not in str([entry.data for entry in kept])
    assert "报送国家平台。" in bureau.get(page).content.decode()
    county = filed.officer(filed.agency(AgencyKind.HR_BUREAU))
    assert as_(county).get(page).status_code == 403
    # What another bureau exported is not shown here, though its name begins alike.
    twin = filed.officer(filed.agency(AgencyKind.HR_BUREAU, room.plan.region, f"{room.plan.hr_bureau.name}分局"))
    journal.record("export_credit_records", twin.agency, twin, reason="另一机构的用途。")
    assert "另一机构的用途。" not in bureau.get(page).content.decode()
