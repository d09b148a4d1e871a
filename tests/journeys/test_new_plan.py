"""An office of Hangzhou writes next year's plan from nothing, settles its warnings, publishes it; somebody files."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Agency
from accounts.services.seed import load_regions_and_agencies
from applicants.models import Profile
from reviews.demo.cast import people
from reviews.demo.offices import open_account
from reviews.enums import PlanStage, Stage
from reviews.models import Application, Plan
from reviews.services.committees import load_committees, named
from reviews.services.demo_clock import go_to
from tests.journeys.desk import Desk, Visitor
from tests.journeys.people import ApplicantDesk
from tests.journeys.plan_writer import PlanDesk
from tests.reviews import cases
from zcps import clock as platform_clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_cache")]

CODE, NAME = "HZ-2027-GYMS", "杭州市2027年度工艺美术中级职称评审"
COMMITTEE, TITLE, CRAFT, COUNTY = "杭州市工艺美术中级职称评审委员会", "工艺美术师", "陶瓷工艺", "330105"
NUMBER = "杭工美〔2027〕1号（仿真）"
RULES = Path(__file__).with_name("hangzhou_2027.yaml")
CLAUSE = f"{NUMBER} 四"
FORM = "中级职称评审表"
STATEMENT = "本人从事陶瓷工艺设计与制作，独立完成多件作品。"


@pytest.fixture
def offices(clock):
    """Hangzhou's committee with its office, bureau and receiving points, in January 2027."""
    clock.set("2027-01-11 09:00")
    load_regions_and_agencies()
    load_committees()
    committee = named(COMMITTEE)
    staff = people("office")
    for agency in (committee.office, committee.hr_bureau):
        open_account(agency, next(staff))
    return committee


class Person(ApplicantDesk):
    """An applicant of Hangzhou whose archive is complete; signed in already."""

    def __init__(self, browser, profile: Profile) -> None:
        person: Any = profile.user
        self.page, self.browser, self.person = browser(user=profile.user), browser, person
        self.journey, self.role, self.width = "new-plan", "申报人", 1440


def write(office: PlanDesk, committee) -> None:
    """Every section, as an office would fill it in."""
    office.section(
        "identity", series="工艺美术", document_number=NUMBER,
        document_title="关于开展2027年度工艺美术中级职称评审工作的通知（仿真）",
        specialties="陶瓷工艺、雕塑雕刻工艺、织毯工艺",
        audience="杭州市企事业单位中从事工艺美术专业技术工作的在职在岗人员。",
    )  # fmt: skip
    office.rows("titles", {"name": TITLE, "level": "intermediate", "committee": COMMITTEE, "mode": "review"})
    office.go("plan_section", office.plan.pk, "route")
    office.page.locator("button[value='template:receiving_point']").click()
    office.page.locator("fieldset.plan-row-form").nth(1).wait_for()
    office.type(**{"row-0-closes": "2027-04-30", "row-1-closes": "2027-05-14"})
    office.page.locator("form button.btn-primary[value='save']").click()
    office.reads("已保存")
    office.section(
        "deadlines", filing_opens="2027-02-01", filing_closes="2027-03-20", employer_closes="2027-04-09",
        cutoff="2027-12-31", paper_closes="2027-05-28", meeting_text="6月",
    )  # fmt: skip
    write_materials(office)
    office.section(
        "paper", form_name=FORM, paper_copies="3", stamp_chain="所在单位\n受理点\n所在地人力社保部门",
        paper_receiver="杭州市工艺美术行业协会", archive_mode="returned",
    )  # fmt: skip
    office.section("publicity", publicity_days="5", result_publisher="杭州市人力资源和社会保障局", tally_base="present")
    office.section("policy", fee="不收取评审费用", employer_duties=["真实性", "准确性", "完整性"], post_source="table")
    office.rows("contacts", {"office": "各区、县（市）受理点", "matter": "受理"}, contact="杭州市工艺美术行业协会")
    document = {"number": "浙人社发〔2020〕47号", "title": "浙江省职称评审管理实施办法（试行）"}
    office.rows("documents", {**document, "aliases": "浙人社函〔2020〕47号", "note": "未附"})
    office.rows(
        "notice",
        {"heading": "一、申报程序", "text": "单位公示不少于5个工作日。"},
        {"heading": "二、报送材料", "text": f"导出《{FORM}》一式两份，报送杭州市工艺美术行业协会。"},
    )


def write_materials(office: PlanDesk) -> None:
    """The usual materials, each with its clause; what is not asked is taken out again."""
    office.go("plan_section", office.plan.pk, "materials")
    office.page.locator("button[value='template:standard']").click()
    rows = office.page.locator("fieldset.plan-row-form")
    rows.nth(7).wait_for()
    for number in range(8):
        office.type(**{f"row-{number}-clause": CLAUSE})
    office.page.locator("button[value='remove:5']").click()
    rows.nth(7).wait_for(state="detached")
    office.page.locator("form button.btn-primary[value='save']").click()
    office.reads("已保存")
    office.seen()


