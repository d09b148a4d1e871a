"""One field finds the plan and the committee by whatever name people know (R002, R345, R347, X34, X38, X41)."""

import pytest
from django.test import Client
from django.urls import reverse

from reviews.aliases import alternatives, document_of, examined_by, is_platform
from reviews.models import Plan
from reviews.services.tables import load_tables
from tests.reviews import cases
from tests.reviews.offered import offer

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return cases.make_plan()


def text_of(client: Client, words: str) -> str:
    answer = client.get(reverse("search"), {"q": words})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("words", ["工艺美术师", "工美师", "根雕", "陶艺", "〔2022〕44号", "[2022]44"])
def test_a_plan_is_found_by_other_names(plan, client, words):
    assert plan.name in text_of(client, words)


def test_every_word_must_be_mentioned(plan, client):
    assert plan.name in text_of(client, "根雕 工美师")
    assert plan.name not in text_of(client, "根雕 水利")


def test_open_plans_stand_first(plan, client):
    closed = offer("QZ-2022-CD", closed=True)
    page = text_of(client, "工艺美术")
    assert page.index(plan.name) < page.index(closed.name)
    assert "下一年度以当年公告为准" in page


def test_a_committee_is_found_by_a_former_name(plan, client):
    page = text_of(client, "衢州市工艺美术专业初级专业技术资格评审委员会")
    assert "衢州市工艺美术初级专业技术职务评审委员会" in page
    assert "曾用名" in page
    assert plan.name in page


def test_an_occupation_leads_to_its_series_and_committee(plan, client):
    load_tables()
    page = text_of(client, "陶瓷工艺品制作师")
    assert "对应的职称系列" in page
    assert "工艺美术" in page
    assert "衢州市工艺美术专业中级专业技术资格评审委员会" in page
    assert plan.name in page


def test_a_series_without_a_committee_says_so(plan, client):
    load_tables()
    page = text_of(client, "技工院校教师")
    assert "没有对应的评委会" in page
    assert "衢市人社专〔2023〕23号 附件3" in page


@pytest.mark.parametrize("words", ["会计师", "高级会计师", "经济", "经济师", "软考"])
def test_titles_won_by_examination_say_so(plan, client, words):
    page = text_of(client, words)
    assert "系列通过考试取得职称" in page
    assert "衢市人社专〔2021〕61号 二(三)" in page


AT_ALL_LEVELS = (
    "会计师 高级会计师 正高级会计师 助理会计师 注册会计师 经济师 高级经济师职称 经济师考试 软考 护士"
    " 主管药师 执业药师 主管中药师 主治医师 副主任医师 执业助理医师"
)


@pytest.mark.parametrize("words", AT_ALL_LEVELS.split())
def test_a_title_won_by_examination_is_known_at_all_its_levels(words):
    assert examined_by(words) is not None


@pytest.mark.parametrize("words", ["兽医师", "助理兽医师", "高级兽医师", "农药师", "兽药师", "宠物医师", "师"])
def test_a_title_whose_name_contains_another_one_is_not_won_by_examination(plan, client, words):
    assert examined_by(words) is None
    assert "通过考试取得职称" not in text_of(client, words)


@pytest.mark.parametrize("words", ["浙人社函〔2020〕47号", "浙人社发[2020]47号", "浙人专〔2020〕47号"])
def test_one_document_under_three_numbers(plan, client, words):
    page = text_of(client, words)
    assert "浙江省职称评审管理实施办法（试行）" in page
    assert page.count("浙人社函〔2020〕47号") >= 1


def test_the_platform_answers_to_its_other_names(plan, client):
    assert "就是本平台" in text_of(client, "职称评审系统")


def test_nothing_found_says_what_to_do(plan, client):
    assert "委托评审" in text_of(client, "考古发掘潜水")
    assert "例如" in text_of(client, " ")


def test_the_words_of_the_search():
    assert alternatives("助工") == ["助工", "助理工程师"]
    assert alternatives("[2022]44") == ["〔2022〕44号"]
    assert alternatives("陶瓷")[:2] == ["陶瓷", "陶瓷工艺"]
    assert examined_by("业绩档案") is None
    assert examined_by("档案").series == "档案"
    assert examined_by("工艺美术师") is None
    assert document_of("衢经信产融〔2022〕44号") is None
    assert not is_platform("工艺美术师")


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_the_same_queries_for_one_and_three(client, django_assert_num_queries, count):
    cases.make_plan()
    load_tables()
    for number in range(count - 1):
        offer("QZ-2023-GT", suffix=str(number))
    text_of(client, "陶瓷工艺品制作师")
    with django_assert_num_queries(10):
        text_of(client, "陶瓷工艺品制作师")


def test_the_directory_of_committees_knows_other_names_too(plan, client):
    for words in ("工美师", "根雕", "衢州市工艺美术专业中级专业技术资格评审委员会"):
        page = client.get(reverse("committees"), {"q": words}).content.decode()
        assert "衢州市工艺美术中级专业技术职务评审委员会" in page
    assert "衢州市工艺美术" not in client.get(reverse("committees"), {"q": "水利"}).content.decode()
