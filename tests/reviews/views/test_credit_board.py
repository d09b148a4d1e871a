"""The credit board: what a plan asks for, what is there, what is missing, and how it can be earned."""

import pytest
from django.urls import reverse

from tests.accounts.people import make_person, sign_in
from tests.reviews import cases
from tests.reviews.cases import make_applicant, make_credits, make_draft, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(clock):
    clock.set("2022-08-22 09:00")
    cases.load_offices()
    return make_plan()


def board(client, profile, **query) -> str:
    sign_in(client, profile.user)
    return client.get(reverse("credit_board"), query).content.decode()


def test_it_says_what_is_there_what_is_missing_and_how_to_earn_it(client, plan):
    profile = make_applicant(records=False)
    make_credits(profile, range(2019, 2023), professional=48)
    page = board(client, profile, plan=plan.code, title="工艺美术师")
    for text in (
        "专业课不少于 60 学时",
        "还差 <strong>12</strong>",
        "2 天培训进修、学术研讨",
        "1 篇论文",
        "衢经信产融",
    ):
        assert text in page


def test_what_is_met_is_green_and_says_nothing_more(client, plan):
    profile = make_applicant(records=False)
    make_credits(profile, range(2019, 2023), professional=72)
    page = board(client, profile, plan=plan.code, title="工艺美术师")
    assert "4 项要求均已达到" in page
    assert "可以这样补足" not in page
    assert "学时证明统一通过衢州市专业技术人员继续教育学时管理系统提取" in page


def test_another_title_asks_for_something_else(client, plan):
    profile = make_applicant(records=False)
    page = board(client, profile, plan=plan.code, title="工艺美术员")
    assert "工艺美术员" in page
    assert "2022 年度公需课不少于 18 学时" in page or "年累计公需课" in page


def test_who_has_no_profile_is_led_to_it(client, plan):
    user = make_person("新人")
    sign_in(client, user)
    assert "尚未填写个人基本信息" in client.get(reverse("credit_board")).content.decode()


def test_without_plans_it_says_so(client, clock):
    clock.set("2022-08-22 09:00")
    sign_in(client, make_person("新人"))
    assert "还没有申报计划" in client.get(reverse("credit_board")).content.decode()


def test_the_section_of_an_application_says_how_to_make_up(client, plan):
    profile = make_applicant(records=False)
    make_credits(profile, range(2019, 2023), professional=48)
    draft = make_draft(plan, profile)
    sign_in(client, profile.user)
    page = client.get(reverse("application_credits", args=[draft.pk])).content.decode()
    assert "怎样补足" in page
    assert "2 天培训进修、学术研讨" in page
    make_credits(profile, range(2022, 2023), professional=48)
    assert "怎样补足" not in client.get(reverse("application_credits", args=[draft.pk])).content.decode()
