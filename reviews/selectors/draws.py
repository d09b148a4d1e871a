"""Reading a draw: who is in the pool and why somebody is out, and the draw in words."""

import datetime as dt
import secrets
from typing import Any

from law.draw import SKIP
from reviews.enums import MeetingStage
from reviews.models import Draw, Expert, Meeting
from reviews.selectors.conflicts import EXCLUSIONS, exclusions
from reviews.selectors.meetings import earlier_draws
from zcps import clock

# The blinded bundle is published once the results can no longer be touched by knowing it.
BUNDLE_IS_PUBLIC = frozenset(
    {MeetingStage.CLOSED, MeetingStage.REPORTED, MeetingStage.APPROVED, MeetingStage.CANCELLED}
)
OFFICE, SUPERVISOR, OBSERVER = "office", "supervisor", "observer"
PARTIES = {OFFICE: "评委会办公室", SUPERVISOR: "监督方", OBSERVER: "观察方"}
_BLOCKED = "须为其他专业留足名额"


def experts_in_pool(meeting: Meeting) -> list[Expert]:
    """Return the committee's experts of today, in an order by chance: a label must not tell who came first."""
    pool = list(meeting.committee.experts.filter(left_on=None, joined_on__lte=clock.today()).select_related("user"))
    secrets.SystemRandom().shuffle(pool)
    return pool


def conflicts(meeting: Meeting, experts: list[Expert]) -> dict[int, str]:
    """Return why experts cannot be drawn for this agenda: expert id → reason code."""
    return exclusions(meeting, experts)


def parties_of(draw: Draw) -> dict[str, str]:
    """Return who takes part in a draw, in the order of its manifest: party → what it is called, with its name."""
    if not draw.parties:
        return {party: PARTIES[party] for party in (OFFICE, SUPERVISOR)}
    return {party: f"{PARTIES[party]}（{row['name']}）" for party, row in draw.parties.items()}


def groups_for(meeting: Meeting) -> dict[str, tuple[int, int]]:
    """Return each specialty of the pool with how many can be drawn and how many cases of it are on the agenda."""
    experts = experts_in_pool(meeting)
    out = conflicts(meeting, experts)
    specialties = list(meeting.items.values_list("application__specialty", flat=True))
    return {
        name: (sum(e.specialty == name and e.pk not in out for e in experts), specialties.count(name))
        for name in sorted({expert.specialty for expert in experts})
    }


def next_event_day() -> dt.date:
    """Return the next day on which the lottery draws (Tuesday, Thursday, Sunday), from tomorrow on."""
    day = clock.today() + dt.timedelta(days=1)
    while day.weekday() not in {1, 3, 6}:
        day += dt.timedelta(days=1)
    return day


def shown(meeting: Meeting, draw: Draw | None, *, with_names: bool) -> dict[str, Any]:
    """Return what a page shows of a draw; names only for the office, which calls the drawn."""
    if draw is None:
        return {
            "parties": [],
            "exclusions": [],
            "groups": [],
            "trace": [],
            "batches": [],
            "earlier": earlier_draws(meeting),
        }
    rows = draw.bundle["experts"]
    names = _names(draw) if with_names else {}
    by_label = {row["label"]: row for row in rows}
    return {
        "parties": [(label, draw.commitments.get(party, "")) for party, label in PARTIES.items()],
        "exclusions": [
            (label, number)
            for code, label in EXCLUSIONS.items()
            if (number := sum(row["excluded"] == code for row in rows))
        ],
        "groups": _groups(draw, rows),
        "pool_size": len(rows),
        "eligible": sum(not row["excluded"] for row in rows),
        "trace": [_step(draw, by_label, names, *step) for step in draw.bundle.get("trace", [])],
        "batches": draw.bundle.get("substitutions", []),
        "earlier": earlier_draws(meeting),
    }


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
