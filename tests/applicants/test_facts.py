"""What records tell the law, and what they do not."""

import datetime as dt

import pytest

from accounts.models import Region
from applicants.enums import EmploymentKind, Module
from applicants.facts import person_facts
from applicants.models import ArchiveRecord, Profile
from employers.models import Employer
from law.examination import examine
from law.rulebook import load
from tests.applicants.archives import COMPLETE

ON = dt.date(2022, 8, 22)


def record(module: Module, pk: int = 1, **data) -> ArchiveRecord:
    values = {**COMPLETE[module], **data}
    columns = {name: values.pop(name) or "" for name in ("title", "started", "ended") if name in values}
    return ArchiveRecord(pk=pk, module=module, data={k: v for k, v in values.items() if v is not None}, **columns)


def facts(*records: ArchiveRecord, profile: Profile | None = None, **more) -> dict:
    return person_facts(profile or Profile(), records, ON, **more)


def tenure(*records: ArchiveRecord) -> dict:
    return facts(*records).get("tenure", {})


def test_an_empty_archive_tells_nothing_and_denies_nothing():
    assert facts() == {"as_of": "2022-08-22"}


def test_the_highest_finished_education_counts():
    college = record(Module.EDUCATION, level="大专", ended="2010-06-30", mode="全日制")
    adult = record(Module.EDUCATION, level="本科", ended="2019-06", mode="成人")
    future = record(Module.EDUCATION, level="硕士", ended="2023-06-30")
    assert facts(college, adult, future)["edu"] == {
        "level": "本科", "mode": "成人", "related": True, "chsi_verified": True,
    }  # fmt: skip


@pytest.mark.parametrize(("place", "ended"), [("国外", "2012-06-30"), ("国内", "2000-06-30")])
def test_only_registered_education_counts_as_verified_online(place, ended):
    assert "chsi_verified" not in facts(record(Module.EDUCATION, place=place, ended=ended))["edu"]


def test_craft_counts_from_the_first_craft_work_with_its_gaps():
    first = record(Module.WORK, started="2010-01-01", ended="2012-12-31")
    office = record(Module.WORK, started="2013-01-01", ended="2013-06-30", craft=False)
    now = record(Module.WORK, started="2013-07-01")
    assert tenure(first, office, now)["craft"] == {"from": "2010-01-01", "gap_days": 181}
    seamless = record(Module.WORK, started="2013-01-01")
    assert tenure(first, seamless)["craft"] == {"from": "2010-01-01"}


def test_months_are_read_in_favour_and_passed_on_as_months():
    first = record(Module.WORK, started="2010-01", ended="2012-12")
    now = record(Module.WORK, started="2013-01")
    assert tenure(first, now)["craft"] == {"from": "2010-01"}


def test_overlapping_work_is_no_gap():
    long = record(Module.WORK, started="2010-01-01")
    short = record(Module.WORK, started="2011-01-01", ended="2011-12-31")
    assert tenure(long, short)["craft"] == {"from": "2010-01-01"}


def test_work_that_has_ended_is_a_gap_until_today():
    assert tenure(record(Module.WORK, started="2010-01-01", ended="2022-08-12"))["craft"]["gap_days"] == 10


def test_work_outside_the_craft_is_no_craft():
    assert "craft" not in tenure(record(Module.WORK, craft=False))


def test_work_before_graduation_raises_the_question():
    work = record(Module.WORK, started="2015-03-01")
    degree = record(Module.EDUCATION, level="本科", mode="成人", ended="2019-07-01")
    found = tenure(work, degree)
    assert found["craft"] == {"from": "2015-03-01", "alt_from": "2019-07-01", "alt_amb": "AMB-33"}
    assert found["post_degree"] == {"from": "2019-07-01"}
    assert found["pre_and_post_degree"] == {"from": "2015-03-01"}


def test_title_and_appointment_at_different_times_raise_the_question():
    title = record(Module.TITLE_HELD, started="2018-06-01")
    post = record(Module.APPOINTMENT, started="2020-01-10")
    found = tenure(record(Module.WORK), title, post)
    assert found["assistant_work"] == {"from": "2020-01-10", "alt_from": "2018-06-01", "alt_amb": "AMB-09"}
    assert found["assistant_post"] == {"from": "2020-01-10"}


def test_a_title_without_appointment_counts_by_work_in_the_craft():
    title = record(Module.TITLE_HELD, started="2018-06-01")
    assert tenure(record(Module.WORK), title)["assistant_work"] == {"from": "2018-06-01"}
    assert "assistant_post" not in tenure(record(Module.WORK), title)
    assert "assistant_work" not in tenure(title)


