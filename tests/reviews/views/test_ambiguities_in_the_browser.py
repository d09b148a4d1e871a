"""A case that depends on what the notice leaves open: filed, confirmed by the employer, settled, qualified."""

import re

import pytest
from django.urls import reverse

from accounts.enums import AgencyKind
from accounts.steps.base import perform
from applicants.enums import Module
from reviews.enums import PublicityKind, Stage
from reviews.models import Application
from reviews.services.publicity import open_for
from reviews.services.sweep import close_due
from reviews.steps.recommend import RECOMMEND
from reviews.steps.submit_employer_opinion import SUBMIT_EMPLOYER_OPINION
from tests import looks
from tests.applicants import archives
from tests.reviews import cases

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def applicant_between_two_readings():
    """A bachelor whose title is old enough and whose appointment is not (AMB-09)."""
    profile = cases.make_applicant("周某", records=False)
    archives.make_record(profile, Module.EDUCATION)
    archives.make_record(profile, Module.WORK, title=profile.employer.name, started="2018-01-01")
    archives.make_record(profile, Module.TITLE_HELD, started="2018-06-01")
    archives.make_record(profile, Module.APPOINTMENT, started="2020-01-10")
    for module in (Module.ASSESSMENT, Module.AWARD, Module.PAPER):
        archives.make_record(profile, module)
    archives.verify_all(profile)
    cases.make_credits(profile)
    return profile


def shoot(page, name: str) -> None:
    for _width in looks.on_both(page):
        looks.fits(page, name)
        looks.picture(page, f"ambiguities/{name}")


def confirm(employer, case: Application) -> None:
    """Approve without a word on the declared answers, be told of each, confirm them one by one."""
    employer.goto(reverse("case", args=[case.pk]))
    for duty in ("true", "accurate", "complete"):
        employer.locator(f"#id_approve_by_employer-{duty}").check()
    employer.locator("#id_approve_by_employer-text").fill("经审核，同意公示。")
    employer.get_by_role("button", name="审核通过").click()
    employer.get_by_text("尚未确认。属实的请勾选").first.wait_for()
    employer.wait_for_load_state()
    shoot(employer, "01-employer-refused")
    for box in employer.locator("input[name='approve_by_employer-answers']").all():
        box.check()
    employer.get_by_role("button", name="审核通过").click()
    employer.get_by_text("申报人声明，单位已确认").first.wait_for()
    shoot(employer, "02-employer-confirmed")


def settle(body) -> None:
    """From the worklist to the decision; the reading, the reason and the act by keyboard alone."""
    body.goto(reverse("worklist"))
    body.get_by_text("有待核定的歧义 1 项").first.wait_for()
    shoot(body, "03-worklist")
    body.get_by_role("link", name="周某").click()
    body.locator("aside").get_by_text("核定歧义事项").first.click()
    shoot(body, "04-body-case")
    body.locator("aside").get_by_role("link", name="核定歧义事项").click()
    body.get_by_text("2018-06-01 → 2022-12-31 = 4 年 213 天 ≥ 4 年").wait_for()
    shoot(body, "05-settle")
    body.get_by_label(re.compile("^年限按有利于申报人的时间起算")).focus()
    body.keyboard.press("Space")
    body.keyboard.press("Tab")
    body.keyboard.type("聘任证明与从业经历相符，取得资格后即从事助理级工作。")
    body.get_by_role("button", name="核定歧义事项").focus()
    body.keyboard.press("Enter")
    body.get_by_text("已核定“年限自取得资格起算还是自聘任起算”").wait_for()
    shoot(body, "06-settled")


def qualify(office, case: Application) -> None:
    """Read the decision in the file, agree to every item, find the decision among the precedents."""
    office.goto(reverse("case", args=[case.pk]))
    office.get_by_text("按核定复核").wait_for()
    shoot(office, "07-office-case")
    office.goto(reverse("qualification", args=[case.pk]))
    for row in office.locator("table.items tbody tr").all():
        row.locator("input[value='yes']").check()
    shoot(office, "08-qualification")
    office.get_by_role("button", name="通过资格审查").click()
    office.get_by_text("已通过资格审查").first.wait_for()
    office.goto(reverse("decisions"))
    office.get_by_text("年限按有利于申报人的时间起算，年限已满").first.wait_for()
    shoot(office, "09-decisions")


def test_from_filing_to_qualification(browser, clock):
    case = cases.make_case("ready_to_file", applicant=applicant_between_two_readings())
    person = browser(case.applicant.user, 1440)
    person.goto(reverse("application_check", args=[case.pk]))
    person.get_by_role("button", name="提交申报").click()
    person.get_by_text("申报已提交").first.wait_for()
    case = cases.fresh(case)
    assert case.open_doubts == 1

    officer = cases.officer_actor(case.employer)
    confirm(browser(officer.user, 1440), case)
    open_for(PublicityKind.EMPLOYER, case.plan, [cases.fresh(case)], officer)
    clock.set("2022-09-05 09:00")
    close_due()
    perform(SUBMIT_EMPLOYER_OPINION, case, officer, text="同意推荐。")

    county = cases.body_actor(AgencyKind.INDUSTRY_BUREAU)
    settle(browser(county.user, 1440))
    case = perform(RECOMMEND, case, county, text="同意推荐。")
    perform(RECOMMEND, case, cases.body_actor(AgencyKind.HR_BUREAU), text="同意推荐。")
    qualify(browser(cases.office_actor().user, 1440), case)
    assert Application.objects.get(pk=case.pk).stage == Stage.QUALIFIED

    person.goto(reverse("application", args=[case.pk]))
    person.get_by_text("聘任证明与从业经历相符").first.wait_for()
    shoot(person, "10-applicant")
