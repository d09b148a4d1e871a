"""初定 from the public column to the certificate, through the pages of everybody who acts (S0 二(一))."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind
from accounts.models import Notice
from applicants.enums import Module
from applicants.models import Profile
from reviews.certificate_numbers import key_of
from reviews.documents.build import VIEWS, html_of
from reviews.enums import CertificateState, DocumentKind, Stage
from reviews.models import Application, Certificate, Plan, Publicity, ResultFiling
from reviews.services.drafts import save_answers
from reviews.services.sweep import close_due
from tests.accounts.people import sign_in
from tests.applicants import archives
from tests.conftest import Clock
from tests.reviews import cases

pytestmark = pytest.mark.django_db

DAY = "2022-08-23 09:00"
OPINION = "该同志在本专业岗位工作，考核合格，同意推荐。"


def graduate(name: str = "某毕业生", **fields):
    """A bachelor of 2020 who has worked in his trade since then; no credits, no title."""
    profile = cases.make_applicant(name, records=False, **fields)
    archives.make_record(profile, Module.EDUCATION, ended="2020-06-30")
    archives.make_record(profile, Module.WORK, title=profile.employer.name, started="2020-07-01")
    archives.make_record(profile, Module.ASSESSMENT)
    archives.verify_all(profile)
    return profile


def page(client: Client, name: str, *args) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def post(client: Client, name: str, *args, **sent) -> None:
    answer = client.post(reverse(name, args=args), sent)
    said = answer.content.decode() if answer.status_code == 422 else ""
    assert answer.status_code == 302, (name, answer.status_code, said[said.find("error-summary") :][:600])


def seen(actor: Actor) -> Client:
    return sign_in(Client(), actor.user, actor)


def batch(client: Client, act: str, case: Application, **sent) -> None:
    post(client, "batch", act=act, ids=[case.pk], **sent)


def started(plan: Plan, profile: Profile) -> Application:
    """The person begins by the button of the public column, and files."""
    column = page(Client(), "initial_column")
    assert all(words in column for words in (plan.name, "毕业后工作满", "考核材料", "不召开评审会议", "参加评审"))
    assert reverse("application_start", args=[plan.code]) in column
    title = plan.titles.get(name="助理级")
    person = seen(cases.applicant_actor(profile))
    post(person, "application_start", plan.code, title=title.pk, specialty="雕塑雕刻工艺")
    case = Application.objects.get()
    save_answers(case, {**cases.ANSWERS, "edu.related_post": "true", "assess.passed": "true"})
    case = cases.file_case(cases.sign(cases.fresh(case)))
    examination = case.snapshot.examination
    assert examination["outcome"] == "eligible"
    assert "credits" not in {found["group"] for found in examination["findings"]}
    return case


def put_forward(case: Application, clock: Clock) -> None:
    """The employer approves, shows, and states that the person was assessed; the county examines."""
    handler = seen(cases.officer_actor(case.employer))
    asked = {"true": "on", "accurate": "on", "complete": "on", "answers": "on", "text": "材料属实。"}
    batch(handler, "approve_by_employer", case, **asked)
    batch(handler, "open_employer_publicity", case)
    clock.set("2022-08-31 09:00")
    close_due()
    opinion = {"submit_employer_opinion-text": OPINION}
    answer = handler.post(reverse("case_act", args=[case.pk, "submit_employer_opinion"]), opinion)
    assert (answer.status_code, "经本单位考核合格" in answer.content.decode()) == (422, True)
    post(
        handler, "case_act", case.pk, "submit_employer_opinion", **opinion, **{"submit_employer_opinion-assessed": "on"}
    )
    assert "经本单位考核合格（衢经信产融〔2022〕44号 二(一)）" in case.opinions.last().text
    county = seen(cases.body_actor(AgencyKind.HR_BUREAU))
    batch(county, "recommend", case, text="材料齐全，同意推荐。")


def determined(case: Application, bureau: Client, clock: Clock) -> None:
    """The bureau determines item by item and shows the result; nobody meets and nobody votes."""
    assert "待初定" in page(bureau, "determinations")
    assert "逐项审核" in page(bureau, "case", case.pk)
    asked_of = page(bureau, "determination", case.pk)
    assert "用人单位确认：经本单位考核合格" in asked_of
    keys = [part.partition('"')[0] for part in asked_of.split('name="ok-')[1:]]
    decided = {f"ok-{key}": "yes" for key in keys} | {f"reason-{key}": "经核对原件，符合。" for key in keys}
    post(bureau, "determination", case.pk, act="determine", **decided)
    batch(bureau, "open_result_publicity", case)
    shown = Publicity.objects.get(kind="result")
    assert (shown.agency, shown.meeting) == (case.plan.hr_bureau, None)
    clock.set("2022-09-15 09:00")
    close_due()


def announced(plan: Plan, bureau: Client) -> ResultFiling:
    """The list, and its announcement by a document."""
    post(bureau, "determination_list", plan.pk)
    filing = ResultFiling.objects.get()
    assert "核准并公布初定结果" in page(bureau, "result_filing", filing.pk)
    assert filing.number in page(bureau, "result_filings")
    answer = bureau.post(reverse("determinations_announce", args=[filing.pk]), {})
    assert (answer.status_code, "请填写公布文件的文号" in answer.content.decode()) == (422, True)
    post(bureau, "determinations_announce", filing.pk, publication_number="衢人社职〔2022〕9号")
    return filing


def test_from_the_public_column_to_the_certificate(clock: Clock):
    plan = cases.make_plan("QZ-2022-CD", at=DAY)
    profile = graduate()
    case = started(plan, profile)
    put_forward(case, clock)
    case.refresh_from_db()
    assert (case.stage, case.holder) == (Stage.DETERMINATION, plan.hr_bureau)
    bureau = seen(cases.bureau_actor())
    determined(case, bureau, clock)
    case.refresh_from_db()
    assert (case.stage, case.holder) == (Stage.APPROVAL, plan.hr_bureau)
    filing = announced(plan, bureau)
    case.refresh_from_db()
    assert case.stage == Stage.ANNOUNCED

    made = Certificate.objects.get(application=case, state=CertificateState.VALID)
    assert (made.content["way"], made.content["committee"]) == ("初定", plan.hr_bureau.name)
    assert made.content["obtained_on"] == "2022-08-31"
    publication = page(Client(), "publication", filing.pk)
    assert f"经{plan.hr_bureau.name}初定" in publication
    assert profile.user.name in publication
    verified = Client().get(reverse("verify_qr", args=[made.number]), {"k": key_of(made.number)}).content.decode()
    assert "初定机关" in verified
    told = set(Notice.objects.filter(recipient=profile.user).values_list("title", flat=True))
    assert {"同意初定", "初定结果已公布", "电子证书已签发"} <= told
    assert "评审" not in "".join(told)
    papers = set(case.documents.values_list("kind", flat=True)) | set(filing.documents.values_list("kind", flat=True))
    assert {DocumentKind.REVIEW_FORM, DocumentKind.DETERMINATION_LIST, DocumentKind.PUBLICATION} <= papers
    printed = "".join(html_of(paper, VIEWS[paper.kind](paper)) for paper in filing.documents.all())
    assert all(
        words in printed for words in ("职称初定人员名单", f"初定机关：{plan.hr_bureau.name}", "由衢州市", "初定之日起")
    )
