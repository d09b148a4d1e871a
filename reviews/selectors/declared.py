"""What a person declared because no record tells it, and which of it the employer has confirmed."""

from dataclasses import dataclass
from typing import Any

from reviews.models import Application, Snapshot


@dataclass(frozen=True)
class Declared:
    """One answer as it was filed."""

    path: str
    question: str
    answer: str
    clause: str
    # As it is kept, typed: what a confirmation holds for.
    value: Any
    is_confirmed: bool

    @property
    def words(self) -> str:
        """Question, answer and ground as one line."""
        return f"{self.question}{self.answer}（{self.clause}）"

    @property
    def state(self) -> str:
        """Whose word it is, as later bodies read it."""
        return "申报人声明，单位已确认" if self.is_confirmed else "申报人声明，单位尚未确认"


def declared_of(application: Application, snapshot: Snapshot | None = None) -> list[Declared]:
    """Return the answers of a version, the one filed last unless told otherwise, as its papers print them.

    A confirmation holds for the value that was confirmed: an answer changed in a correction waits for another one.
    """
    version = snapshot or application.snapshot
    filed = version.content.get("answers", ()) if version else ()
    return [_declared(row, application) for row in filed]


def _declared(row: dict[str, Any], application: Application) -> Declared:
    path = row.get("path", "")
    value = application.answers.get(path, row["answer"])
    is_confirmed = path in application.confirmed_answers and application.confirmed_answers[path] == value
    return Declared(path, row["question"], row["answer"], row.get("clause", ""), value, is_confirmed)


def to_confirm(application: Application) -> list[Declared]:
    """Return the answers that wait for the employer."""
    return [each for each in declared_of(application) if not each.is_confirmed]
