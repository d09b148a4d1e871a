"""The sheet on which an expert judges a case: criteria of which some must be met, and weighted points (S3 三(三)).

A sheet is a list of sections as a plan keeps them:
    {section, kind: criteria, least: 3, clause, items: [{text}, …]}            so many of the items must be met
    {section, kind: weighted, least: 60, clause, items: [{text, most: 30}, …]} so many points must be reached
Marks are {"0.2": true, "1.0": 18}: by section and item; what is not there has not been judged yet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from law.answers import Answer

CRITERIA, WEIGHTED = "criteria", "weighted"
KINDS = {CRITERIA: "逐项判断", WEIGHTED: "量化评分"}
MOST_POINTS = 1000
Section = Mapping[str, Any]
Marks = Mapping[str, bool | int]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One section as it was judged: the answer, what was reached, and the arithmetic in words."""

    section: str
    clause: str
    answer: Answer
    reached: int
    because: str


def key_of(section: int, item: int) -> str:
    """Return the name of an item's mark."""
    return f"{section}.{item}"


def judge(sheet: Sequence[Section], marks: Marks) -> list[Judgement]:
    """Judge every section; one that is not judged to its end and could still go either way is unknown."""
    return [_judged(number, section, marks) for number, section in enumerate(sheet)]


def overall(judgements: Sequence[Judgement]) -> Answer:
    """Return what all sections say together: each of them must be met."""
    answers = {each.answer for each in judgements}
    if Answer.NOT_MET in answers:
        return Answer.NOT_MET
    return Answer.UNKNOWN if Answer.UNKNOWN in answers or not answers else Answer.MET


def open_items(sheet: Sequence[Section], marks: Marks) -> list[str]:
    """Return the items that have not been judged yet, by their section."""
    return [
        f"{section['section']}第 {place + 1} 项"
        for number, section in enumerate(sheet)
        for place in range(len(section["items"]))
        if key_of(number, place) not in marks
    ]


def problems_of(sheet: Sequence[Section]) -> Iterator[str]:
    """Yield what is wrong with a sheet, each with its section."""
    for section in sheet:
        name, items, least = (
            section.get("section") or "未命名的部分",
            section.get("items") or [],
            section.get("least"),
        )
        if section.get("kind") not in KINDS:
            yield f"评审标准“{name}”的评价方式只能是{'或'.join(KINDS.values())}，请改正。"
            continue
        if not items:
            yield f"评审标准“{name}”没有条目，请逐行填写。"
        if section["kind"] == WEIGHTED:
            yield from _wrong_points(name, items)
        highest = len(items) if section["kind"] == CRITERIA else sum(_points(item) for item in items)
        if not isinstance(least, int) or not 0 <= least <= highest:
            unit = "项" if section["kind"] == CRITERIA else "分"
            yield f"评审标准“{name}”的要求应在 0 至 {highest} {unit}之间，请修改。"


def _wrong_points(name: str, items: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for item in items:
        if not 1 <= _points(item) <= MOST_POINTS:
            yield f"评审标准“{name}”的条目“{item['text'][:20]}”没有最高分，请在行末写“| 30”的形式。"


def _points(item: Mapping[str, Any]) -> int:
    most = item.get("most")
    return most if isinstance(most, int) and not isinstance(most, bool) else 0


def _judged(number: int, section: Section, marks: Marks) -> Judgement:
    items, least = section["items"], section["least"]
    given = [marks.get(key_of(number, place)) for place in range(len(items))]
    if section["kind"] == CRITERIA:
        reached = sum(mark is True for mark in given)
        possible = reached + sum(mark is None for mark in given)
        words = f"{len(items)} 项中符合 {reached} 项，应具备 {least} 项"
    else:
        reached = sum(mark for mark in given if isinstance(mark, int))
        possible = reached + sum(_points(item) for item, mark in zip(items, given, strict=True) if mark is None)
        words = f"得 {reached} 分，满分 {sum(map(_points, items))} 分，应不少于 {least} 分"
    answer = Answer.MET if reached >= least else Answer.UNKNOWN if possible >= least else Answer.NOT_MET
    ends = {Answer.MET: "达到", Answer.NOT_MET: "未达到", Answer.UNKNOWN: "尚未评完"}
    return Judgement(section["section"], section["clause"], answer, reached, f"{words}，{ends[answer]}。")
