"""A rulebook may come from any file: what has not the shape of one is refused, every defect with its place."""

import json
import random

import pytest

from law import rulebook
from law.errors import RulebookError
from law.examination import examine
from law.lint import lint
from law.yaml_data import read_yaml

BOOKS = [json.loads(json.dumps(read_yaml(f"rulebooks/{plan}.yaml"), default=str)) for plan in rulebook.plans()]
ODD = [
    *(None, True, 0, -1, 3.5, 10**20, "", "x", "2022-13-01", "S0 二", "S9", [], {}, [None], [1, 2], {"a": 1}),
    *(
        {"fact": "edu.level", "is": "本科"},
        {"fact": "edu.level", "one_of": "本科"},
        {"fact": "contest.rank", "at_most": "x"},
    ),
    *({"tenure": "craft", "years": 3}, {"human": None}, {"any": []}, {"not": None}, {"doubt": "AMB-04", "if": {}}),
    *({"count": "breakthrough", "needed": 2}, {"awarded": "中级"}, {"sum": "public", "years": [2022], "least": "x"}),
]
KEYS = [
    "for",
    "needs",
    "years",
    "fact",
    "cutoff",
    "date",
    "documents",
    "credit_policies",
    "readings",
    "vectors",
    "asks",
]


def altered(value, chance):
    """The rulebook with something in it taken out, put in or made odd."""
    if isinstance(value, dict) and value and chance.random() < 0.95:
        key, what = chance.choice(list(value)), chance.random()
        if what < 0.85:
            return {**value, key: altered(value[key], chance)}
        if what < 0.92:
            return {name: each for name, each in value.items() if name != key}
        return {**value, chance.choice([*KEYS, 1]): chance.choice(ODD)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        place = chance.randrange(len(value))
        return [*value[:place], altered(value[place], chance), *value[place + 1 :]]
    return chance.choice(ODD)


@pytest.mark.parametrize("seed", range(6))
def test_any_data_is_a_rulebook_or_refused(seed):
    chance = random.Random(seed)  # noqa: S311 - odd data, not secrets
    read = refused = 0
    for _ in range(120):
        data = altered({**chance.choice(BOOKS), "vectors": []}, chance)
        try:
            book = rulebook.parse(data)
        except RulebookError as wrong:
            assert wrong.problems
            refused += 1
            continue
        assert all(warning.because.endswith("。") for warning in lint(book))
        for target in book.targets:
            assert examine(book, {"edu": {"level": "本科"}, "tenure": {"craft": 3}}, target, credits=True).outcome
        read += 1
    assert read
    assert refused


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("name", "", "name: 应填写文字"),
        ("cutoff", {"date": "12月31日", "clause": "S0 二(二)"}, "cutoff.date: 应为 2022-12-31 形式的日期"),
        ("cutoff", {"assumed": "yes", "clause": "S0 二(二)"}, "cutoff.assumed: 应为 true 或 false"),
        ("routes", "正常评审", "routes: 应为一个列表"),
        ("targets", {"工艺美术师": {"level": "intermediate"}}, "targets.工艺美术师: 缺少 grade"),
        ("award_tables", {"高技能": ["全国技术能手", 5]}, "award_tables.高技能[1]: 应填写文字"),
        ("rules", [{"id": ["R1"]}], "rules[0].id: 应填写文字"),
        ("readings", {"AMB-03": {"favours": 1, "says": "按正文", "clause": "S0 二"}}, "readings.AMB-03.favours"),
        ("documents", {"N1": {"title": "通知"}}, "documents.N1: 缺少 number"),
        ("vectors", [{"target": "工艺美术师"}], "vectors[0]: 缺少 facts"),
        ("credit_policies", {"P": {"clause": "S0 四", "checks": [{}]}}, "credit_policies.P.checks[0]: 学时要求应恰有"),
        (
            "credit_policies",
            {"P": {"clause": "S0 四", "checks": [{"sum": "hours", "years": [2027], "least": 18}]}},
            "credit_policies.P.checks[0].sum: 应为 public/professional/total 之一",
        ),
        (
            "credit_policies",
            {"P": {"clause": "S0 四", "checks": [{"each_year": {"public": "18"}}]}},
            "credit_policies.P.checks[0].each_year.public: 应为数字",
        ),
    ],
)
def test_a_part_of_the_wrong_kind_is_named_with_its_place(key, value, named):
    with pytest.raises(RulebookError) as caught:
        rulebook.parse({**BOOKS[3], key: value})
    assert any(problem.startswith(named) for problem in caught.value.problems), caught.value.problems


def with_check(check):
    """The rulebook whose titles are judged by one requirement of credits."""
    policies = {"P": {"clause": "S0 四", "checks": [check]}}
    return {**BOOKS[3], "credit_policies": policies, "targets": {"工艺美术师": {**INTERMEDIATE, "credits": "P"}}}


INTERMEDIATE = {"level": "intermediate", "grade": "中级"}
SUM = {"sum": "public", "years": [2022], "least": 18}
INSTEAD = {"grade": "中级", "education": "本科", "least": 9}
YEARS = {"required_years": {"public": 18}, "until": 2022, "open": "AMB-12", "by_education": {"本科": 1}}
TABLE = {"education": ["本科"], "level": "中级", "public": 18, "professional": 60, "total": 90}


