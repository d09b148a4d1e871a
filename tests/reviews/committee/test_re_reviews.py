"""Complaints against decisions and second reviews: the case goes back, and what was decided first stays on record."""

import pytest
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.models import JournalEntry
from accounts.services import journal
from reviews.enums import (
    ArchiveMode,
    CertificateState,
    ComplaintStage,
    IntegrityStage,
    RevocationStage,
    Stage,
)
from reviews.models import Application, Certificate, Complaint, IntegrityRecord, ReReview
from reviews.selectors.meetings import waiting_cases
from reviews.services import complaints
from reviews.services.results import passed_items
from reviews.steps.answer_complaint import ANSWER_COMPLAINT
from reviews.steps.archive import ARCHIVE
from reviews.steps.base import perform, reasons_against
from reviews.steps.file_complaint import FILE_COMPLAINT
from reviews.steps.not_recommend import NOT_RECOMMEND
from reviews.steps.order_re_review import ORDER_RE_REVIEW
from reviews.steps.recommend import RECOMMEND
from reviews.steps.return_paper import RETURN_PAPER
from reviews.steps.schedule_meeting import SCHEDULE_MEETING
from reviews.steps.withdraw_recommendation import WITHDRAW_RECOMMENDATION
from tests.reviews import filed
from tests.reviews.committee.factory import Hall, hall, revoked
from tests.reviews.committee.test_result_filings import as_, disputed, refusal

pytestmark = pytest.mark.django_db


def person(case: Application) -> Actor:
    return Actor(Role.APPLICANT, case.applicant.user)


def fresh(case: Application) -> Application:
    return Application.objects.get(pk=case.pk)


def test_an_upheld_objection_leads_to_a_second_review_that_is_linked_to_the_first() -> None:
    room = hall()
    meeting = room.closed()
    case = disputed(room, meeting)
    assert "异议经核查成立" in refusal(ORDER_RE_REVIEW, case, room.office, text="x")
    case.publicity_entries.get().objections.update(stage="upheld")
    assert "请填写复评的理由" in refusal(ORDER_RE_REVIEW, case, room.office, text=" ")
    perform(ORDER_RE_REVIEW, case, room.office, text="评议材料遗漏一件获奖证书。")
    made = ReReview.objects.get()
    assert fresh(case).stage == Stage.READY
    assert (made.former.meeting, made.former.passed) == (meeting, True)
    assert case.pk not in {item.application_id for item in passed_items(meeting)}
    assert list(waiting_cases(room.plan, room.committee)) == [case]
    assert "已决定复评" in as_(room.office).get(reverse("meeting", args=[meeting.pk])).content.decode()
    kept = JournalEntry.objects.get(act="order_re_review").data
    assert kept["former_meeting"] == meeting.number
    # The case stands on a second agenda; the first item is untouched.
    perform(SCHEDULE_MEETING, room.plan, room.office, **room.form(applications=[fresh(case)]))
    assert case.meeting_items.count() == 2
    assert not waiting_cases(room.plan, room.committee).exists()


def test_the_bureau_sends_a_result_back_for_a_second_review_once_it_is_on_no_list() -> None:
    room = hall(cases=1)
    room.reported()
    case = fresh(room.cases[0])
    assert "请在核准时暂缓核准" in refusal(ORDER_RE_REVIEW, case, room.bureau, text="x")
    case.result_lines.get().delete()
    perform(ORDER_RE_REVIEW, case, room.bureau, text="表决人数有误。")
    assert fresh(case).stage == Stage.READY


def test_a_refused_recommendation_is_complained_of_answered_and_decided_anew(clock) -> None:
    clock.set("2022-09-20 09:00")
    case = filed.case(Stage.RECOMMENDATION)
    body, bureau = filed.officer(case.holder), filed.officer(case.plan.hr_bureau)
    perform(NOT_RECOMMEND, case, body, text="业绩不符。")
    mine = as_(person(case))
    assert "申请复查" in mine.get(reverse("application", args=[case.pk])).content.decode()
    page = reverse("complaint_file", args=[case.pk])
    assert "请写明复查的请求和理由" in mine.post(page, {"text": ""}).content.decode()
    assert mine.post(page, {"text": "业绩材料齐全，请求撤回。"}).status_code == 302
    found = Complaint.objects.get()
    assert (found.agency, found.act, found.before) == (case.plan.hr_bureau, "not_recommend", Stage.RECOMMENDATION)
    assert "不能重复提出" in refusal(FILE_COMPLAINT, case, person(case), text="再次")
    answer = reverse("complaint", args=[found.receipt])
    assert as_(body).get(answer).status_code == 404
    assert found.receipt in as_(bureau).get(reverse("complaints")).content.decode()
    missing = as_(bureau).post(answer, {"upheld": "", "reasons": ""}).content.decode()
    assert "请选择维持原决定或请求成立" in missing
    assert "请填写复查情况和理由" in missing
    clock.set("2022-10-20 09:00")
    assert as_(bureau).post(answer, {"upheld": "yes", "reasons": "材料属实。"}).status_code == 302
    case = fresh(case)
    found.refresh_from_db()
    assert (case.stage, case.holder, found.stage) == (Stage.RECOMMENDATION, body.agency, ComplaintStage.UPHELD)
    # The deadline of the notice has passed: the body has the days of a correction, and the case does not lapse.
    assert case.due_at > case.entered_at
    assert "业绩材料齐全" not in str(list(JournalEntry.objects.values_list("data", flat=True)))


