"""Joint legs (会同): both offices examine, both sign, either may stop the case; what was signed is then void."""

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import AdminLevel, AgencyKind
from accounts.models import JournalEntry, Notice
from reviews.documents.review_opinions import opinions_of
from reviews.enums import Stage
from reviews.forms import batch
from reviews.models import Application, SignOff
from reviews.permissions import holds, may_read_case
from reviews.selectors import worklists
from reviews.selectors.joint import due_of, fetch_round, words_of
from reviews.selectors.timeline import standing_of, timeline_of
from reviews.services import handover
from reviews.steps.answer_complaint import ANSWER_COMPLAINT
from reviews.steps.base import ActRefused, perform
from reviews.steps.file_complaint import FILE_COMPLAINT
from reviews.steps.not_recommend import NOT_RECOMMEND
from reviews.steps.recommend import RECOMMEND
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from tests.conftest import Clock
from tests.reviews import cases, filed
from tests.reviews.refusals import DEFECTS, TEXT, refusal

pytestmark = pytest.mark.django_db

CLOSES = "2022-10-01T00:00:00+08:00"
JOINT = {"kind": "industry_bureau", "label": "市经信部门", "level": "city", "joint": ["hr_bureau"], "closes": CLOSES}


@pytest.fixture(autouse=True)
def september(clock: Clock) -> None:
    clock.set("2022-09-21 09:00")


@pytest.fixture
def case() -> Application:
    city = filed.region("330800", "衢州市", AdminLevel.CITY)
    county = filed.region()
    county.parent = city
    county.save()
    for kind in (AgencyKind.INDUSTRY_BUREAU, AgencyKind.HR_BUREAU):
        filed.agency(kind, city)
    return filed.case(Stage.RECOMMENDATION, under=filed.plan(route=[JOINT]), of=filed.employer(where=county))


def pair() -> list:
    city = filed.region("330800")
    return [filed.officer(filed.agency(kind, city)) for kind in (AgencyKind.INDUSTRY_BUREAU, AgencyKind.HR_BUREAU)]


def test_both_hold_it_and_find_it_in_their_worklists(case: Application) -> None:
    industry, hr = pair()
    other = filed.officer(filed.agency(AgencyKind.HR_BUREAU))
    assert [holds(actor, case) for actor in (industry, hr, other)] == [True, True, False]
    assert [agency.name for agency in due_of(case)] == ["衢州市经信部门", "衢州市人力社保部门"]
    for actor in (industry, hr):
        assert [found.pk for found in worklists.bench_of(actor).cases] == [case.pk]
    assert not worklists.bench_of(other).cases.exists()
    assert standing_of(case)["holder"] == "衢州市经信部门、衢州市人力社保部门"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_case_goes_on_when_both_have_signed_in_whatever_order(case: Application, order: tuple[int, int]) -> None:
    actors = pair()
    first, second = actors[order[0]], actors[order[1]]
    done = perform(RECOMMEND, case, first, text="同意推荐。")
    assert (done.stage, done.leg, done.holder) == (Stage.RECOMMENDATION, 0, second.agency)
    assert words_of(done) == f"会同审核：{first.agency}已签署，待{second.agency}签署"
    assert not holds(first, done)
    assert may_read_case(first, done)
    assert not worklists.bench_of(first).cases.exists()
    assert [found.pk for found in worklists.examined_by(first)] == [case.pk]
    assert {notice.recipient for notice in Notice.objects.all()} == {case.applicant.user, second.user}
    done = perform(RECOMMEND, done, second, text="经审核，同意推荐。")
    assert (done.stage, done.holder) == (Stage.QUALIFICATION, case.plan.office)
    assert not SignOff.objects.filter(ended_at=None).exists()


def test_a_signature_that_is_due_no_more_holds_no_case(case: Application) -> None:
    """Neither one that was given, as lists read it, nor one of a round that has ended."""
    first, second = pair()
    done = Application.objects.get(pk=perform(RECOMMEND, case, first, text="同意推荐。").pk)
    fetch_round(done)
    other = filed.officer(filed.agency(AgencyKind.HR_BUREAU))
    assert [holds(actor, done) for actor in (first, second, other)] == [False, True, False]
    perform(RETURN_FOR_CORRECTION, case, second, defects=DEFECTS)
    elsewhere = filed.agency(AgencyKind.COMPETENT_DEPARTMENT)
    Application.objects.filter(pk=case.pk).update(stage=Stage.RECOMMENDATION, holder=elsewhere)
    again = Application.objects.get(pk=case.pk)
    assert again.sign_offs.filter(agency=second.agency, opinion=None).exists()
    assert [holds(actor, again) for actor in (first, second)] == [False, False]


def test_nobody_signs_twice(case: Application) -> None:
    industry, _ = pair()
    perform(RECOMMEND, case, industry, text=TEXT)
    assert "不能办理" in refusal(RECOMMEND, case, industry, text=TEXT)[0]
    assert case.opinions.count() == 1


