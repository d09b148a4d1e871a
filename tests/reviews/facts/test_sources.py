"""Where every word of the vocabulary comes from: none that a rule may ask about is without a source."""

import datetime as dt

import pytest

from accounts.models import Region
from applicants.enums import EmploymentKind, Module
from applicants.models import Profile
from employers.models import Employer
from law.conditions import Fact, Tenure, leaves
from law.members import AtLeast
from law.rulebook import load, plans
from law.vocabulary import vocabulary
from reviews.facts import questions_of, recorded_facts
from reviews.facts.claims import best_contest
from reviews.facts.questions import value_at
from reviews.models import IntegrityRecord
from reviews.services.self_check import Archive
from reviews.services.tables import load_tables
from tests.applicants.archives import make_record, verify_all
from tests.applicants.test_facts import facts, job, record
from tests.reviews import cases
from zcps import clock

CITY = Region(pk=2, name="衢州市")
PROFILE = Profile(
    employer=Employer(pk=1, kind="public_institution", name="某馆"),
    employment=EmploymentKind.ESTABLISHMENT,
    insurance_region=CITY,
    file_region=CITY,
    craft_started_on=dt.date(2012, 7, 1),
)
DEGREE = record(Module.EDUCATION, degree_only=True, technical_school="高级工班", level="本科")
WORK, TITLE, POST = record(Module.WORK), record(Module.TITLE_HELD), record(Module.APPOINTMENT)
MOVED = [job("2012-07-01", "2015-12-31"), job("2016-01-01", kind="事业单位")]


def credential(**data):
    return record(Module.CREDENTIAL, **data)


# From the records named, or from the profile: what they tell.
ARCHIVE = {
    "edu.level": ([DEGREE], "本科"),
    "edu.mode": ([DEGREE], "全日制"),
    "edu.related": ([DEGREE], True),
    "edu.degree_only": ([DEGREE], True),
    "edu.chsi_verified": ([DEGREE], True),
    "edu.technical_school": ([DEGREE], "高级工班"),
    "edu.related_post": ([WORK], True),
    "person.on_post": ([record(Module.WORK, title="某馆")], True),
    "person.civil_servant": ([], False),
    "person.employer_type": ([], "事业单位"),
    "person.on_establishment": ([], True),
    "person.si_in_area": ([], True),
    "person.personnel_file_in_area": ([], True),
    "person.entrust_letter": ([credential(kind="委托评审函")], True),
    "person.dispatched_and_filed": ([credential(kind="派驻备案证明")], True),
    "docs.expert_recommendation_form": ([credential(kind="直接申报专家推荐表")], True),
    "titles.assistant": ([TITLE], True),
    "titles.senior": ([record(Module.TITLE_HELD, level="副高级")], True),
    "titles.other_series_assistant": ([record(Module.TITLE_HELD, series="工程")], True),
    "skill.level": ([credential()], "技师"),
    "skill.still_in_field": ([credential(still_in_field=True)], True),
    "work.enterprise_always": ([WORK], True),
    "work.continuity_broken": ([job("2012-01-01", "2012-12-31"), job("2014-01-01")], True),
    "work.moved_from_enterprise": (MOVED, True),
    "assess.passed": ([record(Module.ASSESSMENT)], True),
    "contest.class": ([record(Module.AWARD, kind="职业技能竞赛", contest_class="省级一类", rank=2)], "省级一类"),
    "contest.rank": ([record(Module.AWARD, kind="职业技能竞赛", contest_class="省级一类", rank=2)], 2),
    "tenure.craft": ([WORK], {"from": "2012-07-01"}),
    "tenure.assistant_work": ([WORK, TITLE], {"from": "2016-12-20"}),
    "tenure.assistant_post": ([POST], {"from": "2017-01-01"}),
    "tenure.clerk_post": ([record(Module.APPOINTMENT, level="员级")], {"from": "2017-01-01"}),
    "tenure.post_degree": ([DEGREE, WORK], {"from": "2012-07-01"}),
    "tenure.pre_and_post_degree": ([WORK], {"from": "2012-07-01"}),
    "tenure.senior_title": ([record(Module.TITLE_HELD, level="副高级")], {"from": "2016-12-20"}),
    "tenure.skill_gjg": ([credential(skill_level="高级工")], {"from": "2018-06-01"}),
    "tenure.skill_js": ([credential()], {"from": "2018-06-01"}),
    "tenure.skill_gjjs": ([credential(skill_level="高级技师")], {"from": "2018-06-01"}),
    "tenure.skill_after_cert": ([credential(skill_level="高级技师")], {"from": "2018-06-01"}),
    "tenure.enterprise_plus_appointed_assistant": ([DEGREE, WORK, POST], {"from": "2012-07-01"}),
    "tenure.other_series_assistant_work": ([record(Module.TITLE_HELD, series="工程")], {"from": "2016-12-20"}),
}
LISTS = {
    "breakthrough": ([record(Module.PAPER, pk=3)], [{"item": "B5", "ach": "3"}]),
    "awards": ([record(Module.HONOUR, kind="技能人才荣誉", direct="浙江工匠")], ["浙江工匠"]),
    "started_year": ([], 2012),
    "as_of": ([], "2022-08-22"),
}
# Asked of the person with the clause, confirmed by the employer; for some only where no record tells it.
DECLARED = {
    "person.retired", "person.retires_before_cutoff", "person.party_discipline_active", "person.case_pending",
    "person.sanction_active", "work.probation_completed", "work.backbone", "work.traditional_craft",
    "post.won_competition_for_vacancy", "post.exception_pending", "assess.doctor_examined", "skill.no_js_cert",
}  # fmt: skip
# From the integrity file of the office, the table of occupations, the plan, and the recognised hours.
ELSEWHERE = {"person.integrity_record_active", "skill.occupation_listed", "apply.series", "credits"}


