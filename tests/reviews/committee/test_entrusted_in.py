"""Whose review others entrusted: the letter is checked, universities' people get a proof alone, results go back."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import AgencyKind
from applicants.enums import Module
from applicants.models import ArchiveRecord
from law.materials import ENTRUSTERS
from reviews.documents.build import VIEWS
from reviews.enums import CredentialKind, DocumentKind, EntrustingBody, ReplyStage, Stage
from reviews.models import Application, Certificate, EntrustedReply, ResultFiling
from reviews.outcomes import credential_for, doubts_about, letter_of
from reviews.selectors.qualification import items_of
from reviews.services.entrusted_replies import draw_up
from reviews.services.entrusting import missing_letter, wrong_letter
from reviews.steps.approve_results import APPROVE_RESULTS
from reviews.steps.base import perform
from tests.accounts.people import sign_in
from tests.reviews import filed
from tests.reviews.committee.factory import hall
from zcps import clock

pytestmark = pytest.mark.django_db
SAID = {
    "kind": "委托评审函", "issuer": "某大学", "issuer_kind": "高等学校", "number": "某大函〔2022〕3号",
    "entrusted_people": "叶知秋等 2 人", "entrusted_title": "工艺美术师",
}  # fmt: skip


def as_(actor) -> Client:
    client = Client()
    sign_in(client, actor.user, actor)
    return client


def with_letter(case: Application, **said) -> Application:
    """The case, filed with a letter; the name on it is the person's."""
    data = {**SAID, "entrusted_people": case.applicant.user.name, **said}
    letter = {**filed.record(9, "credential", "委托评审函", started="2022-08-01"), "data": data}
    case.snapshot = filed.snapshot(case, {**filed.content_of(case), "others": [letter]})
    case.save()
    return case


def test_the_words_of_the_archive_are_those_of_the_plan() -> None:
    assert tuple(EntrustingBody.labels) == ENTRUSTERS


def test_a_letter_says_who_entrusts_whom_and_for_what_and_the_plan_whose_letters_count() -> None:
    case = filed.case(Stage.DRAFT)
    letter = ArchiveRecord(module=Module.CREDENTIAL, title="委托评审函", data={**SAID})
    assert list(wrong_letter(case, [letter])) == []
    bare = ArchiveRecord(module=Module.CREDENTIAL, title="旧函", data={"kind": "委托评审函", "issuer": "某大学"})
    (said,) = wrong_letter(case, [bare])
    assert "没有填写委托评审函出具机构类别、文号、函中所列被委托人员、函中所列资格" in said
    assert "衢市人社专〔2021〕61号 二(一)" in said
    case.plan.entrusting_bodies = [EntrustingBody.CENTRAL_UNIT, EntrustingBody.PROVINCIAL_HR]
    (said,) = wrong_letter(case, [letter])
    assert "由高等学校出具，本计划的委托评审函须由中央部属单位、省级人力社保部门出具" in said
    assert "请在业绩档案“资质证书”板块登记" in next(iter(missing_letter([], claimed=True)))
    assert list(missing_letter([letter], claimed=True)) == []
    assert list(missing_letter([], claimed=False)) == []


def test_the_office_looks_into_what_the_letter_leaves_open() -> None:
    case = with_letter(filed.case(Stage.QUALIFICATION))
    (item,) = [each for each in items_of(case) if each.key == "entrustment"]
    assert (item.answer, item.clause) == ("", "衢市人社专〔2021〕61号 二(一)；浙经信消费〔2022〕203号 一2")
    assert "某大函〔2022〕3号" in item.because
    other = with_letter(case, entrusted_people="某甲", entrusted_title="高级工艺美术师")
    assert len(doubts_about(other, letter_of(other))) == 2
    (item,) = [each for each in items_of(other) if each.key == "entrustment"]
    assert item.answer == "unknown"
    assert "没有申报人姓名" in item.because


