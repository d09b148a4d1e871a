"""资格自测 without a browser: what it answers, and that it keeps nothing."""

import datetime as dt
import re

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from applicants.enums import Module
from reviews.models import Plan
from reviews.services.tables import load_tables
from tests.accounts.people import sign_in
from tests.applicants import archives
from tests.reviews import cases
from tests.reviews.offered import offer
from zcps.clock import now

pytestmark = pytest.mark.django_db
BACHELOR = {"edu_level": "本科", "graduated": "2014-06-30", "craft_from": "2014-07-01", "nothing": "on"}
NO_MORE = {"has_titles": "none", "has_skills": "none", "titles_rows": "1", "skills_rows": "1"}


def ask(client: Client, **said) -> str:
    answer = client.post(reverse("self_check"), said)
    assert answer.status_code == 200
    return answer.content.decode()


def standing_in(page: str, title: str, plan: Plan) -> str:
    """The row of the table of one title of one plan."""
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    (row,) = [row for row in rows if f">{title}（" in row and f">{plan.name}<" in row]
    return row


def test_a_stranger_gets_the_form_and_no_cookie_and_shares_its_copy(client, settings):
    cases.make_plan()
    settings.DEMO_CLOCK = False
    answer = client.get(reverse("self_check"))
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, max-age=300"
    assert "Cookie" in answer["Vary"]
    told = client.post(reverse("self_check"), BACHELOR)
    assert not told.cookies
    assert told["Cache-Control"] == "private, no-store"
    settings.DEMO_CLOCK = True
    sign_in(client, cases.make_applicant().user)
    assert client.get(reverse("self_check"))["Cache-Control"] == "private, no-store"


def test_nothing_is_stored(client, reads_only):
    cases.make_plan()
    before = {model: model._default_manager.count() for model in apps.get_models()}
    with reads_only():
        client.get(reverse("self_check"))
        ask(client, **BACHELOR, **NO_MORE)
    assert {model: model._default_manager.count() for model in apps.get_models()} == before


def test_a_bachelor_of_eight_years_may_file_for_the_intermediate_title(client):
    plan = cases.make_plan()
    page = ask(client, **BACHELOR, **NO_MORE)
    row = standing_in(page, "工艺美术师", plan)
    assert "tag-done" in row
    assert "正常评审" in row
    assert "衢经信产融〔2022〕44号 二(二)" in row
    assert "2014-07-01 → 2022-12-31 = 8 年 183 天 ≥ 6 年" in page
    assert "继续教育学时没有计入" in page
    assert reverse("application_start", args=[plan.code]) in page


def test_silence_is_answered_by_what_has_to_be_known(client):
    plan = cases.make_plan()
    row = standing_in(ask(client, nothing="on"), "工艺美术师", plan)
    assert "还需要知道" in row
    assert "tag-due" in row
    assert 'href="#id_edu_level">还需要知道：学历' in row


def test_one_thing_short_says_from_when(client):
    plan = cases.make_plan()
    row = standing_in(ask(client, **{**BACHELOR, "craft_from": "2018-07-01"}, **NO_MORE), "工艺美术师", plan)
    assert "还差一项" in row
    assert "从事工艺美术工作满 6 年" in row
    assert "2024年7月1日（周一）起" in row


def test_every_refusal_is_told_at_once(client):
    plan = cases.make_plan()
    said = {**BACHELOR, **NO_MORE, "gates": ["civil_servant", "retired"], "employer_type": "事业单位"}
    row = standing_in(ask(client, **said), "工艺美术师", plan)
    for reason in ("申报人未离退休", "申报人不是公务员", "事业单位人员已通过竞聘取得空缺的专业技术岗位"):
        assert reason in row


def test_credits_are_judged_where_they_are_told(client):
    plan = cases.make_plan()
    said = {**BACHELOR, **NO_MORE, "with_credits": "on", "credit-2022-public": "18"}
    page = ask(client, **said)
    assert "继续教育学时没有计入" not in page
    assert "tag-stop" in standing_in(page, "工艺美术师", plan)


def test_the_plans_stand_by_state_and_the_title_that_was_asked_for_first(client):
    open_plan, closed = cases.make_plan(), offer("QZ-2023-GT", closed=True)
    page = ask(client, **BACHELOR, **NO_MORE, plan=open_plan.code, title="工艺美术员")
    assert page.index("正在申报的计划") < page.index("申报已截止的计划（供参考）")
    assert page.index(f"{closed.name}</span>") > page.index("申报已截止的计划（供参考）")
    assert re.search(r'<tr class="chosen">\s*<td class="card-title"><a[^>]*>工艺美术员', page)
    assert "下一年度以当年公告为准" in page


