"""Rows on a page that buttons add, remove and move; nothing is saved by them."""

from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]


def rearranged(rows: Sequence[Row], do: str) -> list[Row]:
    """Return the rows after a button was pressed: `add`, `remove:2`, `up:2`, `down:2`; any other changes nothing."""
    act, _, at = do.partition(":")
    found = list(rows)
    if act == "add":
        return [*found, {}]
    number = int(at) if at.isdecimal() else -1
    if not 0 <= number < len(found):
        return found
    row = found.pop(number)
    place = {"up": number - 1, "down": number + 1}.get(act, number)
    if act != "remove":
        found.insert(place if 0 <= place <= len(found) else number, row)
    return found
