"""Findings in words: which rules are told of, and the sentence of each gate, rule and requirement of credits."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from law.answers import MET, Answer, Verdict
from law.conditions import NOT_CONCERNED, Condition, explain_readings
from law.credits import Check
from law.facts import Case
from law.findings import CREDITS, Finding, Group, Step
from law.judged import Judged, by_audience, coming
from law.rulebook import Gate, Rule

_KEPT_GATES = 1024


def findings(judged: Judged) -> Iterator[Finding]:
    """Tell of every gate, of the rules that matter for the person, and of every requirement of credits."""
    yield from (_gate_finding(gate, found, judged.case) for gate, found in judged.gates)
    yield from (rule_finding(rule, found, judged.case) for rule, found in _shown(judged))
    yield from (_credit_finding(check) for check in judged.checks)


def _shown(judged: Judged) -> list[tuple[Rule, Verdict]]:
    """Choose the rules to tell of: the one that is met, else those written for people like this one, else all."""
    if judged.best and judged.best[1].answer is Answer.MET:
        return [judged.best]
    return by_audience(judged)[0] or judged.rules


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
    unread = replace(case, readings={}, _answers={}).answer(gate.condition)
    if unread.answer is not Answer.UNKNOWN or found.answer is Answer.UNKNOWN:
        return ""
    ending = "您符合本条" if found.answer is Answer.MET else "您不符合本条，不能申报"
    return f"{explain_readings(unread.ambiguities, case)}据此，{ending}。"


@lru_cache(maxsize=_KEPT_GATES)
def _open_gate(gate: Gate, *, is_stated: bool) -> Finding:
    # Nearly everybody meets nearly every gate: what is said of it is the same for all.
    because = gate.met if is_stated else f"{gate.met}（未另行填写，按此预检，由用人单位和受理部门核实。）"
    return _finding(MET, group=Group.GATE, id=gate.id, clause=gate.clause, asks=gate.asks, because=because)


def rule_finding(rule: Rule, found: Verdict, case: Case) -> Finding:
    """Tell of one rule, condition by condition."""
    steps = tuple(_step(part, case) for part in rule.whole.conditions)
    because = "".join(_telling(steps, is_met=found.answer is Answer.MET))
    words = {"clause": rule.clause, "asks": rule.asks, "because": because, "route": rule.route}
    return _finding(found, group=Group.ROUTE, id=rule.id, steps=steps, **words)


def _step(part: Condition, case: Case) -> Step:
    answer = case.answer(part).answer
    return Step(part.asks, answer, part.because(case), None if answer is Answer.MET else coming(part, case))


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
