"""A committee that only recommends: what comes of its case, and how it goes on in a higher committee's plan."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import CLOCK, Actor
from accounts.enums import AgencyKind, Role
from accounts.models.notice import Notice
from accounts.services.files import keep_pdf
from applicants.enums import Module
from law.yaml_data import read_yaml
from reviews.documents.build import VIEWS
from reviews.enums import CredentialKind, DocumentKind, Level, Stage, TitleMode
from reviews.models import Application, Certificate, CertificateCorrection, Committee, Plan, PlanTitle
from reviews.rulebooks import as_text
from reviews.selectors.statistics import totals
from reviews.selectors.timeline import standing_of, timeline_of
from reviews.services.certificate_corrections import correct
from reviews.services.certificates import restore, revoke
from reviews.services.recommendation_bundle import _evidence
from reviews.services.recommendations import missing_recommendation, recommendation_for
from reviews.steps.approve_results import APPROVE_RESULTS
from reviews.steps.base import ActRefused, perform
from reviews.steps.issue_certificate import ISSUE_CERTIFICATE
from tests.accounts.people import sign_in
from tests.reviews import filed
from tests.reviews.committee.factory import Hall, hall, revoked
from zcps import clock

pytestmark = pytest.mark.django_db
WON = "取得专业技术职务任职资格"


def as_(actor) -> Client:
    client = Client()
    sign_in(client, actor.user, actor)
    return client


def recommending(cases: int = 2) -> Hall:
    """The first case is of a title that the committee decides on, the others of one that it recommends for."""
    room = hall(cases=cases)
    own = room.cases[0].title
    assert own is not None
    higher = PlanTitle.objects.create(
        plan=room.plan, name="高级工艺美术师", level=Level.ASSOCIATE_SENIOR, committee=own.committee,
        mode=TitleMode.RECOMMEND,
    )  # fmt: skip
    Application.objects.filter(pk__in=[case.pk for case in room.cases[1:]]).update(title=higher)
    return room


def higher_plan(**changes) -> Plan:
    """Of another committee, open for filing now."""
    plan = filed.plan(
        name="浙江省高级工艺美术师评审", filing_opens="2022-11-01T00:00:00+08:00",
        filing_closes="2023-12-31T00:00:00+08:00", employer_closes="2024-01-31T00:00:00+08:00",
        rules=as_text(read_yaml("rulebooks/QZ-2022-GYMS.yaml")), **changes,
    )  # fmt: skip
    board = Committee.objects.create(
        name="浙江省高级工艺美术师评审委员会", level=Level.ASSOCIATE_SENIOR, office=plan.office,
        founding_body=plan.office, hr_bureau=plan.hr_bureau,
        supervisor=filed.agency(AgencyKind.SUPERVISION, plan.region),
    )  # fmt: skip
    PlanTitle.objects.create(plan=plan, name="高级工艺美术师", level=Level.ASSOCIATE_SENIOR, committee=board)
    return plan


def test_who_is_recommended_gets_a_letter_and_no_title() -> None:
    room = recommending()
    meeting = room.reported()
    page = as_(room.bureau).get(reverse("meeting_act", args=[meeting.pk, "approve_results"])).content.decode()
    assert "1 人推荐至上级评委会，出具推荐函" in page
    meeting = perform(APPROVE_RESULTS, meeting, room.bureau, publication_number="衢人社职〔2022〕9号")
    won, case = (Application.objects.get(pk=each.pk) for each in room.cases)
    letter = case.certificate
    assert won.certificate.kind == CredentialKind.CERTIFICATE
    assert (letter.kind, letter.number[:2], letter.content["issued_by"]) == (
        CredentialKind.RECOMMENDATION, "TJ", room.committee.name,
    )  # fmt: skip
    Certificate.objects.filter(pk=letter.pk).update(state="corrected")
    with pytest.raises(ActRefused, match="只推荐"):
        perform(ISSUE_CERTIFICATE, case, CLOCK, document_number="某号")
    Certificate.objects.filter(pk=letter.pk).update(state="valid")
    # Whatever the person, the office and the public read says 推荐.
    assert standing_of(case)["where"] == "已推荐至上级评委会"
    assert "出具推荐函" in [step.title for step in timeline_of(case).past]
    told = " ".join(Notice.objects.filter(recipient=case.applicant.user).values_list("body", flat=True))
    answer = Client().post(reverse("verify"), {"number": letter.number, "name": letter.content["name"]})
    filing = meeting.filings.get()
    paper = case.documents.get(kind=DocumentKind.RECOMMENDATION, voided_at=None)
    listed = VIEWS[DocumentKind.RECOMMENDATION_LIST](filing.documents.get(kind=DocumentKind.RECOMMENDATION_LIST))
    form = VIEWS[DocumentKind.RESULT_FILING_FORM](filing.documents.get(kind=DocumentKind.RESULT_FILING_FORM))
    assert "推荐函有效" in answer.content.decode()
    assert WON not in told + answer.content.decode()
    assert "取得时间" not in answer.content.decode()
    assert VIEWS[paper.kind](paper).template == "reviews/documents/recommendation.html"
    assert [row["number"] for group in listed.context["groups"] for row in group["rows"]] == [letter.number]
    assert sorted(row["result"] for row in form.context["rows"]) == ["同意推荐", "通过"]
    # Published with the others, but among nobody who won; counted apart.
    public = Client().get(reverse("publication", args=[filing.pk])).content.decode()
    assert "共 1 人" in public
    assert "推荐至上级评委会的人员" in public
    counts = totals(room.plan).counts
    assert (counts["announced"], counts["upward"]) == (1, 1)
    export = as_(room.office).get(reverse("result_filing_export", args=[filing.pk])).content.decode()
    assert "高级工艺美术师（推荐）" in export


def test_evidence_is_named_after_what_it_is_and_keeps_its_ending() -> None:
    kept = keep_pdf("某.pdf", b"%PDF-1.7", 1)
    proof = {"file": str(kept.pk), "name": f"{'长' * 90}.heic"}
    row = filed.record(1, Module.AWARD, "青瓷", evidence=[proof])
    [(name, _)] = _evidence({"others": [row]})
    assert name.startswith("材料/01-青瓷-长")
    assert name.endswith("长.pdf")


def test_the_list_follows_a_letter_that_is_corrected_or_revoked() -> None:
    room = recommending(cases=3)
    filing = room.approved().filings.get()
    one, other = (Application.objects.get(pk=case.pk) for case in room.cases[1:])

    def listed() -> list[str]:
        paper = filing.documents.get(kind=DocumentKind.RECOMMENDATION_LIST, voided_at=None)
        groups = VIEWS[paper.kind](paper).context["groups"]
        return [row["number"] for group in groups for row in group["rows"]]

    former = listed()
    asked = CertificateCorrection.objects.create(
        certificate=one.certificate, changes={"specialty": "雕塑"}, reason="笔误。", is_holders=True, asked_by="某",
        asked_at=clock.now(),
    )  # fmt: skip
    new = correct(asked)
    assert listed() == [new.number, former[1]]
    revoke(other, "抄袭。")
    assert listed() == [new.number]
    restore(other)
    assert listed() == [new.number, former[1]]
    revoke(one, "抄袭。")
    revoke(other, "抄袭。")
    assert not filing.documents.filter(kind=DocumentKind.RECOMMENDATION_LIST, voided_at=None).exists()


def test_where_everybody_is_recommended_no_document_announces_anything() -> None:
    room = recommending(cases=2)
    Application.objects.update(title=PlanTitle.objects.get(mode=TitleMode.RECOMMEND))
    meeting = room.reported()
    address = reverse("meeting_act", args=[meeting.pk, "approve_results"])
    assert "公布文号" not in as_(room.bureau).get(address).content.decode()
    assert as_(room.bureau).post(address, {"publication_number": ""}).status_code == 302
    filing = meeting.filings.get()
    assert {each.kind for each in Certificate.objects.all()} == {CredentialKind.RECOMMENDATION}
    assert not filing.documents.filter(kind=DocumentKind.PUBLICATION).exists()
    assert Client().get(reverse("publication", args=[filing.pk])).status_code == 404


def test_on_to_the_higher_plan_and_the_bundle_for_one_that_is_not_here() -> None:
    room = recommending()
    plan = higher_plan(needs_recommendation=True)
    room.approved()
    case = Application.objects.get(pk=room.cases[1].pk)
    person = as_(Actor(Role.APPLICANT, case.applicant.user))
    page = reverse("application_onward", args=[case.pk])
    assert plan.name in person.get(page).content.decode()
    assert person.post(page, {"specialty": ""}).status_code == 422
    title = plan.titles.get()
    assert person.post(page, {"title": title.pk, "specialty": "陶瓷工艺"}).status_code == 302
    begun = Application.objects.get(plan=plan)
    assert begun.stage == Stage.DRAFT
    assert begun.statement == case.snapshot.content["statement"]
    assert recommendation_for(begun) == case.certificate
    assert list(missing_recommendation(begun, [])) == []
    # Somebody else has none; one that was revoked counts no more.
    moments = {"entered_at": begun.entered_at, "created_at": begun.created_at}
    other = Application.objects.create(plan=plan, applicant=room.cases[0].applicant, title=title, **moments)
    assert "本计划须经下级评委会推荐" in next(iter(missing_recommendation(other, [])))
    bundle = person.get(reverse("recommendation_bundle", args=[case.certificate.pk]))
    packed = zipfile.ZipFile(io.BytesIO(bundle.getvalue()))
    assert {"申报内容.json", "清单.txt"} <= set(packed.namelist())
    assert "推荐函.pdf　正在生成，请稍后重新下载" in packed.read("清单.txt").decode()
    hidden = reverse("recommendation_bundle", args=[case.certificate.pk])
    assert as_(Actor(Role.APPLICANT, room.cases[0].applicant.user)).get(hidden).status_code == 404
    revoked(case, room.bureau)
    assert list(missing_recommendation(begun, [])) != []
    letter = case.certificate
    answer = Client().post(reverse("verify"), {"number": letter.number, "name": letter.content["name"]})
    assert "推荐已撤销" in answer.content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(people: int, django_assert_num_queries) -> None:
    plan = recommended_people(people)
    client = as_(filed.officer(plan.office))
    address = reverse("recommendations")
    client.get(address)
    with django_assert_num_queries(7):
        assert "陆0" in client.get(address).content.decode()
    assert "TJ0" in client.get(address, {"format": "csv", "q": "TJ0"}).content.decode()
    assert "没有推荐人员" in client.get(address, {"state": "revoked"}).content.decode()
    assert "陆0" not in as_(filed.officer(filed.agency(AgencyKind.COMMITTEE_OFFICE))).get(address).content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_costs_the_same_where_they_have_gone_on(people: int, django_assert_num_queries) -> None:
    plan, beyond = recommended_people(people), higher_plan()
    for letter in Certificate.objects.all():
        case = filed.case(Stage.QUALIFICATION, under=beyond)
        Application.objects.filter(pk=case.pk).update(recommendation=letter, title=beyond.titles.first())
    client, address = as_(filed.officer(plan.office)), reverse("recommendations")
    client.get(address)
    with django_assert_num_queries(9):
        assert beyond.name in client.get(address).content.decode()


def recommended_people(people: int) -> Plan:
    """A plan whose committee has recommended so many."""
    plan = filed.plan()
    title = filed.title(plan)
    PlanTitle.objects.filter(pk=title.pk).update(mode=TitleMode.RECOMMEND)
    for number in range(people):
        case = filed.case(Stage.ANNOUNCED, under=plan)
        said = {"name": f"陆{number}", "title": "高级工艺美术师", "specialty": "陶瓷工艺", "committee": "某评委会",
                "obtained_on": "2022-11-01"}  # fmt: skip
        Certificate.objects.create(
            application=case, kind=CredentialKind.RECOMMENDATION, number=f"TJ{number}", content=said,
            issued_at=case.entered_at,
        )  # fmt: skip
    return plan