def test_everything_that_is_wrong_is_said_at_once(client):
    answer = client.post(
        reverse("self_check"),
        {
            "graduated": "2014-13",
            "gap_days": "-1",
            "titles_rows": "1",
            "title-0-since": "2016-12",
            "skill-0-level": "大师",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "有 4 处需要修改" in page
    assert "没有“2014-13”这一天" in page
    assert 'href="#id_title-0-level"' in page


def test_a_row_is_added_without_a_script_and_nothing_typed_is_lost(client):
    page = ask(
        client, **{**BACHELOR, "has_titles": "some", "titles_rows": "1", "title-0-level": "助理级", "add": "titles"}
    )
    assert 'name="title-1-level"' in page
    assert 'name="title-2-level"' not in page
    assert '<option value="助理级" selected>' in page
    assert "自测结果" not in page


def test_a_rulebook_that_cannot_be_read_keeps_nobody_from_the_others(client, caplog):
    plan, broken = cases.make_plan(), offer("QZ-2023-GT")
    Plan.objects.filter(pk=broken.pk).update(rules="{}")
    page = ask(client, **BACHELOR, **NO_MORE)
    assert "tag-done" in standing_in(page, "工艺美术师", plan)
    assert broken.name not in page
    assert broken.code in caplog.text


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_the_same_queries_for_one_plan_and_three(client, django_assert_num_queries, count):
    cases.make_plan()
    for number in range(count - 1):
        offer("QZ-2023-GT", suffix=str(number))
    said = {**BACHELOR, "has_skills": "some", "skill-0-level": "技师", "skill-0-occupation": "石雕工"}
    ask(client, **said)
    with django_assert_num_queries(3):
        ask(client, **said)
    sign_in(client, cases.make_applicant().user)
    with django_assert_num_queries(12):
        client.get(reverse("self_check"))


@pytest.mark.parametrize(
    ("day", "occupation", "answer"),
    [
        ("2023-08-01 09:00", "工艺品雕刻工", "done"),
        ("2023-08-01 09:00", "自拟工种", "due"),
        ("2023-05-09 09:00", "工艺品雕刻工", "due"),
    ],
)
def test_an_occupation_is_listed_only_by_a_table_in_force_and_else_the_committee_judges(
    client, clock, day, occupation, answer
):
    plan = offer("QZ-2023-GT")
    load_tables()
    clock.set(day)
    soon = now() + dt.timedelta(days=9)
    Plan.objects.filter(pk=plan.pk).update(filing_opens=now(), filing_closes=soon, employer_closes=soon)
    skill = {"skill-0-level": "技师", "skill-0-since": "2016-01-01", "skill-0-occupation": occupation}
    page = ask(client, **{**BACHELOR, "has_skills": "some", "skills_rows": "1", "affiliation": "here", **skill})
    (row,) = [row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if ">中级<" in row and plan.name in row]
    assert re.findall(r"tag-(done|due|stop|info)", row) == [answer]


def test_the_holder_of_a_title_learns_for_which_skill_he_may_be_assessed(client):
    cases.make_plan()
    said = {**BACHELOR, "has_titles": "some", "titles_rows": "1", "title-0-level": "中级", "title-0-series": "工艺美术"}
    page = ask(client, **said)
    assert "取得中级职称，可申请参加技师职业技能评价" in page
    assert "取得职业资格或职业技能等级 1 年后" in page
    assert "参加职业技能评价" not in ask(client, **BACHELOR, **NO_MORE)


def test_a_licence_without_an_appointment_is_said_not_to_count(client):
    cases.make_plan()
    said = {"has_titles": "some", "titles_rows": "1", "title-0-level": "助理级", "title-0-basis": "licence"}
    assert "还需要聘任证明" in ask(client, **BACHELOR, **said)
    assert "还需要聘任证明" not in ask(client, **BACHELOR, **said, **{"title-0-appointed": "2017-03"})


def test_an_applicant_is_checked_by_the_archive_and_may_suppose(client):
    plan = cases.make_plan()
    profile = cases.make_applicant()
    sign_in(client, profile.user)
    page = client.get(reverse("self_check")).content.decode()
    assert "tag-done" in standing_in(page, "工艺美术师", plan)
    assert "取自业绩档案的情况" in page
    assert "2016年12月20日" in page.partition("取自业绩档案的情况")[2]
    assert "继续教育学时没有计入" not in page
    supposed = ask(client, nothing="on", gates=["civil_servant"])
    assert "申报人不是公务员" in standing_in(supposed, "工艺美术师", plan)
    assert "依据业绩档案和您填写的假设" in supposed
    assert profile.records.filter(module=Module.EDUCATION).count() == 1


def test_what_is_recorded_against_a_person_is_not_supposed_away(client):
    plan = cases.make_plan()
    profile = cases.make_applicant(employment="off_establishment")
    sign_in(client, profile.user)
    assert "tag-done" in standing_in(ask(client, nothing="on"), "工艺美术师", plan)


def test_only_verified_records_count(client):
    plan = cases.make_plan()
    profile = cases.make_applicant(records=False)
    archives.make_record(profile, Module.EDUCATION)
    cases.make_credits(profile)
    sign_in(client, profile.user)
    row = standing_in(client.get(reverse("self_check")).content.decode(), "工艺美术师", plan)
    assert "还需要知道：学历" in row
