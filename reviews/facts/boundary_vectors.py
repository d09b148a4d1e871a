"""Cases exactly at a threshold of a rule and just below it, with the answer of the rules: a proposal for a person.

For each threshold the rest of the rule is met, and every other way to the same title is closed, so that this threshold
alone decides.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from law.answers import Answer
from law.breakthrough import breakthrough_items
from law.credits import KINDS
from law.errors import BadInput
from law.examination import Examination, Group, Outcome, examine
from law.rulebook import Rulebook
from law.vocabulary import vocabulary
from law.yaml_data import read_yaml
from reviews.facts.draft_rules import Draft, awards_of, cutoff_of, digest, mapping, nodes_of, rules_of, vectors_of, walk
from reviews.facts.examples import Node, Sketch, World, as_facts, compares, full, items, start_for, ways

_ONE_DAY = dt.timedelta(days=1)
_MOST_STEPS = 3000


@dataclass(frozen=True)
class Threshold:
    """A number in a rule, or an award of a table: what stands exactly at it, and just below where there is a below."""

    words: str
    at: Sketch
    below: Sketch | None
    below_words: str


def proposals(book: Rulebook, data: Draft) -> list[dict[str, Any]]:
    """Return cases for every threshold, in the form of a rulebook's vectors, without those that are there already."""
    known = {_mark(vector) for vector in vectors_of(data)}
    found = [*_of_rules(book, data), *_of_credits(book, data)]
    fresh = {_mark(vector): vector for vector in found if _mark(vector) not in known}
    return list(fresh.values())


def _mark(vector: Mapping[str, Any]) -> str:
    return digest([vector.get("target"), vector.get("facts"), bool(vector.get("check_credits"))])


def _of_rules(book: Rulebook, data: Draft) -> Iterator[dict[str, Any]]:
    world = World(cutoff_of(data), awards_of(data), breakthrough_items())
    for rule in rules_of(data):
        nodes = [node for _, node in nodes_of(rule)]
        for way in _thresholds(nodes, world):
            leaf, threshold, through = way
            for sketch, words in ((threshold.at, threshold.words), (threshold.below, threshold.below_words)):
                if sketch is not None:
                    forced = replace(world, forced={id(leaf): sketch}, through=through)
                    yield from _vectors(book, data, rule, nodes, forced, words)


def _vectors(
    book: Rulebook, data: Draft, rule: Mapping[str, Any], nodes: Sequence[Node], world: World, words: str
) -> Iterator[dict[str, Any]]:
    given = {path: value for forced in world.forced.values() for path, value in forced.items()}
    sketch = _sketch(nodes, world, given)
    if sketch is None:
        return
    # Somebody of this kind may meet a gate that others need not think of: then it is met as well.
    gates = _closed_gates(book, str(rule["target"]), as_facts(sketch))
    sketch = (_sketch([*nodes, *gates], world, given) if gates else None) or sketch
    facts = as_facts(_closed(sketch, rule, data))
    name = f"{rule['id']}-{digest([words, facts])[:6]}"
    yield from _answered(book, str(rule["target"]), facts, f"{rule['id']}：{words}", name)


def _sketch(nodes: Sequence[Node], world: World, given: Sketch) -> Sketch | None:
    together: Node = {"all": list(nodes)}
    for answer in (Answer.MET, Answer.UNKNOWN):
        found = next(ways(together, answer, replace(world, steps=[_MOST_STEPS]), given), None)
        if found is not None:
            return found
    return None


def _closed_gates(book: Rulebook, target: str, facts: dict[str, Any]) -> list[Node]:
    try:
        failures = examine(book, facts, target).failures
    except BadInput:
        return []
    known = read_yaml("data/gates.yaml")
    return [known[finding.id]["when"] for finding in failures if finding.group is Group.GATE]


def _answered(
    book: Rulebook, target: str, facts: dict[str, Any], why: str, name: str, *, hours: bool = False
) -> Iterator[dict[str, Any]]:
    try:
        found = examine(book, facts, target, credits=hours)
    except BadInput:
        return
    vector = {"id": name, "target": target, "facts": facts, **expected(found)}
    yield {**vector, **({"check_credits": True} if hours else {}), "why": why}


def expected(found: Examination) -> dict[str, Any]:
    """Return the outcome of an examination as a case expects it."""
    if found.outcome is Outcome.ELIGIBLE:
        return {"expect": found.outcome.value, "rule": found.rule}
    if found.outcome is Outcome.NEEDS_HUMAN:
        codes = [code for code in found.ambiguities if code != "MISSING"]
        return {"expect": found.outcome.value, **({"amb": codes} if codes else {})}
    return {"expect": found.outcome.value}


def _closed(sketch: Sketch, rule: Mapping[str, Any], data: Draft) -> Sketch:
    """Close every other way to the title: services that are none, claims that are not made, conditions not met."""
    closed: Sketch = dict(sketch)
    for other in rules_of(data):
        if other.get("target") != rule.get("target"):
            continue
        for place, node in nodes_of(other):
            for _, leaf in walk(node, place):
                for path, value in _closing(leaf).items():
                    closed.setdefault(path, value)
    return {path: value for path, value in closed.items() if value is not None}


def _closing(leaf: Node) -> Sketch:
    if "tenure" in leaf:
        return {f"tenure.{leaf['tenure']}": 0}
    word = vocabulary().facts.get(str(leaf.get("fact")))
    # What is assumed when it is left out, and what counts as not claimed, closes by itself.
    if word is None or "assume" in leaf or (word.claim and word.kind != "flag"):
        return {}
    values = (False, True) if word.kind == "flag" else word.answers
    return next(({word.path: value} for value in values if not compares(leaf, value)), {})


