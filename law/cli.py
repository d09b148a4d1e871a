"""The command-line contract as pure functions: plain Python in, a dictionary for JSON out.

Every function raises law.errors.BadInput with one sentence when the input is bad.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from law import ballots, calendar, identity, recognition
from law.credits import Holder, judge_policy, overall
from law.credits import policy as credit_policy
from law.draw_bundle import verify
from law.errors import BadInput
from law.examination import examine
from law.rulebook import load
from law.vocabulary import vocabulary

_CONTRACT = ("outcome", "route", "rule", "ambiguities", "findings", "missing", "earliest")
_ANSWERS = {"met": True, "not_met": False, "unknown": None}


def eligibility(
    plan: str,
    target: str,
    facts: Mapping[str, Any],
    on: date | None = None,
    credits: bool = False,  # noqa: A002, FBT001, FBT002 - credits is the word of the notices; a flag of the command
) -> dict[str, Any]:
    """Examine one person: outcome, route, rule, ambiguities, findings, missing, earliest."""
    found = examine(load(plan), facts, target, on, credits=credits).as_json()
    return {key: found[key] for key in _CONTRACT}


def credit_hours(items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Add up recognised hours; `hours` is null when an activity needs a person."""
    if isinstance(items, str | Mapping) or not isinstance(items, Iterable):
        raise BadInput('学时条目应为一个列表，请按 [{"route": "CR-1a", "qty": 1}] 的形式提供。')
    hours, found = recognition.total_hours(items)
    rows = [{"route": f.route.id, "hours": f.hours, "clause": f.route.clause, "because": f.because} for f in found]
    return {"hours": hours, "items": rows}


def credit_check(
    policy: str,
    level: str,
    education: str,
    credits: Mapping[Any, Any],  # noqa: A002 - credits is the word of the notices
    started_year: int | None = None,
    required_years: int | None = None,
) -> dict[str, Any]:
    """Judge a credit policy; `met` is null when a person must decide.

    `level` is 中级, 初级, 助理级 …; level and education may be empty.
    """
    levels = vocabulary().education_levels
    if education and education not in levels:
        raise BadInput(f"学历“{education}”不可用，请填写：{'、'.join(levels)}。")
    if not isinstance(credits, Mapping):
        raise BadInput('学时应为一个对象，请按 {"2022": {"public": 18, "professional": 60, "total": 90}} 的形式提供。')
    checks = judge_policy(
        credit_policy(policy), credits, Holder(level or "", education or "", started_year, required_years)
    )
    found = overall(checks)
    rows = [
        {"clause": c.clause, "asks": c.asks, "answer": c.verdict.answer.value, "because": c.because} for c in checks
    ]
    return {"met": _ANSWERS[found.answer.value], "ambiguities": sorted(found.ambiguities), "findings": rows}


def workdays(
    start: str | datetime,
    days: int,
    known_on: date | None = None,
    count_start_day: bool = False,  # noqa: FBT001, FBT002 - a flag of the command
) -> dict[str, Any]:
    """Compute a publicity period; `known_on` chooses the calendar as it was known on a day."""
    known = calendar.seeded_calendar()
    found = calendar.period(
        _moment(start), days, known.known_on(known_on) if known_on else known, count_start_day=count_start_day
    )
    return {
        "earliest_close": found.earliest_close.isoformat(),
        "final": found.final,
        "counted": [day.isoformat() for day in found.counted],
        "days": [{"date": d.day.isoformat(), "counted": d.counted, "reason": d.reason} for d in found.days],
    }


def _moment(start: str | datetime) -> datetime:
    if isinstance(start, datetime):
        return start
    try:
        return datetime.fromisoformat(start)
    except (TypeError, ValueError) as wrong:
        raise BadInput(f"起始时间“{start}”无法识别，请写成 2022-09-29T10:00+08:00 的形式。") from wrong


def tally(present: int, recused: int, yes: int, base_rule: str | None = None, proxies: int = 0) -> dict[str, Any]:
    """Count a ballot; `passed` is null when the plan must first fix the base."""
    found = ballots.tally(present, recused, yes, base_rule, proxies=proxies)
    return {"passed": found.passed, "base": found.base, "needed": found.needed, "because": found.because}


def draw_verify(bundle: Mapping[str, Any]) -> dict[str, Any]:
    """Recompute a draw from its published bundle alone."""
    return verify(bundle).as_json()


def check_id(kind: str, value: str, on: date | None = None) -> dict[str, Any]:
    """Check an identity number (`idcard`) or a unified social credit code (`uscc`); `value` comes back normalised."""
    if kind not in {"idcard", "uscc"}:
        raise BadInput(f"证件种类“{kind}”不可用，请使用 idcard 或 uscc。")
    found = identity.check_idcard(value, on) if kind == "idcard" else identity.check_uscc(value)
    return {"valid": found.valid, "because": found.because, "value": found.value}
