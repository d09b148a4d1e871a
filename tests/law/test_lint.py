import pytest

from law import rulebook
from law.lint import lint
from law.yaml_data import read_yaml

GYMS = read_yaml("rulebooks/QZ-2022-GYMS.yaml")
BACHELOR = {"fact": "edu.level", "is": "本科"}
SERVED = {"tenure": "craft", "years": 6}
READING = {"favours": True, "says": "按正文执行", "clause": "S0 二(二)"}


def keys(data):
    return {warning.key for warning in lint(rulebook.parse(data))}


def with_rules(*rules):
    filled = [
        {
            "target": "工艺美术师",
            "route": "正常评审",
            "clause": "S0 二(二)",
            "asks": f"规则 {number}",
            "id": f"R{number}",
            **rule,
        }
        for number, rule in enumerate(rules)
    ]
    return {**GYMS, "targets": {"工艺美术师": GYMS["targets"]["工艺美术师"]}, "rules": filled, "vectors": []}


@pytest.mark.parametrize("plan", rulebook.plans())
def test_every_warning_says_what_it_is_and_what_to_do(plan):
    found = lint(rulebook.load(plan))
    assert len({warning.key for warning in found}) == len(found)
    for warning in found:
        assert warning.because.endswith("。")
        assert warning.place
        assert warning.info or any(word in warning.because for word in ("请", "确认"))
    assert [warning.info for warning in found] == sorted(warning.info for warning in found)


@pytest.mark.parametrize(
    ("plan", "key", "word"),
    [("QZ-2022-CD", "cutoff.open", "申报日"), ("HZ-2020-GYMS", "cutoff.assumed", "2020-12-31")],
)
def test_a_cutoff_that_the_notice_does_not_write_must_be_confirmed(plan, key, word):
    assert any(warning.key == key and word in warning.because for warning in lint(rulebook.load(plan)))


def test_the_contradictions_of_the_notice_of_quzhou_are_told_until_they_are_settled():
    assert {"X24", "X25", "X26"} <= keys(GYMS)
    settled = {**GYMS, "readings": dict.fromkeys(("AMB-03", "AMB-04", "AMB-28"), READING)}
    assert not {"X24", "X25", "X26"} & keys(settled)
    assert {warning.ambiguity for warning in lint(rulebook.parse(GYMS)) if warning.key == "X25"} == {"AMB-04"}


@pytest.mark.parametrize(
    ("need", "key"),
    [
        ({"fact": "work.traditional_craft", "holds": True}, "X24"),
        ({"fact": "edu.related", "holds": True}, "X25"),
        ({"fact": "work.backbone", "holds": True}, "conflicts.R0.R1"),
    ],
)
def test_a_body_and_an_annex_that_differ_are_recognised_by_themselves(need, key):
    annex = {"clause": "S0 附件1 二(二)5", "for": BACHELOR, "needs": [SERVED, need]}
    assert key in keys(with_rules({"for": BACHELOR, "needs": [SERVED]}, annex))
    assert key not in keys(with_rules({"for": BACHELOR, "needs": [SERVED]}, {**annex, "clause": "S0 二(二)"}))
    assert key not in keys(with_rules({"for": {"fact": "edu.level", "is": "大专"}, "needs": [SERVED]}, annex))


@pytest.mark.parametrize(
    "rule",
    [
        {"for": {"all": [BACHELOR, {"fact": "edu.level", "is": "大专"}]}, "needs": [SERVED]},
        {"for": BACHELOR, "needs": [{"not": {"fact": "edu.level", "one_of": ["本科", "硕士"]}}, SERVED]},
        {"for": {"fact": "person.retired", "holds": True}, "needs": [SERVED]},
        {"for": {"fact": "contest.rank", "at_most": 3}, "needs": [{"fact": "contest.rank", "at_least": 5}]},
    ],
)
def test_a_rule_that_nobody_can_meet_is_told(rule):
    assert "rules.R0.unreachable" in keys(with_rules(rule))


