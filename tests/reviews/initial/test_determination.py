"""What the office that determines may do, and what it may not: by itself, for many, against, after a hold (初定)."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.steps.base import perform, reasons_against
from law.materials import ENTRUST_LETTER
from reviews.enums import CredentialKind, Determiner, DocumentKind, FilingStage, PlanKind, PublicityKind, Stage
from reviews.forms import batch
from reviews.models import Application, EntrustedReply, Plan, ResultFiling
from reviews.outcomes import credential_for, letter_of
from reviews.selectors.timeline import timeline_of
from reviews.services.plan_lint import problems_in
from reviews.services.publicity import open_for
from reviews.steps.announce_determinations import ANNOUNCE_DETERMINATIONS
from reviews.steps.determine import DETERMINE
from reviews.steps.draw_up_determinations import DRAW_UP_DETERMINATIONS
from reviews.steps.not_determine import NOT_DETERMINE
from reviews.steps.start import reasons_against_plan, reasons_against_start
from reviews.steps.submit_employer_opinion import SUBMIT_EMPLOYER_OPINION
from tests.accounts.people import sign_in
from tests.reviews import filed
from tests.reviews.refusals import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_time(clock):
    clock.set("2022-09-05 09:00")


MET = {"outcome": "eligible", "route": "初定", "rule": "CD-04", "findings": []}


def plan(**terms) -> Plan:
    kinds = ["employer", "result"]
    return filed.plan(**{"kind": PlanKind.INITIAL, "publicity_kinds": kinds, "materials": [], **terms})


def waiting(under: Plan, **fields) -> Application:
    case = filed.case(Stage.EMPLOYER_OPINION_DUE, under=under, examination=MET, **fields)
    officer = filed.handler(case.employer)
    done = perform(SUBMIT_EMPLOYER_OPINION, case, officer, text=TEXT, assessed=True, competed=True)
    Application.objects.filter(pk=done.pk).update(stage=Stage.DETERMINATION, holder=under.determiner, due_at=None)
    return Application.objects.get(pk=done.pk)


def filing_now(filing: ResultFiling) -> ResultFiling:
    return ResultFiling.objects.get(pk=filing.pk)


def bureau(under: Plan) -> Actor:
    return filed.officer(under.determiner)


def test_many_at_once_and_only_those_of_whom_nothing_is_in_doubt():
    under = plan()
    doubtful = filed.case(Stage.DETERMINATION, under=under, examination=MET)
    sure, by = waiting(under), bureau(under)
    act = batch.batch_acts()["determine"]
    lines = batch.run(act, [sure, doubtful], by, {"everything": True, "text": ""})
    assert [line.is_done for line in lines] == [True, False]
    assert "不能批量初定" in lines[1].reasons[0]
    sure.refresh_from_db()
    assert (sure.stage, sure.holder) == (Stage.DETERMINED, under.hr_bureau)
    assert sure.opinions.last().items[0]["ok"] is True


def test_without_a_publicity_of_results_it_goes_on_to_the_approval():
    under = plan(publicity_kinds=["employer"], determined_by=Determiner.OFFICE)
    case = perform(DETERMINE, waiting(under), bureau(under), everything=True)
    assert (case.stage, case.holder, under.determiner) == (Stage.APPROVAL, under.hr_bureau, under.office)
    office, hr = bureau(under), filed.officer(under.hr_bureau)
    assert reasons_against(DRAW_UP_DETERMINATIONS, under, hr)
    perform(DRAW_UP_DETERMINATIONS, under, office)
    filing = ResultFiling.objects.get()
    assert reasons_against(ANNOUNCE_DETERMINATIONS, filing, office, publication_number="1号")


def test_a_refusal_names_the_item_and_its_reason_and_ends_the_case():
    under = plan()
    case, by = waiting(under), bureau(under)
    key = "statement:assessed"
    assert "至少将一项审查为不符合" in reasons_against(NOT_DETERMINE, case, by, text=TEXT, answers={})[0]
    given = {"text": TEXT, "answers": {key: {"ok": False, "reason": "考核材料与事实不符。"}}}
    case = perform(NOT_DETERMINE, case, by, **given)
    assert (case.stage, case.holder) == (Stage.NOT_DETERMINED, None)
    assert "申请复查" in case.applicant.user.notices.get(title="不予初定").body


def test_who_is_held_back_follows_on_a_second_list_or_is_refused():
    under = plan(publicity_kinds=["employer"])
    by = bureau(under)
    one, two = (perform(DETERMINE, waiting(under), by, everything=True) for _ in range(2))
    perform(DRAW_UP_DETERMINATIONS, under, by)
    filing = ResultFiling.objects.get()
    assert any("暂缓核准" in reason for reason in reasons_against(NOT_DETERMINE, one, by, text=TEXT))
    blank = reasons_against(ANNOUNCE_DETERMINATIONS, filing, by, publication_number="1号", held={one.pk: ""})
    assert "暂缓核准的理由" in blank[0]
    perform(ANNOUNCE_DETERMINATIONS, filing, by, publication_number="1号", held={one.pk: "学历待核实。"})
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.stage, two.stage) == (Stage.APPROVAL, Stage.ANNOUNCED)
    perform(DRAW_UP_DETERMINATIONS, under, by)
    second = under.filings.latest("pk")
    assert (second.order, list(second.lines.values_list("application", flat=True))) == (2, [one.pk])
    perform(ANNOUNCE_DETERMINATIONS, second, by, publication_number="2号", held={one.pk: "学历核查不符。"})
    assert perform(NOT_DETERMINE, one, by, text="学历核查不符。").stage == Stage.NOT_DETERMINED


def test_a_list_that_was_drawn_up_anew_is_looked_at_before_it_is_announced(client: Client, clock):
    under = plan(publicity_kinds=["employer"])
    by = bureau(under)
    first = perform(DETERMINE, waiting(under), by, everything=True)
    perform(DRAW_UP_DETERMINATIONS, under, by)
    filing = ResultFiling.objects.get()
    sign_in(client, by.user, by)
    page = reverse("determinations_announce", args=[filing.pk])
    seen = client.get(page).context["drawn_up"]
    clock.set("2022-09-05 09:10")
    perform(DETERMINE, waiting(under), by, everything=True)
    perform(DRAW_UP_DETERMINATIONS, under, by)
    answer = client.post(page, {"publication_number": "1号", "drawn_up": seen})
    assert (answer.status_code, "名单在您打开本页后已重新生成" in answer.content.decode()) == (422, True)
    assert client.post(page, {"publication_number": "1号", "drawn_up": answer.context["drawn_up"]}).status_code == 302
    first.refresh_from_db()
    assert first.stage == Stage.ANNOUNCED
    assert "不能核准并公布初定结果" in reasons_against(ANNOUNCE_DETERMINATIONS, filing_now(filing), by)[0]
    assert reasons_against(DRAW_UP_DETERMINATIONS, under, by)


def test_where_everybody_is_held_back_no_document_is_announced(client: Client):
    under = plan(publicity_kinds=["employer"])
    by = bureau(under)
    case = perform(DETERMINE, waiting(under), by, everything=True)
    perform(DRAW_UP_DETERMINATIONS, under, by)
    held = {case.pk: "学历待核实。"}
    done = perform(ANNOUNCE_DETERMINATIONS, ResultFiling.objects.get(), by, publication_number="1号", held=held)
    assert (done.stage, done.publication_number) == (FilingStage.APPROVED, "")
    assert not done.documents.filter(kind=DocumentKind.PUBLICATION).exists()
    assert client.get(reverse("publication", args=[done.pk])).status_code == 404


def test_a_letter_in_the_archive_makes_no_proof_of_a_determination():
    under = plan(publicity_kinds=["employer"], proof_bodies=["university"])
    letter = filed.record(9, "credential", ENTRUST_LETTER)
    letter["data"] = {"kind": ENTRUST_LETTER, "issuer_kind": "高等学校", "issuer": "某学院"}
    case = filed.case(Stage.APPROVAL, under=under, content=filed.content(others=[letter]))
    assert letter_of(case)
    assert credential_for(case) == CredentialKind.CERTIFICATE
    perform(DRAW_UP_DETERMINATIONS, under, bureau(under))
    perform(ANNOUNCE_DETERMINATIONS, ResultFiling.objects.get(), bureau(under), publication_number="1号")
    assert case.certificate.kind == CredentialKind.CERTIFICATE
    assert EntrustedReply.objects.get().people[0]["result"] == "已初定，已颁发职称电子证书"


def test_the_timeline_cites_what_determinations_rest_on():
    case = waiting(plan())
    rules = {step.title: step.rule for step in timeline_of(case).future}
    assert "二(一)" in rules["核准"]
    assert "一(五)" not in rules["核准"]


def test_the_lint_asks_to_take_out_what_only_reviews_have():
    under = plan(issues_certificate=False)
    under.co_publisher = filed.agency(AgencyKind.INDUSTRY_BUREAU, under.region)
    under.save()
    filed.title(under)
    under.titles.update(mode="recommend")
    found = {problem.key: problem for problem in problems_in(under)}
    assert {"results.co_publisher", "publicity.certificate", "titles.工艺美术师.recommended"} <= set(found)
    assert found["results.co_publisher"].section == "results"


def test_an_upheld_objection_keeps_the_person_off_the_list():
    under = plan()
    by = bureau(under)
    case = perform(DETERMINE, waiting(under), by, everything=True)
    shown = open_for(PublicityKind.RESULT, under, [case], by)
    assert (shown.agency, shown.meeting) == (under.hr_bureau, None)
    case.refresh_from_db()
    assert case.stage == Stage.RESULT_PUBLICITY
    assert reasons_against(DRAW_UP_DETERMINATIONS, under, by)
    assert "异议" in reasons_against(NOT_DETERMINE, case, by, text=TEXT)[0]


@pytest.mark.parametrize("terms", [{"series": "会计"}, {"exam_series": ["工艺美术"]}])
def test_nobody_is_determined_where_titles_are_won_by_examination(terms):
    under = plan(**terms)
    profile = filed.applicant(filed.employer())
    because = next(reasons_against_plan(under, profile))
    assert "须参加国家或省统一考试取得职称，不再进行职称初定（衢市人社专〔2021〕61号 二(三)）" in because
    assert "报名参加" in because
    assert because in reasons_against(DETERMINE, filed.case(Stage.DETERMINATION, under=under), bureau(under))
    assert any("以考代评" in problem.because for problem in problems_in(under))


def test_a_specialty_that_is_won_by_examination_is_refused_by_itself():
    under = plan(series="多个系列", specialties=["陶瓷工艺", "审计"])
    profile = filed.applicant(filed.employer())
    by = Actor(Role.APPLICANT, profile.user)
    title = filed.title(under, "助理级")
    refused = list(reasons_against_start(under, profile, by, title, "审计"))
    assert any(reason.startswith("审计系列实行以考代评") for reason in refused)
    assert not any("以考代评" in reason for reason in reasons_against_start(under, profile, by, title, "陶瓷工艺"))


def test_the_lint_asks_to_take_a_publicity_before_a_meeting_out():
    found = [problem.because for problem in problems_in(plan(publicity_kinds=["employer", "pre_review", "result"]))]
    assert any("没有评前公示" in because for because in found)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_asks_as_often_for_three_plans_as_for_one(client: Client, rows, django_assert_num_queries):
    plans = [plan() for _ in range(rows)]
    for under in plans:
        waiting(under)
    by = bureau(plans[0])
    sign_in(client, by.user, by)
    client.get(reverse("determinations"))
    with django_assert_num_queries(7):
        page = client.get(reverse("determinations")).content.decode()
    assert page.count("待列入名单和公布") == rows
