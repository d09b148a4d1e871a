"""What no record tells and the law asks: questions to the person with their clauses; an answer is a declared fact.

The words of a question stand in the vocabulary (law/data/facts.yaml); whether it is asked, and under which clause, is
said by the rulebook that judges the application. So a plan that an office writes has its questions by itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from law.answers import Answer
from law.conditions import Condition, Fact, Tenure, leaves
from law.facts import parse_case
from law.rulebook import Rule, Rulebook
from law.vocabulary import FactWord, vocabulary


@dataclass(frozen=True)
class Question:
    """One question. `path` is the fact in the law's words; without `choices` it is answered 是 or 否."""

    path: str
    text: str
    clause: str
    choices: tuple[str, ...] = ()
    hint: str = ""
    # For what only a record proves: the answer `denial` means that there is no such service at all (`denies` are none);
    # the other one proves nothing, so the record named here has to be taken in.
    denies: tuple[str, ...] = ()
    proof: str = ""
    denial: bool = False

    @property
    def options(self) -> list[tuple[str, str]]:
        """(value, label) of every answer."""
        return [(choice, choice) for choice in self.choices] or [("true", "是"), ("false", "否")]

    def read(self, text: str) -> Any:
        """Return the typed value of an answer from the form; None where it is no answer to this question."""
        if text not in dict(self.options):
            return None
        return text if self.choices else text == "true"

    def shown(self, value: Any) -> str:
        """Return an answer as it is printed."""
        return str(value) if self.choices else ("是" if value else "否")

    def wants_record(self, answer: Any) -> bool:
        """Whether an answer claims what only a record proves."""
        return bool(self.proof) and bool(answer) is not self.denial


def questions_for(book: Rulebook, target: str, recorded: Mapping[str, Any]) -> list[Question]:
    """Return what has to be asked of somebody who files for `target`: what the law asks and the records do not tell."""
    clauses: dict[str, str] = {}
    for path, clause in _asked(book, target, recorded):
        clauses.setdefault(path, clause)
    words = vocabulary().words
    return [_question(words[path], clause) for path, clause in clauses.items() if _is_open(words[path], recorded)]


def _asked(book: Rulebook, target: str, recorded: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every path that the law asks of a person like this, with the clause of the gate or rule that asks."""
    for gate in book.gates:
        yield from ((path, gate.clause) for path in _paths([gate.condition]))
    for rule in book.rules.get(target, ()):
        yield from ((path, rule.clause) for path in _paths(_conditions(rule, book, recorded)))


def _conditions(rule: Rule, book: Rulebook, recorded: Mapping[str, Any]) -> Iterable[Condition]:
    # A rule for others asks nothing but whether one is such a person. Services decide that nowhere, and a date in them
    # that nobody can read is the examination's to report.
    plain = {name: value for name, value in recorded.items() if name != "tenure"}
    is_for_others = rule.applies.judge(parse_case(plain, book.cutoff.day, None)).answer is Answer.NOT_MET
    return [rule.applies] if is_for_others else [rule.applies, *rule.needs]


def _paths(conditions: Iterable[Condition]) -> Iterator[str]:
    for condition in conditions:
        for leaf in leaves(condition):
            if isinstance(leaf, Fact):
                yield leaf.word.path
            elif isinstance(leaf, Tenure):
                yield f"tenure.{leaf.name}"


def _question(word: FactWord, clause: str) -> Question:
    return Question(
        word.path, word.whether or word.ask, clause, word.answers, word.hint, word.denies, word.proof, word.denial
    )


def _is_open(word: FactWord, recorded: Mapping[str, Any]) -> bool:
    if not (word.declared or word.whether) or value_at(recorded, word.path) is not None:
        return False
    return word.when is None or value_at(recorded, word.when[0]) in word.when[1]


def value_at(facts: Mapping[str, Any], path: str) -> Any:
    """Return the fact at a path such as edu.level; None where nothing tells it."""
    section, _, name = path.partition(".")
    found = facts.get(section)
    return found.get(name) if isinstance(found, Mapping) else None


def merged(facts: Mapping[str, Any], answers: Mapping[str, Any], asked: Iterable[Question]) -> dict[str, Any]:
    """Return the facts with the answers to what was asked; what a record tells is never overruled by an answer."""
    whole = {name: dict(value) if isinstance(value, Mapping) else value for name, value in facts.items()}
    for question in asked:
        if question.path in answers:
            _merge(whole, question, answers[question.path])
    return whole


def _merge(whole: dict[str, Any], question: Question, answer: Any) -> None:
    if question.wants_record(answer):
        return
    section, _, name = question.path.partition(".")
    if section != "tenure":
        whole.setdefault(section, {})[name] = answer
    for tenure in question.denies:
        whole.setdefault("tenure", {}).setdefault(tenure, 0)
