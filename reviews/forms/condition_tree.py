"""What the buttons beside a condition do to a rule: add, remove, move, copy, put into a group.

A rule's conditions are one tree: `for` is a single condition, `needs` a list of them, groups have parts. A button posts
`act:place`, such as `add:needs.2` or `up:needs.2.0`; an act on a place that is not there changes nothing.
"""

import copy
from collections.abc import Callable
from typing import Any

from reviews.forms.conditions import GROUPS, KINDS, LISTS, Node, kind_of, parts_of, with_parts

# Deeper than any notice; a tree that is posted deeper is cut off by no page of ours.
MOST_DEEP = 12
_FRESH: dict[str, Node] = {
    "fact": {"fact": ""},
    "tenure": {"tenure": "", "years": None},
    "count": {"count": "breakthrough", "needed": None},
    "awarded": {"awarded": []},
    "doubt": {"doubt": "", "if": {}},
    "human": {"human": ""},
    "all": {"all": []},
    "any": {"any": []},
    "not": {"not": {}},
}


def fresh(kind: str) -> Node:
    """Return an empty condition of a kind."""
    return copy.deepcopy(_FRESH.get(kind, {}))


def worked(rule: dict[str, Any], do: str, kind: str = "") -> dict[str, Any]:
    """Return the rule after a button was pressed.

    Args:
        rule: the rule as its fields say.
        do: `act:place`; act is add, remove, up, down, copy or group.
        kind: what is to be added.
    """
    act, _, place = do.partition(":")
    steps = place.split(".")
    if steps[0] not in {"for", "needs"} or not all(step.isdecimal() for step in steps[1:]) or len(steps) > MOST_DEEP:
        return rule
    path = [int(step) for step in steps[1:]]
    if steps[0] == "needs":
        return {**rule, "needs": _at_list(list(rule.get("needs") or []), path, act, kind)}
    return {**rule, "for": _at_root(rule.get("for"), path, act, kind)}


def _at_root(node: Any, path: list[int], act: str, kind: str) -> Any:
    if path or act == "add":
        return _inside(node, path, act, kind)
    return {"remove": {}, "group": {"all": [node or {}]}}.get(act, node)


def _at_list(parts: list[Any], path: list[int], act: str, kind: str) -> list[Any]:
    """Return a list of conditions after an act on one of them, or on the list itself."""
    if not path:
        return [*parts, fresh(kind)] if act == "add" and kind in KINDS else parts
    number, *rest = path
    if number >= len(parts):
        return parts
    if rest or act == "add":
        return [_inside(part, rest, act, kind) if n == number else part for n, part in enumerate(parts)]
    return _ACTS[act](parts, number) if act in _ACTS else parts


def _inside(node: Any, path: list[int], act: str, kind: str) -> Any:
    if kind_of(node) not in GROUPS:
        return node
    return with_parts(node, _at_list(parts_of(node), path, act, kind))


def _removed(parts: list[Any], number: int) -> list[Any]:
    return parts[:number] + parts[number + 1 :]


def _moved(by: int) -> Callable[[list[Any], int], list[Any]]:
    def move(parts: list[Any], number: int) -> list[Any]:
        place = number + by
        if not 0 <= place < len(parts):
            return parts
        rest = _removed(parts, number)
        return [*rest[:place], parts[number], *rest[place:]]

    return move


def _copied(parts: list[Any], number: int) -> list[Any]:
    return [*parts[: number + 1], copy.deepcopy(parts[number]), *parts[number + 1 :]]


def _grouped(parts: list[Any], number: int) -> list[Any]:
    return [{"all": [part]} if n == number else part for n, part in enumerate(parts)]


_ACTS: dict[str, Callable[[list[Any], int], list[Any]]] = {
    "remove": _removed,
    "up": _moved(-1),
    "down": _moved(1),
    "copy": _copied,
    "group": _grouped,
}


def takes_more(node: Node) -> bool:
    """Whether another part can be added to a group: the ones with a single part take one."""
    kind = kind_of(node)
    return kind in LISTS or (kind in GROUPS and not parts_of(node))
