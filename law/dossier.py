"""What somebody files, as plain data for the checks of materials (law/materials.py)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from law.answers import Answer


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an archive as plain data; `labels` are those of its evidence."""

    module: str
    title: str
    started: str = ""
    ended: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that a check may look at. `facts` are those of the examination (law/data/facts.yaml)."""

    records: tuple[Record, ...]
    on: date
    # The route that the examination found, empty where none is open.
    route: str = ""
    # Since when the present title is held: by its certificate, and by its appointment where that is another day.
    present_since: tuple[str, ...] = ()
    statement: str = ""
    is_signed: bool = False
    # Credit cards handed in: (year, system).
    cards: frozenset[tuple[int, str]] = frozenset()
    # The systems whose cards the plan takes; any where it names none.
    card_sources: frozenset[str] = frozenset()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def of(self, *modules: str) -> list[Record]:
        """Return the records of some modules."""
        return [record for record in self.records if record.module in modules]

    def fact(self, path: str) -> Any:
        """Return a fact by its path, None where nothing tells it."""
        section, _, name = path.partition(".")
        return (self.facts.get(section) or {}).get(name)


class Found(NamedTuple):
    """What a check found: one sentence, which for NOT_MET says what to do."""

    answer: Answer
    because: str


def met(because: str) -> Found:
    """It is there."""
    return Found(Answer.MET, because)


def lacks(because: str) -> Found:
    """It is plainly missing; the sentence says what to do."""
    return Found(Answer.NOT_MET, because)


def ask(because: str) -> Found:
    """A person has to look."""
    return Found(Answer.UNKNOWN, because)