def test_an_appointment_without_title_is_no_work_as_assistant():
    found = tenure(record(Module.APPOINTMENT))
    assert "assistant_work" not in found
    assert found["assistant_post"] == {"from": "2017-01-01"}


def test_titles_of_other_series_are_told_apart():
    engineer = record(Module.TITLE_HELD, series="工程", title="助理工程师", started="2018-06-01")
    found = facts(engineer)
    assert found["titles"] == {"other_series_assistant": True}
    assert found["tenure"] == {"other_series_assistant_work": {"from": "2018-06-01"}}


def test_skill_certificates():
    worker = record(Module.CREDENTIAL, skill_level="高级工", started="2015-01")
    master = record(Module.CREDENTIAL, skill_level="技师", started="2018-06-01", still_in_field=True)
    found = facts(worker, master)
    assert found["skill"] == {"level": "技师", "still_in_field": True}
    assert found["tenure"] == {
        "skill_gjg": {"from": "2015-01"}, "skill_js": {"from": "2018-06-01"},
        "skill_after_cert": {"from": "2018-06-01"},
    }  # fmt: skip
    apprentices = record(Module.CREDENTIAL, kind="授徒证明", skill_level=None)
    assert "skill" not in facts(apprentices)


@pytest.mark.parametrize(
    ("module", "data", "expected"),
    [
        (
            Module.AWARD,
            {"kind": "作品（项目）奖", "level": "市(厅)级", "grade": "二等奖", "role": "主要贡献者"},
            ["B1"],
        ),
        (Module.AWARD, {"kind": "作品（项目）奖", "level": "县(市、区)级", "grade": "一等奖"}, []),
        (Module.AWARD, {"kind": "作品（项目）奖", "level": "市(厅)级", "grade": "三等奖"}, []),
        (Module.AWARD, {"kind": "作品（项目）奖", "level": "市(厅)级", "industry": False}, []),
        (Module.AWARD, {"kind": "作品（项目）奖", "level": "市(厅)级", "role": "参加"}, []),
        (Module.AWARD, {"grade": "银奖", "role": "主要助手"}, ["B3"]),
        (Module.AWARD, {"grade": "铜奖"}, []),
        (Module.AWARD, {}, ["B1", "B3"]),
        (Module.AWARD, {"role": "主持"}, ["B1", "B3"]),
        (Module.AWARD, {"formal": False}, ["B1"]),
        (Module.AWARD, {"kind": "职业技能竞赛", "contest_class": "省级一类", "rank": 3}, []),
        (Module.HONOUR, {}, ["B2"]),
        (Module.HONOUR, {"grantor_kind": "协会、团体"}, []),
        (Module.HONOUR, {"kind": "拔尖人才", "grantor_kind": "其他单位"}, ["B2"]),
        (Module.HONOUR, {"level": "县(市、区)级"}, []),
        (Module.HONOUR, {"kind": "其他荣誉"}, []),
        (Module.ADOPTED, {}, ["B4"]),
        (Module.ADOPTED, {"role": "主要助手"}, []),
        (Module.ADOPTED, {"kind": "个人作品展"}, []),
        (Module.ADOPTED, {"level": "县(市、区)级"}, []),
        (Module.PAPER, {}, ["B5"]),
        (Module.PAPER, {"level": "市(厅)级"}, []),
        (Module.PAPER, {"kind": "会议宣读", "in_proceedings": True}, ["B5"]),
        (Module.PAPER, {"kind": "会议宣读", "in_proceedings": False}, []),
        (Module.ADOPTED, {"kind": "产品销售、创汇", "export_first": 60000, "export_second": 60000}, ["B6"]),
        (Module.ADOPTED, {"kind": "产品销售、创汇", "sales_first": 499999, "sales_second": 0}, []),
        (Module.ADOPTED, {"kind": "产品销售、创汇"}, []),
    ],
)
def test_breakthrough_items(module, data, expected):
    found = facts(record(module, pk=7, **data)).get("breakthrough", [])
    assert found == [{"item": item, "ach": "7"} for item in expected]


def test_sales_between_the_two_readings_are_for_a_person():
    sold = record(Module.ADOPTED, pk=9, kind="产品销售、创汇", sales_first=300000, sales_second=300000)
    assert facts(sold)["breakthrough"] == [{"item": "B6", "ach": "9", "amb": "AMB-08"}]


def test_direct_awards_and_contests():
    named = record(Module.HONOUR, kind="技能人才荣誉", direct="浙江工匠")
    unlisted = record(Module.HONOUR, kind="技能人才荣誉", direct="不在所列范围")
    assert facts(named, unlisted)["awards"] == ["浙江工匠"]
    second = record(Module.AWARD, kind="职业技能竞赛", contest_class="省级二类", rank=1)
    first = record(Module.AWARD, kind="职业技能竞赛", contest_class="省级一类", rank=5)
    assert facts(second, first)["contest"] == {"class": "省级一类", "rank": 5}


