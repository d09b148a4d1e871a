import pytest
import yaml

from law import rulebook
from law.errors import BadInput, RulebookError
from law.sources import NOTICES
from law.yaml_data import FOLDER, parse_yaml

TEXT = (FOLDER / "rulebooks" / "QZ-2022-GYMS.yaml").read_text("utf-8")


def broken(old, new):
    assert old in TEXT
    with pytest.raises(RulebookError) as caught:
        rulebook.parse(parse_yaml(TEXT.replace(old, new, 1)))
    return "；".join(caught.value.problems)


@pytest.mark.parametrize("plan", rulebook.plans())
def test_every_rulebook_loads_and_cites(plan):
    book = rulebook.load(plan)
    assert book.plan == plan
    for rule in book.every_rule:
        assert rule.clause.startswith(tuple(notice.number for notice in NOTICES.values()))
        assert rule.asks


def test_a_rulebook_is_compiled_once():
    assert rulebook.load("QZ-2022-GYMS") is rulebook.load("QZ-2022-GYMS")


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("{tenure: craft, years: 1}", "{tenure: crafts, years: 1}", "rules[ZP-Y-01].needs[1]"),
        ("{tenure: craft, years: 1}", "{tenure: craft, years: 0}", "正整数"),
        ("{tenure: craft, years: 1}", "{tenure: craft, year: 1}", "不认识"),
        ("{fact: edu.level, one_of: [中专, 大专]}", "{fact: edu.level, one_of: [中专, 专科]}", "专科"),
        ("{fact: edu.level, one_of: [中专, 大专]}", "{fact: edu.grade, is: 中专}", "未登记"),
        ("[{human: AMB-19}]", "[{human: AMB-99}]", "AMB-99"),
        ("id: ZP-Y-X1", "id: ZP-Y-01", "编号重复"),
        ("target: 工艺美术员", "target: 工艺师", "未列在 targets"),
        ("route: 破格", "route: 特批", "未列在 routes"),
        ("clause: S0 二(二)\n", "clause: S9 二(二)\n", "已登记的通知代号"),
        ("G-CIVIL: S0", "G-CIVILS: S0", "G-CIVILS"),
        ("credits: CP-QZ22-M", "credits: CP-QZ99", "CP-QZ99"),
        ("level: intermediate", "level: middle", "middle"),
        ("date: 2022-12-31, ", "", "cutoff"),
        ("series: 工艺美术", "serie: 工艺美术", "serie"),
        ("rules:", "rule:", "缺少"),
    ],
)
def test_every_defect_is_named(old, new, named):
    assert named in broken(old, new)


def test_all_defects_are_named_at_once():
    text = TEXT.replace("{tenure: craft, years: 1}", "{tenure: crafts, years: 1}").replace(
        "[{human: AMB-19}]", "[{human: X}]"
    )
    with pytest.raises(RulebookError) as caught:
        rulebook.parse(parse_yaml(text))
    assert len(caught.value.problems) == 3


def test_a_repeated_key_is_an_error():
    with pytest.raises(yaml.YAMLError, match="重复的键"):
        parse_yaml("a: 1\na: 2\n")


def test_an_unknown_plan_is_refused():
    with pytest.raises(BadInput, match="QZ-2022-GYMS"):
        rulebook.load("QZ-1999")
