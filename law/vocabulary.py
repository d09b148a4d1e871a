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
    # The question to the person, what stands beside it, and the answers offered where the kind names none.
    ask: str = ""
    hint: str = ""
    options: tuple[str, ...] = ()
    # No record can tell it: whoever applies is asked, and the employer confirms the answer.
    declared: bool = False
    # Only a record of the module `proof` tells it; the question whether there is one at all, the answer that says there
    # is none, and the services that are then none either.
    whether: str = ""
    proof: str = ""
    denial: bool = False
    denies: tuple[str, ...] = ()
    # Asked only where another fact has one of these values.
    when: tuple[str, tuple[Any, ...]] | None = None

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers to choose from; empty for yes or no, a number, a day, and words of one's own."""
        return self.choices or self.options

    def statement(self, value: object) -> str:
        """Say what the value means for a person, as a clause without the subject."""
        if self.kind == "flag":
            return self.has if value else self.lacks
        return f"{self.label}为{value}"


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A question that the notices leave open, and how it is put to the person whose case depends on it.

    `by` is who settles it in a case: body, office or hr; `plan` where the plan itself must, registrar where whoever
    recognises credits does. `favourable` and `adverse` are the two readings, `clause` the ground proposed for them.
    """

    code: str
    open: str
    say: str
    by: str = ""
    favourable: str = ""
    adverse: str = ""
    clause: str = ""

    def reading(self, *, favours: bool) -> str:
        """Return the words of one reading."""
        return self.favourable if favours else self.adverse


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words: facts by path, lists, tenures by name, ambiguities by code."""

    facts: Mapping[str, FactWord]
    lists: Mapping[str, str]
    tenures: Mapping[str, str]
    ambiguities: Mapping[str, Ambiguity]
    education_levels: tuple[str, ...]
    claims: frozenset[str] = field(default=frozenset())
    # Every path with its words: facts, lists such as `awards`, services such as `tenure.craft`.
    words: Mapping[str, FactWord] = field(default_factory=dict)


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with the law."""
    data: dict[str, Any] = read_yaml("data/facts.yaml")
    facts = {path: _word(path, row) for path, row in data["facts"].items()}
    lists = {name: _word(name, {**row, "kind": "list"}) for name, row in data["lists"].items()}
    tenures = {
        f"tenure.{name}": _word(f"tenure.{name}", {**row, "kind": "day"}) for name, row in data["tenures"].items()
    }
    codes = {code: _ambiguity(code, row) for code, row in read_yaml("data/ambiguities.yaml").items()}
    claims = frozenset(word.section for word in facts.values() if word.claim) | frozenset(lists)
    return Vocabulary(
        facts=facts,
        lists={name: word.label for name, word in lists.items()},
        tenures={path.removeprefix("tenure."): word.label for path, word in tenures.items()},
        ambiguities=codes,
        education_levels=tuple(data["education_levels"]),
        claims=claims,
        words={**facts, **lists, **tenures},
    )


def _ambiguity(code: str, row: Mapping[str, str]) -> Ambiguity:
    # `for` is no name in Python, and the right word in the data.
    words = {{"for": "favourable", "against": "adverse"}.get(key, key): value for key, value in row.items()}
    return Ambiguity(code, **words)


def _word(path: str, row: Mapping[str, Any]) -> FactWord:
    tuples = {name: tuple(row[name]) for name in ("choices", "options", "denies") if name in row}
    when = (row["when"][0], tuple(row["when"][1])) if "when" in row else None
    return FactWord(path, **{**row, **tuples, "when": when, "section": path.partition(".")[0]})


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
