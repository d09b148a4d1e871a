"""One applicant's whole season in the browser, in every role: from the employer's registration to the certificate."""

import datetime as dt
from itertools import islice

import pytest

from accounts.models import Agency
from accounts.services.journal import broken_links
from accounts.services.mail import send_unsent
from accounts.services.seed import load_regions_and_agencies
from applicants.enums import Module
from reviews.demo.cast import people
from reviews.demo.season import open_offices
from reviews.documents.build import build_due
from reviews.enums import Stage
from reviews.models import Application, Certificate, Meeting, Publicity
from reviews.plans import load_plan
from reviews.services.demo_clock import go_to
from tests.journeys.desk import Desk, Visitor
from tests.journeys.offices import CommitteeDesk, ExpertDesk, OfficeDesk
from tests.journeys.people import ApplicantDesk, EmployerDesk
from tests.reviews.pictures import picture
from zcps import clock as platform_clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_cache")]

CODE, TITLE, CRAFT = "QZ-2022-GYMS", "工艺美术师", "雕塑雕刻工艺"
EMPLOYER, COUNTY, REGION = "衢州石韵雕刻艺术有限公司（仿真）", "330822", "常山县"
STATEMENT = "本人自2012年起从事石雕设计与制作，独立完成《烂柯对弈》《三衢石林》等作品，参与单位新产品开发。"
SEATS = 5
ANSWERS = {
    "person.on_post": "true",
    "person.retired": "false",
    "person.retires_before_cutoff": "false",
    "person.civil_servant": "false",
    "person.party_discipline_active": "false",
    "person.case_pending": "false",
    "person.sanction_active": "无",
    "work.probation_completed": "true",
    "titles.assistant": "false",
}
SCHOOL = {
    "title": "之江美术大学（仿真）", "level": "本科", "place": "国内", "mode": "全日制", "ended": "2012-06-30",
    "major": "雕塑",
    "related": True, "number": "100000201205000001",
}  # fmt: skip
AWARD = {
    "title": "浙江省工艺美术精品奖（仿真）", "kind": "展览评比、专业竞赛", "work": "《烂柯对弈》石雕",
    "started": "2021-10-18",
    "level": "省(部)级", "grade": "金奖", "grantor": "某组委会", "industry": True, "formal": True,
    "role": "独创", "joint": False,
}  # fmt: skip


def to(moment: str) -> None:
    """Let time pass as the clock bar does, with the sweep, and do what the workers do: build papers, send mail."""
    go_to(dt.datetime.fromisoformat(moment).replace(tzinfo=platform_clock.SHANGHAI))
    build_due()
    send_unsent(limit=1000)


def agency(kind: str, region: str = "330800", **more: str) -> Agency:
    return Agency.objects.get(kind=kind, region__code=region, **more)


@pytest.fixture
def season(clock):
    """The offices with their accounts, the expert pool, and the year's plan: what stands before the season."""
    clock.set("2022-08-15 10:00")
    load_regions_and_agencies()
    opened = open_offices(print)
    load_plan(CODE, opened.who.office, opened.who.bureau)
    to("2022-08-22 09:00")
    return opened


class Cast:
    """Everybody's desk in one journey; each signs in when first needed."""

    def __init__(self, browser, journey: str, season) -> None:
        self.browser, self.journey, self.season = browser, journey, season
        self.applicant_person, self.officer_person = islice(people("journey"), 2)
        self._desks: dict[str, Desk] = {}

    def at(self, name: str, make):
        if name not in self._desks:
            self._desks[name] = make()
        return self._desks[name]

    @property
    def employer(self) -> EmployerDesk:
        return self.at("employer", lambda: EmployerDesk(self.browser, self.journey, EMPLOYER, self.officer_person))

    @property
    def applicant(self) -> ApplicantDesk:
        return self.at("applicant", lambda: ApplicantDesk(self.browser, self.journey, self.applicant_person))

    @property
    def public(self) -> Visitor:
        return self.at("public", lambda: Visitor(self.browser, self.journey))

    @property
    def registrar(self) -> OfficeDesk:
        return self._office("学时登记", agency("registrar"))

    @property
    def industry(self) -> OfficeDesk:
        return self._office("县经信局", agency("industry_bureau", COUNTY))

    @property
    def county_hr(self) -> OfficeDesk:
        return self._office("县人社局", agency("hr_bureau", COUNTY))

    @property
    def bureau(self) -> CommitteeDesk:
        return self._office("市人社局", self.season.who.bureau.agency, CommitteeDesk)

    @property
    def supervision(self) -> CommitteeDesk:
        return self._office("监督机构", agency("supervision"), CommitteeDesk)

    @property
    def office(self) -> CommitteeDesk:
        return self._office("评委会办公室", self.season.who.office.agency, CommitteeDesk)

    def _office(self, role: str, of: Agency, kind: type[OfficeDesk] = OfficeDesk):
        return self.at(role, lambda: kind(self.browser, self.journey, role, of))


