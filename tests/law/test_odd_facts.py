"""Facts as no form would send them: an answer or one sentence, never anything else; what is null is not stated."""

import json
import random
from typing import Any

import pytest

from law import cli
from law.errors import BadInput
from law.vocabulary import vocabulary
from tests.law.cases import vectors

CASES = vectors("eligibility")
ODD: list[Any] = [
    *(None, True, 0, -1, 3.5, 10**30, float("inf"), "", "x", "本科", [], {}, [None], [[]], ["B1", {"item": "B3"}]),
    *("2018", "2018-12", "2018-13", "2018-02-30", "0001-01", "9999-12-31"),
    *({"from": day} for day in (None, 20181201, "2018-12", "9999-12-31")),
    *({"from": "2018-12-01", "gap_days": days} for days in (None, -1, 400, 10**20)),
    *({"from": "2018-12-01", "alt_from": "2019-01", "alt_amb": code} for code in (None, 5, "AMB-33")),
    *([{"item": "B1", "ach": each}, "B3"] for each in (None, "a", 7)),
    {"from": "2018-12-01", "alt_from": "2019-01", "alt_amb": {}},
    [{"item": "B1", "ach": [1]}, {"item": "B3", "amb": ["AMB-08"]}],
    *({"2022": hours} for hours in (None, [1], {"public": None}, {"public": 18})),
    {"²": {"public": 1}},
]
KEYS = ["unknown", "tenure", "edu", "credits", "as_of", "person", "level", "from", "awards", "contest", "started_year"]


def altered(value, chance):
    """The value with something in it taken out, put in or made odd."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(sorted(value, key=str))
        if chance.random() < 0.2:
            return {name: each for name, each in value.items() if name != key}
        if chance.random() < 0.2:
            return {**value, chance.choice(KEYS): chance.choice(ODD)}
        return {**value, key: altered(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.7:
        return [altered(value[0], chance), *value[1:]]
    return chance.choice(ODD)


@pytest.mark.parametrize("seed", range(8))
def test_any_facts_get_an_answer_or_one_sentence(seed):
    chance = random.Random(seed)  # noqa: S311 - odd facts, not secrets
    answered = refused = 0
    for _ in range(500):
        vector = chance.choice(CASES)
        facts = vector["facts"]
        for _ in range(chance.randint(1, 3)):
            facts = altered(facts, chance)
        written = json.loads(json.dumps(facts, default=str))
        try:
            found = cli.eligibility(vector["plan"], vector["target"], written, credits=chance.random() < 0.5)
            json.dumps(found, allow_nan=False)
            answered += 1
        except BadInput as bad:
            assert str(bad).count("。") == 1
            assert "\n" not in str(bad)
            refused += 1
    assert answered
    assert refused


@pytest.mark.parametrize("section", ["edu", "titles", "skill", "tenure", "credits", "awards", "as_of", "breakthrough"])
def test_what_is_null_is_not_stated(section):
    facts = {"edu": {"level": "本科"}, "titles": {"assistant": True}, "tenure": {"craft": 5, "assistant_work": 4}}
    rest = {name: stated for name, stated in facts.items() if name != section}
    null = cli.eligibility("QZ-2022-GYMS", "工艺美术师", {**facts, section: None}, credits=True)
    assert null == cli.eligibility("QZ-2022-GYMS", "工艺美术师", rest, credits=True)
    assert null["outcome"] == "needs_human"
    assert "credits" in null["missing"]


@pytest.mark.parametrize("stated", [None, {"from": None}, {"from": None, "gap_days": 30}])
def test_a_service_without_a_beginning_is_not_stated(stated):
    facts = {"edu": {"level": "中专"}, "work": {"probation_completed": True}, "tenure": {"craft": stated}}
    assert cli.eligibility("QZ-2022-GYMS", "工艺美术员", facts)["missing"] == ["tenure.craft"]


def test_services_that_no_rule_knows_are_left_alone():
    facts = {"edu": {"level": "大专"}, "work": {"probation_completed": True}, "tenure": {"craft": 1, "sailing": "many"}}
    assert cli.eligibility("QZ-2022-GYMS", "工艺美术员", {**facts, "hobby": [1]})["outcome"] == "eligible"


def test_every_choice_of_every_fact_may_be_stated():
    for path, word in vocabulary().facts.items():
        section, _, name = path.partition(".")
        value = word.choices[0] if word.choices else {"flag": True, "number": 3}.get(word.kind, "其他")
        facts: dict[str, Any] = {"edu": {"level": "本科"}, "tenure": {"craft": 3}}
        stated = {**facts, section: {**facts.get(section, {}), name: value}}
        assert cli.eligibility("QZ-2022-GYMS", "工艺美术师", stated)["outcome"]
