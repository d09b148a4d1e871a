"""Reading a draw: who is in the pool and why somebody is out, and the draw in words."""

import datetime as dt
import secrets
from collections import Counter
from typing import Any

from law.draw import SKIP
from reviews.models import Draw, Expert, Meeting
from reviews.selectors.conflicts import EXCLUSIONS, exclusions
from reviews.selectors.meetings import other_draws
from reviews.selectors.seat_groups import seat_group
from zcps import clock

OFFICE, SUPERVISOR, OBSERVER = "office", "supervisor", "observer"
PARTIES = {OFFICE: "评委会办公室", SUPERVISOR: "监督方", OBSERVER: "观察方"}
_BLOCKED = "须为其他专业留足名额"


def experts_in_pool(meeting: Meeting) -> list[Expert]:
    """Return the committee's experts of today, in an order by chance: a label must not tell who came first."""
    pool = list(meeting.committee.experts.filter(left_on=None, joined_on__lte=clock.today()).select_related("user"))
    secrets.SystemRandom().shuffle(pool)
    return pool


def parties_of(draw: Draw) -> dict[str, str]:
    """Return who takes part in a draw, in the order of its manifest: party → what it is called, with its name."""
    if not draw.parties:
        return {party: PARTIES[party] for party in (OFFICE, SUPERVISOR)}
    # The database keeps the keys of an object in an order of its own.
    return {
        party: f"{label}（{draw.parties[party]['name']}）" for party, label in PARTIES.items() if party in draw.parties
    }


def groups_for(meeting: Meeting) -> dict[str, tuple[int, int]]:
    """Return each group of seats with how many can be drawn for it and how many cases of it are on the agenda."""
    experts = experts_in_pool(meeting)
    out = exclusions(meeting, experts)
    filed = list(meeting.groups.all())
    seats = {each.pk: seat_group(each.specialty, filed, is_skilled=each.is_skilled) for each in experts}
    cases = [
        seat_group(specialty, filed, is_skilled=bool(is_skilled))
        for specialty, is_skilled in meeting.items.values_list("application__specialty", "group__is_skilled")
    ]
    able = [name for pk, name in seats.items() if pk not in out]
    return {name: (able.count(name), cases.count(name)) for name in sorted(set(seats.values()))}


def next_event_day() -> dt.date:
    """Return the next day on which the lottery draws (Tuesday, Thursday, Sunday), from tomorrow on."""
    day = clock.today() + dt.timedelta(days=1)
    while day.weekday() not in {1, 3, 6}:
        day += dt.timedelta(days=1)
    return day


def shown(meeting: Meeting, draw: Draw | None, *, with_names: bool) -> dict[str, Any]:
    """Return what a page shows of a draw; names only for the office, which calls the drawn."""
    others = list(other_draws(meeting))
    beside = {"others": others, "earlier": sum(other.sealed_at is not None for other in others)}
    if draw is None:
        return {"parties": [], "exclusions": [], "groups": [], "trace": [], "batches": [], "odds": [], **beside}
    rows = draw.bundle["experts"]
    names = _names(draw) if with_names else {}
    by_label = {row["label"]: row for row in rows}
    return {
        "parties": [
            (label, draw.commitments.get(party, ""), bool(draw.revealed.get(party)))
            for party, label in parties_of(draw).items()
        ],
        "exclusions": exclusions_of(draw),
        "groups": _groups(draw, rows),
        "pool_size": len(rows),
        "eligible": sum(not row["excluded"] for row in rows),
        "trace": [_step(draw, by_label, names, *step) for step in draw.bundle.get("trace", [])],
        "batches": draw.bundle.get("substitutions", []),
        "odds": odds_of(draw),
        **beside,
    }


def exclusions_of(draw: Draw) -> list[tuple[str, int]]:
    """Return how many of the frozen pool are out, and why."""
    out = Counter(row["excluded"] for row in draw.bundle["experts"])
    return [(label, out[code]) for code, label in EXCLUSIONS.items() if out[code]]


def _groups(draw: Draw, rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "name": draw.legend["groups"][code],
            "least": limits[0],
            "most": limits[1],
            "eligible": sum(row["group"] == code and not row["excluded"] for row in rows),
        }
        for code, limits in sorted(draw.manifest["groups"].items())
    ]


def odds_of(draw: Draw) -> list[dict[str, Any]]:
    """Return for each group how likely its experts are to be drawn: from the least to the most likely, in percent."""
    counts, trials = draw.odds.get("counts", {}), draw.odds.get("trials", 0)
    found: dict[str, list[int]] = {}
    for row in draw.bundle["experts"]:
        if row["label"] in counts:
            found.setdefault(row["group"], []).append(counts[row["label"]])
    return [
        {
            "name": draw.legend["groups"][group],
            "experts": len(numbers),
            "least": 100 * min(numbers) // trials,
            "most": -(-100 * max(numbers) // trials),
        }
        for group, numbers in sorted(found.items())
    ]


def _names(draw: Draw) -> dict[str, str]:
    known = dict(Expert.objects.filter(pk__in=draw.labels.values()).values_list("pk", "user__name"))
    return {label: known.get(pk, "") for label, pk in draw.labels.items()}


def _step(
    draw: Draw, by_label: dict[str, dict[str, str]], names: dict[str, str], label: str, action: str, reason: str
) -> dict[str, Any]:
    row = by_label[label]
    return {
        "label": label,
        "name": names.get(label, ""),
        "group": draw.legend["groups"][row["group"]],
        "employer": row["employer"],
        "is_taken": action != SKIP,
        "reason": _in_words(reason, draw),
    }


def _in_words(reason: str, draw: Draw) -> str:
    if reason.startswith("group "):
        return f"专业“{draw.legend['groups'][reason.split()[1]]}”名额已满"
    if reason.startswith("employer "):
        return "同一单位人数已达上限"
    return _BLOCKED if reason else ""
