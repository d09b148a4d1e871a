"""The vocabulary of conditions. Each answers met, not met or unknown, says what it asks and what it found of a person.

`judge` is quick and answers; `because` is slower and writes the sentence; they are apart because most conditions of a
rulebook are judged for everybody and told to nobody.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from law import tenure
from law.answers import MET, NOT_MET, Answer, Verdict, doubt, joined, lacking, verdict
from law.facts import UNSTATED, Case
from law.vocabulary import FactWord, ambiguity, label

NOT_CONCERNED = "您的情况不涉及此项。"
_ALWAYS = date.min


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
        found = self.judge(case)
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
        return _ALWAYS if self.judge(case).answer is Answer.MET else None

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
        found = self.judge(case)
        if found.missing:
            return explain_unknown(found)
        line = f"您{self.words}：{tenure.computation(case.tenures[self.name], self.years, case.ending)}。"
        if found.answer is Answer.UNKNOWN:
            return line + explain_unknown(found)
        day = self.earliest(case) if found.answer is Answer.NOT_MET else None
        return line + (f"连续从业的，{day} 起满 {self.years} 年。" if day else "")

    def earliest(self, case: Case) -> date | None:
        """Return the day on which the years are full under every reading."""
        if self.judge(case).answer is Answer.MET:
            return _ALWAYS
        stated = case.tenures.get(self.name)
        return tenure.earliest(stated, self.years) if stated else None

    def parts(self) -> tuple[Condition, ...]:
        """Return nothing: a leaf."""
        return ()


def _situations(conditions: tuple[Condition, ...], case: Case, answer: Answer) -> str:
    return "".join(part.because(case) for part in conditions if part.judge(case).answer is answer)


def _closeness(condition: Condition, case: Case) -> tuple[bool, ...]:
    # The first part of an alternative says whom it is meant for, so it weighs most.
    return tuple(part.judge(case).answer is Answer.MET for part in condition.parts())


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part must be met."""

    conditions: tuple[Condition, ...]

    @property
    def asks(self) -> str:
        """What is asked, part by part."""
        return "，且".join(part.asks for part in self.conditions)

    def judge(self, case: Case) -> Verdict:
        """Not met as soon as one part is not; unknown waits for all that is unknown."""
        unknowns: list[Verdict] = []
        for part in self.conditions:
            found = part.judge(case)
            if found.answer is Answer.NOT_MET:
                return NOT_MET
            if found.answer is Answer.UNKNOWN:
                unknowns.append(found)
        return joined(unknowns) if unknowns else MET

    def because(self, case: Case) -> str:
        """Say the sentences of the parts that decide: all that are met, or all that stand in the way."""
        if self.judge(case).answer is Answer.MET:
            return _situations(self.conditions, case, Answer.MET)
        return "".join(_situations(self.conditions, case, answer) for answer in (Answer.NOT_MET, Answer.UNKNOWN))

    def earliest(self, case: Case) -> date | None:
        """Return the day of the latest part."""
        days = [part.earliest(case) for part in self.conditions]
        known = [day for day in days if day]
        return max(known, default=_ALWAYS) if len(known) == len(days) else None

    def parts(self) -> tuple[Condition, ...]:
        """Return the parts."""
        return self.conditions


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part is enough."""

    conditions: tuple[Condition, ...]

    @property
    def asks(self) -> str:
        """What is asked, alternative by alternative."""
        return "，或".join(part.asks for part in self.conditions)

    def judge(self, case: Case) -> Verdict:
        """Met as soon as one part is; unknown waits for any that is unknown."""
        unknowns: list[Verdict] = []
        for part in self.conditions:
            found = part.judge(case)
            if found.answer is Answer.MET:
                return MET
            if found.answer is Answer.UNKNOWN:
                unknowns.append(found)
        return joined(unknowns) if unknowns else NOT_MET

    def because(self, case: Case) -> str:
        """Say the sentences of the alternatives that decide; when none is met, only of those that come closest."""
        answer = self.judge(case).answer
        if answer is not Answer.NOT_MET:
            return _situations(self.conditions, case, answer)
        closeness = [_closeness(part, case) for part in self.conditions]
        close = [part for part, each in zip(self.conditions, closeness, strict=True) if each == max(closeness)]
        return "".join(part.because(case) for part in close)

    def earliest(self, case: Case) -> date | None:
        """Return the day of the soonest part."""
        return min((day for part in self.conditions if (day := part.earliest(case))), default=None)

    def parts(self) -> tuple[Condition, ...]:
        """Return the parts."""
        return self.conditions


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not be met."""

    condition: Condition

    @property
    def asks(self) -> str:
        """What is asked, denied."""
        return f"不属于：{self.condition.asks}"

    def judge(self, case: Case) -> Verdict:
        """Turn the answer over; unknown stays unknown."""
        found = self.condition.judge(case)
        return found if found.answer is Answer.UNKNOWN else verdict(found.answer is Answer.NOT_MET)

    def because(self, case: Case) -> str:
        """Say what the part says."""
        return self.condition.because(case)

    def earliest(self, case: Case) -> date | None:
        """Time alone does not undo a condition."""
        return _ALWAYS if self.judge(case).answer is Answer.MET else None

    def parts(self) -> tuple[Condition, ...]:
        """Return the denied part."""
        return (self.condition,)