def stage_of(pk: int) -> str:
    return Application.objects.get(pk=pk).stage


def register_and_file(cast: Cast) -> int:
    """From the first sign-in of the employer to the filed application; return its number."""
    cast.employer.register(REGION)
    cast.county_hr.approve_registration()
    cast.employer.go("employer_entry")
    person = cast.applicant
    person.fill_in_profile(EMPLOYER, REGION)
    person.add_record(Module.EDUCATION, SCHOOL)
    job = {"title": EMPLOYER, "started": "2012-07-01", "employer_type": "企业", "post": "设计师", "craft": True}
    person.add_record(Module.WORK, job)
    person.add_record(Module.AWARD, AWARD)
    cast.employer.verify_records()
    person.add_credits("general_public", 2021, "2019—2021年公需课", hours="54")
    person.add_credits("general_public", 2022, "2022年公需课", hours="18")
    person.add_credits("professional", 2022, "石雕技艺研修", route="CR-2", quantity="12")
    cast.registrar.recognise_credits()
    pk = person.start(CODE, TITLE, CRAFT)
    person.fill_in(pk, STATEMENT, ANSWERS)
    person.sign(pk)
    person.submit(pk)
    assert stage_of(pk) == Stage.EMPLOYER_REVIEW
    return pk


def qualified_and_shown(cast: Cast, pk: int) -> None:
    """From the bodies to the end of the pre-review publicity."""
    cast.industry.recommend(pk)
    cast.county_hr.recommend(pk)
    assert stage_of(pk) == Stage.QUALIFICATION
    to("2022-09-01 09:00")
    cast.office.qualify(pk)
    build_due()
    cast.applicant.go("application", pk)
    case = Application.objects.select_related("snapshot", "plan").get(pk=pk)
    assert case.stage == Stage.QUALIFIED
    assert case.snapshot
    form = case.documents.get(kind="review_form")
    assert form.file_id, form.failure
    cast.applicant.go("paper", form.pk)
    cast.office.receive_paper(pk, form.short_code, case.plan.paper_copies, case.plan.stamp_chain)
    assert Application.objects.get(pk=pk).paper_received_at
    cast.office.publish(pk)
    assert stage_of(pk) == Stage.PRE_REVIEW_PUBLICITY
    cast.public.go("publicities")
    cast.public.go("publicity", Publicity.objects.latest("pk").pk)
    to("2022-09-08 00:00")
    assert stage_of(pk) == Stage.PRE_REVIEW_PUBLICITY, "five working days after 1 September end with the 8th"
    to("2022-09-09 09:00")
    assert stage_of(pk) == Stage.READY


def meeting_drawn(cast: Cast) -> Meeting:
    """Filed a week ahead, confirmed, drawn with both parties' numbers."""
    number = cast.office.create_meeting("衢州市2022年度工艺美术中级评审会议", "2022-09-19", SEATS)
    cast.office.act(number, "file_meeting", "报送评前备案")
    cast.bureau.act(number, "confirm_filing", "确认备案")
    cast.office.freeze_pool(number)
    cast.office.lodge(number)
    cast.supervision.lodge(number)
    cast.bureau.lodge(number)
    cast.office.seal(number, "2022104", "2022-09-11", "21:30")
    to("2022-09-13 09:00")
    cast.office.draw(number, "03.07.12.18.25.31/09")
    cast.office.go("panel", number)
    return Meeting.objects.get(pk=number)


def vote(cast: Cast, meeting: Meeting) -> None:
    """Everybody signs in on his own screen, the chair opens, all vote, the chair closes."""
    to("2022-09-19 08:50")
    seats = meeting.panel.select_related("expert__user").order_by("-is_chair", "label")
    desks = [
        ExpertDesk(cast.browser, cast.journey, seat.expert.user, "主任委员" if seat.is_chair else f"专家{seat.label}")
        for seat in seats
    ]
    for desk in desks:
        desk.check_in(meeting.pk)
    to("2022-09-19 09:00")
    desks[0].convene(meeting.pk)
    desks[0].open_item(meeting.pk)
    item = meeting.items.get()
    for place, desk in enumerate(desks):
        desk.vote(item.pk, "不同意" if place == SEATS - 1 else "同意")
    desks[0].close_item(meeting.pk)
    item.refresh_from_db()
    assert (item.present, item.yes, item.no, item.passed) == (SEATS, SEATS - 1, 1, True)
    desks[0].close_meeting(meeting.pk)


