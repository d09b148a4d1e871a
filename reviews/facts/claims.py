"""Several certificates or contest results, of which the law reads one: the one that opens a way is put forward.

Nobody loses a way because a higher certificate or a greater contest, which opens none here, stands beside it.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from applicants.enums import Module
from applicants.facts import contests
from applicants.models import ArchiveRecord
from law.answers import Answer
from law.facts import parse_case
from law.rulebook import Rulebook
from reviews.selectors.tables import series_of
from reviews.table_columns import normalised

# The series to which occupations are listed, as reviews.selectors.tables.series_of() tells.
Listed = Mapping[str, frozenset[str]]


def listed_occupations(records: Iterable[ArchiveRecord], on: dt.date) -> Listed:
    """Return the series to which the occupations of skill certificates are listed by the table in force on a day."""
    return series_of([_occupation(record) for record in _skilled(records)], on)


def leads_to(series: str, found: Collection[str]) -> bool:
    """Say whether a series is among those to which an occupation is listed."""
    return normalised(series) in found


def related_records(
    records: Sequence[ArchiveRecord], series: str, listed: Listed
) -> tuple[list[ArchiveRecord], dict[str, Any]]:
    """Leave out skill certificates of other occupations where one of a listed occupation is there.

    Returns:
        The records to read, and {skill: {occupation_listed}} where somebody holds a skill certificate at all. An
        occupation that is not listed, or a table not in force yet, is for the committee to judge (S4 附件1 注; AMB-20).
    """
    skilled = _skilled(records)
    if not skilled:
        return list(records), {}
    others = [each for each in skilled if not leads_to(series, listed.get(_occupation(each), ()))]
    is_related = len(others) < len(skilled)
    kept = [each for each in records if each not in others] if is_related else list(records)
    return kept, {"skill": {"occupation_listed": is_related}}


def _skilled(records: Iterable[ArchiveRecord]) -> list[ArchiveRecord]:
    return [each for each in records if each.module == Module.CREDENTIAL and each.data.get("skill_level")]


def _occupation(record: ArchiveRecord) -> str:
    return str(record.data.get("occupation", ""))


def best_contest(
    book: Rulebook, target: str, facts: Mapping[str, Any], records: Sequence[ArchiveRecord]
) -> dict[str, Any]:
    """Return the contest result on which most rules of the plan build; the greatest contest where none does."""
    results = contests(records)
    return max(results, key=lambda result: _opened(book, target, {**facts, "contest": result}), default={})


def _opened(book: Rulebook, target: str, facts: Mapping[str, Any]) -> int:
    plain = {name: value for name, value in facts.items() if name != "tenure"}
    case = parse_case(plain, book.cutoff.day, None)
    return sum(rule.applies.judge(case).answer is Answer.MET for rule in book.rules.get(target, ()))
