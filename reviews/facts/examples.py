"""Invented facts that bring about a wanted answer: for previews of what people will read, and for cases to prove rules.

They are searched along the conditions as data, and taken only where the law itself gives the wanted answer.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from law.answers import Answer
from law.conditions import Condition
from law.facts import parse_case
from law.tenure import Ending, anniversary, judge, parse_tenure
from law.vocabulary import FactWord, vocabulary

Node = Mapping[str, Any]
# Paths of facts with their values; UNSTATED where a fact has to stay away.
Sketch = dict[str, Any]
UNSTATED: Any = None
_MOST_TRIED = 100
_MOST_STEPS = 3000
_OTHERS = {Answer.MET: Answer.NOT_MET, Answer.NOT_MET: Answer.MET, Answer.UNKNOWN: Answer.UNKNOWN}
_WELL_BELOW = dt.timedelta(days=200)


@dataclass(frozen=True)
class World:
    """Against what facts are invented.

    `forced` says what stands for a leaf, whatever is wanted of it; `through` are the groups on the way to it.
    """

    ending: dt.date | None
    awards: Mapping[str, Sequence[str]]
    members: Mapping[str, str]
    forced: Mapping[int, Sketch] = field(default_factory=dict)
    through: frozenset[int] = frozenset()
    # How many more conditions may be looked at: alternatives within alternatives would be tried for ever.
    steps: list[int] = field(default_factory=lambda: [_MOST_STEPS], compare=False)


def facts_for(nodes: Sequence[Node], condition: Condition, wanted: Answer, world: World) -> dict[str, Any] | None:
    """Return facts for which the condition, compiled from all the nodes, gives the wanted answer; None if none do."""
    together: Node = nodes[0] if len(nodes) == 1 else {"all": list(nodes)}
    for sketch in islice(ways(together, wanted, replace(world, steps=[_MOST_STEPS]), {}), _MOST_TRIED):
        facts = as_facts(sketch)
        case = parse_case(facts, world.ending, world.ending)
        if condition.judge(case).answer is wanted:
            return facts
    return None


def ways(node: Node, wanted: Answer, world: World, given: Sketch) -> Iterator[Sketch]:
    """Yield sketches that should bring about the answer, the plainest first, each with all that is given already."""
    world.steps[0] -= 1
    if world.steps[0] < 0:
        return
    if id(node) in world.forced:
        if (merged := _merged(given, world.forced[id(node)])) is not None:
            yield merged
        return
    for kind, maker in _MAKERS.items():
        if kind in node:
            yield from maker(node, wanted, world, given)
            return


def as_facts(sketch: Sketch) -> dict[str, Any]:
    """Return a sketch as facts in the law's form."""
    facts: dict[str, Any] = {}
    for path, value in sketch.items():
        section, dot, name = path.partition(".")
        if value is UNSTATED:
            continue
        if dot:
            facts.setdefault(section, {})[name] = value
        else:
            facts[path] = value
    return facts


def start_for(years: int, ending: dt.date) -> dt.date:
    """Return the latest day on which a service can have begun to be full by the ending."""
    start = dt.date(ending.year - years, ending.month, 1)
    while anniversary(start + dt.timedelta(days=1), years) <= ending:
        start += dt.timedelta(days=1)
    return start


def _merged(one: Sketch, other: Sketch) -> Sketch | None:
    for path, value in other.items():
        if path in one and one[path] != value:
            return None
    return {**one, **other}


def _together(wishes: Sequence[tuple[Node, Answer]], world: World, given: Sketch) -> Iterator[Sketch]:
    """Yield what brings about every wish at once."""
    if not wishes:
        yield given
        return
    (node, wanted), *rest = wishes
    for sketch in ways(node, wanted, world, given):
        yield from _together(rest, world, sketch)


def _all(node: Node, wanted: Answer, world: World, given: Sketch) -> Iterator[Sketch]:
    parts = node["all"]
    if wanted is Answer.MET:
        yield from _together([(part, Answer.MET) for part in parts], world, given)
        return
    # The last part is usually the one that is counted; all others are met, so that only one thing is amiss.
    for odd in reversed(parts):
        yield from _together([(part, wanted if part is odd else Answer.MET) for part in parts], world, given)
    if wanted is Answer.NOT_MET:
        for odd in parts:
            yield from ways(odd, wanted, world, given)
    else:
        # What is always for a person cannot be met beside another unknown.
        yield from _together([(p, wanted if "human" in p else Answer.MET) for p in parts], world, given)


def _any(node: Node, wanted: Answer, world: World, given: Sketch) -> Iterator[Sketch]:
    parts = node["any"]
    if wanted is Answer.NOT_MET:
        yield from _together([(part, Answer.NOT_MET) for part in parts], world, given)
        return
    chosen = [part for part in parts if id(part) in world.through] or parts
    for one in chosen:
        # The one first: what it needs must be there before the others are closed.
        others = [(part, Answer.NOT_MET) for part in parts if part is not one]
        yield from _together([(one, wanted), *others], world, given)
    for one in chosen:
        yield from ways(one, wanted, world, given)


