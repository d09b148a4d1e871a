"""The single thing that is missing: what a person is told first, because it alone stands in the way."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from law.answers import Answer, Verdict
from law.facts import Case
from law.findings import CREDITS, Group, Nearest
from law.judged import Judged, by_audience, coming
from law.rulebook import Rule


def nearest(judged: Judged) -> Nearest | None:
    """Return the single thing that is missing on the way on which only one is, the soonest to be had.

    A way written for people like this one comes before a way that would ask for another education.
    """
    outside = [*_closed_gates(judged), *_short_credits(judged)]
    if len(outside) > 1:
        return None
    for rules in by_audience(judged):
        if single := [lack for rule, found in rules if (lack := _single(rule, found, outside, judged.case))]:
            return min(single, key=lambda lack: lack.earliest or date.max)
    return None


def _single(rule: Rule, found: Verdict, outside: list[Nearest], case: Case) -> Nearest | None:
    """Return what alone is missing on the way of this rule."""
    if found.answer is not Answer.NOT_MET:
        return outside[0] if outside else None
    if outside:
        return None
    unmet = list(islice((part for part in rule.whole.conditions if case.answer(part).answer is Answer.NOT_MET), 2))
    if len(unmet) > 1:
        return None
    words = (rule.id, rule.route, rule.clause, unmet[0].asks, unmet[0].because(case))
    return Nearest(Group.ROUTE, *words, coming(unmet[0], case))


def _closed_gates(judged: Judged) -> Iterator[Nearest]:
    for gate, found in judged.gates:
        if found.answer is Answer.NOT_MET:
            day = coming(gate.condition, judged.case)
            yield Nearest(Group.GATE, gate.id, "", gate.clause, gate.asks, gate.otherwise, day)


def _short_credits(judged: Judged) -> Iterator[Nearest]:
    for check in judged.checks:
        if check.verdict.answer is Answer.NOT_MET:
            yield Nearest(Group.CREDITS, CREDITS, "", check.clause, check.asks, check.because, None)
