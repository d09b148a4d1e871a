"""The veto for academic fraud: its evidence, its record, the person's hearing, and what becomes of the case."""

from typing import Any

import pytest

from accounts.enums import AgencyKind
from accounts.models import JournalEntry, Notice
from reviews.documents.build import VIEWS, html_of
from reviews.enums import ComplaintStage, DocumentKind, IntegrityStage, PlanKind, Stage
from reviews.facts.application import recorded_facts
from reviews.models import Application
from reviews.selectors.vetoes import standing_veto
from reviews.services import papers
from reviews.steps.answer_complaint import ANSWER_COMPLAINT
from reviews.steps.answer_defence import ANSWER_DEFENCE
from reviews.steps.base import perform, reasons_against
from reviews.steps.file_complaint import FILE_COMPLAINT
from reviews.steps.recommend import RECOMMEND
from reviews.steps.state_defence import STATE_DEFENCE
from reviews.steps.veto import VETO
from tests.conftest import Clock
from tests.reviews import cases, filed
from tests.reviews.refusals import TEXT, refusal
from tests.reviews.sheets import sheet

pytestmark = pytest.mark.django_db

CLAUSE = "衢市人社专〔2021〕61号 三(一)"
GIVEN: dict[str, Any] = {"reason": "所报论文系抄袭。", "clause": CLAUSE}


@pytest.fixture(autouse=True)
def september(clock: Clock) -> None:
    clock.set("2022-09-21 09:00")


def vetoed(stage: Stage = Stage.RECOMMENDATION, **changes: Any) -> tuple[Application, Any]:
    case = filed.case(stage, **changes)
    by = filed.holder(case)
    return perform(VETO, case, by, evidence=sheet("比对报告.pdf"), **GIVEN), by


@pytest.mark.parametrize(
    ("stage", "ends"),
    [
        (Stage.EMPLOYER_REVIEW, Stage.NOT_RECOMMENDED),
        (Stage.RECOMMENDATION, Stage.NOT_RECOMMENDED),
        (Stage.QUALIFICATION, Stage.NOT_ACCEPTED),
        (Stage.READY, Stage.NOT_ACCEPTED),
        (Stage.PASSED, Stage.NOT_ACCEPTED),
    ],
)
def test_any_body_ends_the_case_and_a_record_is_written(stage: Stage, ends: Stage) -> None:
    done, _ = vetoed(stage)
    assert (done.stage, done.holder, done.due_at) == (ends, None, None)
    record = done.applicant.integrity_records.get()
    assert (record.stage, record.ends_on) == (IntegrityStage.PERIOD_OPEN, record.NO_END)
    assert "所报论文系抄袭" in record.reason
    assert done.opinions.get().verdict == "refuse"
    assert JournalEntry.objects.get(act="veto").data["clause"] == CLAUSE


@pytest.mark.parametrize("stage", [Stage.DETERMINATION, Stage.DETERMINED])
def test_the_office_that_determines_ends_it_as_not_determined(stage: Stage) -> None:
    done, _ = vetoed(stage, under=filed.plan(kind=PlanKind.INITIAL))
    assert done.stage == Stage.NOT_DETERMINED
    letter = done.documents.get(voided_at=None)
    assert letter.kind == DocumentKind.NOT_DETERMINED_LETTER
    assert "学术造假一票否决决定书" in html_of(letter, VIEWS[letter.kind](letter))


def test_facts_clause_and_evidence_are_asked_for_at_once() -> None:
    case = filed.case(Stage.RECOMMENDATION)
    reasons = refusal(VETO, case, filed.holder(case))
    assert [reason[:8] for reason in reasons] == ["请写明学术造假的", "请写明依据的条款", "请上传证据材料。"]
    assert not case.applicant.integrity_records.exists()


def test_the_office_may_at_every_stage_and_a_stranger_at_none() -> None:
    case = filed.case(Stage.RECOMMENDATION)
    office, stranger = filed.officer(case.plan.office), filed.officer(filed.agency(AgencyKind.HR_BUREAU))
    assert VETO.is_open_to(case, office)
    assert not VETO.is_open_to(case, stranger)
    assert not VETO.is_open_to(filed.case(Stage.IN_REVIEW, under=case.plan), office)


def test_the_person_is_told_of_his_right_and_the_bureau_of_the_period() -> None:
    bureau = filed.officer(filed.agency(AgencyKind.HR_BUREAU))
    done, _ = vetoed()
    notice = Notice.objects.get(recipient=done.applicant.user)
    assert "您有权陈述申辩" in notice.body
    assert notice.url == f"/cases/{done.pk}/fraud/"
    assert Notice.objects.filter(recipient=bureau.user, title="请核定诚信记录期限").exists()


def test_a_later_application_is_examined_with_the_record() -> None:
    done, _ = vetoed()
    draft = filed.case(Stage.DRAFT, under=done.plan)
    draft.applicant = done.applicant
    assert recorded_facts(draft)["person"]["integrity_record_active"] is True