def test_from_the_registration_of_the_employer_to_the_verified_certificate(browser, season):
    cast = Cast(browser, "season", season)
    for name, args in (("home", ()), ("plans", ()), ("plan", (CODE,)), ("help", ())):
        cast.public.go(name, *args)
    pk = register_and_file(cast)

    cast.employer.approve(pk)
    cast.employer.publish(pk)
    cast.public.go("publicity", Publicity.objects.get().pk)
    to("2022-08-29 23:00")
    assert stage_of(pk) == Stage.EMPLOYER_PUBLICITY, "the fifth working day is not over"
    to("2022-08-30 09:00")
    assert stage_of(pk) == Stage.EMPLOYER_OPINION_DUE
    cast.employer.give_opinion(pk)
    qualified_and_shown(cast, pk)

    meeting = meeting_drawn(cast)
    vote(cast, meeting)
    assert stage_of(pk) == Stage.PASSED
    cast.office.publish_results(meeting.pk)
    to("2022-09-27 09:00")
    assert stage_of(pk) == Stage.APPROVAL
    cast.office.act(meeting.pk, "draw_up_results", "生成备案表和名单")
    cast.office.seal_results(meeting.pk, picture())
    cast.office.act(meeting.pk, "report_results", "报送结果核准")
    build_due()
    cast.bureau.act(meeting.pk, "approve_results", "核准并公布结果", publication_number="衢人社职〔2022〕31号")
    build_due()

    certificate = Certificate.objects.get(application=pk)
    cast.applicant.go("application", pk)
    cast.applicant.go("certificate", certificate.pk)
    cast.public.verify(certificate.number, cast.applicant_person.name)
    cast.public.reads("证书有效", certificate.number)
    cast.public.go("publication", meeting.filings.get().pk)
    cast.public.go("draw_public", meeting.draw.draw_id)
    cast.office.put_away(meeting.pk)
    assert stage_of(pk) == Stage.ARCHIVED
    cast.applicant.go("notices")
    cast.applicant.go("my_applications")
    assert not list(broken_links())


def test_return_refiling_and_an_objection_that_holds_the_publicity(browser, season):
    cast = Cast(browser, "return", season)
    pk = register_and_file(cast)
    cast.employer.approve(pk)
    cast.employer.publish(pk)
    to("2022-08-30 09:00")
    cast.employer.give_opinion(pk)

    cast.industry.send_back(pk, "学历证书编号与备案表不一致，请核对后更正。", "述职未写明作品完成时间，请补充。")
    assert stage_of(pk) == Stage.DRAFT
    cast.applicant.go("application", pk)
    cast.applicant.reads("退回补正的事项", "学历证书编号与备案表不一致", "述职未写明作品完成时间")
    cast.applicant.go("application_statement", pk)
    cast.applicant.type(statement=f"{STATEMENT}《烂柯对弈》完成于2020年。")
    cast.applicant.press("保存并继续")
    cast.applicant.sign(pk)
    cast.applicant.submit(pk)
    assert Application.objects.get(pk=pk).snapshot.version == 2

    cast.employer.approve(pk)
    cast.employer.publish(pk)
    publicity = Publicity.objects.latest("pk")
    receipt = cast.public.object_to(publicity.pk, cast.applicant_person.name, "获奖作品系集体创作，请核实。")
    to("2022-09-14 09:00")
    assert stage_of(pk) == Stage.EMPLOYER_PUBLICITY, "an open objection holds the end"
    cast.employer.go("employer_home")
    cast.employer.decide_objection(receipt, "no", "经调取创作过程资料核实，申报内容属实。")
    cast.public.goto(f"/publicities/objection/?receipt={receipt}")
    cast.public.type(word="objector@example.com")
    cast.public.press("查询办理情况")
    cast.public.reads("异议不成立")
    to("2022-09-15 09:00")
    assert stage_of(pk) == Stage.EMPLOYER_OPINION_DUE
    cast.employer.give_opinion(pk)
    assert stage_of(pk) == Stage.RECOMMENDATION
    assert not list(broken_links())
