"""docs/coverage.md: what it names exists, and what it counts is what it lists."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import get_commands
from django.urls import get_resolver

from law import rulebook
from law.examination import Outcome, examine
from zcps.services import ROOT

TEXT = (ROOT / "docs" / "coverage.md").read_text()
ROWS = [line.strip("| ").split(" | ") for line in TEXT.splitlines() if re.match(r"\| R\d{3} ", line)]


def test_every_requirement_stands_once_and_in_order() -> None:
    numbers = [row[0] for row in ROWS]
    assert numbers == sorted(set(numbers))
    assert all(len(row) == 4 and all(row) for row in ROWS)
    assert "R001" <= numbers[0] <= numbers[-1] <= "R356"


def test_the_sums_are_right() -> None:
    total, partly = re.search(r"有 \*\*(\d+)\*\* 条，其中 (\d+) 条", TEXT).groups()
    assert int(total) == len(ROWS)
    assert int(partly) == sum("（部分：" in row[1] for row in ROWS)
    for section in re.split(r"\n## ", TEXT)[1:]:
        listed = int(re.search(r"（(\d+)/\d+）", section).group(1))
        assert listed == len(re.findall(r"^\| R\d{3} ", section, re.MULTILINE)), section[:20]


def test_every_page_and_command_exists() -> None:
    pages = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    commands = get_commands()
    for number, _, places, _ in ROWS:
        for place in re.findall(r"`(.+?)`", places):
            name = place.removeprefix("manage.py ")
            assert name in (commands if name != place else pages), (number, place)


def test_every_test_exists() -> None:
    for number, _, _, tests in ROWS:
        for path in re.findall(r"`(.+?)`", tests):
            assert (ROOT / Path(path)).is_file(), (number, path)


# Rules and gates that docs/coverage.md counts and no vector of the notices names: each is reached by somebody.
LONG_AGO = {"from": "2010-01-01"}
AT_WORK = {"on_post": True, "retired": False, "si_in_area": True, "employer_type": "企业"}
MET = [
    ("QZ-2022-CD", "中级", "CD-06", {"edu": {"level": "硕士"}, "tenure": {"pre_and_post_degree": 4, "post_degree": 2}}),
    (
        "HZ-2020-GYMS",
        "工艺美术师",
        "HZ-A3",
        {
            "edu": {"level": "双学士", "chsi_verified": True},
            "work": {"enterprise_always": True, "backbone": True},
            "tenure": {"post_degree": LONG_AGO},
        },
    ),
    (
        "QZ-2023-GT",
        "正高级",
        "GT-4",
        {"skill": {"level": "特级技师", "still_in_field": True}},
    ),
    ("QZ-2023-GT", "副高级", "ZJ-D3", {"awards": ["钱江技能大奖"]}),
    ("QZ-2023-GT", "中级", "ZJ-D2", {"awards": ["省技术能手"]}),
    ("QZ-2022-GYMS", "助理工艺美术师", "ZP-Z-01", {"edu": {"level": "中专"}, "tenure": {"craft": LONG_AGO}}),
    (
        "QZ-2022-GYMS",
        "助理工艺美术师",
        "ZP-Z-04",
        {"edu": {"level": "大专"}, "tenure": {"clerk_post": LONG_AGO, "craft": {"from": "2021-01-01"}}},
    ),
    ("QZ-2022-GYMS", "助理工艺美术师", "ZP-Z-05", {"edu": {"level": "本科"}, "work": {"probation_completed": True}}),
    (
        "QZ-2022-GYMS",
        "工艺美术师",
        "ZP-M-05",
        {
            "edu": {"level": "双学士"},
            "titles": {"assistant": True},
            "tenure": {"assistant_work": {"from": "2020-01-01"}, "craft": {"from": "2020-01-01"}},
        },
    ),
    (
        "QZ-2022-GYMS",
        "工艺美术师",
        "ZP-M-09",
        {
            "edu": {"level": "高中及以下"},
            "titles": {"assistant": True},
            "work": {"traditional_craft": True},
            "tenure": {"assistant_work": LONG_AGO, "assistant_post": LONG_AGO, "craft": LONG_AGO},
        },
    ),
]
CLOSED = [
    ("G-PARTY", {"party_discipline_active": True}),
    ("G-SANCTION", {"employer_type": "事业单位", "sanction_active": "记过"}),
]


@pytest.mark.parametrize(("plan", "target", "rule", "facts"), MET, ids=[row[2] for row in MET])
def test_rules_without_a_vector_are_met(plan: str, target: str, rule: str, facts: dict[str, Any]) -> None:
    found = examine(rulebook.load(plan), {"person": AT_WORK, **facts}, target, credits=False)
    assert (found.outcome, found.rule) == (Outcome.ELIGIBLE, rule)


@pytest.mark.parametrize(("gate", "person"), CLOSED, ids=[gate for gate, _ in CLOSED])
def test_gates_without_a_vector_close(gate: str, person: dict[str, Any]) -> None:
    facts = {"person": {**AT_WORK, **person}, "edu": {"level": "本科"}, "work": {"probation_completed": True}}
    facts["post"] = {"won_competition_for_vacancy": True}
    found = examine(rulebook.load("QZ-2022-GYMS"), facts, "助理工艺美术师", credits=False)
    assert found.outcome == Outcome.NOT_ELIGIBLE
    assert [finding.id for finding in found.failures] == [gate]
