"""Reading a meeting's agenda: who steps back from which item, and how often somebody leaves the room."""

from law.agenda import departures
from reviews.enums import ConflictStage
from reviews.models import Conflict, Meeting, Recusal


def recused_from(meeting: Meeting) -> dict[int, frozenset[int]]:
    """Return which experts step back from which item, or may have to: as far as is known now.

    Before the draw that is whoever of the pool is tied to the person; afterwards the panel alone counts.
    """
    found: dict[int, set[int]] = {}
    # A person can stand on an agenda with several cases.
    cases: dict[int, list[int]] = {}
    for profile, item in meeting.items.order_by().values_list("application__applicant", "pk"):
        cases.setdefault(profile, []).append(item)
    for profile, expert in _ties(meeting):
        for item in cases[profile]:
            found.setdefault(item, set()).add(expert)
    known = Recusal.objects.filter(item__meeting=meeting)
    for item, expert in known.values_list("item_id", "seat__expert_id"):
        found.setdefault(item, set()).add(expert)
    return {item: frozenset(experts) for item, experts in found.items()}


def _ties(meeting: Meeting) -> list[tuple[int, int]]:
    people = meeting.items.values("application__applicant")
    ties = Conflict.objects.filter(committee=meeting.committee_id, profile__in=people)
    if meeting.panel.exists():
        ties = ties.filter(expert__in=meeting.panel.values("expert"))
    rows = ties.exclude(stage=ConflictStage.DISMISSED).values_list("profile_id", "expert_id")
    return [(profile, expert) for profile, expert in rows if profile is not None]


def departures_of(meeting: Meeting) -> int:
    """Return how often somebody has to leave the room when the agenda is taken in its order."""
    order = list(meeting.items.order_by("order").values_list("pk", flat=True))
    return departures(order, recused_from(meeting))