def test_a_rule_that_some_can_meet_is_not_called_unreachable():
    either = {"any": [{"all": [BACHELOR, {"fact": "edu.level", "is": "大专"}]}, {"fact": "edu.level", "is": "硕士"}]}
    assert "rules.R0.unreachable" not in keys(with_rules({"for": either, "needs": [SERVED]}))


def test_a_rule_without_any_threshold_is_told():
    assert "rules.R0.limitless" in keys(with_rules({"for": BACHELOR}))
    skilled = {"fact": "skill.level", "one_of": ["技师", "高级技师"]}
    assert "rules.R0.limitless" in keys(with_rules({"for": skilled, "needs": [BACHELOR]}))
    assert "rules.R0.limitless" not in keys(with_rules({"for": BACHELOR, "needs": [SERVED]}))


def test_a_rule_that_another_covers_is_told():
    longer = {"for": BACHELOR, "needs": [{"tenure": "craft", "years": 8}]}
    assert "rules.R1.covered" in keys(with_rules({"for": BACHELOR, "needs": [SERVED]}, longer))
    assert "rules.R1.covered" not in keys(with_rules(longer, {"for": BACHELOR, "needs": [SERVED]}))


def test_what_only_people_decide_is_told():
    human = with_rules({"for": BACHELOR, "needs": [SERVED, {"human": "AMB-19"}]})
    assert {"rules.R0.undecided", "targets.工艺美术师.undecided", "ambiguities.AMB-19"} <= keys(human)
    settled = keys({**human, "readings": {"AMB-19": READING}})
    assert not {"rules.R0.undecided", "targets.工艺美术师.undecided", "ambiguities.AMB-19"} & settled


def test_several_ways_for_one_education_are_only_told():
    found = lint(rulebook.parse(GYMS))
    overlap = next(warning for warning in found if warning.key == "overlaps.工艺美术师.本科")
    assert overlap.info
    assert "满 4 年（ZP-M-03）" in overlap.because
    assert "满 6 年（ZP-M-04）" in overlap.because


def test_documents_of_others_are_told():
    found = {warning.key: warning for warning in lint(rulebook.load("HZ-2020-GYMS"))}
    assert not found["documents.S0"].info
    own = {"N1": {"number": "杭经信〔2027〕1号", "title": "通知", "year": 2027}}
    cited = with_rules({"for": BACHELOR, "needs": [SERVED], "clause": "N1 二"})
    assert "documents.N1" not in keys({**cited, "documents": own})


def test_a_citation_without_a_clause_is_told():
    assert "clauses.rules[R0]" in keys(with_rules({"for": BACHELOR, "needs": [SERVED], "clause": "S0"}))


def case(years, expect):
    return {
        "id": f"W{years}",
        "target": "工艺美术师",
        "expect": expect,
        "facts": {"edu": {"level": "本科"}, "tenure": {"craft": years}},
    }


def test_cases_must_be_there_and_guard_every_threshold():
    data = with_rules({"for": BACHELOR, "needs": [SERVED]})
    assert "targets.工艺美术师.no_vectors" in keys(data)
    # A failing case stops the plan, so it is no warning; what it would guard is asked once it passes.
    wrong = keys({**data, "vectors": [case(5, "eligible")]})
    assert not {key for key in wrong if key.startswith(("unguarded", "vectors", "targets"))}
    assert {"unguarded.rules.R0", "unguarded.cutoff"} <= keys({**data, "vectors": [case(6, "eligible")]})
    dated = [case({"from": "2016-12-31"}, "eligible"), case({"from": "2017-01-02"}, "not_eligible")]
    both = [case(6, "eligible"), case(5, "not_eligible"), *dated]
    assert not {key for key in keys({**data, "vectors": both}) if key.startswith(("unguarded", "vectors", "targets"))}


def test_a_plan_without_a_credit_policy_is_told():
    data = with_rules({"for": BACHELOR, "needs": [SERVED]})
    bare = {**data, "targets": {"工艺美术师": {"level": "intermediate", "grade": "中级"}}}
    assert "targets.工艺美术师.no_credits" in keys(bare) - keys(data)
