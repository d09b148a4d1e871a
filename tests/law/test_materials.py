"""The checks of materials: what is missing, what a person has to see, at the edges of days and years."""

import datetime as dt

import pytest

from law.dossier import Dossier, Record
from law.materials import CHECKS, judge, problem_with

ON = dt.date(2022, 11, 30)
PAGES = frozenset({"封面", "刊号页", "目录页", "所写文章"})


def dossier(*records: Record, **fields) -> Dossier:
    return Dossier(records, ON, **fields)


def answers(check: dict, given: Dossier) -> list[str]:
    return [found.answer.value for found in judge(check, given)]


def school(year: str, place: str = "国内", level: str = "本科", *labels: str) -> Record:
    return Record(
        "education", "某大学", ended=f"{year}-06", values={"place": place, "level": level}, labels=frozenset(labels)
    )


@pytest.mark.parametrize(
    ("degree", "answer", "says"),
    [
        (school("2001"), "not_met", "《教育部学历证书电子注册备案表》或《中国高等教育学历认证报告》"),
        (school("2001", "国内", "本科", "《中国高等教育学历认证报告》"), "met", "已附《中国高等教育学历认证报告》"),
        (school("2000"), "not_met", "《高校毕业生登记表》"),
        (school("2000", "国内", "大专", "《高校毕业生登记表》"), "met", "2000年毕业"),
        (school("2000", "国内", "大专", "《教育部学历证书电子注册备案表》"), "not_met", "《高校毕业生登记表》"),
        (school("2015", "国外", "硕士"), "not_met", "《国外学历学位认证书》"),
        (school("2015", "港澳台", "硕士"), "not_met", "《港澳台学历学位认证书》"),
        (school("2010", "国内", "中专"), "met", "大专以下"),
        (school("", "国内"), "unknown", "没有写明取得地或毕业时间"),
        (Record("education", "某大学", ended="2010-06", values={"level": "本科"}), "unknown", "没有写明"),
    ],
)
def test_the_proof_of_a_degree_follows_its_year_and_place(degree, answer, says):
    (found,) = judge({"kind": "degree_proof", "since": 2001}, dossier(degree))
    assert (found.answer, says in found.because) == (answer, True), found.because


def test_work_is_proved_by_pension_or_contract():
    check = {"kind": "work_proof"}
    proved = [
        Record("work", "甲厂", labels=frozenset({label})) for label in ("劳动合同", "《基本养老保险参保缴费证明》")
    ]
    assert answers(check, dossier(*proved)) == ["met", "met"]
    assert answers(check, dossier(Record("work", "乙厂", labels=frozenset({"其他佐证材料"})))) == ["not_met"]
    assert answers(check, dossier()) == ["not_met"]


def test_joint_work_needs_the_main_contribution():
    check = {"kind": "group_proof"}
    joint = Record("award", "《山水》", values={"joint": True})
    (found,) = judge(check, dossier(joint, Record("award", "《花鸟》", values={"joint": False})))
    assert (found.answer, "本人系主要贡献者依据" in found.because) == ("not_met", True)
    proved = Record("award", "《山水》", values={"joint": True}, labels=frozenset({"本人系主要贡献者依据"}))
    assert answers(check, dossier(proved)) == ["met"]
    assert answers(check, dossier(Record("award", "《花鸟》", values={"joint": False}))) == ["met"]


@pytest.mark.parametrize(
    ("won", "since", "answer"),
    [
        ("2017-11-30", (), "met"),  # five years to the day
        ("2017-11-29", (), "unknown"),  # within the fifth year counted by years
        ("2017-01-01", (), "unknown"),
        ("2016-12-31", (), "not_met"),
        ("2017-11", (), "unknown"),
        ("2012-03-01", ("2012-03-01",), "met"),  # on the day of the title
        ("2012-02-28", ("2012-03-01",), "not_met"),
        ("2012-03", ("2012-03-15",), "unknown"),
        ("2012-06-01", ("2012-03-01", "2013-01-01"), "unknown"),  # the title or the appointment (AMB-09)
        ("2013-01-01", ("2012-03-01", "2013-01-01"), "met"),
        ("", ("2012-03-01",), "unknown"),
    ],
)
def test_achievements_are_of_the_present_title_or_of_five_years(won, since, answer):
    given = dossier(Record("award", "《山水》", started=won), present_since=since)
    found = judge({"kind": "achievement_window", "years": 5}, given)
    # Whether it belongs to the specialty is for a person in any case.
    assert sorted(each.answer.value for each in found) == sorted([answer, "unknown"])


def test_a_paper_needs_its_four_pages_and_a_reading_no_number():
    check = {"kind": "paper_pages"}
    assert answers(check, dossier(Record("paper", "论木雕", values={"kind": "期刊发表"}, labels=PAGES))) == ["met"]
    (found,) = judge(
        check, dossier(Record("paper", "论木雕", values={"kind": "期刊发表"}, labels=PAGES - {"刊号页", "目录页"}))
    )
    assert (found.answer, "缺少刊号页、目录页" in found.because) == ("not_met", True)
    read = Record("paper", "论竹刻", values={"kind": "会议宣读"}, labels=PAGES - {"刊号页"})
    assert answers(check, dossier(read)) == ["met"]
    assert answers(check, dossier(Record("book", "《竹刻》", labels=PAGES))) == ["not_met"]
    assert answers(check, dossier()) == ["met"]