def test_the_printed_form_carries_both_opinions(case: Application) -> None:
    for actor in pair():
        perform(RECOMMEND, case, actor, text=f"{actor.agency}同意推荐。")
    printed = opinions_of(case, case.snapshot)
    assert [line["body"] for line in printed] == ["衢州市经信部门（会同审核）", "衢州市人力社保部门（会同审核）"]
    assert printed[1]["text"] == "衢州市人力社保部门同意推荐。"


def test_the_timeline_says_who_is_still_due(case: Application) -> None:
    industry, _ = pair()
    done = perform(RECOMMEND, case, industry, text="同意推荐。")
    line = timeline_of(done)
    assert line.past[-1].note == "同意推荐。\n会同审核，尚待衢州市人力社保部门签署。"
    assert line.present.who == "衢州市人力社保部门"
    assert line.present.note == "会同审核：衢州市经信部门已签署，待衢州市人力社保部门签署。"


def test_either_returns_it_and_the_signature_so_far_is_void(case: Application) -> None:
    industry, hr = pair()
    perform(RECOMMEND, case, industry, text="同意推荐。")
    Notice.objects.all().delete()
    done = perform(RETURN_FOR_CORRECTION, case, hr, defects=DEFECTS)
    assert done.stage == Stage.DRAFT
    assert case.opinions.get(verdict="agree").voided_at is not None
    assert not holds(industry, done)
    assert not worklists.bench_of(hr).cases.exists()
    assert JournalEntry.objects.filter(act="return_for_correction").get().data["voids"] == "衢州市经信部门"
    assert Notice.objects.filter(recipient=industry.user, body__contains="签署的意见失效").exists()
    # The next round begins anew: both are due again.
    handover.to_leg(done, 0)
    done.save()
    assert len(due_of(done)) == 2
    assert [row.opinion_id for row in done.sign_offs.filter(ended_at=None)] == [None, None]


def test_either_refuses_it_with_its_reason(case: Application) -> None:
    industry, hr = pair()
    perform(RECOMMEND, case, hr, text="同意推荐。")
    assert refusal(NOT_RECOMMEND, case, industry, text=" ") == ["请填写不予推荐的理由。"]
    done = perform(NOT_RECOMMEND, case, industry, text="业绩不实。")
    assert (done.stage, done.holder) == (Stage.NOT_RECOMMENDED, None)
    assert opinions_of(done, done.snapshot)[0]["text"] == "业绩不实。"
    assert len(opinions_of(done, done.snapshot)) == 1
    assert Notice.objects.filter(recipient=hr.user, title="会同审核的申报不予推荐").exists()


def test_a_batch_says_what_one_signature_does(case: Application) -> None:
    industry, hr = pair()
    [line] = batch.preview(batch.batch_acts()["recommend"], [case], industry)
    assert line.effect.startswith("完成本机构的会同审核；衢州市经信部门、衢州市人力社保部门均签署后，推荐至")
    [line] = batch.run(batch.batch_acts()["recommend"], [case], industry, {"text": TEXT})
    assert line.is_done
    [line] = batch.preview(batch.batch_acts()["recommend"], [Application.objects.get()], hr)
    assert line.effect == f"推荐至{case.plan.office}"


def test_a_case_without_a_partner_is_not_sent(case: Application) -> None:
    case.plan.route = [{**JOINT, "joint": ["receiving_point"]}]
    assert list(handover.no_body_at(case, 0)) == [
        "没有找到衢州市的受理点，无法送审。请联系评委会办公室或人力社保部门设置机构后再办理。"
    ]


def test_an_office_has_one_live_row_for_a_case(case: Application) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOff.objects.create(application=case, leg=0, agency=pair()[0].agency, order=5)


def test_a_refused_act_leaves_every_signature(case: Application) -> None:
    industry, hr = pair()
    perform(RECOMMEND, case, industry, text=TEXT)
    with pytest.raises(ActRefused):
        perform(RETURN_FOR_CORRECTION, case, hr, defects=[])
    assert case.opinions.get().voided_at is None


def test_an_upheld_complaint_opens_the_round_again_for_both(case: Application) -> None:
    industry, hr = pair()
    perform(RECOMMEND, case, industry, text="同意推荐。")
    done = perform(NOT_RECOMMEND, case, hr, text="业绩不符。")
    done = perform(FILE_COMPLAINT, done, cases.applicant_actor(done.applicant), text="业绩材料齐全。")
    bureau = filed.officer(case.plan.hr_bureau)
    complaint = done.complaints.get()
    # The bureau of the plan has itself decided: who sits in it is asked by its officers, not by its name.
    assert hr.agency == bureau.agency
    assert complaint.agency == bureau.agency
    done = perform(ANSWER_COMPLAINT, done, bureau, complaint=complaint, upheld=True, reasons="材料属实。")
    assert [agency.pk for agency in due_of(done)] == [industry.agency_id, hr.agency_id]
    assert {notice.recipient for notice in Notice.objects.filter(title="复查成立，请重新办理")} >= {
        industry.user,
        hr.user,
    }
    assert not done.opinions.filter(voided_at=None).exists()
    for actor in (hr, industry):
        done = perform(RECOMMEND, done, actor, text="经审核，同意推荐。")
    assert done.stage == Stage.QUALIFICATION
