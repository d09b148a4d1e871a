"""Shifting every threshold of a rulebook by one: cases that still all pass do not guard that threshold.

Thresholds: years of service, numbers of members, ranks of contests, credit hours and their years, the cutoff (by a
day), and every award of a table (by leaving it out).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from law.errors import RulebookError
from law.rulebook import parse
from law.trial import try_vectors

_COUNTS = {"years", "needed", "at_most", "at_least"}
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rulebook with one threshold changed: where, from what, to what."""

    place: str
    was: object
    becomes: object
    data: Any

    @property
    def owner(self) -> str:
        """Return whose threshold it is: `rules.ZP-M-03`, `cutoff`, `award_tables.中级`."""
        return ".".join(self.place.split(".")[:2]) if "." in self.place else self.place


def mutants(data: Mapping[str, Any]) -> Iterator[Mutant]:
    """Change every threshold of a rulebook, one at a time."""
    if "tenure" in str(data["rules"]):
        # Only where a rule counts years does the day matter to which they are counted.
        yield from _shifted(data, ("cutoff", "date"), "cutoff", data["cutoff"].get("date"))
    for number, rule in enumerate(data["rules"]):
        for part in ("for", "needs"):
            yield from _counts(data, ("rules", number, part), f"rules.{rule['id']}.{part}", rule.get(part))
    for name, awards in (data.get("award_tables") or {}).items():
        yield from _left_out(data, ("award_tables", name), awards)
    yield from numbers(data, ("credit_policies",), data.get("credit_policies") or {})


def survivors(data: Mapping[str, Any], vectors: Iterable[Mapping[str, Any]]) -> list[Mutant]:
    """Return the mutants of a rulebook that none of its cases notices."""
    cases = list(vectors)
    return [mutant for mutant in mutants(data) if not _is_caught(mutant, cases)]


def _is_caught(mutant: Mutant, cases: list[Mapping[str, Any]]) -> bool:
    try:
        book = parse(mutant.data)
    except RulebookError:
        return True
    return any(not trial.passed for case in cases for trial in try_vectors(book, [case]))


def numbers(data: Any, place: Place, value: Any, name: str = "") -> Iterator[Mutant]:
    """Shift every number below a place, and every list of numbers as a whole; `assume` stands for no threshold."""
    name = name or ".".join(map(str, place))
    if isinstance(value, Mapping):
        for key, each in value.items():
            if key != "assume":
                yield from numbers(data, (*place, key), each, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list) and not all(type(each) is int for each in value):
        for number, each in enumerate(value):
            yield from numbers(data, (*place, number), each, f"{name}[{number}]")
    else:
        yield from _shifted(data, place, name, value)


def _counts(data: Any, place: Place, name: str, value: Any) -> Iterator[Mutant]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            shift = _shifted if key in _COUNTS else _counts
            yield from shift(data, (*place, key), f"{name}.{key}", each)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _counts(data, (*place, number), f"{name}[{number}]", each)


def _shifted(data: Any, place: Place, name: str, value: Any) -> Iterator[Mutant]:
    for step in (-1, 1):
        becomes = _moved(value, step)
        if becomes is not None:
            yield Mutant(name, value, becomes, _replaced(data, place, becomes))


def _moved(value: Any, step: int) -> Any:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return _moved_day(value, step)
    if isinstance(value, list) and value:
        return [each + step for each in value]
    if isinstance(value, date):
        return value + timedelta(days=step)
    return value + step if isinstance(value, int) else None


def _moved_day(text: str, step: int) -> str | None:
    try:
        return str(date.fromisoformat(text) + timedelta(days=step))
    except ValueError:
        return None


def _left_out(data: Any, place: Place, awards: list[str]) -> Iterator[Mutant]:
    for award in awards:
        rest = [each for each in awards if each != award]
        yield Mutant(".".join(map(str, place)), award, "", _replaced(data, place, rest))


def _replaced(data: Any, place: Place, value: Any) -> Any:
    """Return a copy with another value at a place; what lies beside the way is shared, not copied."""
    if not place:
        return value
    first, *rest = place
    inner = _replaced(data[first], tuple(rest), value)
    if isinstance(data, list):
        return [inner if number == first else each for number, each in enumerate(data)]
    return {**data, first: inner}
