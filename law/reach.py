"""Whether anybody at all can meet conditions together, as far as the facts are chosen from a list or true and false.

Ambiguities count as read for the person; services and lists as large as one likes.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from law.combinators import AllOf, AnyOf, Not, UnknownIf
from law.conditions import Condition, Fact
from law.vocabulary import FactWord

# What is still possible of each fact: the values by path.
Possible = Mapping[str, frozenset[Any]]
_RANKS = range(-1, 100)


def can_be_met(conditions: Sequence[Condition]) -> bool:
    """Say whether there is a person who meets all of the conditions."""
    return next(_together(conditions, {}), None) is not None


def _together(conditions: Sequence[Condition], possible: Possible) -> Iterator[Possible]:
    if not conditions:
        yield possible
        return
    for narrowed in _narrowed(conditions[0], possible, truth=True):
        yield from _together(conditions[1:], narrowed)


def _narrowed(condition: Condition, possible: Possible, *, truth: bool) -> Iterator[Possible]:
    match condition:
        case Not(denied):
            yield from _narrowed(denied, possible, truth=not truth)
        case AllOf(parts) | AnyOf(parts) if isinstance(condition, AllOf) is truth:
            yield from _each(parts, possible, truth=truth)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _narrowed(part, possible, truth=truth)
        case Fact():
            yield from _fact(condition, possible, truth=truth)
        case UnknownIf() if not truth:
            yield from _narrowed(condition.condition, possible, truth=True)
        case _:
            yield possible


def _each(parts: Sequence[Condition], possible: Possible, *, truth: bool) -> Iterator[Possible]:
    if not parts:
        yield possible
        return
    for narrowed in _narrowed(parts[0], possible, truth=truth):
        yield from _each(parts[1:], narrowed, truth=truth)


def _fact(fact: Fact, possible: Possible, *, truth: bool) -> Iterator[Possible]:
    values = possible.get(fact.word.path, _values(fact.word))
    if not values:
        yield possible
        return
    left = frozenset(value for value in values if fact.test(value) is truth)
    if left:
        yield {**possible, fact.word.path: left}


def _values(word: FactWord) -> frozenset[Any]:
    """Return every value of a fact; none when they cannot be listed."""
    if word.kind == "flag":
        return frozenset({True, False})
    return frozenset(_RANKS if word.kind == "number" else word.choices)
