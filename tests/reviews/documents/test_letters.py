"""The letters of a season: asked for by the act, readable by whom they concern, void once they do not stand."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from reviews.documents.build import VIEWS, build
from reviews.enums import DocumentKind, Stage
from reviews.models import Application, Complaint, Document
from reviews.permissions import may_read_document
from reviews.steps.answer_complaint import ANSWER_COMPLAINT
from reviews.steps.base import perform
from reviews.steps.file_complaint import FILE_COMPLAINT
from reviews.steps.not_recommend import NOT_RECOMMEND
from reviews.steps.resolve_objection import RESOLVE_OBJECTION
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from tests.conftest import Clock
from tests.reviews import filed, publicity_desk
from tests.reviews.committee.factory import hall, revoked
from tests.reviews.committee.test_result_filings import as_
from tests.reviews.refusals import DEFECTS
from zcps.documents import page_texts

pytestmark = pytest.mark.django_db


def person(case: Application) -> Actor:
    return Actor(Role.APPLICANT, case.applicant.user)


def fresh(case: Application) -> Application:
    return Application.objects.get(pk=case.pk)


def text_of(document: Document) -> str:
    assert document.failure == ""
    with document.file.content.open("rb") as stream:
        return "".join("".join(page_texts(stream.read())).split())


def words_of(document: Document) -> str:
    """What the letter says, before it is printed."""
    return str(VIEWS[document.kind](document).context)


def letter(kind: DocumentKind) -> Document:
    return Document.objects.get(kind=kind, voided_at=None)


def refused(clock: Clock) -> Application:
    clock.set("2022-09-20 09:00")
    case = filed.case(Stage.RECOMMENDATION)
    return perform(NOT_RECOMMEND, case, filed.officer(case.holder), text="养老保险缴费记录与工作经历不一致。")


def test_the_correction_notice_names_every_defect_at_once_and_until_when(clock: Clock) -> None:
    clock.set("2022-09-20 09:00")
    case = filed.case(Stage.RECOMMENDATION)
    body = filed.officer(case.holder)
    perform(RETURN_FOR_CORRECTION, case, body, defects=DEFECTS)
    notice = build(letter(DocumentKind.CORRECTION_NOTICE))
    text = text_of(notice)
    places = [text.index("".join(each["text"].split())) for each in DEFECTS]
    assert places == sorted(places)
    for word in (
        "共2项" if "共2项" in text else "2项需要补正",
        "2022年9月27日",
        body.agency.name,
        "人社部令第40号",
        notice.number,
    ):
        assert word in text
    page = as_(person(case)).get(reverse("case", args=[case.pk])).content.decode()
    assert reverse("paper", args=[notice.pk]) in page
    assert may_read_document(body, notice)
    stranger = Actor(Role.APPLICANT, filed.applicant(filed.employer()).user)
    assert not may_read_document(stranger, notice)


def test_a_refusal_says_why_how_to_complain_and_is_void_once_the_complaint_is_upheld(clock: Clock) -> None:
    case = refused(clock)
    text = text_of(build(letter(DocumentKind.NOT_RECOMMENDED_LETTER)))
    for word in ("养老保险缴费记录与工作经历不一致", "一(一)3", "申请复查", case.plan.hr_bureau.name, "2022年"):
        assert word in text
    perform(FILE_COMPLAINT, fresh(case), person(case), text="不服。")
    bureau, found = filed.officer(case.plan.hr_bureau), Complaint.objects.get()
    perform(ANSWER_COMPLAINT, fresh(case), bureau, complaint=found, upheld=True, reasons="材料属实。")
    assert not Document.objects.filter(kind=DocumentKind.NOT_RECOMMENDED_LETTER, voided_at=None).exists()
    answer = letter(DocumentKind.COMPLAINT_ANSWER)
    said = words_of(answer)
    assert "请求成立，原决定撤回" in said
    assert "材料属实。" in said
    assert may_read_document(person(case), answer)
    assert may_read_document(bureau, answer)
    assert not may_read_document(filed.officer(filed.agency(AgencyKind.INDUSTRY_BUREAU)), answer)
    page = as_(person(case)).get(reverse("complaint", args=[found.receipt])).content.decode()
    assert reverse("paper", args=[answer.pk]) in page


def test_an_objector_gets_an_answer_that_names_nobody_and_the_body_a_decision(clock: Clock, empty_cache: None) -> None:
    clock.set("2022-08-29 09:00")
    shown = publicity_desk.shown_by_office()
    objection = publicity_desk.against_one(shown)
    name, officer = objection.entry.application.applicant.user.name, filed.officer(shown.agency)
    perform(RESOLVE_OBJECTION, objection, officer, upheld=True, reasons="获奖证书系他人所有。", clause="44号 三(二)")
    decision, answer = letter(DocumentKind.OBJECTION_DECISION), build(letter(DocumentKind.OBJECTION_ANSWER))
    assert name in words_of(decision)
    for paper in (decision, answer):
        assert publicity_desk.RAISED["name"] not in words_of(paper)
        assert "获奖证书系他人所有" in words_of(paper)
        assert may_read_document(officer, paper)
        assert not may_read_document(person(objection.entry.application), paper)
    assert name not in text_of(answer)
    assert (
        reverse("paper", args=[decision.pk])
        in as_(officer).get(reverse("objection", args=[objection.receipt])).content.decode()
    )
    asked = {"receipt": objection.receipt, "word": publicity_desk.CODE}
    page = reverse("objection_status")
    assert "下载《异议答复书》" in Client().post(page, asked).content.decode()
    sent = Client().post(page, {**asked, "letter": "1"})
    assert sent.getvalue().startswith(b"%PDF")
    wrong = Client().post(page, {**asked, "word": "WRONG234", "letter": "1"})
    assert wrong.status_code == 422


def test_a_revocation_is_told_under_its_number_with_what_the_person_said(clock: Clock, empty_cache: None) -> None:
    room = hall(cases=1)
    room.approved()
    case = revoked(fresh(room.cases[0]), room.bureau)
    decision = build(letter(DocumentKind.REVOCATION_DECISION))
    text = text_of(decision)
    for word in ("衢人社撤〔2022〕1号", case.certificate.number, "提供虚假业绩材料", "放弃陈述申辩", "申请复查"):
        assert word in text
    assert may_read_document(person(case), decision)
    page = as_(person(case)).get(reverse("certificate", args=[case.certificate.pk])).content.decode()
    assert reverse("paper", args=[decision.pk]) in page
