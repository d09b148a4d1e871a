"""Three-valued answers (Kleene): met, not met, unknown; an unknown says what it waits for."""

import enum
from collections.abc import Iterable, Mapping
from typing import NamedTuple

MISSING = "MISSING"


class Answer(enum.StrEnum):
    """What is known about one condition."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Verdict(NamedTuple):
    """An answer with the ambiguities of the notice and the facts that stand in the way of a plain yes or no."""

    answer: Answer
    ambiguities: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()


class Reading(NamedTuple):
    """How an ambiguity was settled: for the person or not, in which words, on what ground."""

    favours: bool
    says: str
    clause: str = ""


Readings = Mapping[str, Reading]

MET = Verdict(Answer.MET)
NOT_MET = Verdict(Answer.NOT_MET)


def verdict(truth: bool) -> Verdict:  # noqa: FBT001 - the truth is the whole argument
    """Turn a plain truth into a verdict."""
    return MET if truth else NOT_MET


def doubt(*codes: str) -> Verdict:
    """Unknown, because the notice is ambiguous in the named ways."""
    return Verdict(Answer.UNKNOWN, frozenset(codes))


def lacking(path: str) -> Verdict:
    """Unknown, because the fact at `path` was not stated."""
    return Verdict(Answer.UNKNOWN, frozenset({MISSING}), frozenset({path}))


def joined(unknowns: Iterable[Verdict], *codes: str) -> Verdict:
    """One unknown verdict that waits for everything that the given ones wait for, and for `codes`."""
    ambiguities, missing = set(codes), set[str]()
    for each in unknowns:
        ambiguities |= each.ambiguities
        missing |= each.missing
    return Verdict(Answer.UNKNOWN, frozenset(ambiguities), frozenset(missing))


def settled(found: Verdict, readings: Readings) -> Verdict:
    """Return what an unknown becomes once every ambiguity that it waits for has been settled; anything else unchanged.

    All of them must favour the person; a missing fact is never settled by a reading.
    """
    if not readings or found.answer is not Answer.UNKNOWN or found.missing or not found.ambiguities <= readings.keys():
        return found
    return verdict(all(readings[code].favours for code in found.ambiguities))


def agreed(readings: Iterable[Verdict], *codes: str) -> Verdict:
    """Judge several defensible readings: a common answer stands, differing ones are unknown because of `codes`."""
    readings = list(readings)
    answers = {each.answer for each in readings}
    if len(answers) > 1:
        return joined(readings, *codes)
    return joined(readings) if Answer.UNKNOWN in answers else readings[0]
