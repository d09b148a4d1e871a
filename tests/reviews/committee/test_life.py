"""A meeting from its filing to the certificates, and each gate on its way."""

import datetime as dt

import pytest

from accounts.models import Notice
from accounts.services.journal import broken_links
from law.draw_bundle import verify
from reviews.enums import CertificateState, CredentialKind, MeetingStage, Stage
from reviews.models import Application, Certificate, Document, Meeting
from reviews.steps.approve_results import APPROVE_RESULTS
from reviews.steps.archive import ARCHIVE
from reviews.steps.base import ActRefused, perform
from reviews.steps.cancel_meeting import CANCEL_MEETING
from reviews.steps.check_in import CHECK_IN
from reviews.steps.close_meeting import CLOSE_MEETING
from reviews.steps.confirm_filing import CONFIRM_FILING
from reviews.steps.convene import CONVENE
from reviews.steps.file_meeting import FILE_MEETING
from reviews.steps.propose_revocation import PROPOSE_REVOCATION
from reviews.steps.report_results import REPORT_RESULTS
from reviews.steps.return_filing import RETURN_FILING
from reviews.steps.return_paper import RETURN_PAPER
from reviews.steps.revise_meeting import REVISE_MEETING
from reviews.steps.revoke import REVOKE
from tests.conftest import Clock
from tests.reviews import filed
from tests.reviews.committee.factory import Hall, chair, draw_of, expert, hall, panel, revoked
from zcps import clock

pytestmark = pytest.mark.django_db


def test_the_whole_life(clock: Clock) -> None:
    room = hall()
    meeting = room.approved()
    assert meeting.stage == MeetingStage.APPROVED
    for case in room.cases:
        case.refresh_from_db()
        assert case.stage == Stage.ANNOUNCED
        assert case.certificate.content["document_number"] == "衢人社职〔2022〕9号"
        perform(RETURN_PAPER, case, room.office)
        assert perform(ARCHIVE, case, room.office).stage == Stage.ARCHIVED
    assert verify(draw_of(meeting).bundle).valid
    assert Document.objects.filter(kind="certificate").count() == 2
    assert Document.objects.filter(kind="result_filing_form", meeting=meeting).count() == 1
    assert not list(broken_links())


def refusal(step, subject, by, **data) -> str:
    with pytest.raises(ActRefused) as refused:
        perform(step, subject, by, **data)
    subject.refresh_from_db()
    return "".join(refused.value.reasons)


def in_days(days: int) -> dt.datetime:
    return clock.now() + dt.timedelta(days=days)


def test_a_meeting_six_days_ahead_is_refused_with_the_earliest_day() -> None:
    room = hall()
    with pytest.raises(ActRefused, match="最早可于2022年11月8日"):
        room.scheduled(convenes_at=in_days(6))
    assert not Meeting.objects.exists()
    assert room.scheduled(convenes_at=in_days(7)).stage == MeetingStage.SCHEDULED


def test_a_filing_six_days_ahead_is_refused_and_can_be_mended(clock: Clock) -> None:
    room = hall()
    meeting = room.scheduled(convenes_at=in_days(7))
    clock.advance(days=1)
    assert "最早可于" in refusal(FILE_MEETING, meeting, room.office)
    assert meeting.stage == MeetingStage.SCHEDULED
    later = room.form(convenes_at=in_days(7))
    perform(REVISE_MEETING, meeting, room.office, **later)
    assert perform(FILE_MEETING, meeting, room.office).stage == MeetingStage.FILED


def test_a_case_that_is_not_ready_or_sits_elsewhere_is_not_taken() -> None:
    room = hall()
    room.scheduled()
    with pytest.raises(ActRefused, match="已列入其他会议"):
        room.scheduled()
    withdrawn = filed.case(Stage.QUALIFIED, under=room.plan)
    with pytest.raises(ActRefused, match="资格审查通过"):
        room.scheduled(applications=[withdrawn])


def test_a_cancelled_meeting_frees_its_cases_and_tells_the_bureau() -> None:
    room = hall()
    meeting = room.scheduled()
    assert "理由" in refusal(CANCEL_MEETING, meeting, room.office, reason=" ")
    perform(CANCEL_MEETING, meeting, room.office, reason="会场不可用")
    assert Notice.objects.filter(recipient=room.bureau.user, title="评审会议已取消").exists()
    assert room.scheduled().items.count() == 2


def test_the_agenda_is_ordered_by_specialty() -> None:
    room = hall(cases=4)
    specialties = [item.application.specialty for item in room.scheduled().items.all()]
    assert specialties == sorted(specialties)


def test_the_filing_keeps_its_report() -> None:
    report = hall().filed().filing_report
    assert report["agenda"] == 2
    assert [row["number"] for row in report["specialties"]] == [1, 1]
    assert report["pool"] == 16


def test_the_bureau_returns_with_reasons_and_the_week_counts_anew(clock: Clock) -> None:
    room = hall()
    meeting = room.filed()
    assert "理由" in refusal(RETURN_FILING, meeting, room.bureau)
    meeting = perform(RETURN_FILING, meeting, room.bureau, reason="请补充评前公示情况")
    assert meeting.stage == MeetingStage.SCHEDULED
    clock.advance(days=3)
    assert "最早可于" in refusal(FILE_MEETING, meeting, room.office)


