"""A certificate put right: examined, approved, replaced; who is refused; what the public reports."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import CLOCK, Actor
from accounts.enums import Role
from accounts.models import JournalEntry
from law.identity import make_idcard
from reviews.certificate_numbers import key_of
from reviews.enums import CertificateCorrectionStage, CertificateState, Stage
from reviews.models import Application, Certificate, CertificateCorrection, Document, ErrorReport
from reviews.steps.approve_correction import APPROVE_CORRECTION, ApproveCorrection
from reviews.steps.ask_correction import ASK_CORRECTION
from reviews.steps.base import ActRefused, perform, reasons_against
from reviews.steps.examine_correction import EXAMINE_CORRECTION
from reviews.steps.issue_certificate import ISSUE_CERTIFICATE
from reviews.steps.refuse_correction import REFUSE_CORRECTION
from reviews.steps.revoke import REVOKE
from tests.reviews.committee.factory import Hall, hall, told
from tests.reviews.committee.test_result_filings import as_, refusal
from tests.reviews.pictures import picture
from zcps import patience

pytestmark = pytest.mark.django_db
NUMBER = make_idcard("330802", dt.date(1990, 3, 7), 452)


@pytest.fixture
def room(empty_cache) -> Hall:
    found = hall(cases=1)
    found.approved()
    return found


def holder_of(room: Hall) -> Actor:
    return Actor(Role.APPLICANT, room.cases[0].applicant.user)


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("证明.png", picture(), "image/png")


def test_a_correction_goes_from_the_holder_to_a_new_certificate_and_the_old_one_points_to_it(room: Hall) -> None:
    old = Certificate.objects.get()
    page = reverse("certificate_correct", args=[old.pk])
    missing = as_(holder_of(room)).post(page, {"name": old.content["name"], "reason": ""})
    for sentence in ("至少填写一项", "请写明更正的理由", "请上传证明更正内容的材料"):
        assert sentence in missing.content.decode()
    wrong = as_(holder_of(room)).post(page, {"id_number": "330802199003070000", "reason": "x", "evidence": scan()})
    assert "身份证号码有误" in wrong.content.decode()
    typed = {"name": "叶清秋", "id_number": NUMBER, "reason": "户籍更名。", "evidence": scan()}
    assert as_(holder_of(room)).post(page, typed).status_code == 302
    asked = CertificateCorrection.objects.get()
    assert NUMBER not in str(asked.changes) + str(list(JournalEntry.objects.values_list("data", flat=True)))
    assert asked.id_number == NUMBER
    mine = reverse("certificate_correction", args=[asked.pk])
    assert NUMBER not in as_(room.office).get(mine).content.decode()
    assert as_(room.office).post(mine, {"act": "approve_correction", "text": "同意"}).status_code == 404
    as_(room.office).post(mine, {"act": "examine_correction", "text": "材料属实。"})
    as_(room.bureau).post(mine, {"act": "approve_correction", "text": "同意更正。"})
    old.refresh_from_db()
    new = Application.objects.get(pk=room.cases[0].pk).certificate
    assert (old.state, old.replaced_by) == (CertificateState.CORRECTED, new)
    assert (new.content["name"], new.content["id_masked"][-4:]) == ("叶清秋", NUMBER[-4:])
    assert new.content["title"] == old.content["title"]
    answer = Client().get(f"/v/{old.number}/?k={key_of(old.number)}").content.decode()
    assert "证书已更正" in answer
    assert new.number in answer
    assert "证书有效" in Client().get(f"/v/{new.number}/?k={key_of(new.number)}").content.decode()
    assert Document.objects.filter(kind="certificate", voided_at=None).count() == 1


def test_the_office_begins_and_the_bureau_refuses(room: Hall) -> None:
    perform(ASK_CORRECTION, room.cases[0], room.office, changes={"employer": "某大学"}, reason="录入错误。")
    asked = CertificateCorrection.objects.get()
    # It is not about the number: there is none to be read in clear.
    assert as_(room.office).get(reverse("corrected_number", args=[asked.pk])).status_code == 404
    assert "已有更正正在办理" in refusal(
        ASK_CORRECTION, room.cases[0], room.office, changes={"employer": "另一大学"}, reason="x"
    )
    assert not REFUSE_CORRECTION.is_open_to(asked, room.bureau)
    assert "不予更正的理由" in refusal(REFUSE_CORRECTION, asked, room.office, text=" ")
    perform(REFUSE_CORRECTION, asked, room.office, text="与聘任材料不符。")
    asked.refresh_from_db()
    assert asked.stage == CertificateCorrectionStage.REFUSED
    assert Certificate.objects.get().state == CertificateState.VALID


def test_a_title_revoked_while_its_correction_is_approved_is_not_corrected(
    room: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    perform(ASK_CORRECTION, room.cases[0], room.office, changes={"employer": "某大学"}, reason="录入错误。")
    asked = perform(EXAMINE_CORRECTION, CertificateCorrection.objects.get(), room.office, text="属实。")
    case = told(Application.objects.get(), room.bureau)

    def revoked_meanwhile(_: object, subject: CertificateCorrection, __: Actor) -> bool:
        """The certificate has been read; then another officer's decision comes in between."""
        assert subject.certificate.state == CertificateState.VALID
        perform(REVOKE, case, room.bureau, decision_number="衢人社撤〔2022〕1号")
        return True

    monkeypatch.setattr(ApproveCorrection, "concerns", revoked_meanwhile)
    with CaptureQueriesContext(connection) as asked_of, pytest.raises(ActRefused) as refused:
        perform(APPROVE_CORRECTION, asked, room.bureau, text="同意更正。")
    assert refused.value.reasons == ["该证书已撤销，不能更正。"]
    locks = [query["sql"] for query in asked_of.captured_queries if "FOR NO KEY UPDATE" in query["sql"]]
    assert 'FROM "reviews_application"' in locks[-1]


