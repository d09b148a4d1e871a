"""What holds for everybody: routes never add up, more service never hurts, what is not known refuses nobody."""

from hypothesis import given, settings
from hypothesis import strategies as st

from law import rulebook
from law.answers import MISSING, Answer, Reading
from law.combinators import demands
from law.conditions import Tenure, leaves
from law.examination import Group, Outcome, examine
from law.vocabulary import vocabulary

ORDER = [Outcome.NOT_ELIGIBLE, Outcome.NEEDS_HUMAN, Outcome.ELIGIBLE]
TARGETS = [(plan, target) for plan in rulebook.plans() for target in rulebook.load(plan).targets]
FLAGS = {
    "person": ["retired", "retires_before_cutoff", "si_in_area", "personnel_file_in_area", "integrity_record_active"],
    "work": ["probation_completed", "backbone", "continuity_broken", "traditional_craft", "moved_from_enterprise"],
    "titles": ["assistant", "senior", "other_series_assistant"],
    "assess": ["doctor_examined", "passed"],
}
AWARDS = ["世界技能大赛金牌", "全国技术能手", "浙江工匠", "浙江青年工匠"]


def services(plan, target):
    """The years that the rules for a target ask for, by service."""
    asked: dict[str, list[int]] = {}
    for rule in rulebook.load(plan).rules[target]:
        for leaf in leaves(rule.whole):
            if isinstance(leaf, Tenure):
                asked.setdefault(leaf.name, []).append(leaf.years)
    return asked


def flags(names):
    return st.fixed_dictionaries({}, optional={name: st.booleans() for name in names})


@st.composite
def dated(draw):
    start = {"from": f"{draw(st.integers(2010, 2023))}-{draw(st.integers(1, 12)):02d}-{draw(st.integers(1, 28)):02d}"}
    return {**start, "gap_days": draw(st.sampled_from([0, 0, 90, 400]))}


@st.composite
def cases(draw):
    """Anybody: a plan, a target, and what such a person states."""
    plan, target = draw(st.sampled_from(TARGETS))
    years = st.one_of(st.integers(0, 9), dated())
    tenure = draw(st.fixed_dictionaries({}, optional=dict.fromkeys(services(plan, target), years)))
    facts = {
        "as_of": "2022-09-01",
        "edu": {"level": draw(st.sampled_from(vocabulary().education_levels))},
        "tenure": tenure,
        "skill": {"level": draw(st.sampled_from(["无", "高级工", "技师", "高级技师", "特级技师"]))},
        "breakthrough": draw(st.lists(st.sampled_from(["B1", "B2", "B3"]), max_size=3)),
        "awards": draw(st.lists(st.sampled_from(AWARDS), max_size=1)),
        **{section: draw(flags(names)) for section, names in FLAGS.items()},
    }
    return plan, target, facts


def outcome(plan, target, facts, **more):
    return examine(rulebook.load(plan), facts, target, **more)


def longer(stated, years):
    if isinstance(stated, int):
        return stated + years
    return {**stated, "from": f"{int(stated['from'][:4]) - years}{stated['from'][4:]}"}


@given(cases(), st.integers(1, 4), st.data())
@settings(max_examples=150, deadline=None)
def test_more_service_never_hurts(case, years, data):
    plan, target, facts = case
    if not facts["tenure"]:
        return
    name = data.draw(st.sampled_from(sorted(facts["tenure"])))
    more = {**facts, "tenure": {**facts["tenure"], name: longer(facts["tenure"][name], years)}}
    before, after = (ORDER.index(outcome(plan, target, each).outcome) for each in (facts, more))
    assert after >= before


@given(cases())
@settings(max_examples=150, deadline=None)
def test_leaving_out_services_and_education_never_refuses(case):
    plan, target, facts = case
    if outcome(plan, target, facts).outcome is Outcome.NOT_ELIGIBLE:
        return
    for name in facts["tenure"]:
        rest = {key: value for key, value in facts["tenure"].items() if key != name}
        assert outcome(plan, target, {**facts, "tenure": rest}).outcome is not Outcome.NOT_ELIGIBLE
    assert outcome(plan, target, {**facts, "edu": {}}).outcome is not Outcome.NOT_ELIGIBLE


@given(st.sampled_from(TARGETS), st.sampled_from(vocabulary().education_levels), st.integers(0, 3))
@settings(max_examples=200, deadline=None)
def test_routes_never_add_up(way, education, more):
    # Everybody falls one year short of everything that any rule asks, however much that is together.
    plan, target = way
    asked = services(plan, target)
    short = {name: min(years) - 1 for name, years in asked.items()}
    facts = {
        "as_of": "2022-09-01",
        "edu": {"level": education},
        "titles": {"assistant": True, "senior": True, "other_series_assistant": True},
        "skill": {"level": "高级技师"},
        "work": {"probation_completed": True},
        "breakthrough": ["B1", "B2", "B3", "B4"][: 2 + more],
        "tenure": short,
    }
    met = outcome(plan, target, facts)
    by_service = {
        rule.id
        for rule in rulebook.load(plan).rules[target]
        if any(isinstance(part, Tenure) for part in demands(rule.whole))
    }
    assert met.outcome is not Outcome.ELIGIBLE or met.rule not in by_service


