"""The life of a plan at the desk of its office: warnings accepted, returned, frozen once reported, private."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import AgencyKind
from reviews.enums import PlanStage
from reviews.models import Plan
from reviews.plan_sections import SECTIONS
from reviews.plans import settle
from reviews.services.plan_drafts import PlanFrozenError, save_terms, save_titles
from reviews.services.plan_lint import problems_in
from tests.reviews import cases
from tests.reviews.views.plan_desk import as_, begun, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(clock) -> Client:
    clock.set("2022-08-15 09:00")
    cases.load_offices()
    return as_(cases.office_actor())


def test_a_warning_is_accepted_with_a_reason_and_anew_when_it_changes(office):
    office.post(reverse("plan_draft"), {"code": "QZ-2022-GYMS"})
    plan, address = Plan.objects.get(), reverse("office_plan", args=[Plan.objects.get().pk])
    key = "deadlines.filing.holiday"
    without = office.post(reverse("plan_warning", args=[plan.pk]), {"key": key, "reason": " "})
    assert without.status_code == 422
    assert "请写明为什么按现状发布" in without.text
    assert office.post(reverse("plan_warning", args=[plan.pk]), {"key": key, "reason": "公告已印发"}).status_code == 302
    assert "理由：公告已印发" in office.get(address).text
    assert "理由：公告已印发" in as_(cases.bureau_actor()).get(address).text
    Plan.objects.filter(pk=plan.pk).update(filing_closes="2022-09-11T16:00:00Z")
    assert "理由：公告已印发" not in office.get(address).text
    Plan.objects.filter(pk=plan.pk).update(filing_closes="2022-09-10T16:00:00Z")
    office.post(reverse("plan_warning", args=[plan.pk]), {"key": key, "do": "forget"})
    assert "理由：公告已印发" not in office.get(address).text


def test_the_bureau_returns_a_plan_with_its_reasons(office):
    office.post(reverse("plan_draft"), {"code": "QZ-2022-GYMS"})
    plan, bureau = Plan.objects.get(), as_(cases.bureau_actor())
    settle(plan, cases.office_actor())
    office.post(reverse("plan_act", args=[plan.pk, "announce_plan"]))
    assert "请写明退回的全部理由" in bureau.post(reverse("plan_act", args=[plan.pk, "return_plan"])).text
    assert (
        bureau.post(reverse("plan_act", args=[plan.pk, "return_plan"]), {"reason": "请补充依据文件"}).status_code == 302
    )
    plan.refresh_from_db()
    assert plan.stage == PlanStage.DRAFT
    assert cases.office_actor().user.notices.filter(body__contains="请补充依据文件").exists()


def test_a_plan_that_is_reported_is_frozen_by_every_way_of_writing(office):
    plan = cases.make_plan(at="2022-08-22 09:00")
    before = Plan.objects.filter(pk=plan.pk).values().get()
    for section in SECTIONS:
        office.post(
            reverse("plan_section", args=[plan.pk, section.key]),
            {"do": "save", **rows(), "name": "改名", "form_name": "改表"},
        )
        assert office.get(reverse("plan_section", args=[plan.pk, section.key])).status_code == 302
    office.post(reverse("plan_warning", args=[plan.pk]), {"key": "deadlines.filing.holiday", "do": "forget"})
    assert Plan.objects.filter(pk=plan.pk).values().get() == before
    assert plan.titles.count() == 3
    with pytest.raises(PlanFrozenError, match="只能通过更正公告修改"):
        save_terms(plan, {"name": "改名"})
    with pytest.raises(PlanFrozenError):
        save_titles(plan, [])


def test_a_draft_is_its_offices_and_its_bureaus_alone(office):
    plan = begun(office)
    strangers = [
        Client(),
        as_(cases.body_actor(AgencyKind.HR_BUREAU)),
        as_(cases.applicant_actor(cases.make_applicant())),
    ]
    for client in strangers:
        for name, args in (("office_plan", [plan.pk]), ("plan_section", [plan.pk, "identity"]), ("plan", [plan.code])):
            assert client.get(reverse(name, args=args)).status_code in (302, 404)
            assert plan.name not in client.get(reverse(name, args=args), follow=True).text
    # The bureau reads the draft and writes nothing in it.
    bureau = as_(cases.bureau_actor())
    assert bureau.get(reverse("office_plan", args=[plan.pk])).status_code == 200
    assert bureau.get(reverse("plan_section", args=[plan.pk, "identity"])).status_code == 404


def test_a_leg_that_nobody_can_act_for_is_a_problem(office):
    plan = begun(office)
    save_terms(plan, {"route": [{"kind": "receiving_point", "label": "受理点", "closes": "", "text": "另定"}]})
    assert "没有可以办理“受理点”的受理点" in "".join(each.because for each in problems_in(Plan.objects.get(pk=plan.pk)))
    save_terms(
        plan, {"route": [{"kind": "hr_bureau", "label": "省级", "closes": "", "text": "另定", "for": "provincial"}]}
    )
    assert "没有适用于省直单位以外的申报人的机构" in "".join(
        each.because for each in problems_in(Plan.objects.get(pk=plan.pk))
    )
