"""Corrections of a published plan: a version of their own, nobody is hurt, everybody concerned is told."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Notice
from accounts.steps.base import ActRefused, perform
from reviews.enums import PlanStage, Stage
from reviews.facts.materials import material_findings
from reviews.models import Application, Plan
from reviews.rulebooks import as_text, book_for, data_of
from reviews.selectors.qualification import items_of
from reviews.services.plan_drafts import save_terms, save_titles
from reviews.services.readiness import readiness_of, wanted_materials
from reviews.services.snapshots import freeze
from reviews.services.sweep import close_due
from reviews.steps.announce_plan import ANNOUNCE_PLAN
from reviews.steps.approve_plan import APPROVE_PLAN
from reviews.steps.close_plan import CLOSE_PLAN
from reviews.steps.drop_plan import DROP_PLAN
from reviews.steps.publish_correction import PUBLISH_CORRECTION
from reviews.steps.publish_plan import PUBLISH_PLAN
from reviews.steps.start_correction import START_CORRECTION
from reviews.terms import terms_for
from tests.reviews import cases

pytestmark = pytest.mark.django_db
ANNOUNCED = {
    "document_number": "衢经信产融〔2022〕50号",
    "document_title": "更正公告",
    "correction_reason": "受台风影响",
}
CARD = {"kind": "credit_card", "year": 2022}


@pytest.fixture
def plan(clock) -> Plan:
    return cases.make_plan()


def begun(plan: Plan, **terms) -> Plan:
    perform(START_CORRECTION, plan, cases.office_actor())
    return save_terms(Plan.objects.get(corrects=plan, stage=PlanStage.DRAFT), {**ANNOUNCED, **terms})


def approved(correction: Plan) -> Plan:
    from reviews.plans import settle

    settle(correction, cases.office_actor())
    perform(ANNOUNCE_PLAN, correction, cases.office_actor())
    return perform(APPROVE_PLAN, correction, cases.bureau_actor())


def published(correction: Plan) -> Plan:
    perform(PUBLISH_CORRECTION, approved(correction), cases.office_actor())
    return Plan.objects.get(pk=correction.corrects_id)


def later(plan: Plan, days: int = 3) -> dict:
    return {"filing_closes": plan.filing_closes + dt.timedelta(days=days), "paper_copies": 3}


def test_a_correction_becomes_the_next_version_under_its_own_number(plan):
    titles = dict(plan.titles.values_list("name", "pk"))
    now = published(begun(plan, **later(plan)))
    assert (now.version, now.paper_copies, now.stage) == (2, 3, PlanStage.PUBLISHED)
    assert now.document_number == plan.document_number
    assert dict(now.titles.values_list("name", "pk")) == titles
    first, second = now.versions.all()
    assert (first.document_number, second.document_number) == (plan.document_number, "衢经信产融〔2022〕50号")
    assert second.reason == "受台风影响"
    assert Plan.objects.get(corrects=plan).stage == PlanStage.MERGED


def test_drafts_follow_and_are_told_what_was_filed_keeps_its_terms(plan):
    filed = cases.make_case(Stage.EMPLOYER_REVIEW, plan=plan)
    draft = cases.make_draft(plan)
    stranger = cases.make_applicant("某外人")
    rules = data_of(plan)
    rules["rules"][0]["asks"] = "改写后的要求"
    published(begun(plan, **later(plan), rules=as_text(rules)))
    draft, filed = cases.fresh(draft), Application.objects.get(pk=filed.pk)
    assert draft.due_at == plan.filing_closes + dt.timedelta(days=3)
    assert (terms_for(draft).paper_copies, terms_for(filed).paper_copies) == (3, 2)
    assert any(rule.asks == "改写后的要求" for group in book_for(draft).rules.values() for rule in group)
    assert not any(rule.asks == "改写后的要求" for group in book_for(filed).rules.values() for rule in group)
    told = Notice.objects.filter(title="您申报的计划有更正")
    assert [notice.recipient_id for notice in told] == [draft.applicant.user_id]
    assert stranger.user_id not in told.values_list("recipient", flat=True)
    assert "份数：原为“2”，现为“3”" in told.get().body
    assert "个人申报截止：原为“2022年9月10日（周六）24:00”，现为“2022年9月13日（周二）24:00”" in told.get().body


def further_material(plan: Plan) -> list[dict]:
    row = {"key": "extra", "name": "作品目录", "source": "archive", "modules": ["standard"], "required": True}
    return [*plan.materials, {**row, "clause": "衢经信产融〔2022〕50号 一"}]


def test_a_further_material_is_asked_of_those_alone_who_have_not_filed(plan):
    filed, draft = cases.make_case(Stage.EMPLOYER_REVIEW, plan=plan), cases.make_draft(plan)
    published(begun(plan, **later(plan), materials=further_material(plan), credit_sources=["province_craft"]))
    for case, is_asked in ((filed, False), (draft, True)):
        now = cases.fresh(case)
        assert (terms_for(now).credit_sources == ["province_craft"]) is is_asked
        assert ("extra" in {row["key"] for row in wanted_materials(now)}) is is_asked
        assert ("作品目录" in "".join(readiness_of(now).reasons)) is is_asked
        assert ("material:extra" in {item.key for item in items_of(now)}) is is_asked


def test_a_further_check_is_made_of_those_alone_who_have_not_filed(plan):
    filed, draft = cases.make_case(Stage.EMPLOYER_REVIEW, plan=plan), cases.make_draft(plan)
    check = {"key": "extra", "name": "学时卡", "source": "filled", "required": True, "clause": "50号", "check": CARD}
    published(begun(plan, **later(plan), materials=[*plan.materials, check], credit_sources=["province_craft"]))
    for case, is_asked in ((filed, False), (draft, True)):
        assert bool(material_findings(cases.fresh(case), None, is_signed=True)) is is_asked


def test_what_is_filed_again_names_the_version_that_judges_it(plan):
    case, late = cases.make_case(Stage.EMPLOYER_REVIEW, plan=plan), cases.make_case("ready_to_file", plan=plan)
    published(begun(plan, **later(plan)))
    again, first = (freeze(cases.fresh(each), each.commitments.get()) for each in (case, late))
    assert case.snapshot.examination["plan_version"] == 1
    assert (again.examination["plan_version"], first.examination["plan_version"]) == (1, 2)


def test_time_limits_in_hand_are_only_put_off(plan):
    filed = cases.make_case(Stage.EMPLOYER_REVIEW, plan=plan)
    published(begun(plan, employer_closes=plan.employer_closes + dt.timedelta(days=2)))
    assert Application.objects.get(pk=filed.pk).due_at == plan.employer_closes + dt.timedelta(days=2)


@pytest.mark.parametrize("field", ["filing_closes", "employer_closes"])
def test_no_published_deadline_is_shortened(plan, field):
    correction = begun(plan, **{field: getattr(plan, field) - dt.timedelta(days=1)})
    with pytest.raises(ActRefused, match="更正公告只能延后"):
        approved(correction)


def test_no_title_is_taken_from_those_who_applied_for_it(plan):
    cases.make_draft(plan, title="工艺美术师")
    correction = begun(plan)
    left = [t for t in correction.titles.select_related("committee") if t.name != "工艺美术师"]
    rows = [
        {"name": t.name, "level": t.level, "committee": t.committee, "mode": t.mode, "scope": t.scope} for t in left
    ]
    save_titles(correction, rows)
    with pytest.raises(ActRefused, match="已有人申报“工艺美术师”"):
        approved(correction)


def test_a_correction_needs_a_number_and_a_reason_of_its_own(plan):
    correction = begun(plan, **later(plan))
    save_terms(correction, {"document_number": plan.document_number, "correction_reason": " "})
    with pytest.raises(ActRefused, match="应有自己的文号") as refused:
        approved(correction)
    assert any("没有写明更正理由" in reason for reason in refused.value.reasons)


def test_a_correction_that_changes_nothing_is_not_published(plan):
    with pytest.raises(ActRefused, match="没有不同"):
        published(begun(plan, correction_reason="无"))


def test_one_correction_at_a_time_and_it_can_be_given_up(plan):
    correction = begun(plan)
    with pytest.raises(ActRefused, match="已有一份更正公告"):
        perform(START_CORRECTION, plan, cases.office_actor())
    perform(DROP_PLAN, correction, cases.office_actor())
    assert begun(plan).code == f"{plan.code}/v2"


def test_a_correction_is_published_by_its_own_act_alone(plan):
    correction = approved(begun(plan, **later(plan)))
    with pytest.raises(ActRefused, match="不能办理“发布计划”"):
        perform(PUBLISH_PLAN, correction, cases.office_actor())


def test_a_correction_is_nobodys_business_until_it_is_published(plan):
    correction = begun(plan, name="尚未公开的名称", **later(plan))
    for address in (reverse("plans"), reverse("plan", args=[plan.code]), reverse("home")):
        assert "尚未公开的名称" not in Client().get(address).text
    assert Client().get(reverse("plan_version", args=[plan.code, 2])).status_code == 404
    published(correction)
    page = Client().get(reverse("plan_version", args=[plan.code, 2])).text
    for said in ("受台风影响", "衢经信产融〔2022〕50号", "尚未公开的名称", "2022年9月13日（周二）24:00"):
        assert said in page
    assert "第 2 版" in Client().get(reverse("plan", args=[plan.code])).text
    assert "份数" in Client().get(reverse("plan_difference", args=[plan.code, 1])).text


def test_a_plan_is_ended_by_its_office_once_every_case_has_ended(plan, clock):
    case = cases.make_draft(plan)
    with pytest.raises(ActRefused, match="在此之前不能结束计划"):
        perform(CLOSE_PLAN, plan, cases.office_actor())
    clock.set("2022-09-11 00:01")
    with pytest.raises(ActRefused, match="还有 1 件申报没有办结"):
        perform(CLOSE_PLAN, plan, cases.office_actor())
    Application.objects.filter(pk=case.pk).update(stage=Stage.LAPSED)
    assert perform(CLOSE_PLAN, plan, cases.office_actor()).stage == PlanStage.CLOSED


def test_the_clock_ends_a_plan_after_its_last_deadline(plan, clock):
    cases.make_draft(plan)
    clock.set("2022-09-30 23:59")
    close_due()
    assert Plan.objects.get(pk=plan.pk).stage == PlanStage.PUBLISHED
    clock.set("2022-10-01 00:00")
    assert close_due().ended == 1
    assert Plan.objects.get(pk=plan.pk).stage == PlanStage.CLOSED
    assert close_due().ended == 0
