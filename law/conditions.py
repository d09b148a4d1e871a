"""The vocabulary of conditions. Each answers met, not met or unknown, says what it asks and what it found of a person.

`judge` is quick and answers; `because` is slower and writes the sentence; they are apart because most conditions of a
rulebook are judged for everybody and told to nobody.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from law import tenure
from law.answers import MET, NOT_MET, Answer, Reading, Verdict, doubt, lacking, settled, verdict
from law.facts import UNSTATED, Case
from law.vocabulary import FactWord, ambiguity, label

NOT_CONCERNED = "您的情况不涉及此项。"
ALWAYS = date.min


class Condition(Protocol):
    """Anything that can be asked of a case."""

    @property
    def asks(self) -> str:
        """What is asked, as a Chinese clause."""

    def judge(self, case: Case) -> Verdict:
        """Answer for the case."""

    def because(self, case: Case) -> str:
        """Say what the person's situation is and what to do about it."""

    def earliest(self, case: Case) -> date | None:
        """Return the first day on which time alone makes it met; None when time alone does not."""

    def parts(self) -> "tuple[Condition, ...]":
        """Return the conditions that it is made of."""


def leaves(condition: Condition) -> Iterator[Condition]:
    """Walk to the conditions that are made of no others."""
    parts = condition.parts()
    if not parts:
        yield condition
    for part in parts:
        yield from leaves(part)


def _said(codes: frozenset[str]) -> str:
    return "；".join(f"{ambiguity(code).say}（{code}）" for code in sorted(codes))


def explain_readings(codes: Iterable[str], case: Case) -> str:
    """Say how those of the ambiguities that were settled have been read, and on what ground."""
    return "".join(explain_reading(code, reading) for code in sorted(codes) if (reading := case.readings.get(code)))


def explain_reading(code: str, reading: Reading) -> str:
    """Say how an ambiguity has been read, and on what ground."""
    ground = f"，依据：{reading.clause}" if reading.clause else ""
    return f"关于“{ambiguity(code).open}”（{code}），已核定：{reading.says}{ground}。"


def explain_unknown(found: Verdict) -> str:
    """Say what an unknown answer waits for: facts to be filled in, questions that a person must settle."""
    asked = "、".join(f"“{label(path)}”" for path in sorted(found.missing))
    lines = [f"您尚未填写{asked}，请补充后重新预检"] if asked else []
    open_questions = _said(found.ambiguities - {"MISSING"})
    return "；".join([*lines, open_questions] if open_questions else lines) + "。"


@dataclass(frozen=True, slots=True)
class Fact:
    """A stated fact compared with a value. `assume` stands in for a fact that was left out, unless unset."""

    word: FactWord
    test: Callable[[Any], bool]
    asks: str
    assume: Any = UNSTATED

    def judge(self, case: Case) -> Verdict:
        """Compare; a claim that a person does not put forward is not met, any other fact left out is unknown."""
        value = case.facts.get(self.word.path, UNSTATED)
        if value is UNSTATED:
            return self._judge_unstated(case)
        return MET if self.test(value) else NOT_MET

    def _judge_unstated(self, case: Case) -> Verdict:
        if self.word.claim and not case.has_stated_a_way:
            return lacking(self.word.path)
        if self.assume is not UNSTATED:
            return verdict(self.test(self.assume))
        is_unclaimed = self.word.claim and self.word.section not in case.sections
        return NOT_MET if is_unclaimed else lacking(self.word.path)

    def because(self, case: Case) -> str:
        """Say what was stated or assumed, and the remedy when it is not met."""
        found = case.answer(self)
        if found.answer is Answer.UNKNOWN:
            return explain_unknown(found)
        return self._situation(case) + (self._remedy() if found.answer is Answer.NOT_MET else "")

    def _remedy(self) -> str:
        if self.word.fix:
            return f"{self.word.fix}。"
        return "" if self.word.kind == "flag" else f"本条要求{self.asks}。"

    def _situation(self, case: Case) -> str:
        value = case.facts.get(self.word.path, self.assume)
        if value is UNSTATED:
            return f"您未申报“{self.word.label}”。"
        note = "" if self.word.path in case.facts else "（未填写，按此预检）"
        lead = "您" if self.word.kind == "flag" else "您的"
        return f"{lead}{self.word.statement(value)}{note}。"

    def earliest(self, case: Case) -> date | None:
        """Time alone does not change a fact."""
        return ALWAYS if case.answer(self).answer is Answer.MET else None

    def parts(self) -> tuple[Condition, ...]:
        """Return nothing: a leaf."""
        return ()


@dataclass(frozen=True, slots=True)
class Tenure:
    """A service of at least so many full years by the plan's cutoff."""

    name: str
    years: int
    words: str

    @property
    def asks(self) -> str:
        """What is asked, such as 从事工艺美术工作满 6 年."""
        return f"{self.words}满 {self.years} 年"

    def judge(self, case: Case) -> Verdict:
        """Count the years."""
        return case.served(self.name, self.years)

    def because(self, case: Case) -> str:
        """Write the computation out, with the earliest day when it falls short."""
        found = case.answer(self)
        if found.missing:
            return explain_unknown(found)
        line = f"您{self.words}：{tenure.computation(case.tenures[self.name], self.years, case.ending)}。"
        line += explain_readings(case.counted(self.name, self.years).ambiguities, case)
        if found.answer is Answer.UNKNOWN:
            return line + explain_unknown(found)
        day = self.earliest(case) if found.answer is Answer.NOT_MET else None
        return line + (f"连续从业的，{day} 起满 {self.years} 年。" if day else "")

    def earliest(self, case: Case) -> date | None:
        """Return the day on which the years are full under every reading."""
        if case.answer(self).answer is Answer.MET:
            return ALWAYS
        stated = case.tenures.get(self.name)
        return tenure.earliest(stated, self.years) if stated else None

    def parts(self) -> tuple[Condition, ...]:
        """Return nothing: a leaf."""
        return ()


@dataclass(frozen=True, slots=True)
class Human:
    """Always for a person to decide."""

    ambiguity: str

    @property
    def asks(self) -> str:
        """What is open."""
        return f"须人工核定：{ambiguity(self.ambiguity).open}"

    def judge(self, case: Case) -> Verdict:
        """Unknown, until a person has settled it."""
        return settled(doubt(self.ambiguity), case.readings)

    def because(self, case: Case) -> str:
        """Say who settles it, or how it was settled."""
        found = case.answer(self)
        is_open = found.answer is Answer.UNKNOWN
        return explain_unknown(found) if is_open else explain_readings((self.ambiguity,), case)

    def earliest(self, case: Case) -> date | None:
        """Met now or not by time."""
        return ALWAYS if case.answer(self).answer is Answer.MET else None

    def parts(self) -> tuple[Condition, ...]:
        """Return nothing: a leaf."""
        return ()