def test_a_university_gets_a_proof_and_its_list_and_nothing_is_announced_of_its_people() -> None:
    room = hall(cases=3)
    room.plan.proof_bodies = [EntrustingBody.UNIVERSITY]
    room.plan.save()
    own, university, unit = room.cases
    with_letter(university)
    with_letter(unit, issuer="某部属企业", issuer_kind="中央部属单位")
    assert [credential_for(Application.objects.get(pk=each.pk)) for each in room.cases] == [
        CredentialKind.CERTIFICATE, CredentialKind.PROOF, CredentialKind.CERTIFICATE,
    ]  # fmt: skip
    meeting = room.reported()
    address = reverse("meeting_act", args=[meeting.pk, "approve_results"])
    assert "1 人通过评审，不发文公布、不颁发电子证书" in as_(room.bureau).get(address).content.decode()
    perform(APPROVE_RESULTS, meeting, room.bureau, publication_number="衢人社职〔2022〕9号")
    kinds = dict(Certificate.objects.values_list("application", "kind"))
    assert kinds == {own.pk: "certificate", university.pk: "proof", unit.pk: "certificate"}
    public = Client().get(reverse("publication", args=[meeting.filings.get().pk])).content.decode()
    names = {case.pk: case.applicant.user.name for case in room.cases}
    paper = VIEWS[DocumentKind.PUBLICATION](meeting.filings.get().documents.get(kind=DocumentKind.PUBLICATION))
    assert "共 2 人" in public
    assert paper.context["people"] == 2
    assert names[university.pk] not in str(paper.context)
    # What came of it goes back to each body; the office notes when.
    replies = {reply.body: reply for reply in EntrustedReply.objects.all()}
    assert set(replies) == {"某大学", "某部属企业"}
    reply = replies["某大学"]
    assert [each["result"] for each in reply.people] == ["评审通过，已出具评审通过证明"]
    letter = VIEWS[DocumentKind.ENTRUSTED_RESULTS](reply.documents.get())
    assert (letter.context["body"], len(letter.context["people"])) == ("某大学", 1)
    page = reverse("entrusted_reply", args=[reply.pk])
    assert "请填写送达方式" in as_(room.office).post(page, {"sent_on": "2022-11-20"}).content.decode()
    sent = {"sent_on": clock.today().isoformat(), "sent_how": "公文交换"}
    assert as_(room.office).post(page, sent).status_code == 302
    reply.refresh_from_db()
    assert reply.stage == ReplyStage.SENT
    assert "您当前的身份" in as_(room.bureau).post(page, sent).content.decode()
    assert as_(filed.officer(filed.agency(AgencyKind.COMMITTEE_OFFICE))).get(page).status_code == 404


def test_who_was_not_passed_is_told_of_too() -> None:
    room = hall(cases=2)
    with_letter(room.cases[1])
    meeting = room.convened()
    for item in meeting.items.order_by("order"):
        room.decide(item, 0 if item.application_id == room.cases[1].pk else None)
    Application.objects.filter(stage=Stage.PASSED).update(stage=Stage.APPROVAL, holder=room.plan.hr_bureau)
    filing = ResultFiling.objects.create(
        plan=room.plan, meeting=meeting, number="BA1", order=1, drawn_up_at=clock.now()
    )
    (reply,) = draw_up(filing)
    assert [(each["letter"], each["result"]) for each in reply.people] == [("某大函〔2022〕3号", "评审未通过")]


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_of_replies_costs_the_same(people: int, django_assert_num_queries) -> None:
    plan = filed.plan()
    filing = ResultFiling.objects.create(plan=plan, number="BA1", order=1, drawn_up_at=clock.now())
    for number in range(people):
        EntrustedReply.objects.create(
            filing=filing, number=f"WTJG{number}", body=f"某大学{number}", people=[], drawn_up_at=clock.now()
        )
    client, address = as_(filed.officer(plan.office)), reverse("entrusted_replies")
    client.get(address)
    with django_assert_num_queries(6):
        assert "某大学0" in client.get(address).content.decode()
    assert "WTJG0" in client.get(address, {"format": "csv", "q": "某大学0"}).content.decode()
    assert "没有委托评审结果函" in client.get(address, {"stage": "sent"}).content.decode()
