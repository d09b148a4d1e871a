"""Asking an office: received, answered to the address that was left, and what is answered to everybody."""

import smtplib

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import JournalEntry, Notice
from reviews.demo import questions
from reviews.enums import InquiryStage, QuestionStage
from reviews.models import CommonQuestion, Inquiry
from reviews.services import inquiries
from tests.accounts.people import sign_in
from tests.reviews import filed
from zcps import patience

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]
ASKED = {"topic": "conditions", "text": "任职年限截止到哪一天？", "name": "叶知秋", "email": "ye@example.com"}


@pytest.fixture
def plan(clock):
    clock.set("2022-09-05 09:00")
    return filed.plan()


def client_of(actor) -> Client:
    client = Client()
    sign_in(client, actor.user, actor)
    return client


def asked(plan, **changes) -> Inquiry:
    answer = Client().post(reverse("ask_question"), {**ASKED, "agency": plan.office_id, **changes})
    assert answer.status_code == 200, answer.content.decode()
    return Inquiry.objects.latest("pk")


def test_a_question_goes_to_the_office_and_its_answer_to_the_address_that_was_left(plan) -> None:
    office, stranger = filed.officer(plan.office), filed.officer(plan.hr_bureau)
    page = Client().get(reverse("ask_question"), {"plan": plan.code}).content.decode()
    assert f"咨询的计划：{plan.name}" in page
    missing = Client().post(reverse("ask_question"), {"topic": "skilled", "email": "x"})
    assert missing.status_code == 422
    sentences = ("请选择咨询机构", "请填写问题", "请填写姓名", "电子邮箱的格式不正确", "企业技能人才请填写工作单位")
    for sentence in sentences:
        assert sentence in missing.content.decode()
    found = asked(plan)
    # Five working days, with the Mid-Autumn festival on the Monday in between.
    assert f"{found.due_at:%Y-%m-%d %H:%M}" == "2022-09-13 16:00"
    assert Notice.objects.filter(recipient=office.user, title="收到咨询").exists()
    address = reverse("inquiry", args=[found.receipt])
    assert client_of(stranger).get(address).status_code == 404
    client = client_of(office)
    assert "ye@example.com" in client.get(address).content.decode()
    assert "请填写答复" in client.post(address, {"text": " "}).content.decode()
    client.post(address, {"text": "截止到当年12月31日。", "clause": "44号 二(二)"})
    assert inquiries.send_answers() == 1
    [sent] = mail.outbox
    assert (sent.to, "截止到当年12月31日。" in sent.body) == (["ye@example.com"], True)
    assert inquiries.send_answers() == 0
    status = Client().get(reverse("ask_question"), {"receipt": found.receipt.lower()}).content.decode()
    assert "截止到当年12月31日。" in status
    assert "ye@example.com" not in status
    assert ASKED["text"] not in str(list(JournalEntry.objects.values_list("data", flat=True)))
    again = client.post(address, {"text": "再次答复"}).content.decode()
    assert "不能答复咨询" in again


def test_the_demonstration_shows_one_answered_and_one_waiting(plan) -> None:
    questions.asked(plan, filed.officer(plan.office))
    assert [each.stage for each in Inquiry.objects.order_by("pk")] == [InquiryStage.ANSWERED, InquiryStage.OPEN]
    assert "2022年12月31日" in Client().get(reverse("questions")).content.decode()


def test_an_address_that_no_mail_reaches_keeps_no_other_answer_waiting(plan, monkeypatch) -> None:
    for number in range(2):
        asked(plan, email=f"p{number}@example.com")
    Inquiry.objects.update(stage=InquiryStage.ANSWERED, answer="见通知。")

    def refuse_the_first(recipient: str, *_: str) -> None:
        if recipient.startswith("p0"):
            raise smtplib.SMTPRecipientsRefused({recipient: (550, b"unknown")})

    monkeypatch.setattr("zcps.mail.send", refuse_the_first)
    assert inquiries.send_answers() == 2
    first, second = Inquiry.objects.order_by("pk")
    assert (first.mailed_at, bool(first.mail_error)) == (None, True)
    assert second.mailed_at
    page = client_of(filed.officer(plan.office)).get(reverse("inquiry", args=[first.receipt])).content.decode()
    assert "邮件未能发出，咨询人可凭受理编号查询" in page