Way = tuple[Node, Threshold, frozenset[int]]


def _thresholds(nodes: Sequence[Node], world: World) -> Iterator[Way]:
    for node in nodes:
        yield from _within(node, frozenset(), world)


def _within(node: Node, through: frozenset[int], world: World) -> Iterator[Way]:
    here = through | {id(node)}
    parts = [*(node.get("all") or ()), *(node.get("any") or ()), *(node[k] for k in ("not", "if") if k in node)]
    for part in parts:
        yield from _within(part, here, world)
    for threshold in _of_leaf(node, world):
        yield node, threshold, here


def _of_leaf(node: Node, world: World) -> Iterator[Threshold]:
    if "tenure" in node:
        yield _service(node, world)
    elif "count" in node:
        yield _counted(node, world)
    elif "awarded" in node:
        yield from _awards(node, world)
    elif "at_least" in node or "at_most" in node:
        yield _number(node)


def _service(node: Node, world: World) -> Threshold:
    path, years = f"tenure.{node['tenure']}", node["years"]
    label = vocabulary().tenures[node["tenure"]]
    at: Sketch = {path: full(years, world.ending)}
    if world.ending is None:
        return Threshold(f"{label}恰满 {years} 年", at, {path: years - 1}, f"{label}只满 {years - 1} 年")
    late = start_for(years, world.ending) + _ONE_DAY
    return Threshold(f"{label}恰满 {years} 年", at, {path: {"from": str(late)}}, f"{label}差 1 天满 {years} 年")


def _counted(node: Node, world: World) -> Threshold:
    codes, needed, name = list(node.get("from") or world.members), node["needed"], node["count"]
    label = vocabulary().lists[name]
    at, below = {name: items(codes[:needed])}, {name: items(codes[: needed - 1])}
    return Threshold(f"{label}恰有 {needed} 项", at, below, f"{label}只有 {needed - 1} 项")


def _awards(node: Node, world: World) -> Iterator[Threshold]:
    tables = [node["awarded"]] if isinstance(node["awarded"], str) else node["awarded"]
    for award in dict.fromkeys(award for table in tables for award in world.awards.get(table, ())):
        yield Threshold(f"获得{award}", {"awards": [award]}, None, "")


def _number(node: Node) -> Threshold:
    word = vocabulary().facts[node["fact"]]
    limit, step = (node["at_most"], 1) if "at_most" in node else (node["at_least"], -1)
    at, below = {word.path: limit}, {word.path: limit + step}
    return Threshold(f"{word.label}恰为 {limit}", at, below, f"{word.label}为 {limit + step}")


def _of_credits(book: Rulebook, data: Draft) -> Iterator[dict[str, Any]]:
    """Propose cases for the hours of the plan's own policies: all just enough, then one of them an hour short."""
    own = mapping(data.get("credit_policies"))
    for target in book.targets.values():
        policy = mapping(own.get(target.credit_policy))
        facts = _eligible(book, data, target.name)
        enough = _enough(policy)
        if not enough or facts is None:
            continue
        name = f"{target.credit_policy}-{target.name}"
        cases = [("学时恰够", enough), *_short(enough, _kinds(policy))]
        for number, (words, hours) in enumerate(cases):
            said = f"{target.credit_policy}：{words}"
            answered = _answered(book, target.name, {**facts, "credits": hours}, said, f"{name}-{number}", hours=True)
            # An hour that nobody asks for in that year is no threshold.
            yield from (each for each in answered if not number or each["expect"] != Outcome.ELIGIBLE.value)


def _eligible(book: Rulebook, data: Draft, target: str) -> dict[str, Any] | None:
    world = World(cutoff_of(data), awards_of(data), breakthrough_items())
    for rule in rules_of(data):
        if rule.get("target") == target:
            together: Node = {"all": [node for _, node in nodes_of(rule)]}
            sketch = next(ways(together, Answer.MET, replace(world, steps=[_MOST_STEPS]), {}), None)
            facts = as_facts(_closed(sketch, rule, data)) if sketch is not None else None
            if facts is not None and examine(book, facts, target).outcome is Outcome.ELIGIBLE:
                return facts
    return None


def _enough(policy: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Return hours that just meet the sums and yearly minimums of a policy; other lines have no such number."""
    years: dict[str, dict[str, int]] = {}
    lines = sorted((line for line in policy.get("checks") or () if "sum" in line), key=lambda line: len(line["years"]))
    for line in lines:
        has = sum(years.get(str(year), {}).get(line["sum"], 0) for year in line["years"])
        first = str(line["years"][0])
        row = years.setdefault(first, {})
        row[line["sum"]] = row.get(line["sum"], 0) + max(0, line["least"] - has)
    for line in policy.get("checks") or ():
        for kind, least in mapping(line.get("each_year")).items():
            for row in years.values() or (years.setdefault("2000", {}),):
                row[kind] = max(row.get(kind, 0), least)
    return {year: _totalled(row) for year, row in sorted(years.items())}


def _totalled(row: Mapping[str, int]) -> dict[str, int]:
    return {**row, "total": max(row.get("total", 0), row.get("public", 0) + row.get("professional", 0))}


def _kinds(policy: Mapping[str, Any]) -> set[str]:
    lines = policy.get("checks") or ()
    return {line["sum"] for line in lines if "sum" in line} | {
        kind for line in lines for kind in line.get("each_year", ())
    }


def _short(enough: dict[str, dict[str, int]], kinds: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for year, row in enough.items():
        for kind in sorted(kinds & row.keys()):
            if row[kind]:
                yield f"{year} 年度{KINDS[kind]}少 1 学时", {**enough, year: {**row, kind: row[kind] - 1}}
