import pytest
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from reviews.models import Plan
from tests.accounts.people import make_person, sign_in
from tests.reviews import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def both() -> list[Plan]:
    return [cases.make_plan("QZ-2021-GYMS"), cases.make_plan()]


def shown(client, name, *args, **query) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_home_page_shows_what_is_open_and_sends_the_signed_in_to_work(both, client):
    page = shown(client, "home")
    assert both[1].name in page
    assert "还剩 15 个工作日" in page
    assert page.count(both[0].name) == 0
    assert both[0].document_number in page
    sign_in(client, make_person())
    assert client.get(reverse("home"))["Location"] == reverse("my_applications")


@pytest.mark.parametrize("role", [Role.COMMITTEE_OFFICE, Role.HR_BUREAU])
def test_offices_go_to_their_worklist(role, client):
    cases.make_plan()
    who: Actor = cases.office_actor() if role == Role.COMMITTEE_OFFICE else cases.bureau_actor()
    sign_in(client, who.user, who)
    assert client.get(reverse("home"))["Location"] == reverse("worklist")


def test_plans_are_filtered_by_the_clock_and_searched(both, client, clock):
    old, new = both
    assert new.name in shown(client, "plans", state="open")
    assert old.name not in shown(client, "plans", state="open")
    assert old.name in shown(client, "plans", state="ended")
    assert new.name in shown(client, "plans", q="陶瓷")
    assert old.name not in shown(client, "plans", q="陶瓷")
    assert new.name in shown(client, "plans", q="工艺美术师 44号")
    assert "没有找到符合的计划" in shown(client, "plans", q="会计")
    clock.set("2022-09-11 00:00")
    assert new.name in shown(client, "plans", state="ended")


def test_the_list_takes_the_same_queries_for_one_and_two(client, django_assert_num_queries):
    cases.make_plan()
    with django_assert_num_queries(6):
        client.get(reverse("plans"))
    cases.make_plan("QZ-2021-GYMS", at="2021-08-02 09:00")
    with django_assert_num_queries(6):
        client.get(reverse("plans"))


def test_the_page_of_a_plan_carries_everything_of_the_notice(both, client):
    page = shown(client, "plan", "QZ-2022-GYMS")
    for wanted in (
        "2022年9月10日（周六）24:00 截止",
        "截止日为中秋节，公告未写明顺延（AMB-22）",
        "建议最晚提交日：2022年9月8日（周四）",
        "取得助理工艺美术师资格后从事助理工艺美术师工作满 4 年",
        "衢经信产融〔2022〕44号 附件1 二(二)3",
        "2019—2022 年累计",
        "一式 2 份",
        "浙江省专业技术任职资格申报与评审管理平台",
        "衢州市经信局产业融合处",
        "不收取评审费用",
        "同意票达到出席会议专家总数三分之二以上为通过",
        "系统填报",
        "达到规定的继续教育学时是申报工艺美术专业技术任职资格的必备条件",
    ):
        assert wanted in page, wanted
    assert "开始申报</a>" in page


def test_a_plan_that_has_ended_offers_no_filing(both, client):
    page = shown(client, "plan", "QZ-2021-GYMS")
    assert "申报已截止" in page
    assert "开始申报</a>" not in page
    assert "本科及以上学历申报初级职称的，不少于 18 学时" in page


def test_a_draft_plan_does_not_exist_for_the_public(both, client):
    Plan.objects.filter(code="QZ-2022-GYMS").update(stage="draft")
    assert client.get(reverse("plan", args=["QZ-2022-GYMS"])).status_code in (302, 404)
    assert both[1].name not in shown(client, "plans")
