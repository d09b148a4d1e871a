"""Contradictions inside a notice, whose body and annex ask different things of the same people; overlapping routes."""

from collections.abc import Iterator
from itertools import combinations

from law.combinators import UnknownIf, demands
from law.conditions import Condition, Fact, Human, Tenure, leaves
from law.lint_rules import is_for
from law.lint_warning import LintWarning
from law.rulebook import Rule, Rulebook
from law.vocabulary import ambiguity, vocabulary

# The contradictions of S0 by the ambiguity that stands for each, and by the fact on which body and annex differ.
_KNOWN = {"AMB-03": "X24", "AMB-04": "X25", "AMB-28": "X26"}
_FACTS = {"work.traditional_craft": "X24", "edu.related": "X25", "assess.doctor_examined": "X26"}
_ANNEX = "附件"


def conflicts(book: Rulebook) -> Iterator[LintWarning]:
    """Tell of contradictions that are not settled, of ambiguities that go to people, and of overlapping routes."""
    used = _used(book)
    for code, places in used.items():
        if code not in book.readings:
            yield _known(code, places) if code in _KNOWN else _open(code, places)
    told = {_KNOWN[code] for code in used if code in _KNOWN}
    for rules in book.rules.values():
        for one, other in combinations(rules, 2):
            yield from _differing(one, other, told)
        yield from _overlaps(rules)


def _used(book: Rulebook) -> dict[str, list[str]]:
    used: dict[str, list[str]] = {}
    for gate in book.gates:
        for code in _codes_of(gate.condition):
            used.setdefault(code, []).append(gate.id)
    for rule in book.every_rule:
        for code in _codes_of(rule.whole):
            used.setdefault(code, []).append(rule.id)
    return dict(sorted(used.items()))


def _codes_of(condition: Condition) -> list[str]:
    """Return the ambiguities that a condition names, each once."""
    own = [condition.ambiguity] if isinstance(condition, UnknownIf | Human) else []
    own += [code] if (code := getattr(condition, "one_each", "")) else []
    return list(dict.fromkeys([*own, *(code for part in condition.parts() for code in _codes_of(part))]))


def _known(code: str, places: list[str]) -> LintWarning:
    because = (
        f"同一通知内前后不一致（{_KNOWN[code]}）：{ambiguity(code).open}。涉及规则 {'、'.join(places)}。"
        f"请写明按哪一处执行；不写明的，有关人员转人工核定（{code}）。"
    )
    return LintWarning(_KNOWN[code], because, f"rules[{places[0]}]", code)


def _open(code: str, places: list[str]) -> LintWarning:
    because = f"通知未写明“{ambiguity(code).open}”，涉及 {'、'.join(places)}，有关人员转人工核定（{code}）。"
    return LintWarning(f"ambiguities.{code}", because, places[0], code, info=True)


def _differing(one: Rule, other: Rule, told: set[str]) -> Iterator[LintWarning]:
    if not _are_body_and_annex(one, other) or not _shared_educations(one, other):
        return
    first, second = _conditions(one), _conditions(other)
    differing = {words: {**first, **second}[words] for words in first.keys() ^ second.keys()}
    numbers = sorted({_FACTS[path] for part in differing.values() for path in _paths(part) if path in _FACTS})
    if not differing or (numbers and told >= set(numbers)):
        return
    because = (
        f"规则 {one.id}（{one.clause}）与规则 {other.id}（{other.clause}）出自同一通知的正文和附件，"
        f"对同一学历的要求不同：{'；'.join(sorted(differing))}。请写明按哪一处执行，并删除另一条。"
    )
    key = numbers[0] if numbers else f"conflicts.{one.id}.{other.id}"
    yield LintWarning(key, because, f"rules[{other.id}]")


def _are_body_and_annex(one: Rule, other: Rule) -> bool:
    """Say whether one rule rests on the body and the other on an annex of one notice, for one way of filing."""
    sources = [{part.split(" ", 1)[0] for part in rule.clause.split("；")} for rule in (one, other)]
    return one.route == other.route and bool(sources[0] & sources[1]) and _is_annex(one) is not _is_annex(other)


def _is_annex(rule: Rule) -> bool:
    return all(_ANNEX in part for part in rule.clause.split("；"))


def _shared_educations(one: Rule, other: Rule) -> list[str]:
    services = [{part.name for part in demands(rule.whole) if isinstance(part, Tenure)} for rule in (one, other)]
    if services[0] != services[1]:
        return []
    return [each for each in vocabulary().education_levels if is_for(one, each) and is_for(other, each)]


def _conditions(rule: Rule) -> dict[str, Condition]:
    return {part.asks: part for need in rule.needs for part in demands(need)}


def _paths(condition: Condition) -> set[str]:
    return {leaf.word.path for leaf in leaves(condition) if isinstance(leaf, Fact)}


def _overlaps(rules: tuple[Rule, ...]) -> Iterator[LintWarning]:
    for education in vocabulary().education_levels:
        meant = [rule for rule in rules if is_for(rule, education)]
        services = [(rule, part) for rule in meant for part in demands(rule.whole) if isinstance(part, Tenure)]
        if len({rule.id for rule, _ in services}) > 1:
            target = services[0][0].target
            ways = "；".join(f"{part.asks}（{rule.id}）" for rule, part in services)
            because = f"{education}学历申报“{target}”有不止一条途径：{ways}。各条途径的年限不能相加。"
            yield LintWarning(f"overlaps.{target}.{education}", because, f"targets.{target}", info=True)
