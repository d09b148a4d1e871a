"""The overview of a rulebook that is being written: its rules by title and route, each with what touches it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from law.errors import BadInput
from law.sources import Notice, cite
from reviews.facts.draft_rules import Draft, digest, documents_of, mapping, rules_of, texts, vectors_of
from reviews.facts.rule_gaps import Problem
from reviews.facts.rule_words import check_sentence, policy_label

_UNSAID = "（还没有写明）"


@dataclass(frozen=True)
class RuleLine:
    """One rule in the overview; `number` counts from 1 in the order of the rulebook."""

    number: int
    id: str
    asks: str
    clause: str
    vectors: int
    problems: list[str]
    base: str


@dataclass(frozen=True)
class TitleRules:
    """What a title asks for, by route."""

    name: str
    credits: str
    routes: list[tuple[str, list[RuleLine]]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def written_out(clause: object, documents: Mapping[str, Notice]) -> str:
    """Return a citation as people read it; as it stands where it cannot be written out."""
    try:
        return cite(str(clause or ""), documents)
    except BadInput:
        return str(clause or "")


def titles_of(data: Draft, problems: Sequence[Problem]) -> list[TitleRules]:
    """Return every title with its rules, and at last the rules that belong to none."""
    lines = list(_lines(data, problems))
    targets = mapping(data.get("targets"))
    strays = [str(rule.get("target") or "") for rule, _ in lines if rule.get("target") not in targets]
    names = [*targets, *dict.fromkeys(strays)]
    return [_title(data, name, lines, _at(problems, f"targets.{name}")) for name in names]


def _title(data: Draft, name: str, lines: list[tuple[dict[str, Any], RuleLine]], problems: list[str]) -> TitleRules:
    mine = [(str(rule.get("route") or ""), line) for rule, line in lines if str(rule.get("target") or "") == name]
    routes = dict.fromkeys([*texts(data.get("routes")), *(route for route, _ in mine)])
    found = [(route or _UNSAID, [line for at, line in mine if at == route]) for route in routes]
    policy = str(mapping(mapping(data.get("targets")).get(name)).get("credits") or "")
    hours = policy_label(policy) if policy else "不规定"
    return TitleRules(name or _UNSAID, hours, [(route, rows) for route, rows in found if rows], problems)


def _lines(data: Draft, problems: Sequence[Problem]) -> Iterator[tuple[dict[str, Any], RuleLine]]:
    documents, proofs = documents_of(data), [str(vector.get("rule")) for vector in vectors_of(data)]
    for number, rule in enumerate(rules_of(data), 1):
        name = str(rule.get("id") or "")
        mine = _at(problems, f"rules.{name or number - 1}")
        clause = written_out(rule.get("clause"), documents)
        yield (
            rule,
            RuleLine(number, name, str(rule.get("asks") or _UNSAID), clause, proofs.count(name), mine, digest(rule)),
        )


def _at(problems: Sequence[Problem], place: str) -> list[str]:
    return [each.sentence for each in problems if each.place == place or each.place.startswith(f"{place}.")]


def within(problems: Sequence[Problem], place: str) -> dict[str, list[str]]:
    """Return the sentences about a part by the place inside it; its own under an empty name."""
    found: dict[str, list[str]] = {}
    for each in problems:
        if each.place == place or each.place.startswith(f"{place}."):
            found.setdefault(each.place[len(place) + 1 :], []).append(each.sentence)
    return found


def policies_in(data: Draft) -> list[tuple[str, str, list[str]]]:
    """Return the credit policies of the rulebook's own: name, clause, what each line asks."""
    documents = documents_of(data)
    own = mapping(data.get("credit_policies"))
    return [(name, written_out(mapping(row).get("clause"), documents), _asked(row)) for name, row in own.items()]


def _asked(policy: Any) -> list[str]:
    checks = mapping(policy).get("checks")
    return [check_sentence(mapping(row)) for row in checks] if isinstance(checks, list) else []
