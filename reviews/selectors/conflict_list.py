"""The list of ties between experts and applicants, for those who judge them and those who watch."""

from typing import Any

from django.db.models import Count, Q

from accounts.actor import Actor
from accounts.models import JournalEntry
from reviews.enums import ConflictKind, ConflictSource, ConflictStage
from reviews.models import Conflict
from reviews.selectors.experts import committees_for

STATES = {"open": "待核查", "waiting": "待复核", "confirmed": "已认定", "dismissed": "不成立", "all": "全部"}
_STATE = {
    "open": Q(stage=ConflictStage.SUGGESTED, proposal=""),
    "waiting": ~Q(proposal=""),
    "confirmed": Q(stage=ConflictStage.CONFIRMED, proposal=""),
    "dismissed": Q(stage=ConflictStage.DISMISSED, proposal=""),
}


def conflicts_for(actor: Actor) -> Any:
    """Return the ties under the committees that concern an office."""
    rows = Conflict.objects.filter(committee__in=committees_for(actor))
    return rows.select_related("expert__user", "profile__user", "profile__employer", "meeting", "committee__hr_bureau")


def narrowed(rows: Any, asked: dict[str, str]) -> Any:
    """Keep those of the state, kind, source and meeting that were asked for, with every word in a name."""
    if asked["meeting"].isdecimal():
        meeting = int(asked["meeting"])
        people = Q(profile__applications__meeting_items__meeting=meeting)
        # A person can have several cases on one agenda; the tie is one.
        rows = rows.filter(pk__in=Conflict.objects.filter(Q(meeting=meeting) | people).values("pk"))
    if asked["kind"] in ConflictKind.values:
        rows = rows.filter(kind=asked["kind"])
    if asked["source"] in ConflictSource.values:
        rows = rows.filter(source=asked["source"])
    for word in asked["query"].split()[:4]:
        rows = rows.filter(Q(expert__user__name__icontains=word) | Q(profile__user__name__icontains=word))
    return rows


def in_state(rows: Any, state: str) -> Any:
    """Keep those that stand so."""
    return rows.filter(_STATE[state]) if state in _STATE else rows


def counts_of(rows: Any) -> dict[str, int]:
    """Return how many stand so, in one query."""
    numbers = {state: Count("pk", filter=which) for state, which in _STATE.items()}
    return dict(rows.order_by().aggregate(**numbers, all=Count("pk")))


_ACTS = {"judge_conflict": "提出核查意见", "settle_conflict": "复核同意", "return_conflict": "复核不同意"}


def history_of(conflict: Conflict) -> list[dict[str, Any]]:
    """Return what was said on a tie, newest first."""
    entries = JournalEntry.objects.filter(subject_type="reviews.conflict", subject_id=conflict.pk, act__in=_ACTS)
    return [
        {
            "title": _ACTS[entry.act],
            "ruling": dict(ConflictStage.choices).get(entry.data.get("proposal", ""), ""),
            "who": entry.actor_label,
            "when": entry.at,
            "note": entry.data.get("reason", ""),
        }
        for entry in entries.order_by("-number")
    ]