def test_who_asks_too_often_is_told_so(plan) -> None:
    found = asked(plan)
    for _ in range(patience.MOST + 1):
        answer = Client().get(reverse("ask_question"), {"receipt": found.receipt})
    assert answer.status_code == 429
    assert "没有查到" not in answer.content.decode()
    assert (
        "没有查到" in Client(REMOTE_ADDR="10.0.0.9").get(reverse("ask_question"), {"receipt": "ZX0"}).content.decode()
    )


def test_what_many_ask_is_answered_to_everybody_and_taken_off_again(plan) -> None:
    office, other = filed.officer(plan.office), filed.officer(plan.hr_bureau)
    found = asked(plan)
    Inquiry.objects.update(stage=InquiryStage.ANSWERED, answer="截止到当年12月31日。", clause="44号 二(二)")
    client = client_of(office)
    new = reverse("common_question_new")
    assert "截止到当年12月31日。" in client.get(new, {"inquiry": found.receipt}).content.decode()
    assert "截止到当年12月31日。" not in client_of(other).get(new, {"inquiry": found.receipt}).content.decode()
    typed = {"topic": "conditions", "question": "年限截止到哪一天？", "answer": "电话13900000000", "clause": ""}
    refused = client.post(new, typed).content.decode()
    assert "请填写依据" in refused
    assert "公开前请删去" in refused
    assert not CommonQuestion.objects.exists()
    client.post(new, {**typed, "answer": "截止到当年12月31日。", "clause": "44号 二(二)"})
    public = Client().get(reverse("questions"), {"q": "年限", "topic": "conditions"}).content.decode()
    assert "截止到当年12月31日。" in public
    assert "叶知秋" not in public
    assert "没有找到相关的解答" in Client().get(reverse("questions"), {"topic": "skilled"}).content.decode()
    made = CommonQuestion.objects.get()
    withdraw = reverse("common_question_withdraw", args=[made.pk])
    assert client_of(other).post(withdraw, {"reason": "x"}).status_code == 404
    assert "请写明撤下的理由" in client.post(withdraw, {"reason": ""}, follow=True).content.decode()
    client.post(withdraw, {"reason": "政策已调整。"})
    made.refresh_from_db()
    assert made.stage == QuestionStage.WITHDRAWN
    assert "截止到当年12月31日。" not in Client().get(reverse("questions")).content.decode()
    assert JournalEntry.objects.get(act="withdraw_question").data["reason"] == "政策已调整。"


@pytest.mark.parametrize("people", [1, 3])
def test_the_lists_cost_the_same_for_one_and_for_three(people: int, plan, django_assert_num_queries) -> None:
    office = filed.officer(plan.office)
    for number in range(people):
        asked(plan, topic="skilled", employer="某厂", text=f"问题{number}")
        CommonQuestion.objects.create(
            topic="other", question="问", answer="答", clause="条", agency=plan.office, stage=QuestionStage.PUBLISHED
        )
    client = client_of(office)
    client.get(reverse("inquiries"))
    with django_assert_num_queries(6):
        page = client.get(reverse("inquiries"), {"topic": "skilled", "q": "问题"}).content.decode()
    assert page.count("row-title") == people
    assert "没有咨询" in client.get(reverse("inquiries"), {"stage": "answered"}).content.decode()
    assert len(client.get(reverse("inquiries"), {"format": "csv"}).content.decode().splitlines()) == people + 1
    with django_assert_num_queries(5):
        client.get(reverse("common_questions"))
    with django_assert_num_queries(1):
        Client().get(reverse("questions"))
