"""What an examination tells: findings clause by clause, their steps, and the nearest thing that is missing."""

import enum
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from law.answers import Answer

CREDITS = "CREDITS"


class Outcome(enum.StrEnum):
    """What an examination can come to."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    NEEDS_HUMAN = "needs_human"


class Group(enum.StrEnum):
    """Which part of the rulebook a finding belongs to."""

    GATE = "gate"
    ROUTE = "route"
    CREDITS = "credits"


@dataclass(frozen=True, slots=True)
class Step:
    """One condition of a rule as it stands for a person."""

    asks: str
    answer: Answer
    because: str
    earliest: date | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the step as the command line prints it."""
        return {
            "asks": self.asks,
            "answer": self.answer.value,
            "because": self.because,
            "earliest": self.earliest.isoformat() if self.earliest else None,
        }


@dataclass(frozen=True, slots=True)
class Nearest:
    """The one thing that alone stands between a person and the title: what is asked, and from when time brings it."""

    group: "Group"
    id: str
    route: str
    clause: str
    asks: str
    because: str
    earliest: date | None

    def as_json(self) -> dict[str, Any]:
        """Return it as the command line prints it."""
        return {**asdict(self), "group": self.group.value, "earliest": str(self.earliest) if self.earliest else None}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a clause asks, the answer, and why; `id` is the gate or rule, `steps` its conditions one by one."""

    group: Group
    id: str
    clause: str
    asks: str
    answer: Answer
    because: str
    route: str = ""
    ambiguities: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the finding as the command line prints it."""
        return {
            "clause": self.clause,
            "asks": self.asks,
            "answer": self.answer.value,
            "because": self.because,
            "group": self.group.value,
            "id": self.id,
            "route": self.route,
            "ambiguities": list(self.ambiguities),
            "missing": list(self.missing),
            "steps": [step.as_json() for step in self.steps],
        }