def test_every_word_has_a_source():
    told = ARCHIVE.keys() | LISTS.keys() | DECLARED | ELSEWHERE
    assert told == vocabulary().words.keys() | {"credits", "started_year", "as_of"}


@pytest.mark.parametrize("path", ARCHIVE)
def test_the_archive_tells(path):
    records, expected = ARCHIVE[path]
    assert value_at(facts(*records, profile=PROFILE, area=CITY), path) == expected


@pytest.mark.parametrize("path", LISTS)
def test_the_archive_lists(path):
    records, expected = LISTS[path]
    assert facts(*records, profile=PROFILE, area=CITY)[path] == expected


@pytest.mark.parametrize("path", sorted(DECLARED))
def test_what_no_record_tells_can_be_declared(path):
    word = vocabulary().words[path]
    assert word.declared or word.whether


@pytest.mark.parametrize("plan", plans())
def test_every_rule_of_the_notices_asks_for_what_has_a_source(plan):
    book = load(plan)
    asked = {
        _path(leaf)
        for condition in (
            *(gate.condition for gate in book.gates),
            *(r.whole for rs in book.rules.values() for r in rs),
        )
        for leaf in leaves(condition)
    } - {""}
    assert asked
    assert asked <= ARCHIVE.keys() | LISTS.keys() | DECLARED | ELSEWHERE


def _path(leaf) -> str:
    if isinstance(leaf, Fact):
        return leaf.word.path
    if isinstance(leaf, Tenure):
        return f"tenure.{leaf.name}"
    return leaf.of if isinstance(leaf, AtLeast) else ""


def won(contest_class: str, rank: int):
    return record(Module.AWARD, kind="职业技能竞赛", contest_class=contest_class, rank=rank)


@pytest.mark.parametrize(
    ("plan", "target", "results", "chosen"),
    [
        ("HZ-2020-GYMS", "工艺美术师", [("国家级一类", 8), ("国家级二类", 2)], ("国家级二类", 2)),
        ("HZ-2020-GYMS", "工艺美术师", [("国家级一类", 5), ("国家级二类", 1)], ("国家级一类", 5)),
        ("QZ-2023-GT", "初级", [("国家级一类", 1), ("省级二类", 3), ("省级一类", 6)], ("省级二类", 3)),
        ("QZ-2022-GYMS", "工艺美术师", [("省级二类", 1), ("省级一类", 9)], ("省级一类", 9)),
    ],
)
def test_the_contest_on_which_the_plan_builds_is_put_forward(plan, target, results, chosen):
    records = [won(kind, rank) for kind, rank in results]
    found = best_contest(load(plan), target, facts(*records), records)
    assert (found["class"], found["rank"]) == chosen


