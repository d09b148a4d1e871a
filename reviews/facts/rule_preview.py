"""What a rule that is being written will say to people: the row of the plan's table, and a sentence for each answer."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from law.answers import Answer
from law.breakthrough import breakthrough_items
from law.combinators import AnyOf, UnknownIf
from law.conditions import Condition, Human
from law.facts import parse_case
from law.grammar import Grammar
from reviews.facts.draft_rules import awards_of, cutoff_of, nodes_of
from reviews.facts.examples import World, facts_for
from reviews.facts.rule_gaps import gaps_of
from zcps import clock

_NEVER = "不会出现此结论。"


@dataclass(frozen=True)
class Preview:
    """One condition of a rule: what it asks, and what an applicant reads in each case."""

    asks: str
    met: str
    not_met: str
    unknown: str


@dataclass(frozen=True)
class RulePreview:
    """All conditions of a rule, the sentence proposed for it."""

    parts: list[Preview]
    proposed: str


def preview_of(rule: Mapping[str, Any], book: Mapping[str, Any]) -> RulePreview:
    """Return what a rule will say; conditions that cannot be read yet are left out."""
    grammar = Grammar(awards_of(book), breakthrough_items())
    world = World(cutoff_of(book) or dt.date(clock.today().year, 12, 31), awards_of(book), breakthrough_items())
    gaps = {place for place, _ in gaps_of(rule)}
    conditions: list[Condition] = []
    parts: list[Preview] = []
    for place, node in nodes_of(rule):
        known = len(grammar.problems)
        condition = grammar.compile(node, place)
        if len(grammar.problems) == known and not any(gap == place or gap.startswith(f"{place}.") for gap in gaps):
            conditions.append(condition)
            parts.append(_preview(node, condition, world))
    return RulePreview(parts, proposed_asks(conditions))


def _preview(node: Any, condition: Condition, world: World) -> Preview:
    return Preview(condition.asks, *(_sentence(node, condition, answer, world) for answer in Answer))


def _sentence(node: Any, condition: Condition, answer: Answer, world: World) -> str:
    facts = facts_for([node], condition, answer, world)
    return _NEVER if facts is None else condition.because(parse_case(facts, world.ending, world.ending))


def proposed_asks(conditions: list[Condition]) -> str:
    """Return a sentence for a rule: whom it is for, then what such a person needs; doubts are not part of it."""
    said = [condition.asks for condition in conditions if not isinstance(condition, UnknownIf | Human)]
    is_human = any(_is_human(condition) for condition in conditions)
    return "，".join(said) + ("（人工核定）" if said and is_human else "")


def _is_human(condition: Condition) -> bool:
    return isinstance(condition, Human) or (isinstance(condition, AnyOf) and all(map(_is_human, condition.conditions)))
