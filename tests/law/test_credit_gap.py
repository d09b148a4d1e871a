"""What each of the eight policies still asks for, and how it can be earned."""

import pytest

from law.answers import Answer
from law.credit_gap import credit_gaps, ways
from law.credits import Holder, policies
from law.recognition import known_routes

SHORT = {2022: {"general_public": 6, "industry_public": 0, "professional": 48, "total": 54}}
MIDDLE = Holder("中级", "本科")


def lines(policy: str, credits_=SHORT, holder=MIDDLE, this_year=2022):
    found = credit_gaps(policies()[policy], credits_, holder, this_year)
    return [(gap.kind, gap.years, gap.has, gap.least, gap.short, gap.answer.value) for gap in found]


EXPECTED: dict = {
    "CP-NONE": [],
    "CP-REG": [
        ("public", (2022,), 6, 18, 12, "not_met"),
        ("professional", (2022,), 48, 60, 12, "not_met"),
        ("total", (2022,), 54, 90, 36, "not_met"),
    ],
    "CP-QZ22-M": [
        ("public", (2019, 2020, 2021, 2022), 6, 72, 66, "not_met"),
        ("public", (2022,), 6, 18, 12, "not_met"),
        ("professional", (2022,), 48, 60, 12, "not_met"),
        ("total", (2022,), 54, 90, 36, "unknown"),
    ],
    "CP-QZ22-P": [
        ("public", (2022,), 6, 18, 12, "not_met"),
        ("professional", (2022,), 48, 60, 12, "not_met"),
    ],
    "CP-QZ21-REVIEW": [("public", (2019, 2020, 2021), 0, 54, 54, "not_met")],
    "CP-QZ21-CD": [
        ("public", (), 6, 18, 12, "not_met"),
        ("professional", (), 48, 60, 12, "not_met"),
        ("total", (), 54, 90, 36, "not_met"),
    ],
    "CP-ZJ22": [
        ("total", (2022,), 54, 90, 36, "not_met"),
        ("professional", (2022,), 48, 60, 12, "not_met"),
        ("public", (2022,), 6, 18, 12, "not_met"),
    ],
    "CP-QZ23": [
        ("public", (2022,), 6, 18, 12, "not_met"),
        ("professional", (2022,), 48, 60, 12, "not_met"),
        ("total", (2022,), 54, 90, 36, "not_met"),
    ],
}


@pytest.mark.parametrize("policy", sorted(EXPECTED))
def test_each_policy(policy):
    holder = Holder("助理级", "本科") if policy == "CP-QZ21-CD" else MIDDLE
    assert sorted(lines(policy, holder=holder)) == sorted(EXPECTED[policy])


def test_no_policy_is_forgotten():
    assert set(EXPECTED) == set(policies())


def test_the_routes_that_would_close_it():
    gaps = {gap.kind: gap for gap in credit_gaps(policies()["CP-ZJ22"], SHORT, MIDDLE, 2022)}
    texts = [way.text for way in gaps["professional"].ways]
    assert "2 天培训进修、学术研讨" in texts
    assert "1 篇论文、著作、调研报告" in texts
    assert "标定 12 学时的网络课件" in texts
    assert any("学习 12 学时" in way.text for way in gaps["public"].ways)
    assert all("附件2 第六条" in way.clause for way in gaps["professional"].ways)


def test_every_way_is_enough_and_none_is_a_unit_too_much():
    for short in range(1, 100):
        for way in ways("professional", short):
            assert short <= way.hours < short + known_routes()[way.route].hours


def test_the_total_asks_only_for_what_the_other_kinds_leave_open():
    total = next(gap for gap in credit_gaps(policies()["CP-ZJ22"], SHORT, MIDDLE, 2022) if gap.kind == "total")
    # 36 short; 12 + 12 come with the other kinds, 12 remain.
    assert "2 天培训进修、学术研讨" in [way.text for way in total.ways]
    nearly = {2022: {"public": 12, "professional": 54, "total": 78}}
    total = next(gap for gap in credit_gaps(policies()["CP-ZJ22"], nearly, MIDDLE, 2022) if gap.kind == "total")
    assert (total.short, total.ways, total.advice) == (12, (), "补足上列专业课、公需课学时后，总学时即达到。")


def test_what_is_met_needs_nothing():
    full = {2022: {"public": 18, "professional": 60, "total": 90}}
    gaps = credit_gaps(policies()["CP-ZJ22"], full, MIDDLE, 2022)
    assert [(gap.answer, gap.short, gap.ways, gap.advice) for gap in gaps] == [(Answer.MET, 0, (), "")] * 3


def test_a_rule_for_every_year_asks_for_this_year_too():
    full = {2021: {"public": 18, "professional": 60, "total": 90}}
    assert [gap.short for gap in credit_gaps(policies()["CP-QZ23"], full, MIDDLE, 2022) if gap.years == (2022,)] == [
        18,
        60,
        90,
    ]
    assert {gap.years for gap in credit_gaps(policies()["CP-REG"], {"2022": {}}, MIDDLE, 2022)} == {(2022,)}


def test_advice_knows_which_years_are_over():
    past, cumulative = (lines_of(policy) for policy in ("CP-QZ21-REVIEW", "CP-QZ22-M"))
    assert "只能补登" in past[0].advice
    assert "可以补登" in cumulative[0].advice
    assert "可以补登" not in cumulative[1].advice, "this year's own hours cannot be made good by earlier ones"


def lines_of(policy: str):
    return credit_gaps(policies()[policy], SHORT, MIDDLE, 2022)


def test_what_cannot_be_put_into_hours_is_left_open():
    gaps = credit_gaps(policies()["CP-QZ21-CD"], SHORT, Holder("中级", "大专"), 2022)
    assert [(gap.kind, gap.answer, gap.ways) for gap in gaps] == [("", Answer.UNKNOWN, ())]


DEEMED = {2023: {"public": 18, "professional": 60, "deemed": 30, "total": 90}}


def test_training_of_skilled_workers_counts_where_the_notice_says_so():
    assert {line[-1] for line in lines("CP-QZ23", DEEMED, this_year=2023)} == {"met"}


def test_elsewhere_a_person_decides_where_it_would_decide():
    found = {gap.kind: gap for gap in credit_gaps(policies()["CP-REG"], DEEMED, MIDDLE, 2023)}
    assert {kind: gap.answer.value for kind, gap in found.items()} == {
        "public": "met",
        "professional": "unknown",
        "total": "unknown",
    }
    assert found["professional"].has == 30
    assert "另有视同学时 30" in found["professional"].because
    assert "CRA-06" in found["professional"].because
    without = {2023: {"public": 0, "professional": 60, "deemed": 60, "total": 60}}
    answers = {gap.kind: gap.answer.value for gap in credit_gaps(policies()["CP-REG"], without, MIDDLE, 2023)}
    assert answers["total"] == "not_met"
