"""The groups of a meeting and the order of its agenda, as the office fills them in. The act checks again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reviews.models import Meeting, MeetingGroup, MeetingItem
from reviews.services.agendas import GroupForm

NEW = "new"
_BETWEEN = re.compile(r"[、，,;；\s]+")


@dataclass(frozen=True)
class GroupRow:
    """One group on the page, with what has been typed."""

    key: str
    name: str
    specialties: str
    is_skilled: bool
    least: str
    most: str
    is_dropped: bool = False


@dataclass(frozen=True)
class ItemRow:
    """One item on the page: in which group, at which place."""

    item: MeetingItem
    group: str
    place: str


class AgendaForm:
    """Rows of groups and items; read from the meeting, or from what was posted."""

    def __init__(self, meeting: Meeting, items: list[MeetingItem], posted: Mapping[str, Any] | None = None) -> None:
        """Take the meeting as it stands, and what was posted if something was."""
        self._posted = posted
        known = [self._group(str(group.pk), group) for group in meeting.groups.all()]
        self.groups = [*known, self._group(NEW, None)]
        self.items = sorted((self._item(item) for item in items), key=self._rank)
        self.reason = str(posted.get("reason", "")) if posted else ""

    def _told(self, name: str, held: object) -> str:
        if self._posted is None or name not in self._posted:
            return "" if held is None else str(held)
        return str(self._posted[name]).strip()

    def _group(self, key: str, held: MeetingGroup | None) -> GroupRow:
        ticked = self._posted or {}
        is_skilled = held is not None and held.is_skilled
        return GroupRow(
            key,
            self._told(f"name_{key}", held.name if held else None),
            self._told(f"specialties_{key}", "、".join(held.specialties) if held else None),
            f"skilled_{key}" in ticked if self._posted is not None else is_skilled,
            self._told(f"least_{key}", held.least if held else None),
            self._told(f"most_{key}", held.most if held else None),
            f"drop_{key}" in ticked,
        )

    def _item(self, item: MeetingItem) -> ItemRow:
        return ItemRow(item, self._told(f"group_{item.pk}", item.group_id), self._told(f"place_{item.pk}", item.order))

    def _rank(self, row: ItemRow) -> tuple[int, int, int]:
        keys = [group.key for group in self.groups]
        place = int(row.place) if row.place.isdecimal() else row.item.order
        return keys.index(row.group) if row.group in keys else len(keys), place, row.item.order

    @property
    def kept(self) -> list[GroupRow]:
        """The groups that are to be: a new one only where it was given a name."""
        return [row for row in self.groups if not row.is_dropped and (row.key != NEW or row.name)]

    def problems(self) -> list[str]:
        """Return what cannot be read as a number."""
        return [
            f"“{row.name}”的席位应填写整数，或留空。"
            for row in self.kept
            if any(text and not text.isdecimal() for text in (row.least, row.most))
        ]

    def as_data(self) -> dict[str, Any]:
        """Return what arrange_agenda takes."""
        keys = [row.key for row in self.kept]
        places = {
            row.item.pk: (keys.index(row.group) if row.group in keys else -1, place)
            for place, row in enumerate(self.items, start=1)
        }
        return {"groups": [_as_group(row) for row in self.kept], "places": places, "reason": self.reason}


def _as_group(row: GroupRow) -> GroupForm:
    return GroupForm(
        row.name,
        () if row.is_skilled else tuple(word for word in _BETWEEN.split(row.specialties) if word),
        row.is_skilled,
        int(row.least) if row.least.isdecimal() else None,
        int(row.most) if row.most.isdecimal() else None,
        None if row.key == NEW else int(row.key),
    )