def test_a_complaint_has_its_time_and_may_be_dismissed(clock) -> None:
    clock.set("2022-09-20 09:00")
    case = filed.case(Stage.RECOMMENDATION)
    perform(NOT_RECOMMEND, case, filed.officer(case.holder), text="业绩不符。")
    perform(FILE_COMPLAINT, fresh(case), person(case), text="不服。")
    bureau = filed.officer(case.plan.hr_bureau)
    perform(
        ANSWER_COMPLAINT, fresh(case), bureau, complaint=Complaint.objects.get(), upheld=False, reasons="事实清楚。"
    )
    assert fresh(case).stage == Stage.NOT_RECOMMENDED
    other = filed.case(Stage.RECOMMENDATION)
    perform(NOT_RECOMMEND, other, filed.officer(other.holder), text="业绩不符。")
    clock.set("2022-11-30 09:00")
    assert "现已届满" in refusal(FILE_COMPLAINT, fresh(other), person(other), text="不服。")


def test_who_was_not_passed_is_voted_on_anew_where_the_complaint_is_upheld() -> None:
    room = hall(cases=1)
    meeting = room.closed(yes=3)
    case = fresh(room.cases[0])
    perform(FILE_COMPLAINT, case, person(case), text="评委应当回避而未回避。")
    found = Complaint.objects.get()
    perform(ANSWER_COMPLAINT, fresh(case), room.bureau, complaint=found, upheld=True, reasons="回避情况属实。")
    assert fresh(case).stage == Stage.READY
    assert ReReview.objects.get().former.meeting == meeting
    assert meeting.items.get().passed is False


def test_a_revocation_that_is_taken_back_restores_the_title(empty_cache) -> None:
    room: Hall = hall(cases=1)
    room.approved()
    paper = room.cases[0].documents.get(kind="certificate")
    case = revoked(fresh(room.cases[0]), room.bureau)
    above = filed.agency(AgencyKind.HR_BUREAU, filed.region("330000", "浙江省"), "浙江省人力资源和社会保障厅")
    room.plan.region.parent = above.region
    room.plan.region.save()
    perform(FILE_COMPLAINT, fresh(case), person(case), text="证据不足。")
    found = Complaint.objects.get()
    assert found.agency == above
    assert reasons_against(ANSWER_COMPLAINT, fresh(case), room.bureau)
    perform(ANSWER_COMPLAINT, fresh(case), filed.officer(above), complaint=found, upheld=True, reasons="证据不足。")
    case = fresh(case)
    assert case.stage == Stage.ANNOUNCED
    assert Certificate.objects.get().state == CertificateState.VALID
    assert IntegrityRecord.objects.get().stage == IntegrityStage.LIFTED
    assert case.revocations.get().stage == RevocationStage.ANNULLED
    assert case.documents.get(kind="certificate", voided_at=None) == paper


def test_a_recommendation_that_was_taken_back_stands_again_and_the_bureau_is_known_by_its_officers(clock) -> None:
    clock.set("2022-09-20 09:00")
    case = filed.case(Stage.RECOMMENDATION)
    body = filed.officer(case.holder)
    perform(RECOMMEND, case, body, text="同意推荐。")
    # A bureau whose name begins as the plan's does is not the plan's.
    lookalike = filed.officer(filed.agency(AgencyKind.HR_BUREAU, name=f"{case.plan.hr_bureau.name}分局"))
    journal.record("not_recommend", case, lookalike, case=case.pk, after=Stage.NOT_RECOMMENDED)
    entry = JournalEntry.objects.get(act="not_recommend")
    assert complaints.body_above(case, entry) == case.plan.hr_bureau
    ground = {"ground": "poor_results", "text": "考核不合格。"}
    done = perform(WITHDRAW_RECOMMENDATION, fresh(case), body, **ground)
    done = perform(FILE_COMPLAINT, done, person(case), text="考核合格。")
    bureau, found = filed.officer(case.plan.hr_bureau), Complaint.objects.get()
    done = perform(ANSWER_COMPLAINT, done, bureau, complaint=found, upheld=True, reasons="考核属实。")
    assert (done.stage, done.leg) == (Stage.RECOMMENDATION, 1)
    assert [(each.verdict, each.body) for each in done.opinions.filter(voided_at=None)] == [("agree", body.agency.name)]


@pytest.mark.parametrize("mode", ArchiveMode.values)
def test_the_form_goes_where_the_plan_says(mode: str) -> None:
    room = hall(cases=1)
    room.plan.archive_mode = mode
    room.plan.save()
    room.approved()
    case = fresh(room.cases[0])
    if mode == ArchiveMode.RETURNED:
        assert "尚未登记退还" in refusal(ARCHIVE, case, room.office)
        perform(RETURN_PAPER, case, room.office)
    else:
        assert "不退还申报人" in refusal(RETURN_PAPER, case, room.office)
    if mode == ArchiveMode.OFFICE:
        Application.objects.filter(pk=case.pk).update(paper_received_at=None)
        assert "尚未登记收讫" in refusal(ARCHIVE, fresh(case), room.office)
        Application.objects.filter(pk=case.pk).update(paper_received_at=case.filed_at)
    assert perform(ARCHIVE, fresh(case), room.office).stage == Stage.ARCHIVED
    assert JournalEntry.objects.get(act="archive").data["mode"] == mode


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_of_complaints_costs_the_same_for_one_and_for_three(
    people: int, clock, django_assert_num_queries
) -> None:
    clock.set("2022-09-20 09:00")
    plan = filed.plan()
    for _ in range(people):
        case = filed.case(Stage.RECOMMENDATION, under=plan)
        perform(NOT_RECOMMEND, case, filed.officer(case.holder), text="业绩不符。")
        perform(FILE_COMPLAINT, fresh(case), person(case), text="不服。")
    bureau = as_(filed.officer(plan.hr_bureau))
    bureau.get(reverse("complaints"))
    with django_assert_num_queries(6):
        page = bureau.get(reverse("complaints")).content.decode()
    assert page.count("row-title") == people
