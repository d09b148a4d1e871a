"""The examination of a person under a rulebook: the outcome, the route, and everything that stands in the way at once.

Eligible: every gate and one rule met. Not eligible: a gate not met, or every rule not met, or the credits fall short.
Otherwise a person decides. A fact left out is unknown and never refuses anybody.
"""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Any

from law.answers import MET, Answer, Readings, Verdict, joined, settled
from law.conditions import NOT_CONCERNED, Condition, Tenure, explain_readings, leaves
from law.credits import Check, Holder, judge_policy, overall
from law.facts import Case, parse_case
from law.rulebook import Gate, Rule, Rulebook, Target
from law.tenure import Ending
from law.vocabulary import vocabulary

CREDITS = "CREDITS"
_KEPT_GATES = 1024
_NOTHING_STATED = Case({}, {}, dict.fromkeys(vocabulary().lists, ()), frozenset(), Ending(None))
_Lack = tuple[int, "Nearest"]


class Outcome(enum.StrEnum):
    """What an examination can come to."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    NEEDS_HUMAN = "needs_human"


class Group(enum.StrEnum):
    """Which part of the rulebook a finding belongs to."""

    GATE = "gate"
    ROUTE = "route"
    CREDITS = "credits"


@dataclass(frozen=True, slots=True)
class Step:
    """One condition of a rule as it stands for a person."""

    asks: str
    answer: Answer
    because: str
    earliest: date | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the step as the command line prints it."""
        return {
            "asks": self.asks,
            "answer": self.answer.value,
            "because": self.because,
            "earliest": self.earliest.isoformat() if self.earliest else None,
        }


@dataclass(frozen=True, slots=True)
class Nearest:
    """The one thing that alone stands between a person and the title: what is asked, and from when time brings it."""

    group: "Group"
    id: str
    route: str
    clause: str
    asks: str
    because: str
    earliest: date | None

    def as_json(self) -> dict[str, Any]:
        """Return it as the command line prints it."""
        return {**asdict(self), "group": self.group.value, "earliest": str(self.earliest) if self.earliest else None}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a clause asks, the answer, and why; `id` is the gate or rule, `steps` its conditions one by one."""

    group: Group
    id: str
    clause: str
    asks: str
    answer: Answer
    because: str
    route: str = ""
    ambiguities: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the finding as the command line prints it."""
        return {
            "clause": self.clause,
            "asks": self.asks,
            "answer": self.answer.value,
            "because": self.because,
            "group": self.group.value,
            "id": self.id,
            "route": self.route,
            "ambiguities": list(self.ambiguities),
            "missing": list(self.missing),
            "steps": [step.as_json() for step in self.steps],
        }


@dataclass(frozen=True, slots=True)
class _Judged:
    """Everything that was judged of one case, before it is put into words."""

    rulebook: Rulebook
    target: Target
    case: Case
    gates: list[tuple[Gate, Verdict]]
    rules: list[tuple[Rule, Verdict]]
    best: tuple[Rule, Verdict] | None
    checks: list[Check]


