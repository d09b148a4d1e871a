"""Filing under the province's plan: what it asks of the materials stands in the way, or goes on to a person."""

import pytest
from django.urls import reverse

from applicants.enums import Module
from credits.enums import CreditOrigin
from credits.models import CardUpload, CreditEntry
from reviews.models import Application, Plan
from reviews.selectors.qualification import items_of
from reviews.services.committees import named
from reviews.services.plans import draft_plan
from reviews.services.readiness import readiness_of
from reviews.services.snapshots import freeze
from reviews.services.versions import keep_version
from tests.accounts.people import sign_in
from tests.applicants import archives
from tests.reviews import cases
from zcps import clock

pytestmark = pytest.mark.django_db
COMMITTEE = "浙江省正高级工艺美术师职务任职资格评审委员会"


@pytest.fixture
def plan(clock) -> Plan:
    clock.set("2022-11-30 09:00")
    cases.load_offices()
    committee = named(COMMITTEE)
    plan = draft_plan("ZJ-2022-ZG", committee.office, committee.hr_bureau)
    # What the publisher has to settle is the plan's own matter; here it is about those who file.
    Plan.objects.filter(pk=plan.pk).update(stage="published", published_at="2022-10-27T00:00+08:00")
    plan.refresh_from_db()
    keep_version(plan)
    return plan


def draft_of(plan: Plan, **changes) -> Application:
    employer = cases.make_employer(region="330822")
    profile = cases.make_applicant("某丙", employer, records=False)
    archives.make_record(profile, Module.EDUCATION)
    archives.make_record(profile, Module.WORK, title=employer.name)
    archives.make_record(profile, Module.TITLE_HELD, title="高级工艺美术师", level="副高级", started="2016-12-20")
    archives.make_record(profile, Module.AWARD, started=changes.get("won", "2020-05-01"))
    for year in changes.get("assessed", range(2017, 2022)):
        archives.make_record(profile, Module.ASSESSMENT, year=year)
    archives.verify_all(profile)
    cases.make_credits(profile, range(2022, 2023))
    return cases.make_draft(plan, profile, title="正高级工艺美术师")


def hand_in_card(application: Application, year: int = 2022) -> None:
    profile = application.applicant
    file = profile.records.first().evidence.first().file
    card = CardUpload.objects.create(
        profile=profile, source="province_craft", name="省系统", file=file, created_at=clock.now()
    )
    CreditEntry.objects.create(
        profile=profile, year=year, kind="professional", title="学时卡", hours=60, card=card,
        origin=CreditOrigin.CARD, stage="recognised", created_at=clock.now(),
    )  # fmt: skip


def of(found: list, key: str) -> set[str]:
    return {each.answer for each in found if each.key == key}


def test_what_is_missing_is_said_with_what_to_upload_and_its_clause(plan):
    application = draft_of(plan, won="2010-05-01", assessed=[2019, 2020, 2021])
    said = "\n".join(readiness_of(application).reasons)
    for wanted in (
        "缺少2022年度学时卡，请从学时登记管理系统导出，在“继续教育”中上传（浙经信消费〔2022〕203号 二、附件1第7条）。",
        "缺少2017年度、2018年度考核材料，请在业绩档案“年度考核”板块登记，经单位审核后选取",
        "取得于任现职前且早于近5年，请取消选取",
    ):
        assert wanted in said
    assert said.count("真实性保证书") == 1


def test_what_a_person_must_see_does_not_stand_in_the_way_and_reaches_him(plan, client):
    application = draft_of(plan)
    hand_in_card(application)
    ready = readiness_of(application)
    assert not [gap for gap in ready.gaps if "附件1第" in gap.sentence and gap.section in ("records", "credits")]
    assert of(ready.materials, "achievements") == {"met", "unknown"}
    assert of(ready.materials, "credits") == of(ready.materials, "assessment") == {"met"}
    sign_in(client, application.applicant.user)
    page = client.get(reverse("application_check", args=[application.pk])).content.decode()
    assert "所选业绩是否与申报专业相关联，由经办人核对。" in page
    page = client.get(reverse("application_findings", args=[application.pk])).content.decode()
    assert "申报材料核对" in page
    page = client.get(reverse("application_materials", args=[application.pk])).content.decode()
    assert "由单位办理" in page


def test_the_committee_office_finds_them_as_they_were_when_it_was_filed(plan):
    application = draft_of(plan)
    hand_in_card(application)
    application = cases.fresh(cases.sign(cases.fill_in(application)))
    application.snapshot = freeze(application, application.commitments.get())
    application.save()
    # What is given back later changes nothing of what was filed.
    CreditEntry.objects.filter(card__isnull=False).update(stage="returned")
    items = {item.key: item for item in items_of(application)}
    assert (items["material:assessment"].answer, items["material:assessment"].word) == ("met", "符合")
    assert items["material:achievements"].word == "需人工审核"
    assert items["material:profile"].word == "由经办人核对"
    kept = application.snapshot.content["examination"]["materials"]
    assert [each["answer"] for each in kept if each["key"] == "credits"] == ["met"]


def test_a_plan_that_asks_nothing_of_its_materials_is_as_before():
    application = cases.make_draft()
    assert readiness_of(application).materials == []
