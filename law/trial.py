"""Trying the cases of a rulebook's author on the rulebook: which come out as expected, and how the others do not.

A case has the form {id, target, facts, expect, rule, route, amb, amb_only, gate, check_credits, why}.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from law.errors import BadInput
from law.examination import Examination, Outcome, examine
from law.rulebook import Rulebook

OUTCOMES = {Outcome.ELIGIBLE: "符合", Outcome.NOT_ELIGIBLE: "不符合", Outcome.NEEDS_HUMAN: "须人工核定"}
_KEYS = {"id", "plan", "target", "facts", "expect", "rule", "route", "amb", "amb_only", "gate", "check_credits", "why"}


@dataclass(frozen=True, slots=True)
class Trial:
    """How one case came out; `because` says what differs from what was expected, and is empty when nothing does."""

    id: str
    passed: bool
    because: str = ""


def try_vectors(book: Rulebook, vectors: Iterable[Mapping[str, Any]]) -> list[Trial]:
    """Examine every case under the rulebook and compare with what its author expects; a malformed case fails."""
    return [_trial(book, vector, number) for number, vector in enumerate(vectors, 1)]


def _trial(book: Rulebook, vector: Mapping[str, Any], number: int) -> Trial:
    name = str(vector.get("id") or f"第 {number} 例") if isinstance(vector, Mapping) else f"第 {number} 例"
    if malformed := _malformed(vector):
        return Trial(name, passed=False, because=malformed)
    try:
        wants_credits = bool(vector.get("check_credits"))
        found = examine(book, vector["facts"], vector["target"], credits=wants_credits)
    except BadInput as wrong:
        return Trial(name, passed=False, because=f"用例无法预检：{wrong}")
    differences = "；".join(_differences(vector, found))
    return Trial(name, not differences, f"{differences}。" if differences else "")


def _malformed(vector: object) -> str:
    if not isinstance(vector, Mapping):
        return "用例应为一个对象，请按 {id, target, facts, expect} 的形式填写。"
    if absent := [key for key in ("target", "facts", "expect") if key not in vector]:
        return f"用例缺少 {'、'.join(absent)}，请补充。"
    if unknown := sorted(map(str, vector.keys() - _KEYS)):
        return f"用例中有不认识的内容 {'、'.join(unknown)}，请删除或更正。"
    wordy = [key for key in ("target", "expect", "rule", "route", "gate") if not isinstance(vector.get(key) or "", str)]
    if not all(isinstance(code, str) for code in _listed(vector.get("amb"))):
        wordy.append("amb")
    if wordy:
        return f"用例的 {'、'.join(wordy)} 应为文字，请更正。"
    if vector["expect"] not in set(Outcome):
        return f"预期结论“{vector['expect']}”不可用，请填写 {'、'.join(Outcome)} 之一。"
    return ""


def _differences(vector: Mapping[str, Any], found: Examination) -> Iterator[str]:
    if found.outcome != vector["expect"]:
        yield f"应为“{OUTCOMES[Outcome(vector['expect'])]}”，实为“{OUTCOMES[found.outcome]}”"
    for key, name in (("rule", "规则"), ("route", "途径")):
        actual = getattr(found, key)
        if vector.get(key) and actual != vector[key]:
            yield f"{name}应为 {vector[key]}，实为 {actual or '无'}"
    yield from _doubts(vector, found)
    failed = {finding.id for finding in found.failures}
    if vector.get("gate") and vector["gate"] not in failed:
        yield f"应不符合 {vector['gate']}，实际不符合的是 {'、'.join(sorted(failed)) or '无'}"


def _doubts(vector: Mapping[str, Any], found: Examination) -> Iterator[str]:
    wanted, named = set(_listed(vector.get("amb"))), set(found.ambiguities)
    if absent := wanted - named:
        yield f"应提示歧义 {'、'.join(sorted(absent))}"
    if vector.get("amb_only") and named - wanted:
        yield f"不应提示歧义 {'、'.join(sorted(named - wanted))}"


def _listed(stated: object) -> list[str]:
    return [stated] if isinstance(stated, str) else list(stated) if isinstance(stated, list | tuple) else []
