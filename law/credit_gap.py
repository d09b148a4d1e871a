"""What a policy asks, what is there, what is missing, and how it can be earned: the credit board."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from law.answers import Answer
from law.credit_sources import credit_sources
from law.credits import Check, Holder, Policy, judge_policy
from law.recognition import credit_routes

_PUBLIC = ("province_general", "province_craft", "city_learning")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to earn what is missing: so many units of a route, worth so many hours."""

    route: str
    text: str
    hours: int
    clause: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One requirement of a policy: what it asks, what is there, how many hours are short, and the ways to earn them.

    `years` is empty where all years count together. `advice` says when it can still be earned.
    """

    clause: str
    asks: str
    because: str
    answer: Answer
    kind: str
    years: tuple[int, ...]
    has: float
    least: float
    advice: str
    ways: tuple[Way, ...]

    @property
    def short(self) -> float:
        """How many hours are missing."""
        return max(self.least - self.has, 0)


def credit_gaps(policy: Policy, credits: Mapping[Any, Any], holder: Holder, this_year: int) -> list[Gap]:  # noqa: A002 - credits is the word of the notices
    """Return every requirement of a policy with what is missing and which routes would close it.

    Args:
        policy: one of law.credits.policies(), or of a rulebook's own.
        credits: recognised hours by year, as judge_policy() takes them.
        holder: whose they are; what is unknown leaves a requirement open.
        this_year: hours earned from now on are booked to it.
    """
    counted = dict(credits)
    if any("each_year" in row for row in policy["checks"]) and not {this_year, str(this_year)} & counted.keys():
        # This year has to be filled too, though nothing is on record yet.
        counted[this_year] = {}
    checks = judge_policy(policy, counted, holder)
    return [_gap(check, checks, this_year) for check in checks]


def _gap(check: Check, checks: list[Check], this_year: int) -> Gap:
    short = max(check.least - check.has, 0)
    if check.kind == "total":
        # The other kinds count towards the total: only what they leave open is asked for besides.
        inside = [other for other in checks if other.kind in ("public", "professional") and _within(other, check)]
        short -= sum(max(other.least - other.has, 0) for other in inside)
    return Gap(
        check.clause,
        check.asks,
        check.because,
        check.verdict.answer,
        check.kind,
        check.years,
        check.has,
        check.least,
        _advice(check, short, this_year),
        ways(check.kind, short) if short > 0 and check.kind else (),
    )


def _within(other: Check, check: Check) -> bool:
    return set(other.years) <= set(check.years)


def ways(kind: str, short: float) -> tuple[Way, ...]:
    """Return how so many hours of a kind can be earned: by each route alone, or by the platforms of public courses."""
    if kind == "public":
        known = credit_sources()
        rows = [known[name] for name in _PUBLIC]
        return tuple(Way("", f"{row.name}（{row.covers}）学习 {short:g} 学时", ceil(short), row.clause) for row in rows)
    found = []
    for route in credit_routes().values():
        count = ceil(short / route.hours)
        text = f"标定 {count} 学时的{route.name}" if route.as_marked else f"{count} {route.unit}{route.name}"
        found.append(Way(route.id, text, count * route.hours, route.clause))
    return tuple(found)


def _advice(check: Check, short: float, this_year: int) -> str:
    if check.least <= check.has:
        return ""
    if check.kind == "total" and short <= 0:
        return "补足上列专业课、公需课学时后，总学时即达到。"
    if not check.years or this_year in check.years:
        past = [year for year in check.years if year < this_year]
        late = "；以前年度已参加而未登记的，可以补登" if past or not check.years else ""
        return f"{this_year} 年度内完成并登记{late}。"
    if max(check.years) < this_year:
        return "所要求的年度已经过去，只能补登当年已参加而未登记的学时。"
    return f"{min(check.years)} 年度开始后登记。"