def test_nobody_gets_a_certificate_for_a_case_that_was_withdrawn(room: Hall) -> None:
    Application.objects.update(stage=Stage.WITHDRAWN)
    case, before = Application.objects.get(), JournalEntry.objects.count()
    with pytest.raises(ActRefused):
        perform(ISSUE_CERTIFICATE, case, CLOCK, document_number="x")
    assert "已撤回”，没有取得专业技术职务任职资格" in "".join(reasons_against(ISSUE_CERTIFICATE, case, CLOCK))
    page = reverse("certificate_issue", args=[case.pk])
    shown = as_(room.bureau).post(page, follow=True).content.decode()
    assert "不能出具电子证书" in shown
    assert JournalEntry.objects.filter(act="issue_certificate_refused").count() == 1
    assert JournalEntry.objects.count() == before + 1
    assert Certificate.objects.count() == 1


def test_whoever_asks_for_a_certificate_stands_in_the_journal_and_a_refusal_in_between_is_told(
    room: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    Certificate.objects.all().delete()
    page = reverse("certificate_issue", args=[room.cases[0].pk])
    as_(room.bureau).post(page)
    assert Certificate.objects.count() == 1
    assert JournalEntry.objects.get(act="ask_for_certificate").actor == room.bureau.user
    # It was there in the moment in which the act was done, though not when the page was opened.
    monkeypatch.setattr(type(ISSUE_CERTIFICATE), "act", _already_issued)
    Certificate.objects.all().delete()
    shown = as_(room.bureau).post(page, follow=True).content.decode()
    assert "该申报已签发电子证书。" in shown
    assert JournalEntry.objects.filter(act="ask_for_certificate").count() == 1
    assert JournalEntry.objects.get(act="issue_certificate_refused").actor == room.bureau.user


def _already_issued(*_: object, **__: object) -> None:
    raise ActRefused(["该申报已签发电子证书。"])


def test_anybody_reports_an_error_and_looks_the_answer_up(room: Hall) -> None:
    found, page, client = Certificate.objects.get(), reverse("report_error"), Client()
    told = {"name": "某人", "contact": "13900000000", "text": "姓名用字不对。"}
    assert "请选择发证机关" in client.post(page, {**told, "number": "ZC0"}).content.decode()
    assert "已收到错误上报" in client.post(page, {**told, "number": found.number}).content.decode()
    report = ErrorReport.objects.get()
    assert (report.agency, report.certificate) == (room.plan.hr_bureau, found)
    assert as_(room.office).get(reverse("error_report", args=[report.receipt])).status_code == 404
    bureau = as_(room.bureau)
    assert report.receipt in bureau.get(reverse("error_reports")).content.decode()
    bureau.post(reverse("error_report", args=[report.receipt]), {"text": "已核实，请持证人申请更正。"})
    assert "已核实" in client.get(page, {"receipt": report.receipt}).content.decode()
    assert "没有查到" in client.get(page, {"receipt": "CW0"}).content.decode()
    # Whoever asks too often is told so, not that there is nothing; reporting is counted apart.
    for _ in range(patience.MOST):
        answer = client.get(page, {"receipt": report.receipt})
    assert answer.status_code == 429
    assert "查询次数过多" in answer.content.decode()
    assert "没有查到" not in answer.content.decode()
    assert "已收到错误上报" in client.post(page, {**told, "number": found.number}).content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(people: int, django_assert_num_queries) -> None:
    room = hall(cases=people)
    room.approved()
    for case in room.cases:
        perform(ASK_CORRECTION, case, room.office, changes={"employer": "某大学"}, reason="录入错误。")
    bureau = as_(room.bureau)
    bureau.get(reverse("certificate_corrections"))
    with django_assert_num_queries(7):
        page = bureau.get(reverse("certificate_corrections")).content.decode()
    assert page.count("row-title") == people
    assert "某大学" not in bureau.get(reverse("certificate_corrections"), {"format": "csv"}).content.decode()