@dataclass(frozen=True, slots=True)
class UnknownIf:
    """Met, unless the part holds: then the notice is ambiguous and a person must settle it."""

    condition: Condition
    ambiguity: str

    @property
    def asks(self) -> str:
        """What is open."""
        return f"不涉及待核定事项：{ambiguity(self.ambiguity).open}"

    def judge(self, case: Case) -> Verdict:
        """Never not met: an ambiguity refuses nobody."""
        found = self.condition.judge(case)
        if found.answer is Answer.UNKNOWN:
            return joined((found,), self.ambiguity)
        return doubt(self.ambiguity) if found.answer is Answer.MET else MET

    def because(self, case: Case) -> str:
        """Say the situation, and what is to be settled."""
        found = self.judge(case)
        if found.answer is Answer.MET:
            return NOT_CONCERNED
        return ("" if found.missing else self.condition.because(case)) + explain_unknown(found)

    def earliest(self, case: Case) -> date | None:
        """Met now or not by time."""
        return _ALWAYS if self.judge(case).answer is Answer.MET else None

    def parts(self) -> tuple[Condition, ...]:
        """Return the part that raises the doubt."""
        return (self.condition,)


@dataclass(frozen=True, slots=True)
class Human:
    """Always for a person to decide."""

    ambiguity: str

    @property
    def asks(self) -> str:
        """What is open."""
        return f"须人工核定：{ambiguity(self.ambiguity).open}"

    def judge(self, case: Case) -> Verdict:
        """Unknown, always."""
        return doubt(self.ambiguity)

    def because(self, case: Case) -> str:
        """Say who settles it."""
        return explain_unknown(self.judge(case))

    def earliest(self, case: Case) -> date | None:
        """Never by time."""
        return None

    def parts(self) -> tuple[Condition, ...]:
        """Return nothing: a leaf."""
        return ()


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many different members of a list; `one_each` asks that no achievement is used for two of them (AMB-07)."""

    needed: int
    of: str
    members: Mapping[str, str]
    asks: str
    one_each: str = ""

    def judge(self, case: Case) -> Verdict:
        """Count the different members; those under doubt, or resting on one achievement, count as unknown."""
        if not case.has_stated_a_way:
            return lacking(self.of)
        items = [item for item in case.lists[self.of] if _name(item) in self.members]
        if len({_name(item) for item in items}) < self.needed:
            return NOT_MET
        certain = [item for item in items if not _doubt(item)]
        if len({_name(item) for item in certain}) < self.needed:
            return doubt(*(code for item in items if (code := _doubt(item))))
        return MET if not self.one_each or _matching(certain) >= self.needed else doubt(self.one_each)

    def because(self, case: Case) -> str:
        """Name the members that were counted."""
        names = sorted({_name(item) for item in case.lists[self.of]} & self.members.keys())
        listed = "；".join(name if name == (text := self.members[name]) else f"{name} {text}" for name in names) or "无"
        found = self.judge(case)
        line = f"您填报的符合项：{listed}，计 {len(names)} 项，需 {self.needed} 项。"
        return line + (explain_unknown(found) if found.answer is Answer.UNKNOWN else "")

    def earliest(self, case: Case) -> date | None:
        """Met now or not by time."""
        return _ALWAYS if self.judge(case).answer is Answer.MET else None

    def parts(self) -> tuple[Condition, ...]:
        """Return nothing: a leaf."""
        return ()


def _name(item: Any) -> str:
    return str(item if isinstance(item, str) else item["item"])


def _doubt(item: Any) -> str:
    return "" if isinstance(item, str) else str(item.get("amb", ""))


def _matching(items: list[Any]) -> int:
    """Match members with different achievements, as many as possible; a member without one rests on its own."""
    uses: dict[str, set[str]] = {}
    for number, item in enumerate(items):
        own = f"#{number}"
        uses.setdefault(_name(item), set()).add(own if isinstance(item, str) else str(item.get("ach") or own))
    held: dict[str, str] = {}

    def place(name: str, tried: set[str]) -> bool:
        for achievement in sorted(uses[name] - tried):
            tried.add(achievement)
            if achievement not in held or place(held[achievement], tried):
                held[achievement] = name
                return True
        return False

    return sum(place(name, set()) for name in uses)
