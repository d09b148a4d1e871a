import datetime as dt

import pytest

from accounts.models import JournalEntry
from accounts.steps.base import ActRefused, perform
from reviews.enums import PlanStage
from reviews.models import Plan
from reviews.plans import load_plan, settle
from reviews.services.plan_lint import problems_of, remarks_on
from reviews.services.plans import draft_plan, plan_codes
from reviews.steps.announce_plan import ANNOUNCE_PLAN
from reviews.steps.approve_plan import APPROVE_PLAN
from reviews.steps.publish_plan import PUBLISH_PLAN
from tests.reviews import cases
from zcps.clock import SHANGHAI

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(clock) -> Plan:
    clock.set("2022-08-20 09:00")
    cases.load_offices()
    return draft_plan("QZ-2022-GYMS", cases.office_actor().agency, cases.bureau_actor().agency)


def test_the_plans_of_quzhou_ship_and_publish():
    for code in ("QZ-2021-GYMS", "QZ-2022-GYMS"):
        assert code in plan_codes()
        assert cases.make_plan(code).stage == PlanStage.PUBLISHED


def test_the_plan_says_what_the_notice_says():
    plan = cases.make_plan()
    assert [title.name for title in plan.titles.all()] == ["工艺美术员", "助理工艺美术师", "工艺美术师"]
    assert len(plan.specialties) == 14
    assert [str(t.committee) for t in plan.titles.all()][1:] == [
        "衢州市工艺美术初级专业技术职务评审委员会",
        "衢州市工艺美术中级专业技术职务评审委员会",
    ]
    assert plan.filing_closes == dt.datetime(2022, 9, 11, tzinfo=SHANGHAI)
    assert [leg["closes"] for leg in plan.route] == ["2022-10-01T00:00:00+08:00"] * 2
    assert (plan.paper_copies, plan.stamp_chain, plan.paper_receiver) == (
        2,
        ["用人单位", "主管部门"],
        "衢州市经信局产业融合处",
    )


def test_no_person_and_no_telephone_of_the_notice_is_in_a_plan():
    text = str([plan.sections for plan in (cases.make_plan("QZ-2021-GYMS"), cases.make_plan())])
    assert "叶" not in text
    assert not [word for word in ("0570", "876", "308") if word in text]


def test_publishing_goes_office_bureau_office_and_is_kept(draft):
    office, bureau = cases.office_actor(), cases.bureau_actor()
    with pytest.raises(ActRefused, match="不能办理“报审计划”"):
        perform(ANNOUNCE_PLAN, draft, bureau)
    settle(draft, office)
    draft = perform(ANNOUNCE_PLAN, draft, office)
    with pytest.raises(ActRefused, match="当前状态为“报审”"):
        perform(PUBLISH_PLAN, draft, office)
    with pytest.raises(ActRefused, match="不能办理“审核同意计划”"):
        perform(APPROVE_PLAN, draft, office)
    published = perform(PUBLISH_PLAN, perform(APPROVE_PLAN, draft, bureau), office)
    assert published.published_at is not None
    acts = JournalEntry.objects.filter(subject_type="reviews.plan").exclude(act="accept_warning")
    assert list(acts.values_list("act", flat=True)) == ["announce_plan", "approve_plan", "publish_plan"]


def test_the_holiday_and_the_haste_are_remarked_for_the_bureau(draft):
    settle(draft, cases.office_actor())
    perform(ANNOUNCE_PLAN, draft, cases.office_actor())
    remarks = JournalEntry.objects.get(act="announce_plan").data["remarks"]
    assert any("2022-09-10 是中秋节" in line for line in remarks)
    assert any("2022-09-08 之后申报的来不及完成公示" in line for line in remarks)
    assert remarks == remarks_on(draft)


def test_everything_that_makes_a_plan_unworkable_is_said_at_once(draft):
    draft.cutoff = draft.cutoff.replace(year=2023)
    draft.employer_closes = draft.filing_opens
    draft.route = []
    draft.materials = [{**draft.materials[0], "clause": ""}]
    draft.sections = []
    draft.titles.filter(order=0).update(name="工程师")
    said = "\n".join(problems_of(draft))
    for wanted in (
        "年限截止日 2023年12月31日（周日） 与规则库的 2022年12月31日（周六） 不一致",
        "规则库没有“工程师”的申报条件",
        "不评审“工程师”",
        "“单位推荐截止”（2022-08-21）早于“个人申报截止”（2022-09-10）",
        "没有审核推荐路径",
        "来不及完成不少于 5 个工作日的单位公示",
        "没有写明依据条款",
        "计划缺少“公告内容”",
    ):
        assert wanted in said


def test_a_plan_without_its_rulebook_is_not_announced(draft):
    Plan.objects.filter(pk=draft.pk).update(rules="{}")
    with pytest.raises(ActRefused, match="规则库有误：缺少"):
        perform(ANNOUNCE_PLAN, draft, cases.office_actor())


def test_a_plan_is_not_published_after_its_own_deadline(draft, clock):
    clock.set("2022-09-11 00:00")
    with pytest.raises(ActRefused, match="2022-09-10 已过，发布后无人能申报"):
        load_plan_from(draft)


def load_plan_from(draft: Plan) -> Plan:
    settle(draft, cases.office_actor())
    draft = perform(APPROVE_PLAN, perform(ANNOUNCE_PLAN, draft, cases.office_actor()), cases.bureau_actor())
    return perform(PUBLISH_PLAN, draft, cases.office_actor())


def test_loading_twice_gives_the_same_plan():
    plan = cases.make_plan()
    assert load_plan(plan.code, cases.office_actor(), cases.bureau_actor()).pk == plan.pk
    assert Plan.objects.count() == 1
