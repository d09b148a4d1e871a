"""Six very different people ask what they can apply for; one of them has no mouse."""

import re

import pytest
from django.urls import reverse

from tests import looks
from tests.reviews import cases
from tests.reviews.offered import offer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("plans")]


@pytest.fixture
def plans():
    """The season of 2022 with the skilled workers' crossover, Hangzhou's plan and one that has ended."""
    cases.make_plan()
    offer("QZ-2023-GT")
    offer("HZ-2020-GYMS")
    offer("QZ-2022-CD", closed=True)


def look(page, name):
    for _width in looks.on_both(page):
        looks.fits(page, name)
        looks.accessible(page, name)
        looks.picture(page, f"self-check/{name}")


@pytest.fixture
def ask(browser):
    """ask(name, **answers) → the page with the result; a list is ticked, a tuple is a row."""

    def asked(name, **answers):
        page = browser()
        page.goto(reverse("home"))
        page.get_by_role("link", name="资格自测").first.click()
        for field, value in answers.items():
            fill(page, field, value)
        page.get_by_role("button", name="开始自测").click()
        page.locator("#result").wait_for()
        look(page, name)
        return page

    return asked


def fill(page, field, value):
    """Answer one field, opening the part it lies in."""
    if isinstance(value, list):
        part = page.locator(f"details:has(#id_{field})").last
        if part.get_attribute("open") is None:
            part.locator("> summary").click()
        for label in value:
            page.locator(f"#id_{field}").get_by_label(label, exact=True).check()
        return
    box = page.locator(f"[id='id_{field}']")
    for place in range(page.locator(f"details:has([id='id_{field}'])").count()):
        part = page.locator(f"details:has([id='id_{field}'])").nth(place)
        if part.get_attribute("open") is None:
            part.locator("> summary").click()
    if box.evaluate("box => box.tagName") == "SELECT":
        box.select_option(label=value)
    else:
        box.fill(value)


def row_of(page, title, plan):
    """The row of a title in the table that compares them."""
    return page.get_by_role("row", name=re.compile(f"^{title}[（ ].*{plan}"))


def opened(page, title, plan):
    """The card of a title, opened by the link in its row."""
    link = row_of(page, title, plan).get_by_role("link").first
    link.click()
    card = page.locator(str(link.get_attribute("href")).replace("#", "details#"))
    card.locator(".finding-group").first.wait_for()
    return card


SEASON, CROSSOVER, HANGZHOU = "衢州市2022年度工艺美术", "高技能人才职称贯通", "杭州市2020年度"
UNTITLED = {"has_titles": "没有", "has_skills": "没有"}


def test_a_bachelor_with_six_years_in_the_craft_may_file(ask):
    page = ask("1-本科六年", edu_level="本科", graduated="2015-06-30", craft_from="2015-07-01", **UNTITLED)
    row = row_of(page, "工艺美术师", SEASON)
    assert "符合" in row.inner_text()
    assert "正常评审" in row.inner_text()
    card = opened(page, "工艺美术师", SEASON)
    card.get_by_text("2015-07-01 → 2022-12-31 = 7 年 183 天 ≥ 6 年").wait_for()
    assert card.get_by_role("link", name="开始申报").get_attribute("href") == reverse(
        "application_start", args=["QZ-2022-GYMS"]
    )


def test_the_notice_leaves_open_what_a_secondary_school_graduate_may(ask):
    page = ask(
        "2-中专六年助理级",
        edu_level="中专",
        craft_from="2010-07",
        traditional_craft="否",
        has_skills="没有",
        **{
            "has_titles": "有",
            "title-0-level": "助理级",
            "title-0-since": "2016-05-01",
            "title-0-appointed": "2016-05-01",
        },
    )
    row = row_of(page, "工艺美术师", SEASON)
    assert "需人工核定" in row.inner_text()
    assert "通知正文对不具备规定学历者未限专业" in row.inner_text()
    assert "不影响提交" in opened(page, "工艺美术师", SEASON).inner_text()