def test_the_age_stands_beside_the_question_of_retirement(case):
    hints = {question.path: question.hint for question in questions_of(case)}
    assert hints["person.retires_before_cutoff"].startswith("按登记的出生日期，2022年12月31日您年满 42 周岁。")


@pytest.fixture
def case(db):
    return cases.make_case()


def test_the_plan_the_hours_and_the_integrity_file_tell(case):
    told = recorded_facts(case)
    assert told["apply"] == {"series": "工艺美术"}
    assert told["credits"][2022]["total"] == 90
    assert "integrity_record_active" not in told["person"]
    day = clock.today()
    IntegrityRecord.objects.create(
        profile=case.applicant, application=case, reason="提供虚假材料", clause="衢经信产融〔2022〕44号 三(二)",
        starts_on=day, ends_on=day.replace(year=day.year + 3), recorded_by="衢州市人力社保局",
    )  # fmt: skip
    assert recorded_facts(case)["person"]["integrity_record_active"] is True


def take(case, module, **data):
    taken = make_record(case.applicant, module, **data)
    verify_all(case.applicant)
    case.records.add(taken)


def test_without_a_skill_certificate_the_table_is_not_asked(case):
    assert "skill" not in recorded_facts(case)


@pytest.mark.parametrize(("occupation", "is_listed"), [("工艺品雕刻工", True), ("自拟工种", False)])
def test_the_table_tells_whether_the_occupation_is_listed(case, occupation, is_listed, clock):
    load_tables()
    clock.set("2023-08-01 09:00")
    take(case, Module.CREDENTIAL, occupation=occupation)
    assert recorded_facts(case)["skill"] == {"level": "技师", "occupation_listed": is_listed}


def test_a_higher_certificate_of_another_occupation_does_not_hide_the_listed_one(case, clock):
    load_tables()
    clock.set("2023-08-01 09:00")
    take(case, Module.CREDENTIAL, occupation="自拟工种", skill_level="高级技师")
    take(case, Module.CREDENTIAL, occupation="工艺品雕刻工", skill_level="技师", started="2016-01-01")
    told = recorded_facts(case)
    assert told["skill"] == {"level": "技师", "occupation_listed": True}
    assert "skill_gjjs" not in told["tenure"]


def test_before_any_table_was_in_force_the_committee_judges(case):
    take(case, Module.CREDENTIAL)
    assert recorded_facts(case)["skill"]["occupation_listed"] is False


@pytest.mark.parametrize("day", ["2022-09-01 09:00", "2023-08-01 09:00"])
@pytest.mark.parametrize("occupation", ["工艺品雕刻工", "工艺品雕刻工（木雕）", "自拟工种"])
def test_the_self_check_reads_certificates_as_the_application_does(case, clock, day, occupation):
    load_tables()
    take(case, Module.CREDENTIAL, occupation="自拟工种", skill_level="高级技师")
    take(case, Module.CREDENTIAL, occupation=occupation, skill_level="技师", started="2016-01-01")
    clock.set(day)
    checked, recorded = Archive(case.applicant).facts_for(case.plan), recorded_facts(case)
    assert (checked["skill"], checked["tenure"]) == (recorded["skill"], recorded["tenure"])
    assert checked["skill"]["occupation_listed"] is (day > "2023" and occupation.startswith("工艺品"))


def test_a_series_is_compared_however_it_is_written(case, clock):
    load_tables()
    clock.set("2023-08-01 09:00")
    take(case, Module.CREDENTIAL, occupation="工艺品雕刻工")
    case.plan.series = "工艺美术 "
    assert Archive(case.applicant).facts_for(case.plan)["skill"]["occupation_listed"] is True
    assert recorded_facts(case)["skill"]["occupation_listed"] is True
