"""Everything that was judged of one case, before it is put into words."""

from dataclasses import dataclass
from datetime import date

from law.answers import Answer, Verdict
from law.conditions import Condition
from law.credits import Check
from law.facts import Case
from law.rulebook import Gate, Rule, Rulebook, Target


@dataclass(frozen=True, slots=True)
class Judged:
    """Everything that was judged of one case, before it is put into words."""

    rulebook: Rulebook
    target: Target
    case: Case
    gates: list[tuple[Gate, Verdict]]
    rules: list[tuple[Rule, Verdict]]
    best: tuple[Rule, Verdict] | None
    checks: list[Check]


def by_audience(judged: Judged) -> tuple[list[tuple[Rule, Verdict]], list[tuple[Rule, Verdict]]]:
    """Part the rules into those written for people like this one, and the others."""
    parted: tuple[list[tuple[Rule, Verdict]], list[tuple[Rule, Verdict]]] = ([], [])
    for each in judged.rules:
        parted[judged.case.answer(each[0].applies).answer is Answer.NOT_MET].append(each)
    return parted


def coming(condition: Condition, case: Case) -> date | None:
    """Return the day from which time alone makes a condition met; None where it already is, or time does not."""
    day = condition.earliest(case)
    return day if day and day > date.min else None