def _not(node: Node, wanted: Answer, world: World, given: Sketch) -> Iterator[Sketch]:
    yield from ways(node["not"], _OTHERS[wanted], world, given)


def _doubt(node: Node, wanted: Answer, world: World, given: Sketch) -> Iterator[Sketch]:
    # By itself a doubt refuses nobody.
    if wanted is not Answer.NOT_MET:
        yield from ways(node["if"], Answer.NOT_MET if wanted is Answer.MET else Answer.MET, world, given)


def _human(_: Node, wanted: Answer, __: World, given: Sketch) -> Iterator[Sketch]:
    if wanted is Answer.UNKNOWN:
        yield given


def _tenure(node: Node, wanted: Answer, world: World, given: Sketch) -> Iterator[Sketch]:
    path, years = f"tenure.{node['tenure']}", node["years"]
    if path in given:
        stated = given[path]
        found = judge(parse_tenure(stated), years, Ending(world.ending)).answer if stated is not UNSTATED else wanted
        if found is wanted:
            yield given
    elif wanted is Answer.UNKNOWN:
        yield {**given, path: UNSTATED}
    elif wanted is Answer.MET:
        yield {**given, path: full(years, world.ending)}
    else:
        below = {"from": str(start_for(years, world.ending) + _WELL_BELOW)} if world.ending else years - 1
        yield {**given, path: below}
        yield {**given, path: 0}


def full(years: int, ending: dt.date | None) -> Any:
    """Return a service that is just full."""
    return {"from": str(start_for(years, ending))} if ending else years


def _fact(node: Node, wanted: Answer, _: World, given: Sketch) -> Iterator[Sketch]:
    word = vocabulary().facts[node["fact"]]
    if wanted is Answer.UNKNOWN:
        if given.get(word.path, UNSTATED) is UNSTATED:
            yield {**given, word.path: UNSTATED}
        return
    known = [given[word.path]] if word.path in given else _values(word, node)
    for value in known:
        if value is not UNSTATED and compares(node, value) is (wanted is Answer.MET):
            yield {**given, word.path: value}


def compares(node: Node, value: Any) -> bool:
    """Whether a value meets the comparison of a condition on a fact."""
    return all(test(value, node[name]) for name, test in _TESTS.items() if name in node)


def _values(word: FactWord, node: Node) -> Iterable[Any]:
    """Return values worth trying: what the condition names first, then the others that the vocabulary knows."""
    if word.kind == "flag":
        return (True, False)
    if word.kind == "number":
        named = next((node[name] for name in ("at_most", "at_least", "is", "is_not") if name in node), 1)
        return (named, named - 1, named + 1)
    wanted = node.get("one_of") or [node[name] for name in ("is", "is_not") if name in node]
    others = word.answers or ("其他", "另一种")
    return dict.fromkeys([*wanted, *others, *([] if word.choices else [""])])


def _count(node: Node, wanted: Answer, world: World, given: Sketch) -> Iterator[Sketch]:
    codes = list(node.get("from") or world.members)
    yield from _members(node["count"], codes, node["needed"], wanted, given, twice=bool(node.get("one_each")))


def _awarded(node: Node, wanted: Answer, world: World, given: Sketch) -> Iterator[Sketch]:
    tables = [node["awarded"]] if isinstance(node["awarded"], str) else node["awarded"]
    yield from _members("awards", [name for table in tables for name in world.awards.get(table, ())], 1, wanted, given)


def _members(
    name: str, codes: list[str], needed: int, wanted: Answer, given: Sketch, *, twice: bool = False
) -> Iterator[Sketch]:
    twofold = [{"item": code, "ach": "成果一"} for code in codes[:needed]]
    choices = {
        Answer.MET: items(codes[:needed]),
        Answer.NOT_MET: items(codes[: needed - 1]),
        Answer.UNKNOWN: twofold if twice else UNSTATED,
    }
    if name not in given:
        yield {**given, name: choices[wanted]}
    elif given[name] is not UNSTATED:
        has = len({row["item"] if isinstance(row, dict) else row for row in given[name]} & set(codes))
        if (has >= needed) is (wanted is Answer.MET):
            yield given


def items(codes: Sequence[str]) -> list[dict[str, str]]:
    """Return members of a list, each resting on an achievement of its own."""
    return [{"item": code, "ach": f"成果{number}"} for number, code in enumerate(codes, 1)]


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "is": lambda value, wanted: bool(value == wanted),
    "is_not": lambda value, wanted: bool(value != wanted),
    "one_of": lambda value, wanted: value in wanted,
    "holds": lambda value, wanted: bool(value) is wanted,
    "at_most": lambda value, wanted: bool(value <= wanted),
    "at_least": lambda value, wanted: bool(value >= wanted),
}
_MAKERS = {
    "all": _all,
    "any": _any,
    "not": _not,
    "doubt": _doubt,
    "human": _human,
    "tenure": _tenure,
    "fact": _fact,
    "count": _count,
    "awarded": _awarded,
}
