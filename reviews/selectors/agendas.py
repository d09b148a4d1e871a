"""Reading a meeting's agenda: its groups with their items, and who steps back from which."""

from dataclasses import dataclass

from law.agenda import departures
from reviews.models import Meeting, MeetingGroup, MeetingItem, Recusal


@dataclass(frozen=True)
class Part:
    """One group of the agenda."""

    group: MeetingGroup | None
    items: list[MeetingItem]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.group.name if self.group else "未分组"


def recused_from(meeting: Meeting) -> dict[int, frozenset[int]]:
    """Return which experts step back from which item, as far as is known now."""
    found: dict[int, set[int]] = {}
    known = Recusal.objects.filter(item__meeting=meeting)
    for item, expert in known.values_list("item_id", "seat__expert_id"):
        found.setdefault(item, set()).add(expert)
    return {item: frozenset(experts) for item, experts in found.items()}


def parts_of(meeting: Meeting, items: list[MeetingItem]) -> list[Part]:
    """Return the agenda group by group, groups without items too."""
    groups: list[MeetingGroup | None] = list(meeting.groups.all())
    if any(item.group_id is None for item in items):
        groups.append(None)
    return [Part(group, [item for item in items if item.group_id == (group.pk if group else None)]) for group in groups]


def departures_of(meeting: Meeting) -> int:
    """Return how often somebody has to leave the room when the agenda is taken in its order."""
    order = list(meeting.items.order_by("order").values_list("pk", flat=True))
    return departures(order, recused_from(meeting))
