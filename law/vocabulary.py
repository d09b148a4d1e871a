"""The facts that rules ask about: how each is called, what it may be, how it is said of a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from law.yaml_data import read_yaml


@dataclass(frozen=True, slots=True)
class FactWord:
    """One fact of the vocabulary, with its Chinese words."""

    path: str
    label: str
    kind: str
    choices: tuple[str, ...] = ()
    claim: bool = False
    has: str = ""
    lacks: str = ""
    fix: str = ""
    section: str = ""

    def statement(self, value: object) -> str:
        """Say what the value means for a person, as a clause without the subject."""
        if self.kind == "flag":
            return self.has if value else self.lacks
        return f"{self.label}为{value}"


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A question that the notices leave open, and how it is put to the person whose case depends on it."""

    code: str
    open: str
    say: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words: facts by path, lists, tenures by name, ambiguities by code."""

    facts: Mapping[str, FactWord]
    lists: Mapping[str, str]
    tenures: Mapping[str, str]
    ambiguities: Mapping[str, Ambiguity]
    education_levels: tuple[str, ...]
    claims: frozenset[str] = field(default=frozenset())


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with the law."""
    data: dict[str, Any] = read_yaml("data/facts.yaml")
    facts = {path: _word(path, row) for path, row in data["facts"].items()}
    codes = {code: Ambiguity(code, **row) for code, row in read_yaml("data/ambiguities.yaml").items()}
    claims = frozenset(word.section for word in facts.values() if word.claim) | frozenset(data["lists"])
    return Vocabulary(facts, data["lists"], data["tenures"], codes, tuple(data["education_levels"]), claims)


def _word(path: str, row: Mapping[str, Any]) -> FactWord:
    return FactWord(path, **{**row, "choices": tuple(row.get("choices", ())), "section": path.partition(".")[0]})


def label(path: str) -> str:
    """Return the Chinese name of a fact path such as `edu.level`, `tenure.craft` or `credits`."""
    words = vocabulary()
    if path in words.facts:
        return words.facts[path].label
    name = path.removeprefix("tenure.")
    if name in words.tenures:
        return f"{words.tenures[name]}的起止时间"
    return {"credits": "继续教育学时", "as_of": "申报日期", **words.lists}.get(path, path)


def ambiguity(code: str) -> Ambiguity:
    """Return the ambiguity with this code; an unknown code speaks for itself."""
    return vocabulary().ambiguities.get(code) or Ambiguity(code, code, f"{code} 须由受理部门核定")