@dataclass(frozen=True, slots=True)
class Examination:
    """The result for one person and one target."""

    plan: str
    target: str
    outcome: Outcome
    route: str | None
    rule: str | None
    ambiguities: tuple[str, ...]
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    earliest: date | None
    nearest: Nearest | None = None
    _judged: _Judged | None = field(default=None, repr=False, compare=False)

    @property
    def others(self) -> tuple[Finding, ...]:
        """The rules that `findings` does not tell of: of the other routes, and those written for other people."""
        if self._judged is None:
            return ()
        told = {finding.id for finding in self.findings}
        rest = [(rule, found) for rule, found in self._judged.rules if rule.id not in told]
        return tuple(_rule_finding(rule, found, self._judged.case) for rule, found in rest)

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings that are not met: what a one-time notice must list."""
        return tuple(finding for finding in self.findings if finding.answer is Answer.NOT_MET)

    def as_json(self) -> dict[str, Any]:
        """Return the examination as the command line prints it."""
        return {
            "outcome": self.outcome.value,
            "route": self.route,
            "rule": self.rule,
            "ambiguities": list(self.ambiguities),
            "findings": [finding.as_json() for finding in self.findings],
            "missing": list(self.missing),
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "nearest": self.nearest.as_json() if self.nearest else None,
        }


def examine(
    rulebook: Rulebook,
    facts: Mapping[str, Any],
    target: str,
    on: date | None = None,
    *,
    credits: bool = False,  # noqa: A002
    readings: Readings = MappingProxyType({}),
) -> Examination:
    """Examine a person's facts for `target`.

    `on` is the day of filing (else the fact `as_of`); `credits` judges the credit policy too; `readings` are what
    people decided for this case on ambiguities, beside what the plan itself settles. Raises BadInput when the plan does
    not offer the target or a fact is of the wrong kind.
    """
    wanted = rulebook.target(target)
    known = {**rulebook.readings, **readings} if readings else rulebook.readings
    case = parse_case(facts, rulebook.cutoff.day, on, known)
    gates = [(gate, _judge_gate(gate, case)) for gate in rulebook.gates]
    rules = [(rule, rule.whole.judge(case)) for rule in rulebook.rules[target]]
    best = _best(rules, case)
    checks = _credit_checks(rulebook, wanted, case, best) if credits else []
    return _conclude(_Judged(rulebook, wanted, case, gates, rules, best, checks))


def _judge_gate(gate: Gate, case: Case) -> Verdict:
    is_open_to_all = _is_open_unstated(gate) and gate.paths.isdisjoint(case.facts)
    return MET if is_open_to_all else gate.condition.judge(case)


@lru_cache(maxsize=_KEPT_GATES)
def _is_open_unstated(gate: Gate) -> bool:
    # What is assumed of facts that are left out is the same for everybody who leaves them out.
    return gate.condition.judge(_NOTHING_STATED).answer is Answer.MET


def _best(rules: list[tuple[Rule, Verdict]], case: Case) -> tuple[Rule, Verdict] | None:
    """Return the first rule that is met, else the unknown one of which most conditions are met."""
    for found in rules:
        if found[1].answer is Answer.MET:
            return found
    unknown = [found for found in rules if found[1].answer is Answer.UNKNOWN]
    return max(unknown, key=lambda found: _met_parts(found[0], case), default=None)


def _met_parts(rule: Rule, case: Case) -> int:
    return sum(part.judge(case).answer is Answer.MET for part in rule.whole.conditions)


def _credit_checks(rulebook: Rulebook, target: Target, case: Case, best: tuple[Rule, Verdict] | None) -> list[Check]:
    if not target.credit_policy:
        return []
    education = case.facts.get("edu.level", "")
    years = _required_years(best[0]) if best else None
    holder = Holder(target.grade, education, _started(case), years)
    checks = judge_policy(rulebook.policies[target.credit_policy], case.credits, holder)
    return [_read(check, case) for check in checks] if case.readings else checks


def _read(check: Check, case: Case) -> Check:
    found = settled(check.verdict, case.readings)
    if found is check.verdict:
        return check
    because = check.because + explain_readings(check.verdict.ambiguities, case)
    return replace(check, verdict=found, because=because)


def _required_years(rule: Rule) -> int:
    return max((leaf.years for part in rule.needs for leaf in leaves(part) if isinstance(leaf, Tenure)), default=1)


def _started(case: Case) -> int | None:
    stated = case.facts.get("started_year")
    if isinstance(stated, int):
        return stated
    craft = case.tenures.get("craft")
    return craft.start.first.year if craft and craft.start else None


def _conclude(judged: _Judged) -> Examination:
    way = _way([found for _, found in judged.rules])
    outcome, waits = _outcome([*(found for _, found in judged.gates), way, overall(judged.checks)])
    best = judged.best[0] if judged.best else None
    return Examination(
        plan=judged.rulebook.plan,
        target=judged.target.name,
        outcome=outcome,
        route=best.route if best else None,
        rule=best.id if best else None,
        ambiguities=tuple(sorted(waits.ambiguities)),
        findings=tuple(_findings(judged)),
        missing=tuple(sorted(waits.missing)),
        earliest=_earliest(judged, way),
        nearest=_nearest(judged) if outcome is Outcome.NOT_ELIGIBLE else None,
        _judged=judged,
    )


def _nearest(judged: _Judged) -> Nearest | None:
    """Return the single thing that is missing on the way on which only one is, the soonest to be had.

    A way written for people like this one comes before a way that would ask for another education.
    """
    outside = [*_closed_gates(judged), *_short_credits(judged)]
    if len(outside) > 1:
        return None
    single: list[_Lack] = []
    for rule, found in judged.rules:
        unmet = [] if found.answer is not Answer.NOT_MET else list(islice(_unmet_parts(rule, judged.case), 2))
        if len(outside) + len(unmet) == 1:
            single += [_lacking_part(rule, part, judged.case) for part in unmet] or outside
    return min(single, key=_distance)[1] if single else None


def _distance(lack: _Lack) -> tuple[int, date]:
    return lack[0], lack[1].earliest or date.max


def _closed_gates(judged: _Judged) -> Iterator[_Lack]:
    for gate, found in judged.gates:
        if found.answer is Answer.NOT_MET:
            day = _coming(gate.condition, judged.case)
            yield 0, Nearest(Group.GATE, gate.id, "", gate.clause, gate.asks, gate.otherwise, day)


def _short_credits(judged: _Judged) -> Iterator[_Lack]:
    for check in judged.checks:
        if check.verdict.answer is Answer.NOT_MET:
            yield 0, Nearest(Group.CREDITS, CREDITS, "", check.clause, check.asks, check.because, None)


def _unmet_parts(rule: Rule, case: Case) -> Iterator[Condition]:
    return (part for part in rule.whole.conditions if part.judge(case).answer is Answer.NOT_MET)


def _lacking_part(rule: Rule, part: Condition, case: Case) -> _Lack:
    words = (rule.id, rule.route, rule.clause, part.asks, part.because(case))
    is_another = part is rule.applies
    return int(is_another), Nearest(Group.ROUTE, *words, _coming(part, case))


def _coming(condition: Condition, case: Case) -> date | None:
    day = condition.earliest(case)
    return day if day and day > date.min else None


def _findings(judged: _Judged) -> Iterator[Finding]:
    yield from (_gate_finding(gate, found, judged.case) for gate, found in judged.gates)
    yield from (_rule_finding(rule, found, judged.case) for rule, found in _shown(judged))
    yield from (_credit_finding(check) for check in judged.checks)


def _way(verdicts: list[Verdict]) -> Verdict:
    if any(verdict.answer is Answer.MET for verdict in verdicts):
        return MET
    unknowns = [verdict for verdict in verdicts if verdict.answer is Answer.UNKNOWN]
    return joined(unknowns) if unknowns else Verdict(Answer.NOT_MET)


def _outcome(verdicts: list[Verdict]) -> tuple[Outcome, Verdict]:
    answers = {verdict.answer for verdict in verdicts}
    if Answer.NOT_MET in answers:
        return Outcome.NOT_ELIGIBLE, MET
    if Answer.UNKNOWN in answers:
        return Outcome.NEEDS_HUMAN, joined(verdict for verdict in verdicts if verdict.answer is Answer.UNKNOWN)
    return Outcome.ELIGIBLE, MET


def _shown(judged: _Judged) -> list[tuple[Rule, Verdict]]:
    """Choose the rules to tell of: the one that is met, else those written for people like this one, else all."""
    if judged.best and judged.best[1].answer is Answer.MET:
        return [judged.best]
    meant = [each for each in judged.rules if each[0].applies.judge(judged.case).answer is not Answer.NOT_MET]
    return meant or judged.rules


def _earliest(judged: _Judged, way: Verdict) -> date | None:
    """Return the day on which time alone opens a way; None when one is open or a gate is closed."""
    if way is MET or any(found.answer is Answer.NOT_MET for _, found in judged.gates):
        return None
    days = [day for rule, _ in judged.rules if (day := rule.whole.earliest(judged.case)) and day > date.min]
    return min(days, default=None)


def _gate_finding(gate: Gate, found: Verdict, case: Case) -> Finding:
    if case.readings and (told := _read_gate(gate, found, case)):
        return _finding(found, group=Group.GATE, id=gate.id, clause=gate.clause, asks=gate.asks, because=told)
    if found.answer is Answer.MET:
        return _open_gate(gate, is_stated=not gate.paths.isdisjoint(case.facts))
    is_unknown = found.answer is Answer.UNKNOWN
    because = gate.condition.because(case) if is_unknown else gate.otherwise
    return _finding(found, group=Group.GATE, id=gate.id, clause=gate.clause, asks=gate.asks, because=because)


def _read_gate(gate: Gate, found: Verdict, case: Case) -> str:
    """Say which reading decided; nothing where the facts decide, or nobody yet."""
    unread = gate.condition.judge(replace(case, readings={}))
    if unread.answer is not Answer.UNKNOWN or found.answer is Answer.UNKNOWN:
        return ""
    ending = "您符合本条" if found.answer is Answer.MET else "您不符合本条，不能申报"
    return f"{explain_readings(unread.ambiguities, case)}据此，{ending}。"


@lru_cache(maxsize=_KEPT_GATES)
def _open_gate(gate: Gate, *, is_stated: bool) -> Finding:
    # Nearly everybody meets nearly every gate: what is said of it is the same for all.
    because = gate.met if is_stated else f"{gate.met}（未另行填写，按此预检，由用人单位和受理部门核实。）"
    return _finding(MET, group=Group.GATE, id=gate.id, clause=gate.clause, asks=gate.asks, because=because)


def _rule_finding(rule: Rule, found: Verdict, case: Case) -> Finding:
    steps = tuple(_step(part, case) for part in rule.whole.conditions)
    because = "".join(_telling(steps, is_met=found.answer is Answer.MET))
    words = {"clause": rule.clause, "asks": rule.asks, "because": because, "route": rule.route}
    return _finding(found, group=Group.ROUTE, id=rule.id, steps=steps, **words)


def _step(part: Condition, case: Case) -> Step:
    answer = part.judge(case).answer
    return Step(part.asks, answer, part.because(case), None if answer is Answer.MET else _coming(part, case))


def _telling(steps: tuple[Step, ...], *, is_met: bool) -> Iterator[str]:
    """Choose the sentences that decide: all that stand in the way, or what carries a rule that is met."""
    for step in steps:
        if step.because != NOT_CONCERNED and (is_met or step.answer is not Answer.MET):
            yield step.because


def _credit_finding(check: Check) -> Finding:
    words = {"clause": check.clause, "asks": check.asks, "because": check.because}
    return _finding(check.verdict, group=Group.CREDITS, id=CREDITS, **words)


def _finding(found: Verdict, **parts: Any) -> Finding:
    if found.answer is not Answer.UNKNOWN:
        return Finding(answer=found.answer, **parts)
    codes, missing = tuple(sorted(found.ambiguities)), tuple(sorted(found.missing))
    return Finding(answer=found.answer, ambiguities=codes, missing=missing, **parts)
