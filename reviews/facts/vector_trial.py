"""How the author's cases come out under the rules as they stand, and which thresholds none of them guards."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from law.errors import RulebookError
from law.mutation import survivors
from law.trial import OUTCOMES, try_vectors
from reviews.facts.draft_rules import mapping, texts, vectors_of
from reviews.facts.rule_gaps import inside
from reviews.rulebooks import compiled

_KEPT = 16


@dataclass(frozen=True)
class VectorLine:
    """One case in the list; `number` counts from 1."""

    number: int
    id: str
    target: str
    expect: str
    why: str
    passed: bool | None
    because: str


@dataclass(frozen=True)
class VectorTrial:
    """All cases with how they came out; `compiles` is false while the rules cannot be run at all."""

    lines: list[VectorLine]
    unguarded: list[str]
    compiles: bool

    @property
    def failed(self) -> int:
        """How many cases did not come out as expected."""
        return sum(line.passed is False for line in self.lines)


@lru_cache(maxsize=_KEPT)
def trial_of(rules: str) -> VectorTrial:
    """Try the cases of a rulebook kept as text; the same text is tried once."""
    try:
        book = compiled(rules)
    except RulebookError:
        book = None
    data = mapping(book.source) if book else {}
    vectors = vectors_of(data)
    trials = try_vectors(book, vectors) if book else []
    lines = [_line(n, vector, trials[n - 1].passed, trials[n - 1].because) for n, vector in enumerate(vectors, 1)]
    # A case that fails anyhow would seem to notice everything.
    proven = [vector for vector, trial in zip(vectors, trials, strict=False) if trial.passed]
    return VectorTrial(lines, _unguarded(data, proven) if book else [], book is not None)


def untried(data: Mapping[str, Any]) -> VectorTrial:
    """List the cases of rules that cannot be run."""
    vectors = vectors_of(data)
    return VectorTrial([_line(n, vector, None, "") for n, vector in enumerate(vectors, 1)], [], compiles=False)


def _line(number: int, vector: Mapping[str, Any], passed: bool | None, because: str) -> VectorLine:  # noqa: FBT001 - True, False or not judged
    wanted = {outcome.value: word for outcome, word in OUTCOMES.items()}.get(str(vector.get("expect")), "（没有填写）")
    parts = [wanted, str(vector.get("rule") or ""), *texts(vector.get("amb"))]
    words = "，".join(part for part in parts if part)
    name, target = str(vector.get("id") or ""), str(vector.get("target") or "")
    return VectorLine(number, name, target, words, str(vector.get("why") or ""), passed, because)


def _unguarded(data: dict[str, Any], vectors: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(_said(mutant.place, mutant.was, mutant.becomes) for mutant in survivors(data, vectors)))


def _said(place: str, was: object, becomes: object) -> str:
    part, _, rest = place.partition(".")
    name, _, path = rest.partition(".")
    where = {"rules": "规则", "award_tables": "奖项表", "credit_policies": "学时要求"}.get(part, "年限截止日")
    spot = _spot(inside(f".{path}")) if part == "rules" else ""
    change = f"{was} 改为 {becomes}" if becomes != "" else f"去掉“{was}”"
    return f"{where}{f' {name}' if name else ''}{f'（{spot}）' if spot else ''}：{change}，没有用例能发现。"


def _spot(place: str) -> str:
    """Say where in a rule a condition stands: `needs.0.1` is 条件 1.2."""
    whole, _, inner = place.partition(".")
    numbers = ".".join(str(int(step) + 1) for step in inner.split(".") if step.isdecimal())
    return f"{'适用对象' if whole == 'for' else '条件'}{f' {numbers}' if numbers else ''}"
