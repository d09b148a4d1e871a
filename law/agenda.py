"""The order of an agenda: items from which the same experts step back stand together, so that they leave seldom.

Deterministic, so that a stranger gets the same order: beginning with an empty set, the next item is always one whose
recused experts differ least from those of the item before; among equals the one that comes first by its key.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

Keys = Mapping[int, Any]
Recused = Mapping[int, frozenset[int]]


def ordered(keys: Keys, recused: Recused) -> list[int]:
    """Return the items in an order with few departures.

    Args:
        keys: item → what orders it otherwise; anything that can be compared, and unique with the item's number.
        recused: item → experts who step back from it; an item that is missing has none.
    """
    waiting = sorted(keys, key=lambda item: (keys[item], item))
    found: list[int] = []
    outside: frozenset[int] = frozenset()
    while waiting:
        following = min(waiting, key=lambda item: len(outside ^ recused.get(item, frozenset())))
        waiting.remove(following)
        found.append(following)
        outside = recused.get(following, frozenset())
    return found


def departures(order: list[int], recused: Recused) -> int:
    """Return how often somebody leaves the room when the items are taken in this order."""
    sets = [frozenset[int](), *(recused.get(item, frozenset()) for item in order)]
    return sum(len(after - before) for before, after in pairwise(sets))
