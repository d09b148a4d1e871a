from typing import Any

import pytest

from law import rulebook
from law.mutation import mutants, survivors
from law.trial import try_vectors
from law.yaml_data import read_yaml
from tests.law.cases import vectors

BOOK = rulebook.load("QZ-2022-GYMS")
GOOD: dict[str, Any] = {
    "id": "W1",
    "target": "工艺美术师",
    "facts": {"edu": {"level": "本科"}, "tenure": {"craft": 6}},
    "expect": "eligible",
    "rule": "ZP-M-04",
}


@pytest.mark.parametrize("plan", rulebook.plans())
def test_the_cases_of_the_notices_pass(plan):
    cases = [vector for vector in vectors("eligibility") if vector["plan"] == plan]
    assert [trial for trial in try_vectors(rulebook.load(plan), cases) if not trial.passed] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"expect": "not_eligible"}, "应为“不符合”，实为“符合”"),
        ({"rule": "ZP-M-03"}, "规则应为 ZP-M-03，实为 ZP-M-04"),
        ({"route": "破格"}, "途径应为 破格，实为 正常评审"),
        ({"amb": ["AMB-01"]}, "应提示歧义 AMB-01"),
        ({"gate": "G-POST"}, "应不符合 G-POST，实际不符合的是 无"),
        ({"expect": "yes"}, "预期结论“yes”不可用"),
        ({"target": "工艺师"}, "用例无法预检"),
        ({"facts": {"edu": {"level": "学士"}}}, "用例无法预检"),
        ({"fact": {}}, "不认识的内容 fact"),
    ],
)
def test_a_case_that_comes_out_otherwise_says_how(change, said):
    assert try_vectors(BOOK, [GOOD])[0] == try_vectors(BOOK, [{**GOOD, "why": "本科满 6 年"}])[0]
    (trial,) = try_vectors(BOOK, [{**GOOD, **change}])
    assert (trial.id, trial.passed) == ("W1", False)
    assert said in trial.because
    assert trial.because.endswith("。")


def test_doubts_beside_the_named_ones_fail_only_where_they_must_be_the_only_ones():
    facts = {**GOOD["facts"], "person": {"integrity_record_active": True, "retires_before_cutoff": True}}
    case = {**GOOD, "facts": facts, "expect": "needs_human", "amb": ["AMB-23"]}
    assert try_vectors(BOOK, [case])[0].passed
    assert "AMB-27" in try_vectors(BOOK, [{**case, "amb_only": True}])[0].because


@pytest.mark.parametrize("case", ["W1", {}, {"id": "W2", "facts": {}, "expect": "eligible"}])
def test_a_malformed_case_fails_with_a_sentence(case):
    (trial,) = try_vectors(BOOK, [case])
    assert not trial.passed
    assert trial.because.endswith("。")


def test_every_threshold_of_a_rulebook_has_its_mutants():
    data = read_yaml("rulebooks/QZ-2023-GT.yaml")
    found = list(mutants(data))
    assert {mutant.owner for mutant in found} >= {"cutoff", "rules.GT-1", "rules.ZJ-D1", "award_tables.中级"}
    assert len([m for m in found if m.owner == "rules.ZJ-D1"]) == 4
    assert len([m for m in found if m.owner == "award_tables.中级"]) == len(data["award_tables"]["中级"])
    assert all(mutant.data != data for mutant in found)


def test_a_mutant_survives_where_no_case_looks():
    data = read_yaml("rulebooks/QZ-2022-GYMS.yaml")
    assert {m.owner for m in survivors(data, [])} == {m.owner for m in mutants(data)}
    left = [m.becomes for m in survivors(data, [GOOD]) if m.owner == "rules.ZP-M-04"]
    assert left == [5]