def test_a_project_needs_its_four_pages():
    pages = frozenset({"合同或立项书封面页", "项目金额页", "主要参与人员名单及负责内容页", "合同或立项书盖章页"})
    check = {"kind": "project_pages"}
    assert answers(check, dossier(Record("project", "某工程", labels=pages))) == ["met"]
    for page in pages:
        (found,) = judge(check, dossier(Record("project", "某工程", labels=pages - {page})))
        assert (found.answer, page in found.because) == ("not_met", True)


@pytest.mark.parametrize(
    ("years", "worked", "answer"),
    [
        ((2017, 2018, 2019, 2020, 2021), "2010-07", "met"),
        ((2018, 2019, 2020, 2021, 2022), "2010-07", "met"),
        ((2018, 2019, 2020, 2021), "2010-07", "not_met"),
        ((2018, 2019, 2020, 2021), "2018-07", "met"),
        ((), "", "not_met"),
    ],
)
def test_assessments_of_the_last_five_years(years, worked, answer):
    records = [Record("assessment", f"{year}年度考核", values={"year": year}) for year in years]
    given = dossier(*records, Record("work", "甲厂", started=worked))
    (found,) = judge({"kind": "assessments", "years": 5}, given)
    assert found.answer == answer
    assert answer == "met" or "2017年度" in found.because


def test_what_lies_in_the_wrong_module_is_a_hint():
    check = {"kind": "placement"}
    astray = [Record("award", "《山水》被省博物馆收藏"), Record("honour", "授徒五名"), Record("credential", "授课证书")]
    found = judge(check, dossier(*astray))
    assert [each.answer for each in found] == ["unknown"] * 3
    assert ["成果被批示" in found[0].because, "资质证书" in found[1].because, "学术技术兼职" in found[2].because] == [
        True
    ] * 3
    assert answers(check, dossier(Record("adopted", "《山水》被省博物馆收藏"), Record("credential", "授徒证明"))) == [
        "met"
    ]


def test_the_experts_form_is_asked_on_its_route_and_its_reason_is_for_a_person():
    check = {"kind": "recommendation_form", "routes": ["破格/标志性业绩"]}
    assert answers(check, dossier(route="破格/标志性业绩")) == ["not_met"]
    assert answers(check, dossier(route="正常评审")) == ["met"]
    form = {"kind": "直接申报专家推荐表"}
    assert answers(check, dossier(Record("credential", "推荐表", values=form))) == ["not_met"]
    told = Record("credential", "推荐表", values={**form, "reason": "主持的《山水》获全国金奖。"})
    assert answers(check, dossier(told, route="破格/标志性业绩")) == ["unknown"]


def test_the_card_is_of_the_year_and_of_the_system_that_the_plan_names():
    check = {"kind": "credit_card", "year": 2022}
    wanted = frozenset({"province_craft"})
    assert answers(check, dossier(card_sources=wanted)) == ["not_met"]
    assert answers(check, dossier(cards=frozenset({(2021, "province_craft")}), card_sources=wanted)) == ["not_met"]
    assert answers(check, dossier(cards=frozenset({(2022, "other")}), card_sources=wanted)) == ["unknown"]
    assert answers(check, dossier(cards=frozenset({(2022, "province_craft")}), card_sources=wanted)) == ["met"]
    assert answers(check, dossier(cards=frozenset({(2022, "other")}))) == ["met"]


def test_a_post_is_the_employers_to_have_approved():
    check = {"kind": "approved_post"}
    assert answers(check, dossier(facts={"person": {"employer_type": "企业"}})) == ["met"]
    public = {"person": {"employer_type": "事业单位"}}
    assert answers(check, dossier(facts=public)) == ["unknown"]
    assert answers(check, dossier(facts={**public, "post": {"won_competition_for_vacancy": True}})) == ["met"]
    outside = {
        "person": {"employer_type": "事业单位", "on_establishment": False},
        "post": {"won_competition_for_vacancy": True},
    }
    assert answers(check, dossier(facts=outside)) == ["unknown"]


def test_who_belongs_elsewhere_needs_a_letter():
    check = {"kind": "entrustment_letter"}
    elsewhere = {"person": {"si_in_area": False}}
    assert answers(check, dossier(facts=elsewhere)) == ["not_met"]
    assert answers(check, dossier(Record("credential", "函", values={"kind": "委托评审函"}), facts=elsewhere)) == [
        "met"
    ]
    assert answers(check, dossier(facts={"person": {"si_in_area": False, "dispatched_and_filed": True}})) == ["met"]
    assert answers(check, dossier(facts={"person": {"si_in_area": True}})) == ["met"]
    assert answers(check, dossier()) == ["met"]


def test_statement_and_signature():
    assert answers({"kind": "statement"}, dossier(statement=" ")) == ["not_met"]
    assert answers({"kind": "statement"}, dossier(statement="总结")) == ["met"]
    assert answers({"kind": "commitment"}, dossier()) == ["not_met"]
    assert answers({"kind": "commitment"}, dossier(is_signed=True)) == ["met"]


def test_a_check_is_of_the_vocabulary_and_has_its_numbers():
    assert len(CHECKS) == 14
    assert problem_with({"kind": "assessments", "years": 5}) == ""
    assert "应写明：years" in problem_with({"kind": "assessments"})
    assert "应写明：无" in problem_with({"kind": "work_proof", "years": 5})
    assert "不认识的材料核对方式“photo”" in problem_with({"kind": "photo"})
