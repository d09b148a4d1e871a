"""Reading the tables: which edition holds, what an occupation leads to, and back from a title to an assessment."""

import datetime as dt

import pytest
import yaml

from reviews.enums import Level, TableKind
from reviews.selectors import skill_pathways as pathways
from reviews.selectors import tables as pool
from tests.reviews.tables import desk
from zcps import clock
from zcps.services import ROOT

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 3, 1)


def series_of(occupation: str, on: dt.date) -> list[str]:
    return sorted(pool.series_of([occupation], on).get(occupation, ()))


@pytest.fixture(autouse=True)
def loaded():
    desk.load()


def test_the_edition_in_force_is_that_of_the_day():
    edition = desk.draft()
    edition = desk.describe(desk.revise(edition, None, desk.NEW), valid_from=dt.date(2024, 6, 1))
    edition = desk.published(edition)
    on = {
        day: pool.edition_in_force(TableKind.SKILL_MAP, dt.date.fromisoformat(day))
        for day in ("2023-05-09", "2023-05-10", "2024-05-31", "2024-06-01")
    }
    assert [found and found.number for found in on.values()] == [None, 1, 1, 2]
    assert series_of("竹编工艺师", dt.date(2024, 5, 31)) == []
    assert series_of("竹编工艺师", dt.date(2024, 6, 1)) == ["工艺美术"]
    assert pool.shown_edition(TableKind.SKILL_MAP, dt.date(2020, 1, 1)).number == 1


def test_a_draft_is_in_force_for_nobody():
    edition = desk.revise(desk.draft(), None, desk.NEW)
    desk.describe(edition)
    assert series_of("竹编工艺师", clock.today()) == []
    assert edition not in pool.editions_of(TableKind.SKILL_MAP)


@pytest.mark.parametrize(
    ("written", "series"),
    [
        ("电工", ["机电制造工程"]),
        (" 电 工 ", ["机电制造工程"]),
        ("车工（数控车床）", ["机电制造工程"]),
        ("车工(数控车床)", ["机电制造工程"]),
        ("漆艺师", ["工艺美术"]),
        ("有机合成工", ["石化工程"]),
        ("风水师", []),
        ("", []),
        ("%", []),
    ],
)
def test_an_occupation_is_found_however_it_is_written(written, series):
    assert series_of(written, DAY) == series


def test_an_occupation_is_found_by_an_alias():
    edition = desk.published(desk.describe(desk.revise(desk.draft(), None, desk.NEW)))
    assert edition.rows.count() == 882
    assert series_of("竹编艺人", DAY) == ["工艺美术"]


def test_several_occupations_are_asked_for_at_once():
    found = pool.series_of(["漆艺师", "车工（数控车床）", "风水师", ""], DAY)
    assert found == {"漆艺师": {"工艺美术"}, "车工（数控车床）": {"机电制造工程"}, "风水师": set()}
    assert pool.series_of(["漆艺师"], dt.date(2022, 9, 1)) == {"漆艺师": set()}


def test_near_names_are_offered_where_nothing_is_listed():
    edition = pool.edition_in_force(TableKind.SKILL_MAP, DAY)
    near = [row.data["occupation"] for row in pool.similar_in(edition, "陶瓷")]
    assert "陶瓷工艺师" in near
    assert len(near) <= 8
    assert pool.similar_in(edition, "") == []


def test_a_series_leads_to_its_committees():
    def names(series):
        return [(row.data["committee"], row.data["office"]) for row in pool.committees_of([series])[series]]

    assert names("医药工程") == [("衢州市工程技术和工业企业信息化领域人员中级职务评审委员会", "市经信局")]
    assert len(names("质量技术基础工程")) == 2
    assert ("衢州市特种设备专业中级职称评审委员会", "市市场监管局") in names("质量技术基础工程")
    # R345: annex 3 has no row for it.
    assert names("技工院校教师") == []


def test_what_a_committee_reviews_and_recommends():
    found = pool.functions_of(["衢州市交通工程专业中级职务评审委员会", "某评审委员会"])
    assert {name: row.data["review_titles"] for name, row in found.items()} == {
        "衢州市交通工程专业中级职务评审委员会": ["工程师", "助理工程师"]
    }


def test_assessments_are_found_by_level_and_words():
    all_of_them = pool.assessments_for("")
    assert all_of_them.count() == 130
    electricians = pool.assessments_for("一级", "电工")
    assert {row.data["institution"] for row in electricians} == {"衢州市技师学院", "衢州中等专业学校"}
    assert pool.assessments_for("一级", "电工 中等").count() == 1
    assert pool.assessments_for("三级", "工商学校").count() == 3


@pytest.mark.parametrize(
    ("ask", "queries"),
    [
        (lambda: pool.series_of(["电工"], DAY), 2),
        (lambda: pool.series_of(["电工", "漆艺师", "风水师"], DAY), 2),
        (lambda: pool.series_of([], DAY), 0),
        (lambda: pool.committees_of(["建设工程"]), 2),
        (lambda: list(pool.assessments_for("三级", "电工")), 2),
        (lambda: pool.functions_of(["某评审委员会", "另一评审委员会"]), 2),
        (lambda: pool.committees_of(["建设工程", "林业工程", "艺术"]), 2),
        (lambda: pool.committees_of([]), 0),
        (lambda: pathways.skill_after_title(Level.ASSISTANT), 0),
    ],
)
def test_reading_is_cheap(ask, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        ask()


def test_the_way_back_from_a_title():
    answers = {level: pathways.skill_after_title(level) for level in Level}
    assert {level: found and (found.skill, found.listed_as) for level, found in answers.items()} == {
        Level.TECHNICIAN: None,
        Level.ASSISTANT: ("高级工", "三级"),
        Level.INTERMEDIATE: ("技师", "二级"),
        Level.ASSOCIATE_SENIOR: ("高级技师", "一级"),
        Level.SENIOR: ("特级技师", ""),
    }
    assert "首席技师" in answers[Level.SENIOR].says
    assert pathways.skill_after_title("nonsense") is None
    assert all(clause.startswith("衢市人社专〔2023〕23号") for _, clause in pathways.REVERSE_TERMS)


def test_the_way_up_is_that_of_the_rulebook():
    book = yaml.safe_load((ROOT / "law" / "rulebooks" / "QZ-2023-GT.yaml").read_text())
    years = {
        rule["target"]: need["years"]
        for rule in book["rules"]
        if rule["id"] in {"GT-1", "GT-2", "GT-3"}
        for need in rule["needs"]
        if "tenure" in need
    }
    assert years == {"助理级": 2, "中级": 3, "副高级": 4}
    assert {rung.level.label: rung.years for rung in pathways.RUNGS if rung.years} == years
    assert [rung.skill for rung in pathways.titles_after_skill("高级技师")] == ["高级技师", "技师", "高级工"]
    assert pathways.titles_after_skill("首席技师")[0].level == Level.SENIOR
    assert len(pathways.titles_after_skill("首席技师")) == 4
    assert pathways.titles_after_skill("中级工") == []
    assert pathways.titles_after_skill("大师") == []