def test_a_plan_is_written_from_nothing_published_and_filed_under(live_server, browser, offices):
    bureau_agency: Agency = offices.hr_bureau
    office = PlanDesk(browser, "new-plan", "评委会办公室", offices.office)
    office.begin(CODE, NAME, "2027")
    office.reads("请填写个人申报截止")
    write(office, offices)
    office.bring_rules(RULES)
    office.write_rule(TITLE, "HZ27-2", "HZ27", "二(二)", "本科", "5")

    # A Saturday; the holidays of 2027 are not announced yet; the notice says two copies where the plan says three.
    office.go("office_plan", office.plan.pk)
    office.reads("各项齐全，用例全部通过", "个人申报截止日 2027-03-20 是周末", "放假安排尚未公布")
    office.reads("公告文字写一式 2 份，计划设为 3 份")
    office.press("报审计划", "section:has(h2:text-is('报审计划')) form")
    office.reads("未能办理")
    # One is mended, the deadline is moved to the next working day, the others are accepted with a reason.
    office.go("plan_section", office.plan.pk, "notice")
    office.type(**{"row-1-text": f"导出《{FORM}》一式三份，报送杭州市工艺美术行业协会。"})
    office.page.locator("form button.btn-primary[value='save']").click()
    office.reads("已保存")
    office.go("plan_section", office.plan.pk, "deadlines")
    office.choose("roll_policy", "next_workday")
    office.page.locator("form button.btn-primary[value='save']").click()
    office.reads("已保存")
    while waiting := office.unsettled:
        office.settle(waiting[0][:20], "公告拟按此印发，已与人力社保部门会商。")
    office.act("报审计划")

    bureau = PlanDesk(browser, "new-plan", "市人社局", bureau_agency)
    bureau.plan = office.plan
    bureau.go("office_plan", office.plan.pk)
    bureau.reads("理由：公告拟按此印发，已与人力社保部门会商。")
    bureau.act("审核同意计划")
    assert Visitor(browser, "new-plan").page.goto(reverse("plan", args=[CODE])).status != 200
    office.act("发布计划", sure=True)
    plan = Plan.objects.get(code=CODE)
    assert plan.stage == PlanStage.PUBLISHED
    assert plan.versions.get().number == 1

    go_to(dt.datetime(2027, 3, 1, 9, tzinfo=platform_clock.SHANGHAI))
    visitor = Visitor(browser, "new-plan", width=390)
    visitor.go("plan", CODE)
    visitor.reads("公告所写的2027年3月20日（周六）是假日，按公告顺延", "未附", "区、县（市）受理点", "预计评审")
    visitor.go("plan_version", CODE, 1)
    file_under(browser, plan)


def file_under(browser, plan: Plan) -> None:
    """Somebody of a county of Hangzhou files."""
    employer = cases.make_employer("杭州某陶瓷有限公司（仿真）", region=COUNTY)
    profile = cases.make_applicant("钱某", employer, craft=CRAFT)
    person = Person(browser, profile)
    pk = person.start(CODE, TITLE, CRAFT)
    person.fill_in(pk, STATEMENT, cases.ANSWERS)
    person.sign(pk)
    person.submit(pk)
    filed = Application.objects.get(pk=pk)
    assert filed.stage == Stage.EMPLOYER_REVIEW
    assert filed.version == plan.versions.get()


def test_a_row_is_added_and_moved_without_a_mouse(live_server, browser, offices):
    office = PlanDesk(browser, "new-plan-keyboard", "评委会办公室", offices.office)
    office.begin(CODE, NAME, "2027")
    office.go("plan_section", office.plan.pk, "notice")
    add_by_keyboard(office, "一、程序")
    add_by_keyboard(office, "二、条件")
    office.page.locator("button[value='up:1']").focus()
    office.page.keyboard.press("Enter")
    office.page.locator("[id='id_row-0-heading']").and_(office.page.locator("[value='二、条件']")).wait_for()
    # Enter in a field saves; it never presses a button of a row.
    office.page.locator("[id='id_row-0-heading']").press("Enter")
    office.reads("已保存")
    assert [row["heading"] for row in Plan.objects.get(code=CODE).sections] == ["二、条件", "一、程序"]


def add_by_keyboard(office: Desk, heading: str) -> None:
    office.page.locator("button[value='add']").focus()
    office.page.keyboard.press("Enter")
    office.page.locator("[id$='-heading']:focus").wait_for()
    office.page.keyboard.type(heading)