def test_a_skilled_worker_crosses_over(ask):
    page = ask(
        "3-技师三年",
        edu_level="高中及以下",
        has_titles="没有",
        **{
            "has_skills": "有",
            "skill-0-level": "技师",
            "skill-0-occupation": "陶瓷工艺品制作师",
            "skill-0-since": "2020-03-15",
        },
    )
    # The table of occupations is in force from 2023-05-10 only: until then the committee judges (AMB-20).
    assert "须核定：职业（工种）未列入对应关系表" in row_of(page, "中级", CROSSOVER).inner_text()
    opened(page, "中级", CROSSOVER).get_by_text("2020-03-15 → 2023-12-31 = 3 年 291 天 ≥ 3 年").wait_for()
    assert "未达到" in row_of(page, "正高级", CROSSOVER).inner_text()
    assert "2023年3月15日（周三）起" in row_of(page, "工艺美术师", HANGZHOU).inner_text()


def test_who_won_a_great_award_files_directly(ask):
    page = ask("4-获奖", edu_level="大专", awards=["全国技术能手"], **UNTITLED)
    assert "符合" in row_of(page, "副高级", CROSSOVER).inner_text()
    assert "直接申报" in row_of(page, "副高级", CROSSOVER).inner_text()
    assert "奖项对应较高层级时能否申报较低层级" in row_of(page, "中级", CROSSOVER).inner_text()
    first = page.locator(".standings tbody tr").first
    assert "符合" in first.inner_text()


def test_everything_that_refuses_is_said_at_once(ask):
    page = ask(
        "5-事业单位",
        edu_level="本科",
        graduated="2010-06-30",
        craft_from="2010-07-01",
        employer_type="事业单位",
        on_establishment="是",
        won_vacancy="否",
        gates=["公务员或参照公务员法管理的人员"],
        **UNTITLED,
    )
    row = row_of(page, "工艺美术师", SEASON).inner_text()
    assert "未达到" in row
    assert "申报人不是公务员或参照公务员法管理的人员" in row
    assert "事业单位人员已通过竞聘取得空缺的专业技术岗位" in row
    card = opened(page, "工艺美术师", SEASON).inner_text()
    assert "公务员和参照公务员法管理的人员不能申报参加职称评审。" in card
    assert "请向用人单位了解岗位空缺和竞聘安排。" in card


class Keyboard:
    """A person without a mouse: Tab until something has the focus, then type or press."""

    def __init__(self, page):
        self.page = page

    def reach(self, selector):
        for _ in range(300):
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")

    def type(self, field, text):
        self.reach(f"[id='id_{field}']")
        self.page.keyboard.type(text)

    def choose(self, field, label):
        """Go down a list until it shows the words."""
        self.reach(f"[id='id_{field}']")
        for _ in range(20):
            if self.page.evaluate("document.activeElement.selectedOptions[0].label") == label:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{field} does not offer {label}")

    def press(self, selector, key="Enter"):
        self.reach(selector)
        self.page.keyboard.press(key)


def test_a_master_one_year_short_learns_the_day_by_keyboard_alone(browser):
    page = browser()
    page.goto(reverse("home"))
    hands = Keyboard(page)
    hands.press("main a[href='/self-check/']")
    page.wait_for_url(f"**{reverse('self_check')}")
    hands.choose("edu_level", "硕士")
    hands.type("graduated", "2021-06-30")
    hands.type("craft_from", "2021-07-01")
    hands.choose("has_titles", "没有")
    hands.choose("has_skills", "没有")
    hands.press("#self-check-form button[type='submit']:not([name])")
    page.locator("#result").wait_for()
    page.locator("#result-heading:focus").wait_for()
    row = row_of(page, "工艺美术师", SEASON)
    assert "还差一项" in row.inner_text()
    assert "从事工艺美术工作满 2 年" in row.inner_text()
    assert "2023年7月1日（周六）起" in row.inner_text()
    target = row.get_by_role("link").first.get_attribute("href")
    hands.press(f"a[href='{target}']")
    card = page.locator(f"details{target}")
    card.get_by_text("2021-07-01 → 2022-12-31 = 1 年 183 天 < 2 年").first.wait_for()
    look(page, "6-硕士差一年")