def test_the_person_is_heard_once_and_answered() -> None:
    done, by = vetoed()
    person = cases.applicant_actor(done.applicant)
    assert "尚未提交陈述申辩" in reasons_against(ANSWER_DEFENCE, done, by, upheld=True, text=TEXT)[0]
    assert refusal(STATE_DEFENCE, done, person, text=" ") == ["请填写陈述和申辩的内容。"]
    done = perform(STATE_DEFENCE, done, person, text="该文系本人合作，署名见附件。", file=sheet("署名.pdf"))
    assert Notice.objects.filter(recipient=by.user, title="陈述申辩待答复").exists()
    assert "请等待答复" in refusal(STATE_DEFENCE, done, person, text="再次陈述")[0]
    done = perform(ANSWER_DEFENCE, done, by, upheld=True, text="经复核，事实清楚。")
    assert (done.stage, standing_veto(done).upheld) == (Stage.NOT_RECOMMENDED, True)
    assert "不能重复办理" in refusal(ANSWER_DEFENCE, done, by, upheld=False, text=TEXT)[0]


@pytest.mark.parametrize(
    ("stage", "again"),
    [
        (Stage.EMPLOYER_REVIEW, Stage.EMPLOYER_REVIEW),
        (Stage.EMPLOYER_PUBLICITY, Stage.EMPLOYER_PUBLICITY_DUE),
        (Stage.RECOMMENDATION, Stage.RECOMMENDATION),
        (Stage.PRE_REVIEW_PUBLICITY, Stage.QUALIFIED),
        (Stage.READY, Stage.READY),
    ],
)
def test_taken_back_the_case_goes_on_with_time_and_without_a_record(stage: Stage, again: Stage, clock: Clock) -> None:
    done, by = vetoed(stage)
    done = perform(STATE_DEFENCE, done, cases.applicant_actor(done.applicant), text="并无抄袭。")
    clock.set("2022-10-20 09:00")
    done = perform(ANSWER_DEFENCE, done, by, upheld=False, text="比对有误。")
    assert done.stage == again
    assert done.due_at is None or done.due_at > clock.now
    assert not done.applicant.integrity_records.filter(ends_on__gte="2022-09-21").exists()
    assert done.applicant.integrity_records.get().stage == IntegrityStage.LIFTED
    assert standing_veto(done) is None
    assert not done.opinions.filter(voided_at=None).exists()


def test_taken_back_a_body_can_recommend_again() -> None:
    done, by = vetoed()
    done = perform(STATE_DEFENCE, done, cases.applicant_actor(done.applicant), text="并无抄袭。")
    done = perform(ANSWER_DEFENCE, done, by, upheld=False, text="比对有误。")
    assert perform(RECOMMEND, done, by, text=TEXT).leg == 1
    again = perform(VETO, Application.objects.get(pk=done.pk), filed.holder(Application.objects.get(pk=done.pk)),
                    evidence=sheet(), **GIVEN)  # fmt: skip
    assert again.vetoes.count() == 2


def test_an_upheld_complaint_takes_the_veto_back_with_all_that_it_left(clock: Clock) -> None:
    case = filed.case(Stage.QUALIFICATION)
    paper = papers.request(DocumentKind.REVIEW_FORM, application=case)
    done = perform(VETO, case, filed.holder(case), evidence=sheet("比对报告.pdf"), **GIVEN)
    paper.refresh_from_db()
    assert paper.voided_at is not None
    person = cases.applicant_actor(done.applicant)
    done = perform(STATE_DEFENCE, done, person, text="并无抄袭。")
    done = perform(FILE_COMPLAINT, done, person, text="并无抄袭，请求复查。")
    bureau = filed.officer(done.plan.hr_bureau)
    clock.set("2022-10-20 09:00")
    done = perform(ANSWER_COMPLAINT, done, bureau, complaint=done.complaints.get(), upheld=True, reasons="比对有误。")
    assert (done.stage, done.holder) == (Stage.QUALIFICATION, done.plan.office)
    veto = done.vetoes.get()
    assert (veto.upheld, veto.answered_by, standing_veto(done)) == (False, bureau.agency.name, None)
    assert veto.record.stage == IntegrityStage.LIFTED
    assert "integrity_record_active" not in recorded_facts(done).get("person", {})
    assert not done.opinions.filter(voided_at=None).exists()
    # The sheet that the veto made void is the present one again, and no second one is asked for.
    assert papers.request(DocumentKind.REVIEW_FORM, application=done) == paper


def test_a_complaint_is_answered_with_the_veto_that_is_taken_back_otherwise() -> None:
    done, by = vetoed()
    person = cases.applicant_actor(done.applicant)
    done = perform(FILE_COMPLAINT, done, person, text="并无抄袭，请求复查。")
    done = perform(STATE_DEFENCE, done, person, text="并无抄袭。")
    done = perform(ANSWER_DEFENCE, done, by, upheld=False, text="比对有误。")
    found = done.complaints.get()
    assert (found.stage, found.reasons) == (ComplaintStage.UPHELD, "比对有误。")


def test_it_is_not_taken_back_over_another_live_application() -> None:
    done, by = vetoed()
    done = perform(STATE_DEFENCE, done, cases.applicant_actor(done.applicant), text="并无抄袭。")
    other = filed.case(under=done.plan)
    Application.objects.filter(pk=other.pk).update(applicant=done.applicant)
    assert "另行申报" in refusal(ANSWER_DEFENCE, done, by, upheld=False, text=TEXT)[0]