def test_only_what_the_notice_adds_together_is_added_together():
    # S2 附件1 一 (company and present post), S0 二(一) (before and after the master's degree).
    person = {
        "person": {"employer_type": "事业单位"},
        "post": {"won_competition_for_vacancy": True},
        "work": {"moved_from_enterprise": True},
        "edu": {"level": "本科"},
    }
    together = {"enterprise_plus_appointed_assistant": 5, "post_degree": 3}
    assert outcome("HZ-2020-GYMS", "工艺美术师", {**person, "tenure": together}).rule == "HZ-A5"
    master = {"as_of": "2022-09-01", "edu": {"level": "硕士"}, "tenure": {"pre_and_post_degree": 3, "post_degree": 1}}
    assert outcome("QZ-2022-CD", "中级", master).rule == "CD-06"
    added = {"HZ-2020-GYMS": {"enterprise_plus_appointed_assistant"}, "QZ-2022-CD": {"pre_and_post_degree"}}
    for plan in rulebook.plans():
        names = {name for target in rulebook.load(plan).targets for name in services(plan, target)}
        sums = {name for name in names if "累计" in vocabulary().tenures[name] or "前后" in vocabulary().tenures[name]}
        assert sums == added.get(plan, set())


@given(cases(), st.sampled_from(sorted(vocabulary().ambiguities)), st.booleans())
@settings(max_examples=250, deadline=None)
def test_a_reading_matters_only_where_its_ambiguity_is_named(case, code, favours):
    plan, target, facts = case
    before = outcome(plan, target, facts)
    after = outcome(plan, target, facts, readings={code: Reading(favours, "已核定")})
    if code not in before.ambiguities:
        assert (after.outcome, after.ambiguities) == (before.outcome, before.ambiguities)


@given(cases(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_with_every_ambiguity_read_nothing_is_left_for_a_person(case, favours):
    plan, target, facts = case
    found = outcome(plan, target, facts)
    if found.outcome is not Outcome.NEEDS_HUMAN or MISSING in found.ambiguities:
        return
    after = outcome(plan, target, facts, readings={code: Reading(favours, "已核定") for code in found.ambiguities})
    assert after.outcome is (Outcome.ELIGIBLE if favours else Outcome.NOT_ELIGIBLE)


@given(cases(), cases())
@settings(max_examples=200, deadline=None)
def test_gates_do_not_look_at_routes(one, other):
    plan, target, facts = one
    _, _, others = other
    changed = {**facts, **{key: others[key] for key in ("edu", "tenure", "work", "titles", "awards", "breakthrough")}}
    gates = [
        [finding for finding in outcome(plan, target, each).findings if finding.group is Group.GATE]
        for each in (facts, changed)
    ]
    assert gates[0] == gates[1]


@given(cases())
@settings(max_examples=150, deadline=None)
def test_every_rule_is_told_of_once_in_findings_or_others(case):
    plan, target, facts = case
    found = outcome(plan, target, facts)
    told = [f.id for f in (*found.findings, *found.others) if f.group is Group.ROUTE]
    assert sorted(told) == sorted(rule.id for rule in rulebook.load(plan).rules[target])
    if found.outcome is Outcome.NOT_ELIGIBLE and found.rule is None:
        meant = {f.id for f in found.findings if f.group is Group.ROUTE}
        assert meant
        assert all(f.steps[0].answer == "not_met" for f in found.others)


@given(cases())
@settings(max_examples=150, deadline=None)
def test_every_sentence_is_whole(case):
    plan, target, facts = case
    found = outcome(plan, target, facts)
    for finding in (*found.findings, *found.others):
        for said in (finding.because, *(step.because for step in finding.steps)):
            assert said.endswith(("。", "。）"))
            assert "。。" not in said
            assert "None" not in said
            assert "！" not in said


@given(cases())
@settings(max_examples=150, deadline=None)
def test_the_nearest_thing_alone_is_missing(case):
    plan, target, facts = case
    found = outcome(plan, target, facts)
    if found.nearest is None or found.nearest.group is not Group.ROUTE:
        return
    rule = next(f for f in (*found.findings, *found.others) if f.id == found.nearest.id)
    assert [step.asks for step in rule.steps if step.answer == "not_met"] == [found.nearest.asks]
    assert not [f for f in found.failures if f.group is Group.GATE]


@given(cases())
@settings(max_examples=150, deadline=None)
def test_the_earliest_day_is_when_it_comes_true(case):
    plan, target, facts = case
    found = outcome(plan, target, facts)
    book = rulebook.load(plan)
    if found.earliest is None or book.cutoff.day is None or found.outcome is not Outcome.NOT_ELIGIBLE:
        return
    data = {**book.source, "cutoff": {**book.source["cutoff"], "date": found.earliest}}
    then = examine(rulebook.parse(data), facts, target)
    assert Answer.MET in {finding.answer for finding in then.findings if finding.group is Group.ROUTE}
    assert found.earliest > book.cutoff.day
