"""A plan's rules: routes, gates, credit policies and parameters, checked when loaded and frozen after.

A rulebook is data that a committee may write every year, so every defect is named with its place, all at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from law.answers import Reading, Readings
from law.breakthrough import breakthrough_items
from law.combinators import AllOf
from law.conditions import Condition, Fact, leaves
from law.credits import Policy, policies
from law.errors import BadInput, RulebookError
from law.grammar import Grammar
from law.shape import misshapen
from law.sources import Notice, cite, registered
from law.vocabulary import vocabulary
from law.yaml_data import FOLDER, read_yaml

LEVELS = ("technician", "assistant", "intermediate", "associate_senior", "senior")
_KEYS = {
    "plan",
    "name",
    "notice",
    "series",
    "cutoff",
    "deadlines",
    "routes",
    "targets",
    "gates",
    "award_tables",
    "rules",
    "documents",
    "credit_policies",
    "readings",
    "vectors",
}
_RULE_KEYS = {"id", "target", "route", "clause", "asks", "for", "needs"}
_REQUIRED = ("plan", "name", "notice", "cutoff", "routes", "targets", "gates", "rules")


@dataclass(frozen=True, slots=True)
class Target:
    """A title that can be filed for under the plan; `grade` is 初级, 中级 or 高级."""

    name: str
    level: str
    grade: str
    credit_policy: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """A condition that everybody must meet, whatever the route."""

    id: str
    clause: str
    asks: str
    condition: Condition
    met: str
    otherwise: str
    paths: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One way to be eligible: whom it is for, and what such a person needs."""

    id: str
    target: str
    route: str
    clause: str
    asks: str
    applies: Condition
    needs: tuple[Condition, ...]
    whole: AllOf


@dataclass(frozen=True, slots=True)
class Cutoff:
    """The end of counting years. `assumed`: the notice names none; `open`: an ambiguity stands instead of a day."""

    day: date | None
    clause: str
    assumed: bool = False
    open: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """Everything that the law says about one plan; two are the same only when they are one."""

    plan: str
    name: str
    notice: Notice
    series: str
    cutoff: Cutoff
    deadlines: Mapping[str, date]
    routes: tuple[str, ...]
    targets: Mapping[str, Target]
    gates: tuple[Gate, ...]
    award_tables: Mapping[str, tuple[str, ...]]
    rules: Mapping[str, tuple[Rule, ...]] = field(repr=False)
    # The documents that may be cited, by code; the credit policies of the targets, by id; what the plan itself settles.
    documents: Mapping[str, Notice] = field(repr=False)
    policies: Mapping[str, Policy] = field(repr=False)
    readings: Readings = field(default_factory=dict)
    # Cases with the outcome that the plan's author expects: {id, target, facts, expect, rule, amb, why}.
    vectors: tuple[Mapping[str, Any], ...] = ()
    # As it was written.
    source: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def every_rule(self) -> tuple[Rule, ...]:
        """The rules of all targets, target by target."""
        return tuple(rule for rules in self.rules.values() for rule in rules)

    def target(self, name: str) -> Target:
        """Return the target of this name. Raises BadInput when the plan does not offer it."""
        if name not in self.targets:
            raise BadInput(f"计划 {self.plan} 没有“{name}”，可申报的是：{'、'.join(self.targets)}。")
        return self.targets[name]


def plans() -> tuple[str, ...]:
    """Return the ids of the plans whose rulebooks ship with the project."""
    return tuple(sorted(file.stem for file in (FOLDER / "rulebooks").glob("*.yaml")))


@cache
def load(plan: str) -> Rulebook:
    """Return the rulebook of a seeded plan, compiled once. Raises BadInput for an unknown plan, RulebookError."""
    if plan not in plans():
        raise BadInput(f"没有编号为“{plan}”的评审计划，可用的是：{'、'.join(plans())}。")
    return parse(read_yaml(f"rulebooks/{plan}.yaml"))


def parse(data: Mapping[str, Any]) -> Rulebook:
    """Check and compile a rulebook. Raises RulebookError naming every problem."""
    plan = str(data.get("plan", "（未命名）")) if isinstance(data, Mapping) else "（未命名）"
    if not isinstance(data, Mapping) or (lacking := [key for key in _REQUIRED if key not in data]):
        raise RulebookError(plan, [f"缺少 {lacking}"] if isinstance(data, Mapping) else ["内容应为一个对象"])
    if problems := misshapen(data):
        raise RulebookError(plan, problems)
    grammar = Grammar(data.get("award_tables") or {}, breakthrough_items())
    grammar.problems += [f"不认识的内容 {key}" for key in sorted(map(str, data.keys() - _KEYS))]
    book = _assemble(plan, data, grammar)
    problems = grammar.problems + (_incoherence(book) if book else [])
    if problems or book is None:
        raise RulebookError(plan, problems)
    return book


