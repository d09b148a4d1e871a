"""The facts of the self-check: each from an answer, nothing from silence, and never one that the law cannot read."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applicants.modules.person import DEGREES
from applicants.modules.words import CONTEST_CLASSES, DIRECT_AWARDS, SKILL_LEVELS, TITLE_LEVELS
from law.examination import examine
from law.facts import parse_case
from law.rulebook import load, plans
from reviews.facts.self_check import AFFILIATIONS, GATES, Answers, Held, Skilled, facts_of, merged
from reviews.forms.self_check import SelfCheckForm

ON = dt.date(2022, 9, 1)
CRAFTS = "工艺美术"


def told(titles=(), skills=(), hours=None, **values) -> dict:
    return facts_of(Answers(values, titles, skills, hours), CRAFTS, ON)


def test_who_says_nothing_states_nothing():
    assert told() == {"as_of": "2022-09-01", "apply": {"series": CRAFTS}}
    assert told(edu_level="", awards=[], gates=[], graduated="") == told()


def test_education_and_work():
    facts = told(edu_level="本科", graduated="2014-06-30", craft_from="2014-07", gap_days=30)
    assert facts["edu"] == {"level": "本科"}
    since_july = {"from": "2014-07", "gap_days": 30}
    assert facts["tenure"] == {"craft": since_july, "pre_and_post_degree": since_july, "post_degree": since_july}


def test_work_before_the_degree_may_or_may_not_count():
    tenure = told(graduated="2020-07", craft_from="2012-03-01")["tenure"]
    assert tenure["craft"] == {"from": "2012-03-01", "alt_from": "2020-07", "alt_amb": "AMB-33"}
    assert tenure["post_degree"] == {"from": "2020-07"}
    assert tenure["pre_and_post_degree"] == {"from": "2012-03-01"}


def test_an_assistant_works_as_such_since_title_or_appointment():
    held = Held("助理级", CRAFTS, "2016-12-20", "2017-05-01")
    tenure = told([held], craft_from="2012-07-01")["tenure"]
    assert tenure["assistant_work"] == {"from": "2017-05-01", "alt_from": "2016-12-20", "alt_amb": "AMB-09"}
    assert tenure["assistant_post"] == {"from": "2017-05-01"}
    assert (tenure["senior_title"], tenure.get("clerk_post")) == (0, None)
    assert told([Held("助理级", CRAFTS, "2016-12")])["tenure"]["assistant_work"] == {"from": "2016-12"}
    early = told([Held("助理级", CRAFTS, "2016-12")], craft_from="2018-01")["tenure"]
    assert early["assistant_work"] == {"from": "2018-01"}


def test_a_title_without_a_date_is_held_and_its_service_is_not_told():
    facts = told([Held("助理级", CRAFTS)])
    assert facts["titles"] == {"assistant": True, "senior": False, "other_series_assistant": False}
    assert "assistant_work" not in facts["tenure"]


def test_below_the_highest_title_nothing_is_denied():
    facts = told([Held("中级", CRAFTS, "2015-01-01")])
    assert facts["titles"] == {"senior": False, "other_series_assistant": False}
    assert facts["tenure"] == {"senior_title": 0}


def test_a_title_of_another_series_is_one_of_another_series():
    engineer = Held("助理级", "工程", "2016-12-20", "2017-01-01")
    facts = told([engineer])
    assert facts["titles"] == {"assistant": False, "senior": False, "other_series_assistant": True}
    assert facts["tenure"]["other_series_assistant_work"] == {"from": "2016-12-20"}
    assert facts["tenure"]["assistant_work"] == 0
    own = facts_of(Answers({}, [engineer]), "工程", ON)
    assert own["titles"]["assistant"] is True


def test_a_licence_is_a_title_from_the_appointment_on():
    licence = Held("助理级", CRAFTS, "2015-06-01", "2017-03-01", by_licence=True)
    facts = told([licence])
    assert facts["titles"]["assistant"] is True
    assert facts["tenure"]["assistant_work"] == {"from": "2017-03-01"}
    unemployed = told([Held("助理级", CRAFTS, "2015-06-01", by_licence=True)])
    assert unemployed["titles"]["assistant"] is False
    assert unemployed["tenure"]["assistant_work"] == 0


def test_no_titles_and_no_skills_is_an_answer():
    facts = told(has_titles="none", has_skills="none")
    assert set(facts["titles"].values()) == {False}
    assert set(facts["tenure"].values()) == {0}
    assert facts["skill"] == {"level": "无"}


def test_skills():
    listed, unknown = Skilled("技师", "2019-03-02", "石雕工", frozenset({CRAFTS})), Skilled("高级工", "2015-01")
    facts = told(skills=[listed, Skilled("高级工", "2015-01")], still_in_field=True)
    assert facts["skill"] == {"level": "技师", "occupation_listed": True, "still_in_field": True}
    assert facts["tenure"] == {
        "skill_gjg": {"from": "2015-01"},
        "skill_js": {"from": "2019-03-02"},
        "skill_gjjs": 0,
        "skill_after_cert": {"from": "2019-03-02"},
    }
    assert "occupation_listed" not in told(skills=[unknown])["skill"]
    assert told(skills=[Skilled("技师", "", "面点师", frozenset())])["skill"]["occupation_listed"] is False
    assert told(skills=[Skilled("高级技师", "2019-01")], no_js_cert=True)["tenure"]["skill_js"] == 0
    assert "skill_js" not in told(skills=[Skilled("高级技师", "2019-01")])["tenure"]


def test_what_shuts_out_is_denied_only_by_saying_so():
    assert "person" not in told()
    denied = told(nothing=True)["person"]
    assert denied["civil_servant"] is False
    assert denied["on_post"] is True
    assert denied["sanction_active"] == "无"
    ticked = told(nothing=True, gates=["civil_servant", "off_post"], sanction="记过")["person"]
    assert (ticked["civil_servant"], ticked["on_post"], ticked["retired"]) == (True, False, False)
    assert ticked["sanction_active"] == "记过"
    assert told(gates=["retired"])["person"] == {"retired": True}


@pytest.mark.parametrize(("said", "in_area"), [("here", True), ("letter", False), ("elsewhere", False)])
def test_affiliation(said, in_area):
    assert told(affiliation=said)["person"]["si_in_area"] is in_area


def test_exceptional_items_and_their_sums():
    assert told(breakthrough=["B1", "B5"])["breakthrough"] == ["B1", "B5"]
    assert told(breakthrough=["B1", "B5"], one_achievement=True)["breakthrough"] == [
        {"item": "B1", "ach": "同一成果"},
        {"item": "B5", "ach": "同一成果"},
    ]
    assert told(cny_two_years=120.0)["breakthrough"] == [{"item": "B6"}]
    assert told(cny_two_years=60.0)["breakthrough"] == [{"item": "B6", "amb": "AMB-08"}]
    assert told(usd_each_year=6.0)["breakthrough"] == [{"item": "B6"}]
    assert "breakthrough" not in told(cny_two_years=10.0)


def test_credits_are_judged_only_where_they_are_told():
    assert "credits" not in told()
    assert told(hours={2022: {"public": 18}})["credits"] == {2022: {"public": 18}}


def test_a_supposition_goes_over_a_record_and_adds_to_a_list():
    recorded: dict = {
        "edu": {"level": "大专", "mode": "成人"},
        "awards": ["省技术能手"],
        "tenure": {"craft": {"from": "2015"}},
    }
    whole = merged(recorded, {"edu": {"level": "本科"}, "awards": ["全国技术能手"], "titles": {"assistant": True}})
    assert whole["edu"] == {"level": "本科", "mode": "成人"}
    assert whole["awards"] == ["省技术能手", "全国技术能手"]
    assert whole["titles"] == {"assistant": True}
    assert recorded["edu"]["level"] == "大专"


YES_NO = st.sampled_from([None, True, False])
DAYS = st.sampled_from(["", "2018-12", "2019-02-28", "2012-06-30", "2030-01-01", "1999-12"])
ANSWERED = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(
            (
                "edu_related", "degree_only", "chsi_verified", "related_post", "on_establishment", "won_vacancy",
                "exception_pending", "enterprise_always", "continuity_broken", "backbone", "moved_from_enterprise",
                "probation_completed", "traditional_craft", "assess_passed", "doctor_examined", "still_in_field",
                "no_js_cert", "recommended", "nothing", "one_achievement",
            ),
            YES_NO,
        ),
        "edu_level": st.sampled_from(["", *DEGREES]),
        "edu_mode": st.sampled_from(["", "全日制", "成人"]),
        "technical_school": st.sampled_from(["", "高级工班"]),
        "employer_type": st.sampled_from(["", "企业", "事业单位"]),
        "affiliation": st.sampled_from(["", *AFFILIATIONS]),
        "has_titles": st.sampled_from(["", "none", "some"]),
        "has_skills": st.sampled_from(["", "none", "some"]),
        "graduated": DAYS,
        "craft_from": DAYS,
        "gap_days": st.none() | st.integers(0, 20_000),
        "combined_years": st.none() | st.integers(0, 60),
        "contest_class": st.sampled_from(["", *CONTEST_CLASSES]),
        "contest_rank": st.none() | st.integers(0, 999),
        "awards": st.lists(st.sampled_from(DIRECT_AWARDS), max_size=3),
        "breakthrough": st.lists(st.sampled_from(["B1", "B2", "B6"]), max_size=3, unique=True),
        "usd_each_year": st.none() | st.floats(0, 1_000_000),
        "cny_two_years": st.none() | st.floats(0, 1_000_000),
        "gates": st.lists(st.sampled_from(list(GATES)), max_size=3),
        "sanction": st.sampled_from(["", "警告", "记过"]),
    },
)  # fmt: skip
TITLES = st.lists(
    st.builds(Held, st.sampled_from(TITLE_LEVELS), st.sampled_from([CRAFTS, "工程"]), DAYS, DAYS, st.booleans()),
    max_size=3,
)
SKILLS = st.lists(
    st.builds(Skilled, st.sampled_from(SKILL_LEVELS), DAYS, st.just(""), st.none() | st.just(frozenset({CRAFTS}))),
    max_size=3,
)
HOURS = st.fixed_dictionaries({}, optional={"public": st.integers(0, 200), "total": st.integers(0, 200)})
CREDITS = st.none() | st.dictionaries(st.integers(2018, 2022), HOURS, max_size=3)


@settings(deadline=None)
@given(st.builds(Answers, ANSWERED, TITLES, SKILLS, CREDITS), st.sampled_from([CRAFTS, "工程"]))
def test_the_law_reads_whatever_anybody_answers(answers, series):
    facts = facts_of(answers, series, ON)
    parse_case(facts, None, ON)
    for code in plans():
        book = load(code)
        for target in book.targets:
            assert examine(book, facts, target, ON, credits=answers.credits is not None).findings


TEXT = st.sampled_from(
    ["", "on", "yes", "none", "some", "本科", "2018-12", "2018-13", "７", "-1", "1e400", "技师", "🙂", "x" * 50]
)
SENT = st.dictionaries(
    st.sampled_from(
        [*SelfCheckForm.base_fields, "titles_rows", "skills_rows", "add", "title-0-level", "title-0-since",
         "title-1-appointed", "skill-0-level", "skill-0-occupation", "skill-0-since", "credit-2022-public"]
    ),
    TEXT,
)  # fmt: skip


@settings(deadline=None)
@given(SENT)
def test_the_form_refuses_or_gives_answers_that_the_law_reads(sent):
    form = SelfCheckForm(sent, awards=DIRECT_AWARDS, years=[2022])
    if form.is_valid():
        parse_case(facts_of(form.answers({}), CRAFTS, ON), None, ON)
    else:
        assert form.problems
        assert all(sentence and anchor for sentence, anchor in form.problems)
