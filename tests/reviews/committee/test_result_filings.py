"""Lists of results: drawn up, sealed, approved person by person, announced by one or two offices."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.actor import PUBLIC
from accounts.enums import AgencyKind
from reviews.enums import CredentialKind, FilingStage, LineOutcome, MeetingStage, ObjectionStage, PublicityKind, Stage
from reviews.models import Application, Certificate, Objection, Plan, ResultFiling
from reviews.outcomes import credentials_of
from reviews.permissions import may_open_publication, names_are_shown
from reviews.selectors.files import may_read_file
from reviews.selectors.publications import announced
from reviews.services import publicity
from reviews.services.result_filings import items_waiting
from reviews.steps.approve_results import APPROVE_RESULTS
from reviews.steps.base import ActRefused, perform
from reviews.steps.cosign_results import COSIGN_RESULTS
from reviews.steps.draw_up_results import DRAW_UP_RESULTS
from reviews.steps.report_results import REPORT_RESULTS
from reviews.steps.seal_results import SEAL_RESULTS
from tests.accounts.people import sign_in
from tests.reviews import filed
from tests.reviews.committee.factory import Hall, hall
from tests.reviews.pictures import picture
from zcps import clock as platform

pytestmark = pytest.mark.django_db
NUMBER = "衢人社职〔2022〕9号"


def refusal(step, subject, by, **data) -> str:
    with pytest.raises(ActRefused) as refused:
        perform(step, subject, by, **data)
    return "；".join(refused.value.reasons)


def as_(actor) -> Client:
    client = Client()
    sign_in(client, actor.user, actor)
    return client


def disputed(room: Hall, meeting) -> Application:
    """Both are shown; the second is objected to, the first comes through."""
    cases = list(Application.objects.filter(meeting_items__meeting=meeting).order_by("pk"))
    shown = publicity.open_for(PublicityKind.RESULT, room.plan, cases, room.office, meeting)
    entry = shown.entries.get(application=cases[1])
    fields = {field.name for field in Objection._meta.get_fields()}
    extra = {"publicity": shown, "due_at": shown.earliest_close} if "publicity" in fields else {}
    Objection.objects.create(
        entry=entry, receipt="YY20221101ABCDEF", name="某", contact="某", text="某", raised_at=shown.opened_at, **extra
    )
    Application.objects.filter(pk=cases[0].pk).update(stage=Stage.APPROVAL, holder=room.plan.hr_bureau)
    return cases[1]


def test_nothing_is_reported_without_the_list_and_its_seal() -> None:
    room = hall()
    meeting = room.publicised()
    assert "请先办理“生成备案表和名单”" in refusal(REPORT_RESULTS, meeting, room.office)
    # Looked at before it is drawn up: the form as it would be, and nothing has been drawn up.
    act = reverse("meeting_act", args=[meeting.pk, "draw_up_results"])
    assert "查看评审结果备案表样稿" in as_(room.office).get(act).content.decode()
    shown = as_(room.office).post(act, {"look": "result_filing_form"}).content.decode()
    assert "样稿" in shown
    assert room.cases[0].applicant.user.name in shown
    assert not ResultFiling.objects.exists()
    meeting = perform(DRAW_UP_RESULTS, meeting, room.office)
    assert "尚未加盖评委会组建单位公章" in refusal(REPORT_RESULTS, meeting, room.office)
    other = filed.agency(AgencyKind.FOUNDING_BODY, room.plan.region)
    meeting.committee.founding_body = other
    meeting.committee.save()
    assert "扫描件" in refusal(SEAL_RESULTS, meeting, room.office)
    scan = SimpleUploadedFile("盖章.png", picture(), "image/png")
    page = reverse("meeting_act", args=[meeting.pk, "seal_results"])
    assert as_(room.office).post(page, {"scan": scan}).status_code == 302
    sealed = ResultFiling.objects.get()
    assert (sealed.stage, sealed.sealed_by) == (FilingStage.SEALED, other.name)
    assert may_read_file(room.bureau, sealed.seal_scan)
    assert not may_read_file(filed.officer(filed.agency(AgencyKind.REGISTRAR)), sealed.seal_scan)
    # Drawn up anew, it has to be sealed anew.
    perform(DRAW_UP_RESULTS, meeting, room.office)
    assert "尚未加盖" in refusal(REPORT_RESULTS, meeting, room.office)
    perform(SEAL_RESULTS, meeting, filed.officer(other))
    assert perform(REPORT_RESULTS, meeting, room.office).stage == MeetingStage.REPORTED


def test_who_is_held_back_does_not_stop_the_others_and_comes_again() -> None:
    room = hall()
    meeting = room.reported()
    first, second = room.cases
    assert "请写明对" in refusal(
        APPROVE_RESULTS, meeting, room.bureau, publication_number=NUMBER, held={second.pk: " "}
    )
    assert not Certificate.objects.exists()
    page = reverse("meeting_act", args=[meeting.pk, "approve_results"])
    typed = {"publication_number": NUMBER, f"hold_{second.pk}": "on", f"reason_{second.pk}": "学历待核实。"}
    assert as_(room.bureau).post(page, typed).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.stage, second.stage) == (Stage.ANNOUNCED, Stage.APPROVAL)
    line = second.result_lines.get()
    assert (line.outcome, line.reason) == (LineOutcome.HELD, "学历待核实。")
    assert not second.certificates.exists()
    meeting = perform(DRAW_UP_RESULTS, meeting, room.office)
    meeting = perform(SEAL_RESULTS, meeting, room.office)
    meeting = perform(REPORT_RESULTS, meeting, room.office)
    perform(APPROVE_RESULTS, meeting, room.bureau, publication_number="衢人社职〔2022〕10号")
    second.refresh_from_db()
    assert second.stage == Stage.ANNOUNCED
    assert second.certificate.content["document_number"] == "衢人社职〔2022〕10号"
    assert [filing.order for filing in meeting.filings.order_by("order")] == [1, 2]


def test_a_number_is_kept_only_where_it_announces_somebody() -> None:
    room = hall(cases=1)
    held = {room.cases[0].pk: "学历待核实。"}
    meeting = perform(APPROVE_RESULTS, room.reported(), room.bureau, publication_number=NUMBER, held=held)
    filing = meeting.filings.get()
    assert (filing.stage, filing.publication_number) == (FilingStage.APPROVED, "")
    assert filing not in announced()


@pytest.mark.parametrize("cases", [1, 3])
def test_what_each_receives_is_read_for_all_at_once(cases: int, django_assert_num_queries) -> None:
    room = hall(cases=cases)
    meeting = room.publicised()
    waiting = [item.application for item in items_waiting(meeting)]
    with django_assert_num_queries(2):
        assert set(credentials_of(waiting).values()) == {CredentialKind.CERTIFICATE}


def test_who_is_objected_to_is_left_out_by_name_and_the_others_go_on() -> None:
    room = hall()
    meeting = room.closed()
    case = disputed(room, meeting)
    meeting = perform(DRAW_UP_RESULTS, meeting, room.office)
    filing = meeting.filings.get()
    assert [line.application_id for line in filing.lines.all()] == [room.cases[0].pk]
    assert [each["application"] for each in filing.left_out] == [case.pk]
    page = as_(room.office).get(reverse("result_filing", args=[filing.pk])).content.decode()
    assert "有异议正在核查" in page
    meeting = perform(SEAL_RESULTS, meeting, room.office)
    meeting = perform(REPORT_RESULTS, meeting, room.office)
    meeting = perform(APPROVE_RESULTS, meeting, room.bureau, publication_number=NUMBER)
    assert not DRAW_UP_RESULTS.is_open_to(meeting, room.office)
    Objection.objects.update(stage=ObjectionStage.DISMISSED)
    Application.objects.filter(pk=case.pk).update(stage=Stage.APPROVAL, holder=room.plan.hr_bureau)
    assert DRAW_UP_RESULTS.is_open_to(meeting, room.office)


def test_two_offices_announce_together_after_the_second_has_signed() -> None:
    room = hall(cases=1)
    other = filed.agency(AgencyKind.INDUSTRY_BUREAU, room.plan.region)
    room.plan.co_publisher = other
    room.plan.save()
    meeting = room.reported()
    assert f"{other.name}尚未会签" in refusal(APPROVE_RESULTS, meeting, room.bureau, publication_number=NUMBER)
    signer = filed.officer(other)
    assert "会签评审结果" in as_(signer).get(reverse("result_filing", args=[meeting.filings.get().pk])).content.decode()
    perform(COSIGN_RESULTS, meeting, signer)
    perform(APPROVE_RESULTS, meeting, room.bureau, publication_number=NUMBER)
    page = Client().get(reverse("publication", args=[meeting.filings.get().pk])).content.decode()
    assert page.index(f"<p>{other.name}</p>") < page.index(f"<p>{room.plan.hr_bureau.name}</p>")


def test_what_was_announced_is_public_without_numbers_for_as_long_as_the_plan_says(clock) -> None:
    room = hall(cases=1)
    meeting = room.approved()
    filing, name = meeting.filings.get(), room.cases[0].snapshot.content["profile"]["name"]
    page = reverse("publication", args=[filing.pk])
    assert name in Client().get(page).content.decode()
    assert filed.ID_NUMBER not in Client().get(page).content.decode()
    assert NUMBER in Client().get(reverse("publications"), {"q": "9号"}).content.decode()
    assert "没有找到" in Client().get(page, {"q": "无此人"}).content.decode()
    paper = filing.documents.get(kind="publication")
    assert Client().get(reverse("paper", args=[paper.pk])).status_code == 200
    room.plan.result_shown_days = 30
    room.plan.save()
    clock.set("2023-03-01 09:00")
    assert name not in Client().get(page).content.decode()
    assert Client().get(reverse("paper", args=[paper.pk])).status_code == 302


def test_a_plan_without_certificates_announces_nothing() -> None:
    room = hall(cases=1)
    room.plan.issues_certificate = False
    room.plan.save()
    meeting = perform(APPROVE_RESULTS, room.reported(), room.bureau)
    found = Certificate.objects.get()
    assert found.number.startswith("ZM")
    assert found.content["issued_by"] == room.committee.name
    assert Client().get(reverse("publication", args=[meeting.filings.get().pk])).status_code == 404
    answer = Client().post(reverse("verify"), {"number": found.number, "name": found.content["name"]})
    assert "评审通过证明" in answer.content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_the_pages_cost_the_same_for_one_person_and_for_three(people: int, django_assert_num_queries) -> None:
    room = hall(cases=people)
    meeting = room.reported()
    filing = meeting.filings.get()
    bureau = as_(room.bureau)
    for address, queries in (
        (reverse("result_filings"), 6),
        (reverse("result_filing", args=[filing.pk]), 10),
        (reverse("result_filing_export", args=[filing.pk]), 11),
    ):
        bureau.get(address)
        with django_assert_num_queries(queries):
            text = bureau.get(address).content.decode()
        assert filed.ID_NUMBER not in text
        assert filing.number in text or room.cases[0].applicant.user.name in text


@pytest.mark.parametrize("stage", FilingStage)
def test_a_list_opens_to_the_public_by_its_announcement_and_by_nothing_before(stage: FilingStage) -> None:
    plan, moment = Plan(result_shown_days=3), platform.now()
    numbered = ResultFiling(stage=stage, publication_number="衢人社职〔2022〕9号", plan=plan)
    assert may_open_publication(PUBLIC, numbered) == (stage == FilingStage.APPROVED)
    assert not may_open_publication(PUBLIC, ResultFiling(stage=stage, plan=plan))
    # Names stand from the announcement on, by a number, and for as long as the plan says.
    for days, number, shown in ((2, "某号", True), (2, "", False), (4, "某号", False)):
        began = moment - dt.timedelta(days=days)
        assert names_are_shown(ResultFiling(approved_at=began, publication_number=number, plan=plan)) == shown
    assert not names_are_shown(numbered)
