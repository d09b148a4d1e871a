"""An objection from the receipt to the answer: taken up, looked into, extended, decided, told, and told in time."""

import datetime as dt
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail

from accounts.actor import PUBLIC
from accounts.models import JournalEntry, Notice
from reviews.enums import AnswerWay, ObjectionNoteKind, ObjectionStage, Stage
from reviews.models import Application, Objection
from reviews.services import objections as service
from reviews.steps.accept_objection import ACCEPT_OBJECTION
from reviews.steps.base import perform
from reviews.steps.extend_objection import EXTEND_OBJECTION
from reviews.steps.inform_objector import INFORM_OBJECTOR
from reviews.steps.note_objection import NOTE_OBJECTION
from reviews.steps.object import OBJECT
from reviews.steps.resolve_objection import RESOLVE_OBJECTION
from tests.conftest import Clock
from tests.reviews import filed, publicity_desk
from tests.reviews.refusals import refusal, told

pytestmark = pytest.mark.django_db
DECIDED = {"upheld": False, "reasons": "经核对原件属实。"}


@pytest.fixture(autouse=True)
def monday(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")


@pytest.fixture
def objection() -> Objection:
    return publicity_desk.against_one(publicity_desk.shown())


def officer_of(objection: Objection):
    return filed.handler(objection.publicity.employer)


def test_it_has_to_be_answered_within_the_working_days_of_its_plan() -> None:
    publicity = publicity_desk.shown(objection_days=3)
    # A correction of the plan does not move what was published.
    publicity.plan.objection_days = 30
    publicity.plan.save()
    objection = publicity_desk.against_one(publicity)
    assert objection.due_at.isoformat() == "2022-09-01T16:00:00+00:00"


def test_who_raised_it_lies_encrypted_and_in_no_journal(objection: Objection) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, contact FROM reviews_objection")
        assert all(value.startswith("v2:") for value in cursor.fetchone())
    told_of = str(list(JournalEntry.objects.values_list("data", "actor_label"))) + str(list(Notice.objects.values()))
    assert not any(word in told_of for word in publicity_desk.RAISED.values())


def test_it_is_taken_up_once_and_looked_into_with_papers(objection: Objection) -> None:
    officer = officer_of(objection)
    perform(ACCEPT_OBJECTION, objection, officer)
    assert refusal(ACCEPT_OBJECTION, objection, officer) == ["该异议已经受理，请继续核查。"]
    assert refusal(NOTE_OBJECTION, objection, officer, text=" ") == ["请填写核查情况。"]
    perform(NOTE_OBJECTION, objection, officer, text="调取了获奖证书原件。")
    kinds = list(objection.notes.values_list("kind", flat=True))
    assert kinds == [ObjectionNoteKind.ACCEPTED, ObjectionNoteKind.FINDING]


def test_its_deadline_is_put_off_once_with_a_reason(objection: Objection) -> None:
    officer = officer_of(objection)
    reasons = refusal(EXTEND_OBJECTION, objection, officer, days=11, text="")
    assert reasons == ["请填写延长的工作日数，1 至 10 个。", "请填写延长理由。"]
    # Ten working days from 29 August with 中秋节: 13 September; two more.
    assert objection.due_at.isoformat() == "2022-09-13T16:00:00+00:00"
    perform(EXTEND_OBJECTION, objection, officer, days=2, text="需向发证单位函询。")
    objection.refresh_from_db()
    assert objection.due_at.isoformat() == "2022-09-15T16:00:00+00:00"
    assert "已经延长过一次" in refusal(EXTEND_OBJECTION, objection, officer, days=2, text="再延")[0]


def test_upheld_it_says_by_which_clause(objection: Objection) -> None:
    officer = officer_of(objection)
    assert refusal(RESOLVE_OBJECTION, objection, officer, upheld=True, reasons="不实。") == [
        "异议成立的，请填写依据的条款。"
    ]
    perform(RESOLVE_OBJECTION, objection, officer, upheld=True, reasons="不实。", clause="三(二)")
    objection.refresh_from_db()
    assert (objection.stage, objection.clause) == (ObjectionStage.UPHELD, "三(二)")


def test_it_is_decided_also_where_the_case_has_gone(objection: Objection) -> None:
    Application.objects.update(stage=Stage.WITHDRAWN, due_at=None)
    perform(RESOLVE_OBJECTION, objection, officer_of(objection), **DECIDED)
    objection.refresh_from_db()
    assert objection.stage == ObjectionStage.DISMISSED


def test_another_employer_an_office_and_the_public_decide_nothing(objection: Objection) -> None:
    for stranger in (filed.handler(filed.employer()), filed.officer(objection.publicity.plan.office), PUBLIC):
        for step in (ACCEPT_OBJECTION, NOTE_OBJECTION, EXTEND_OBJECTION, RESOLVE_OBJECTION, INFORM_OBJECTOR):
            assert not step.is_open_to(objection, stranger)


class TestAnonymous:
    text = "申报人所列2021年获奖作品系他人创作。"

    def raise_it(self, publicity, **data) -> list[str]:
        entry = publicity.entries.get()
        words = {"entry": entry, "receipt": "YY1", "anonymous": True, "text": self.text, **data}
        return refusal(OBJECT, entry.application, PUBLIC, **words)

    def test_is_refused_where_the_plan_does_not_take_it(self) -> None:
        assert "本计划不接受匿名异议" in self.raise_it(publicity_desk.shown())[0]

    def test_needs_evidence_and_something_concrete(self) -> None:
        publicity = publicity_desk.shown(anonymous_objections=True)
        assert self.raise_it(publicity, text="造假。") == [
            "匿名提出异议的，请上传能够查证的佐证材料。",
            "匿名提出异议的，请写明具体的人员、时间和事实（不少于 20 字），以便查证。",
        ]

    def test_keeps_no_name_and_is_answered_on_the_page(self) -> None:
        publicity = publicity_desk.shown(anonymous_objections=True)
        paper = _paper()
        raised = publicity_desk.against_one(publicity, anonymous=True, files=[paper], text=self.text + self.text)
        assert (raised.is_anonymous, raised.name, raised.contact) == (True, "", "")
        perform(RESOLVE_OBJECTION, raised, officer_of(raised), **DECIDED)
        raised.refresh_from_db()
        assert (raised.answer_way, bool(raised.answered_at)) == (AnswerWay.PAGE, True)


def _paper():
    from accounts.services.files import keep_pdf

    return keep_pdf("佐证.pdf", b"%PDF-1.4", 1)


class TestAnswer:
    def test_goes_by_mail_without_a_word_of_the_case(self, objection: Objection) -> None:
        perform(RESOLVE_OBJECTION, objection, officer_of(objection), **DECIDED)
        assert service.send_answers() == 1
        assert service.send_answers() == 0
        (sent,) = mail.outbox
        assert sent.to == ["wang@example.invalid"]
        told_by_mail = f"{sent.subject} {sent.body}"
        assert objection.receipt in told_by_mail
        assert objection.entry.application.applicant.user.name not in told_by_mail
        assert str(DECIDED["reasons"]) not in told_by_mail
        objection.refresh_from_db()
        assert objection.answered_at

    def test_is_left_to_the_telephone_where_the_address_is_refused(
        self, objection: Objection, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: str) -> None:
            raise SMTPRecipientsRefused({})

        monkeypatch.setattr("zcps.mail.send", refuse)
        officer = officer_of(objection)
        perform(RESOLVE_OBJECTION, objection, officer, **DECIDED)
        service.send_answers()
        objection.refresh_from_db()
        assert (objection.answer_way, objection.answered_at) == ("", None)
        assert refusal(INFORM_OBJECTOR, objection, officer, way="") == ["请选择送达方式：电话或书面。"]
        perform(INFORM_OBJECTOR, objection, officer, way=AnswerWay.PHONE)
        assert "已经送达" in refusal(INFORM_OBJECTOR, objection, officer, way=AnswerWay.PHONE)[0]

    @pytest.mark.parametrize(
        "contact", ["zhang san@", "@", "a@b@c", "电话 0570-0000000 a@b.example", "a@b.example\nBcc: c"]
    )
    def test_what_is_no_address_is_left_to_the_telephone_and_keeps_nobody_waiting(
        self, objection: Objection, contact: str
    ) -> None:
        odd = publicity_desk.against_one(publicity_desk.shown(), contact=contact)
        perform(RESOLVE_OBJECTION, odd, officer_of(odd), **DECIDED)
        perform(RESOLVE_OBJECTION, objection, officer_of(objection), **DECIDED)
        service.send_answers()
        odd.refresh_from_db()
        objection.refresh_from_db()
        assert (odd.answer_way, odd.answered_at) == ("", None)
        assert objection.answered_at

    def test_a_contact_taken_for_an_address_before_does_not_stop_the_others(self, objection: Objection) -> None:
        perform(RESOLVE_OBJECTION, objection, officer_of(objection), **DECIDED)
        objection.refresh_from_db()
        objection.contact = "zhang san@"
        objection.save()
        later = publicity_desk.against_one(publicity_desk.shown())
        perform(RESOLVE_OBJECTION, later, officer_of(later), **DECIDED)
        service.send_answers()
        later.refresh_from_db()
        assert later.answered_at

    def test_a_telephone_number_gets_no_mail(self) -> None:
        raised = publicity_desk.against_one(publicity_desk.shown(), contact="0570-0000000")
        perform(RESOLVE_OBJECTION, raised, officer_of(raised), **DECIDED)
        assert service.send_answers() == 0


class TestOverdue:
    def test_body_and_watch_are_told_once_and_of_nobody_who_raised_it(self, objection: Objection, clock: Clock) -> None:
        officer = officer_of(objection)
        plan = objection.publicity.plan
        watch = filed.officer(plan.titles.get().committee.supervisor)
        bureau, stranger = filed.officer(plan.hr_bureau), filed.handler(filed.employer())
        clock.set(str(objection.due_at.astimezone(dt.timezone(dt.timedelta(hours=8))))[:16])
        clock.advance(minutes=-1)
        assert service.warn_overdue() == 0
        clock.advance(minutes=1)
        Notice.objects.all().delete()
        assert service.warn_overdue() == 1
        assert service.warn_overdue() == 0
        assert {officer.user.key, watch.user.key, bureau.user.key} <= told()
        assert not {stranger.user.key, objection.entry.application.applicant.user.key} & told()
        bodies = "".join(Notice.objects.values_list("body", flat=True))
        assert "逾期" in bodies
        assert not any(word in bodies for word in publicity_desk.RAISED.values())
        assert JournalEntry.objects.filter(act="objection_overdue").count() == 1

    def test_a_decided_one_is_not_overdue(self, objection: Objection, clock: Clock) -> None:
        perform(RESOLVE_OBJECTION, objection, officer_of(objection), **DECIDED)
        clock.set("2022-12-01 09:00")
        assert service.warn_overdue() == 0


def test_receipt_and_code_or_contact_find_it_and_nothing_else_does(objection: Objection) -> None:
    found = (publicity_desk.CODE, publicity_desk.CODE.lower(), "WANG@example.invalid ")
    assert all(service.found_by(objection.receipt.lower(), word) == objection for word in found)
    assert not any(service.found_by(objection.receipt, word) for word in ("", " ", "ABCD2346", "王某某"))
    assert service.found_by("YY20220829AAAAAA", publicity_desk.CODE) is None