def test_a_day_gone_by_is_not_confirmed(clock: Clock) -> None:
    room = hall()
    meeting = room.filed()
    clock.advance(days=9)
    assert "已过" in refusal(CONFIRM_FILING, meeting, room.bureau)


@pytest.mark.parametrize(
    ("stage", "sentence"),
    [("scheduled", "备案尚未报送"), ("filed", "备案尚未经人力社保部门确认"), ("confirmed", "专家尚未抽取")],
)
def test_nothing_convenes_without_the_bureaus_confirmation(stage: str, sentence: str) -> None:
    room = hall()
    meeting = getattr(room, stage)()
    assert sentence in refusal(CONVENE, meeting, room.office)
    assert meeting.stage == stage


def test_not_before_the_day_and_not_without_a_quorum() -> None:
    room = hall()
    meeting = room.drawn()
    assert "不能提前召开" in refusal(CONVENE, meeting, room.office)
    seats = panel(meeting)
    assert "请于当日签到" in refusal(CHECK_IN, meeting, expert(seats[0]))
    Clock().advance(days=8)
    for seat in seats[:5]:
        perform(CHECK_IN, meeting, expert(seat))
    assert "应到会 6 人以上，实到 5 人" in refusal(CONVENE, meeting, room.office)
    perform(CHECK_IN, meeting, expert(seats[5]))
    assert perform(CONVENE, meeting, room.office).stage == MeetingStage.CONVENED
    assert set(Application.objects.values_list("stage", flat=True)) == {Stage.IN_REVIEW}


def test_what_was_withdrawn_leaves_the_agenda_and_the_rest_goes_on() -> None:
    room = hall(cases=3)
    meeting = room.on_the_day()
    gone = room.cases[0]
    Application.objects.filter(pk=gone.pk).update(stage=Stage.WITHDRAWN, holder=None)
    for seat in panel(meeting):
        perform(CHECK_IN, meeting, expert(seat))
    perform(CONVENE, meeting, chair(meeting))
    assert set(meeting.items.values_list("application", flat=True)) == {case.pk for case in room.cases[1:]}


def test_no_end_while_an_item_is_open() -> None:
    room = hall()
    meeting = room.convened()
    assert "第 1、2 项尚未表决结束" in refusal(CLOSE_MEETING, meeting, room.office)


def test_who_did_not_pass_is_told_at_the_end_and_nobody_else() -> None:
    room = hall()
    room.closed(yes=5)
    told = Notice.objects.filter(title="评审结果：未通过").values_list("recipient", flat=True)
    assert set(told) == {case.applicant.user_id for case in room.cases}
    assert set(Application.objects.values_list("stage", flat=True)) == {Stage.NOT_PASSED}


def test_nothing_is_reported_before_the_publicity_has_ended() -> None:
    room = hall()
    meeting = room.closed()
    assert "尚未开始结果公示" in refusal(REPORT_RESULTS, meeting, room.office)
    Application.objects.update(stage=Stage.RESULT_PUBLICITY)
    assert "结果公示尚未结束" in refusal(REPORT_RESULTS, meeting, room.office)


def test_approval_wants_a_document_number() -> None:
    room = hall()
    meeting = room.reported()
    assert "文号" in refusal(APPROVE_RESULTS, meeting, room.bureau, publication_number=" ")
    assert not Certificate.objects.exists()


def test_a_plan_without_certificates_announces_without_them() -> None:
    room = hall()
    room.plan.issues_certificate = False
    room.plan.save()
    room.approved()
    assert {found.kind for found in Certificate.objects.all()} == {CredentialKind.PROOF}
    assert "评审通过证明" in Notice.objects.filter(title="评审结果已公布")[0].body


def test_paper_goes_back_before_the_archive_and_once() -> None:
    room = hall()
    room.approved()
    case = Application.objects.get(pk=room.cases[0].pk)
    assert "尚未登记退还" in refusal(ARCHIVE, case, room.office)
    perform(RETURN_PAPER, case, room.office)
    assert "无需重复" in refusal(RETURN_PAPER, case, room.office)


def test_a_revocation_marks_the_certificate_and_is_recorded_for_three_years(clock: Clock) -> None:
    room: Hall = hall()
    room.approved()
    case = Application.objects.get(pk=room.cases[0].pk)
    sentences = refusal(PROPOSE_REVOCATION, case, room.bureau, reason="", clause="")
    assert "理由" in sentences
    assert "条款" in sentences
    assert "听取陈述申辩" in refusal(REVOKE, case, room.bureau, decision_number="1号")
    clock.set("2024-02-29 10:00")
    revoked(case, room.bureau)
    certificate = Certificate.objects.get(application=case)
    record = case.applicant.integrity_records.get()
    assert certificate.state == CertificateState.REVOKED
    assert certificate.revocation_reason == "提供虚假业绩材料。"
    assert (record.starts_on, record.ends_on) == (dt.date(2024, 2, 29), dt.date(2027, 2, 28))
    assert record.credit_ends_on == dt.date(2029, 2, 28)
    assert not Document.objects.filter(application=case, kind="certificate", voided_at=None).exists()
    assert Certificate.objects.exclude(application=case).get().state == CertificateState.VALID
