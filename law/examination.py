"""The examination of a person under a rulebook: the outcome, the route, and everything that stands in the way at once.

Eligible: every gate and one rule met. Not eligible: a gate not met, or every rule not met, or the credits fall short.
Otherwise a person decides. A fact left out is unknown and never refuses anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from law.answers import MET, Answer, Readings, Verdict, joined, settled
from law.conditions import Tenure, explain_readings, leaves
from law.credits import Check, Holder, judge_policy, overall
from law.facts import Case, parse_case
from law.findings import CREDITS, Finding, Group, Nearest, Outcome, Step
from law.judged import Judged, coming
from law.nearest import nearest
from law.rulebook import Gate, Rule, Rulebook, Target
from law.telling import findings, rule_finding
from law.tenure import Ending
from law.vocabulary import vocabulary

__all__ = ["CREDITS", "Examination", "Finding", "Group", "Nearest", "Outcome", "Step", "examine"]
_KEPT_GATES = 1024


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
    _judged: Judged | None = field(default=None, repr=False, compare=False)

    @property
    def others(self) -> tuple[Finding, ...]:
        """The rules that `findings` does not tell of: of the other routes, and those written for other people."""
        if self._judged is None:
            return ()
        told = {finding.id for finding in self.findings}
        rest = [(rule, found) for rule, found in self._judged.rules if rule.id not in told]
        return tuple(rule_finding(rule, found, self._judged.case) for rule, found in rest)

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
    credits: bool = False,  # noqa: A002 - credits is the word of the notices
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
    rules = [(rule, case.answer(rule.whole)) for rule in rulebook.rules[target]]
    best = _best(rules, case)
    checks = _credit_checks(rulebook, wanted, case, best) if credits else []
    return _conclude(Judged(rulebook, wanted, case, gates, rules, best, checks))


def _judge_gate(gate: Gate, case: Case) -> Verdict:
    is_open_to_all = _is_open_unstated(gate) and gate.paths.isdisjoint(case.facts)
    return MET if is_open_to_all else case.answer(gate.condition)


@lru_cache(maxsize=_KEPT_GATES)
def _is_open_unstated(gate: Gate) -> bool:
    # What is assumed of facts that are left out is the same for everybody who leaves them out.
    nothing = Case({}, {}, dict.fromkeys(vocabulary().lists, ()), frozenset(), Ending(None))
    return nothing.answer(gate.condition).answer is Answer.MET


def _best(rules: list[tuple[Rule, Verdict]], case: Case) -> tuple[Rule, Verdict] | None:
    """Return the first rule that is met, else the unknown one of which most conditions are met."""
    for found in rules:
        if found[1].answer is Answer.MET:
            return found
    unknown = [found for found in rules if found[1].answer is Answer.UNKNOWN]
    return max(unknown, key=lambda found: _met_parts(found[0], case), default=None)


def _met_parts(rule: Rule, case: Case) -> int:
    return sum(case.answer(part).answer is Answer.MET for part in rule.whole.conditions)


def _credit_checks(rulebook: Rulebook, target: Target, case: Case, best: tuple[Rule, Verdict] | None) -> list[Check]:
    if not target.credit_policy:
        return []
    education = case.facts.get("edu.level", "")
    years = _required_years(best[0]) if best else None
    holder = Holder(target.grade, education, _started(case), years)
    checks = judge_policy(rulebook.policies[target.credit_policy], case.credits, holder, case.readings)
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


def _conclude(judged: Judged) -> Examination:
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
        findings=tuple(findings(judged)),
        missing=tuple(sorted(waits.missing)),
        earliest=_earliest(judged, way),
        nearest=nearest(judged) if outcome is Outcome.NOT_ELIGIBLE else None,
        _judged=judged,
    )


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


def _earliest(judged: Judged, way: Verdict) -> date | None:
    """Return the day on which time alone opens a way; None when one is open or a gate is closed."""
    if way is MET or any(found.answer is Answer.NOT_MET for _, found in judged.gates):
        return None
    days = [day for rule, _ in judged.rules if (day := coming(rule.whole, judged.case))]
    return min(days, default=None)