def licence(**data) -> ArchiveRecord:
    told = {"kind": "专业技术人员职业资格", "title_level": "助理级", "title_series": "工艺美术", "skill_level": None}
    return record(Module.CREDENTIAL, occupation=None, **{**told, "started": "2015-05-01", **data})


def test_a_licence_with_an_appointment_is_a_title_and_alone_it_is_none():
    appointed = record(Module.APPOINTMENT, started="2017-01-01")
    found = facts(licence(), appointed, record(Module.WORK))
    assert found["titles"] == {"assistant": True}
    assert found["tenure"]["assistant_work"] == {"from": "2017-01-01"}
    assert "titles" not in facts(licence())
    assert "titles" not in facts(licence(title_level="中级"), appointed)


def test_a_licence_of_another_series_is_a_title_of_that_series():
    appointed = record(Module.APPOINTMENT, series="工程", started="2014-01-01")
    found = facts(licence(title_series="工程"), appointed)
    assert found["titles"] == {"other_series_assistant": True}
    assert found["tenure"]["other_series_assistant_work"] == {"from": "2015-05-01"}
    assert "titles" not in facts(licence(title_series="工程"), record(Module.APPOINTMENT))


def test_the_senior_title_and_since_when():
    senior = record(Module.TITLE_HELD, level="副高级", title="高级工艺美术师", started="2018-11")
    assert facts(senior)["titles"] == {"senior": True}
    assert tenure(senior)["senior_title"] == {"from": "2018-11"}


@pytest.mark.parametrize(
    ("kind", "section", "name"),
    [
        ("委托评审函", "person", "entrust_letter"),
        ("派驻备案证明", "person", "dispatched_and_filed"),
        ("直接申报专家推荐表", "docs", "expert_recommendation_form"),
    ],
)
def test_papers_that_others_issue(kind, section, name):
    paper = record(Module.CREDENTIAL, kind=kind, skill_level=None, occupation=None)
    found = facts(paper)
    assert found[section][name] is True
    assert "skill" not in found
    assert name not in facts(record(Module.CREDENTIAL)).get(section, {})


def job(started: str, ended: str = "", kind: str = "企业", **data) -> ArchiveRecord:
    return record(Module.WORK, started=started, ended=ended or None, employer_type=kind, **data)


def test_enterprises_all_along_or_never():
    assert facts(job("2012-01-01", "2015-12-31"), job("2016-01-01"))["work"] == {"enterprise_always": True}
    never = facts(job("2012-01-01", kind="社会组织"))["work"]
    assert never == {"enterprise_always": False}


@pytest.mark.parametrize(
    "between", [(), (job("2014-01-01", "2014-12-31", "机关"),), (job("2014-01-01", "2014-12-31", "自由职业"),)]
)
def test_who_left_and_came_back_has_a_break_and_is_not_refused(between):
    found = facts(job("2012-01-01", "2013-12-31"), *between, job("2015-01-01"))["work"]
    assert found.pop("continuity_broken") is True
    assert found.get("enterprise_always", True) is True


def test_a_break_of_that_kind_goes_to_a_person_in_hangzhou():
    archive = [
        job("2012-07-01", "2013-12-31"), job("2014-01-01", "2014-12-31", "自由职业"), job("2015-01-01"),
        record(Module.EDUCATION),
    ]  # fmt: skip
    found = examine(load("HZ-2020-GYMS"), facts(*archive) | {"tenure": {"post_degree": 5}}, "工艺美术师", ON)
    assert (found.outcome, found.ambiguities) == ("needs_human", ("AMB-17",))


def test_from_an_enterprise_to_a_public_institution_service_adds_up_without_its_gap():
    archive = [
        record(Module.EDUCATION, ended="2010-06-30"),
        job("2009-07-01", "2012-07-01"),
        job("2013-01-01", kind="事业单位"),
        record(Module.APPOINTMENT, started="2020-08-23"),
    ]
    found = facts(*archive)
    assert found["work"]["moved_from_enterprise"] is True
    # Two years and two days after graduation, and two years of the appointment, the last day of each included.
    assert found["tenure"]["enterprise_plus_appointed_assistant"] == {"from": "2018-08-21"}
    assert examine(load("HZ-2020-GYMS"), {"tenure": found["tenure"]} | _moved("硕士"), "工艺美术师", ON).rule == "HZ-A5"


def between_jobs(started: str, left: str = "2018-12-31") -> list[ArchiveRecord]:
    """Enterprise work and, half a year later, the appointment."""
    return [
        record(Module.EDUCATION, ended="2010-06-30"),
        job(started, left),
        job("2019-07-01", kind="事业单位"),
        record(Module.APPOINTMENT, started="2019-07-01"),
    ]


