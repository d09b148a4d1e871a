"""What the articles say of gates, awards, contests, skills and papers, plan by plan."""

from typing import Any

import pytest

from law import rulebook
from law.answers import Reading
from law.examination import Outcome, examine

# Somebody who meets each plan, and for which title.
ABLE: dict[str, tuple[str, dict[str, Any]]] = {
    "QZ-2022-CD": ("助理级", {"as_of": "2022-09-01", "edu": {"level": "本科"}, "tenure": {"post_degree": 1}}),
    "QZ-2022-GYMS": ("工艺美术师", {"edu": {"level": "本科"}, "tenure": {"assistant_work": 4, "craft": 4}}),
    "HZ-2020-GYMS": ("工艺美术师", {"edu": {"level": "本科"}, "tenure": {"post_degree": 5}}),
    "QZ-2023-GT": ("中级", {"skill": {"level": "技师"}, "tenure": {"skill_js": 3}}),
    "ZJ-2022-ZG": ("正高级工艺美术师", {"titles": {"senior": True}, "tenure": {"senior_title": 3}}),
}
CLOSED: dict[str, dict[str, Any]] = {
    "G-ONPOST": {"on_post": False},
    "G-RETIRED": {"retired": True},
    "G-CIVIL": {"civil_servant": True},
    "G-PARTY": {"party_discipline_active": True},
    "G-CASE": {"case_pending": True},
    "G-SANCTION": {"employer_type": "事业单位", "sanction_active": "记过"},
    "G-AFFIL": {"si_in_area": False},
    "G-POST": {"employer_type": "事业单位"},
}
GATES = [*CLOSED, "G-INTEGRITY"]


def examined(plan, facts, target="", **more):
    return examine(rulebook.load(plan), facts, target or ABLE[plan][0], **more)


def able(plan, **person):
    return {**ABLE[plan][1], **({"person": person} if person else {})}


@pytest.mark.parametrize("plan", ABLE)
def test_every_plan_has_all_gates(plan):
    assert [gate.id for gate in rulebook.load(plan).gates] == GATES
    assert examined(plan, able(plan)).outcome is not Outcome.NOT_ELIGIBLE


@pytest.mark.parametrize("plan", ABLE)
@pytest.mark.parametrize("gate", CLOSED)
def test_a_closed_gate_refuses_whatever_the_route(plan, gate):
    found = examined(plan, able(plan, **CLOSED[gate]))
    assert found.outcome is Outcome.NOT_ELIGIBLE
    assert gate in {finding.id for finding in found.failures}
    assert found.nearest is None or found.nearest.id in {gate, "G-POST"}


@pytest.mark.parametrize("paper", ["entrust_letter", "dispatched_and_filed"])
def test_a_letter_or_a_filed_posting_opens_the_gate_of_affiliation(paper):
    for plan in ABLE:
        assert "G-AFFIL" not in {f.id for f in examined(plan, able(plan, si_in_area=False, **{paper: True})).failures}


@pytest.mark.parametrize(
    ("employer", "sanction", "outcome"),
    [
        ("事业单位", "无", Outcome.ELIGIBLE),
        ("事业单位", "警告", Outcome.NEEDS_HUMAN),
        ("事业单位", "记过", Outcome.NOT_ELIGIBLE),
        ("事业单位", "记大过", Outcome.NOT_ELIGIBLE),
        ("事业单位", "降低岗位等级", Outcome.NOT_ELIGIBLE),
        ("事业单位", "撤职", Outcome.NOT_ELIGIBLE),
        ("事业单位", "开除", Outcome.NOT_ELIGIBLE),
        ("企业", "记过", Outcome.NEEDS_HUMAN),
        ("企业", "无", Outcome.ELIGIBLE),
    ],
)
def test_which_sanctions_count_is_the_notice_s_and_beyond_it_a_reading(employer, sanction, outcome):
    # X47: S0 names 记过以上 of public institutions; whether more counts the plan settles, or a person.
    person = {"person": {"employer_type": employer, "sanction_active": sanction}}
    facts = {**able("QZ-2022-GYMS"), **person, "post": {"won_competition_for_vacancy": True}}
    assert examined("QZ-2022-GYMS", facts).outcome is outcome
    for favours, settled in ((True, Outcome.ELIGIBLE), (False, Outcome.NOT_ELIGIBLE)):
        found = examined("QZ-2022-GYMS", facts, readings={"AMB-14": Reading(favours, "已核定")})
        assert found.outcome is (settled if outcome is Outcome.NEEDS_HUMAN else outcome)


