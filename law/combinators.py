"""Conditions made of others: all of them, any of them, not this one, unknown if this one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from law.answers import MET, NOT_MET, Answer, Verdict, doubt, joined, verdict
from law.conditions import ALWAYS, NOT_CONCERNED, Condition, explain_readings, explain_unknown
from law.facts import Case
from law.vocabulary import ambiguity


def _situations(conditions: tuple[Condition, ...], case: Case, answer: Answer) -> str:
    return "".join(part.because(case) for part in conditions if case.answer(part).answer is answer)


def _closeness(condition: Condition, case: Case) -> tuple[bool, ...]:
    # The first part of an alternative says whom it is meant for, so it weighs most.
    return tuple(case.answer(part).answer is Answer.MET for part in condition.parts())


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
            found = case.answer(part)
            if found.answer is Answer.NOT_MET:
                return NOT_MET
            if found.answer is Answer.UNKNOWN:
                unknowns.append(found)
        return joined(unknowns) if unknowns else MET

    def because(self, case: Case) -> str:
        """Say the sentences of the parts that decide: all that are met, or all that stand in the way."""
        if case.answer(self).answer is Answer.MET:
            return _situations(self.conditions, case, Answer.MET)
        return "".join(_situations(self.conditions, case, answer) for answer in (Answer.NOT_MET, Answer.UNKNOWN))

    def earliest(self, case: Case) -> date | None:
        """Return the day of the latest part."""
        latest = ALWAYS
        for part in self.conditions:
            day = part.earliest(case)
            if day is None:
                return None
            latest = max(latest, day)
        return latest

    def parts(self) -> tuple[Condition, ...]:
        """Return the parts."""
        return self.conditions


def demands(condition: Condition) -> Iterator[Condition]:
    """Walk to the conditions that must all hold for this one to hold."""
    if isinstance(condition, AllOf):
        for part in condition.conditions:
            yield from demands(part)
    else:
        yield condition


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
            found = case.answer(part)
            if found.answer is Answer.MET:
                return MET
            if found.answer is Answer.UNKNOWN:
                unknowns.append(found)
        return joined(unknowns) if unknowns else NOT_MET

    def because(self, case: Case) -> str:
        """Say the sentences of the alternatives that decide; when none is met, only of those that come closest."""
        answer = case.answer(self).answer
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
        found = case.answer(self.condition)
        return found if found.answer is Answer.UNKNOWN else verdict(found.answer is Answer.NOT_MET)

    def because(self, case: Case) -> str:
        """Say what the part says."""
        return self.condition.because(case)

    def earliest(self, case: Case) -> date | None:
        """Time alone does not undo a condition."""
        return ALWAYS if case.answer(self).answer is Answer.MET else None

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
        """Not met only once a person has read the ambiguity so: by itself it refuses nobody."""
        found = case.answer(self.condition)
        reading = case.readings.get(self.ambiguity)
        if found.answer is Answer.NOT_MET or (reading and reading.favours):
            return MET
        if found.answer is Answer.UNKNOWN:
            return joined((found,), *(() if reading else (self.ambiguity,)))
        return NOT_MET if reading else doubt(self.ambiguity)

    def because(self, case: Case) -> str:
        """Say the situation, and what is to be settled."""
        found = case.answer(self)
        if case.answer(self.condition).answer is Answer.NOT_MET:
            return NOT_CONCERNED
        if found.answer is not Answer.UNKNOWN or self.ambiguity in case.readings:
            # What is still unknown is then unknown of the situation, which says so itself.
            return self.condition.because(case) + explain_readings((self.ambiguity,), case)
        return ("" if found.missing else self.condition.because(case)) + explain_unknown(found)

    def earliest(self, case: Case) -> date | None:
        """Met now or not by time."""
        return ALWAYS if case.answer(self).answer is Answer.MET else None

    def parts(self) -> tuple[Condition, ...]:
        """Return the part that raises the doubt."""
        return (self.condition,)