def summed(*archive: ArchiveRecord) -> dict:
    return tenure(*archive)["enterprise_plus_appointed_assistant"]


def test_a_start_of_which_only_the_month_is_known_gets_no_day_from_the_gap_behind_it():
    open_start = {"from": "2016-12-29", "alt_from": "2017-01-28", "alt_amb": "AMB-02"}
    assert summed(*between_jobs("2016-07")) == open_start
    assert summed(*between_jobs("2016-07-01")) == {"from": "2016-12-29"}
    assert summed(*between_jobs("2016-07", "2019-06")) == {"from": "2016-07"}
    assert summed(*between_jobs("2016-07-01", "2019-06")) == {"from": "2016-07-01"}


def test_where_the_day_of_the_month_decides_the_sum_a_person_does():
    book = load("HZ-2020-GYMS")
    for started, outcome in (("2018-11", "eligible"), ("2018-12", "needs_human"), ("2019-01", "not_eligible")):
        archive = between_jobs(started, "2019-06-15")
        stated = {"tenure": {"enterprise_plus_appointed_assistant": summed(*archive)}}
        found = examine(book, stated | _moved("硕士"), "工艺美术师", ON)
        assert found.outcome == outcome, started
        assert found.ambiguities == (("AMB-02",) if outcome == "needs_human" else ())


def _moved(level: str) -> dict:
    return {
        "edu": {"level": level},
        "person": {"employer_type": "事业单位"},
        "post": {"won_competition_for_vacancy": True},
        "work": {"moved_from_enterprise": True, "enterprise_always": False},
    }


def test_overlapping_enterprise_work_and_appointment_count_once():
    archive = [
        record(Module.EDUCATION, ended="2010-06-30"),
        job("2010-07-01"),
        record(Module.APPOINTMENT, started="2015-01-01"),
    ]
    assert tenure(*archive)["enterprise_plus_appointed_assistant"] == {"from": "2010-07-01"}


@pytest.mark.parametrize(
    "archive",
    [
        [record(Module.EDUCATION), record(Module.WORK)],
        [record(Module.EDUCATION), record(Module.WORK), record(Module.APPOINTMENT, ended="2020-01-01")],
        [record(Module.WORK), record(Module.APPOINTMENT)],
    ],
    ids=["never appointed", "no longer appointed", "no graduation"],
)
def test_without_a_present_appointment_or_a_graduation_nothing_adds_up(archive):
    assert "enterprise_plus_appointed_assistant" not in tenure(*archive)


def test_credits_could_be_earned_since_the_first_work_in_the_craft():
    profile = Profile(craft_started_on=dt.date(2009, 3, 1), work_started_on=dt.date(2008, 3, 1))
    assert facts(profile=profile)["started_year"] == 2009
    assert facts(record(Module.WORK, started="2012-07"), profile=profile)["started_year"] == 2012
    assert facts(profile=Profile(work_started_on=dt.date(2008, 3, 1)))["started_year"] == 2008


def test_assessments_speak_by_the_last_year():
    good, bad = record(Module.ASSESSMENT, year=2020), record(Module.ASSESSMENT, year=2021, result="不合格")
    assert facts(good)["assess"] == {"passed": True}
    assert facts(good, bad)["assess"] == {"passed": False}
    assert "assess" not in facts(record(Module.ASSESSMENT, result="基本合格"))


def test_the_profile_tells_employment_and_affiliation():
    city = Region(pk=2, name="衢州市")
    county, elsewhere = Region(pk=3, name="柯城区", parent=city), Region(pk=4, name="杭州市")
    profile = Profile(
        employment=EmploymentKind.ESTABLISHMENT,
        employer=Employer(pk=1, kind="public_institution", name="某馆"),
        insurance_region=county,
        file_region=elsewhere,
    )
    assert facts(profile=profile, area=city)["person"] == {
        "employer_type": "事业单位", "on_establishment": True, "civil_servant": False,
        "si_in_area": True, "personnel_file_in_area": False,
    }  # fmt: skip
    assert "si_in_area" not in facts(profile=profile)["person"]
    at_work = facts(record(Module.WORK, title="某馆"), profile=profile)["person"]
    assert at_work["on_post"] is True


def test_the_law_reads_what_the_archive_tells():
    archive = [record(m, pk) for pk, m in enumerate(Module)]
    found = examine(load("QZ-2022-GYMS"), facts(*archive), "工艺美术师", ON)
    assert found.outcome == "eligible"
    assert found.as_json()["rule"] in ("ZP-M-03", "ZP-M-04")