@pytest.mark.parametrize(
    ("award", "in_2020", "in_2023"),
    [
        ("全国技术能手", "工艺美术师", "副高级"),
        ("省级技能大师工作室领办人", "工艺美术师", "中级"),
        ("世界技能大赛优胜奖", "工艺美术师", "中级"),
        ("省百千万拔尖技能人才", "工艺美术师", "中级"),
        ("省首席技师", "工艺美术师", None),
        ("省技术能手", None, "中级"),
        ("浙江工匠", None, "中级"),
        ("世界技能大赛金牌", None, "正高级"),
        ("世界技能大赛铜牌", None, "副高级"),
        ("浙江青年工匠", None, "初级"),
    ],
)
def test_one_award_opens_different_titles_in_different_years(award, in_2020, in_2023):
    # X30, X31: 杭州 2020 附件1 二, 衢州 2023 四.
    facts = {
        "awards": [award],
        "apply": {"series": "工程"},
        "edu": {"level": "高中及以下"},
        "tenure": {"post_degree": 0},
    }
    hangzhou = examined("HZ-2020-GYMS", facts)
    assert hangzhou.outcome is (Outcome.ELIGIBLE if in_2020 else Outcome.NOT_ELIGIBLE)
    skilled = {"awards": [award], "tenure": {"skill_js": 0, "skill_gjg": 0, "skill_gjjs": 0}}
    opened = [
        target
        for target in rulebook.load("QZ-2023-GT").targets
        if examined("QZ-2023-GT", skilled, target).outcome is Outcome.ELIGIBLE
    ]
    assert opened == ([in_2023] if in_2023 else [])


@pytest.mark.parametrize(
    ("plan", "target", "grade", "last"),
    [
        ("HZ-2020-GYMS", "工艺美术师", "国家级一类", 5),
        ("HZ-2020-GYMS", "工艺美术师", "国家级二类", 3),
        ("QZ-2023-GT", "初级", "省级一类", 5),
        ("QZ-2023-GT", "初级", "省级二类", 3),
    ],
)
def test_a_contest_counts_by_its_class_and_the_rank(plan, target, grade, last):
    # X32.
    def at(rank, kind=grade):
        facts = {"contest": {"class": kind, "rank": rank}, "apply": {"series": "工程"}, "edu": {"level": "中专"}}
        return examined(plan, {**facts, "tenure": {"post_degree": 0}}, target).outcome

    assert {at(rank) for rank in range(1, last + 1)} == {Outcome.ELIGIBLE}
    assert at(last + 1) is Outcome.NOT_ELIGIBLE
    assert at(1, "市级一类") is Outcome.NOT_ELIGIBLE


@pytest.mark.parametrize(
    ("level", "opened"),
    [
        ("中级工", set()),
        ("高级工", {"助理级"}),
        ("技师", {"助理级", "中级"}),
        ("高级技师", {"助理级", "中级", "副高级"}),
        ("特级技师", {"助理级", "中级", "副高级", "正高级"}),
        ("首席技师", {"助理级", "中级", "副高级", "正高级"}),
    ],
)
def test_a_skill_level_opens_the_titles_of_its_line_and_below(level, opened):
    served = {"skill_gjg": 2, "skill_js": 3, "skill_gjjs": 4}
    facts = {"skill": {"level": level, "still_in_field": True, "no_js_cert": False}, "tenure": served}
    found = {t for t in rulebook.load("QZ-2023-GT").targets if examined("QZ-2023-GT", facts, t).outcome == "eligible"}
    assert found == opened


def test_a_second_degree_counts_when_it_can_be_verified():
    facts = {"edu": {"level": "双学士", "chsi_verified": False}, "tenure": {"post_degree": 3}}
    found = examined("HZ-2020-GYMS", facts)
    assert found.outcome is Outcome.NOT_ELIGIBLE
    assert "教育部学历证书电子注册备案表" in found.nearest.because


def test_a_skilled_worker_files_in_hangzhou_for_engineering_only_without_a_person():
    # X33.
    facts = {"skill": {"level": "技师"}, "edu": {"level": "中专"}, "tenure": {"skill_after_cert": 3, "post_degree": 0}}
    assert examined("HZ-2020-GYMS", facts).ambiguities == ("AMB-16",)
    assert examined("HZ-2020-GYMS", {**facts, "apply": {"series": "工程"}}).outcome is Outcome.ELIGIBLE


@pytest.mark.parametrize(
    ("post", "outcome"),
    [
        ({}, Outcome.NOT_ELIGIBLE),
        ({"won_competition_for_vacancy": True}, Outcome.ELIGIBLE),
        ({"exception_pending": True}, Outcome.NEEDS_HUMAN),
    ],
)
def test_public_institutions_need_a_vacancy_that_was_competed_for(post, outcome):
    facts = {**able("QZ-2022-GYMS", employer_type="事业单位"), "post": post}
    assert examined("QZ-2022-GYMS", facts).outcome is outcome


@pytest.mark.parametrize("breakthrough", [["B1", "B3"], [{"item": "B1", "ach": "a"}, {"item": "B3", "ach": "a"}]])
def test_a_way_without_the_assistant_title_is_no_exceptional_filing(breakthrough):
    facts = {"edu": {"level": "本科"}, "breakthrough": breakthrough, "titles": {"assistant": False}}
    served = {"assistant_work": 3, "assistant_post": 3, "craft": 3}
    assert examined("QZ-2022-GYMS", {**facts, "tenure": served}).outcome is Outcome.NOT_ELIGIBLE