def _assemble(plan: str, data: Mapping[str, Any], grammar: Grammar) -> Rulebook | None:
    try:
        documents = registered(data.get("documents") or {})
        return Rulebook(
            plan=plan,
            name=data["name"],
            notice=documents[data["notice"]],
            series=data.get("series", ""),
            cutoff=_cutoff(data["cutoff"], documents),
            deadlines={name: day for name, each in (data.get("deadlines") or {}).items() if (day := _day(each))},
            routes=tuple(data["routes"]),
            targets={name: _target(name, row) for name, row in data["targets"].items()},
            gates=tuple(_gates(data["gates"], grammar, documents)),
            award_tables={name: tuple(row) for name, row in (data.get("award_tables") or {}).items()},
            rules=_by_target(data["targets"], _rules(data["rules"], grammar, documents), data["routes"]),
            documents=documents,
            policies={**policies(), **_policies(data.get("credit_policies") or {}, documents)},
            readings={code: _reading(row, documents) for code, row in (data.get("readings") or {}).items()},
            vectors=tuple(data.get("vectors") or ()),
            source=data,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        grammar.problems.append(f"内容无法识别：{wrong}")
        return None


def _cutoff(row: Mapping[str, Any], documents: Mapping[str, Notice]) -> Cutoff:
    return Cutoff(_day(row.get("date")), cite(row["clause"], documents), row.get("assumed", False), row.get("open", ""))


def _day(written: date | str | None) -> date | None:
    # YAML knows dates; a rulebook that was kept as JSON spells them.
    return date.fromisoformat(written) if isinstance(written, str) else written


def _reading(row: Mapping[str, Any], documents: Mapping[str, Notice]) -> Reading:
    return Reading(bool(row["favours"]), row["says"], cite(row["clause"], documents))


def _policies(rows: Mapping[str, Mapping[str, Any]], documents: Mapping[str, Notice]) -> dict[str, Policy]:
    return {key: {**row, "clause": cite(row["clause"], documents)} for key, row in rows.items()}


def _target(name: str, row: Mapping[str, Any]) -> Target:
    return Target(name, row["level"], row["grade"], row.get("credits", ""))


def _gates(citations: Mapping[str, str], grammar: Grammar, documents: Mapping[str, Notice]) -> Iterable[Gate]:
    known = read_yaml("data/gates.yaml")
    for gate_id, citation in citations.items():
        if gate_id not in known:
            grammar.problems.append(f"gates.{gate_id}: 未登记的申报资格条件")
            continue
        row = known[gate_id]
        condition = grammar.compile(row["when"], f"gates.{gate_id}")
        paths = frozenset(leaf.word.path for leaf in leaves(condition) if isinstance(leaf, Fact))
        yield Gate(gate_id, cite(citation, documents), row["asks"], condition, row["met"], row["otherwise"], paths)


def _rules(rows: Iterable[Mapping[str, Any]], grammar: Grammar, documents: Mapping[str, Notice]) -> list[Rule]:
    rules: list[Rule] = []
    for number, row in enumerate(rows):
        place = f"rules[{row.get('id', number)}]"
        missing = [key for key in ("id", "target", "route", "clause", "asks", "for") if row.get(key) is None]
        grammar.problems += [f"{place}: 缺少 {key}" for key in missing]
        grammar.problems += [f"{place}: 不认识的内容 {key}" for key in sorted(map(str, row.keys() - _RULE_KEYS))]
        if not missing:
            rules.append(_rule(row, place, grammar, documents))
    return rules


def _rule(row: Mapping[str, Any], place: str, grammar: Grammar, documents: Mapping[str, Notice]) -> Rule:
    applies = grammar.compile(row["for"], f"{place}.for")
    needs = tuple(grammar.compile(part, f"{place}.needs[{n}]") for n, part in enumerate(row.get("needs") or ()))
    texts = (row["id"], row["target"], row["route"], cite(row["clause"], documents), row["asks"])
    return Rule(*texts, applies, needs, AllOf((applies, *needs)))


def _by_target(targets: Iterable[str], rules: list[Rule], routes: list[str]) -> dict[str, tuple[Rule, ...]]:
    # In the order of the routes: who meets the normal route is shown that one and not the exceptional one.
    def rank(rule: Rule) -> int:
        return routes.index(rule.route) if rule.route in routes else len(routes)

    names = dict.fromkeys([*targets, *(rule.target for rule in rules)])
    return {name: tuple(sorted((r for r in rules if r.target == name), key=rank)) for name in names}


def _incoherence(book: Rulebook) -> list[str]:
    rules = book.every_rule
    ids = [rule.id for rule in rules]
    known = vocabulary().ambiguities
    return [
        *(f"rules[{each}]: 编号重复" for each in sorted({each for each in ids if ids.count(each) > 1})),
        *(f"rules[{rule.id}]: 目标 {rule.target} 未列在 targets" for rule in rules if rule.target not in book.targets),
        *(f"rules[{rule.id}]: 途径 {rule.route} 未列在 routes" for rule in rules if rule.route not in book.routes),
        *(f"targets.{name}: 没有任何规则" for name in book.targets if not book.rules.get(name)),
        *(
            f"targets.{each.name}: 级别 {each.level} 未登记"
            for each in book.targets.values()
            if each.level not in LEVELS
        ),
        *(
            f"targets.{each.name}: 学时政策 {each.credit_policy} 未登记"
            for each in book.targets.values()
            if each.credit_policy and each.credit_policy not in book.policies
        ),
        *(f"readings.{code}: 歧义未登记" for code in book.readings if code not in known),
        *([] if book.cutoff.day or book.cutoff.open else ["cutoff: 须写明截止日，或写明待核定的歧义"]),
    ]