@pytest.mark.parametrize(
    ("check", "named"),
    [
        ({**SUM, "instead": {**INSTEAD, "education": "专科"}}, "instead.education: 应为 高中及以下/中专/大专/本科"),
        ({**SUM, "years": []}, "years: 不能为空"),
        ({**SUM, "years": [2022.0]}, "years[0]: 应为 1900 至 2100 的整数"),
        ({**SUM, "years": [True]}, "years[0]: 应为 1900 至 2100 的整数"),
        ({**SUM, "soft": None}, "soft: 应填写文字，或者删除"),
        ({**SUM, "short_history": None}, "short_history: 应填写文字，或者删除"),
        ({"each_year": {"hours": 18}}, "each_year: 不认识的学时种类 hours"),
        ({"each_year": {"public": None}}, "each_year.public: 应为数字"),
        ({**YEARS, "required_years": {"general_public": 18}}, "required_years: 不认识的学时种类 general_public"),
        ({**YEARS, "until": 2022.0}, "until: 应为 1900 至 2100 的整数"),
        ({**YEARS, "until": True}, "until: 应为 1900 至 2100 的整数"),
        ({**YEARS, "by_education": {}}, "by_education: 不能为空"),
        ({**YEARS, "by_education": {"本科": 1.5}}, "by_education.本科: 应为 0 至 100 的整数"),
        ({**YEARS, "by_education": {"本科": 10**20}}, "by_education.本科: 应为 0 至 100 的整数"),
        ({"table": [{**TABLE, "deemed": 10}]}, "table[0]: 不认识的学时种类 deemed"),
    ],
)
def test_a_requirement_of_credits_that_cannot_be_judged_is_refused(check, named):
    with pytest.raises(RulebookError) as caught:
        rulebook.parse(with_check(check))
    problems = [problem.removeprefix("credit_policies.P.checks[0].") for problem in caught.value.problems]
    assert any(problem.startswith(named) for problem in problems), caught.value.problems


@pytest.mark.parametrize(
    "check", [{**SUM, "instead": INSTEAD, "soft": "AMB-13"}, {"each_year": {"total": 90.5}}, YEARS, {"table": [TABLE]}]
)
def test_a_requirement_of_credits_that_can_be_judged_is_kept(check):
    rules = [rule for rule in BOOKS[3]["rules"] if rule["target"] == "工艺美术师"]
    book = rulebook.parse({**with_check(check), "rules": rules})
    facts = {"edu": {"level": "本科"}, "started_year": 2024, "credits": {"2022": {"public": 1}}}
    assert examine(book, facts, "工艺美术师", credits=True).findings


@pytest.mark.parametrize(
    "condition",
    [
        {"fact": "contest.rank", "at_most": "5"},
        {"fact": "edu.level", "at_least": "本科"},
        {"fact": "edu.level", "one_of": "本科"},
        {"fact": "edu.level", "one_of": []},
        {"fact": "edu.level", "is": ["本科"]},
        {"fact": "person.retired", "holds": "no"},
        {"fact": "person.retired", "holds": True, "assume": "no"},
        {"fact": "edu.mode", "is": 1},
    ],
)
def test_a_comparison_fits_the_fact(condition):
    rules = [{**BOOKS[3]["rules"][0], "for": condition}]
    with pytest.raises(RulebookError) as caught:
        rulebook.parse({**BOOKS[3], "rules": [*rules, *BOOKS[3]["rules"][1:]]})
    assert any("rules[ZP-Y-01].for" in problem for problem in caught.value.problems)


COUNT = {"count": "breakthrough", "needed": 1}


@pytest.mark.parametrize(
    ("condition", "named"),
    [
        ({**COUNT, "from": ["B1", "B2"]}, "from 应为 {B1: 条文, …} 形式的对象"),
        ({**COUNT, "from": {"B1": 5}}, "from: B1 的编号和条文都应为文字"),
        ({**COUNT, "needed": True}, "所需项数 True 不是 1 至"),
        ({**COUNT, "needed": 1.0}, "所需项数 1.0 不是 1 至"),
        ({**COUNT, "needed": "1"}, "所需项数 1 不是 1 至"),
        ({**COUNT, "needed": 99}, "所需项数 99 不是 1 至"),
        ({**COUNT, "asks": 5}, "asks 应为文字，而不是“5”"),
        ({"fact": "edu.level", "is": "本科", "asks": ["本科"]}, "asks 应为文字，而不是“['本科']”"),
        ({"awarded": "中级", "asks": {"中级": 1}}, "asks 应为文字"),
        ({"tenure": "craft", "years": 3, "words": 3}, "words 应为文字，而不是“3”"),
        ({"tenure": "craft", "years": True}, "年数 True 应为不大于 100 的正整数"),
        ({"tenure": "craft", "years": 10**20}, "应为不大于 100 的正整数"),
    ],
)
def test_a_condition_of_the_wrong_kind_is_named_with_its_place(condition, named):
    rules = [{**BOOKS[3]["rules"][0], "for": condition}, *BOOKS[3]["rules"][1:]]
    with pytest.raises(RulebookError) as caught:
        rulebook.parse({**BOOKS[3], "award_tables": {"中级": ["浙江工匠"]}, "rules": rules})
    told = [problem for problem in caught.value.problems if named in problem]
    assert told
    assert all(problem.startswith("rules[ZP-Y-01].for") for problem in told)


def test_a_rulebook_with_its_own_credit_policy_is_judged_by_it():
    policy = {"clause": "S0 四", "checks": [{"sum": "public", "years": [2027], "least": 24}]}
    targets = {name: {**row, "credits": "P"} for name, row in BOOKS[3]["targets"].items()}
    book = rulebook.parse({**BOOKS[3], "credit_policies": {"P": policy}, "targets": targets})
    facts = {"edu": {"level": "硕士"}, "tenure": {"assistant_work": 0, "assistant_post": 0, "craft": 2}}
    for hours, outcome in ((24, "eligible"), (23, "not_eligible")):
        found = examine(book, {**facts, "credits": {"2027": {"public": hours}}}, "工艺美术师", credits=True)
        assert found.outcome == outcome
