"""What a rulebook that is being written still lacks or has wrong, each sentence with the place where to mend it.

Places are dotted: `rules.ZP-M-01.needs.0`, `targets.工艺美术师`, `cutoff`. What the law itself finds is added in its
words; where both speak of one place, the plainer sentence stands.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from law.errors import BadInput, RulebookError
from law.rulebook import parse
from law.sources import Notice, cite
from law.vocabulary import vocabulary
from reviews.facts.draft_rules import Draft, documents_of, mapping, nodes_of, rules_of, walk

_TESTS = ("is", "is_not", "one_of", "holds", "at_most", "at_least")
_RULE_PLACE = re.compile(r"^rules\[(?P<id>.*?)\](?P<path>[^:：]*)[:：]\s*(?P<said>.*)$", re.DOTALL)
_PLACE = re.compile(r"^(?P<place>[\w.\-]+(?:\[[^\]]*\])?)[:：]\s*(?P<said>.+)$", re.DOTALL)
_STEP = re.compile(r"(?P<list>needs|all|any)\[(?P<number>\d+)\]|(?P<word>\w+)")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where."""

    place: str
    sentence: str


def problems_in(data: Draft) -> list[Problem]:
    """Return everything that stands in the way of a rulebook's publication."""
    found = [*_header(data), *_readings(data), *_targets(data), *_gates(data), *_rules(data)]
    spoken = {problem.place for problem in found}
    return found + [each for each in _parsed(data) if each.place not in spoken]


def _header(data: Draft) -> Iterator[Problem]:
    documents = documents_of(data)
    if str(data.get("notice")) not in documents:
        yield Problem("notice", "请选择本计划依据的通知。")
    cutoff = mapping(data.get("cutoff"))
    if not cutoff.get("date") and not cutoff.get("open"):
        yield Problem("cutoff", "请填写年限截止日；通知没有写明的，选择“未写明”。")
    if said := _uncited(cutoff.get("clause"), documents):
        yield Problem("cutoff", f"年限截止日：{said}")
    if not data.get("routes"):
        yield Problem("routes", "请至少填写一种申报途径，如“正常评审”。")
    if not rules_of(data):
        yield Problem("rules", "还没有申报条件，请为每个申报资格至少写一条。")


def _readings(data: Draft) -> Iterator[Problem]:
    documents = documents_of(data)
    for code, row in mapping(data.get("readings")).items():
        if said := _uncited(mapping(row).get("clause"), documents):
            yield Problem(f"readings.{code}", f"{code} 的核定：{said}")
        if not mapping(row).get("says"):
            yield Problem(f"readings.{code}", f"请写明 {code} 如何理解。")


def _targets(data: Draft) -> Iterator[Problem]:
    targets = mapping(data.get("targets"))
    if not targets:
        yield Problem("targets", "请至少填写一个申报资格。")
    wanted = {rule.get("target") for rule in rules_of(data)}
    for name, row in targets.items():
        for key, label in (("level", "级别"), ("grade", "层级")):
            if not mapping(row).get(key):
                yield Problem(f"targets.{name}", f"请选择“{name}”的{label}。")
        if name not in wanted and wanted:
            yield Problem(f"targets.{name}", f"“{name}”还没有申报条件，请至少写一条。")


def _gates(data: Draft) -> Iterator[Problem]:
    documents = documents_of(data)
    for gate, clause in mapping(data.get("gates")).items():
        if said := _uncited(clause, documents):
            yield Problem(f"gates.{gate}", said)
    for name, row in mapping(data.get("credit_policies")).items():
        if said := _uncited(mapping(row).get("clause"), documents):
            yield Problem(f"credit_policies.{name}", said)


def _uncited(clause: Any, documents: Mapping[str, Notice]) -> str:
    """Say what is wrong with a citation; nothing where it can be written out."""
    if not isinstance(clause, str) or not clause.strip():
        return "请选择依据的文件，并填写条款。"
    if any(len(part.split()) < 2 for part in clause.split(";")):  # noqa: PLR2004 - a document and a section
        return "请填写条款，如“二(二)”。"
    try:
        cite(clause, documents)
    except BadInput:
        return f"依据“{clause}”不是已登记的文件，请选择文件，或先登记该文件。"
    return ""


def _rules(data: Draft) -> Iterator[Problem]:
    documents = documents_of(data)
    for number, rule in enumerate(rules_of(data)):
        here = f"rules.{rule.get('id') or number}"
        if not rule.get("id"):
            yield Problem(here, "请填写规则编号。")
        if said := _uncited(rule.get("clause"), documents):
            yield Problem(f"{here}.clause", said)
        if not rule.get("asks"):
            yield Problem(f"{here}.asks", "请写明这条规则对申报人的要求。")
        for name, label in (("target", "申报资格"), ("route", "申报途径")):
            if not rule.get(name):
                yield Problem(f"{here}.{name}", f"请选择{label}。")
        yield from (Problem(f"{here}.{place}", said) for place, said in gaps_of(rule))


def gaps_of(rule: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what the conditions of a rule still lack: the place inside the rule, and a sentence."""
    for place, node in nodes_of(rule):
        for where, each in walk(node, place):
            if said := _gap(each):
                yield where, said


def _gap(node: Mapping[str, Any]) -> str:
    if not node:
        return "请选择条件的种类。"
    check = next((check for kind, check in _CHECKS.items() if kind in node), None)
    return check(node) if check else ""


def _fact_gap(node: Mapping[str, Any]) -> str:
    word = vocabulary().facts.get(str(node.get("fact")))
    test = next((test for test in _TESTS if test in node), "")
    if word is None:
        return "请选择事实。" if not node.get("fact") else f"事实“{node['fact']}”未登记，请另选。"
    if not test:
        return f"请选择“{word.label}”如何比较。"
    if node[test] in (None, []):
        return f"请填写“{word.label}”的要求。"
    is_counted = test in {"at_most", "at_least"} or word.kind == "number"
    if is_counted and test not in {"holds", "one_of"} and not _is_whole(node[test], least=0):
        return f"“{word.label}”的要求应为整数，现为“{node[test]}”。"
    wanted = node[test] if isinstance(node[test], list) else [node[test]]
    if word.choices and test != "holds" and (wrong := [str(each) for each in wanted if each not in word.choices]):
        return f"“{word.label}”没有“{'、'.join(wrong)}”，请另选。"
    return ""


def _tenure_gap(node: Mapping[str, Any]) -> str:
    if node.get("tenure") not in vocabulary().tenures:
        return "请选择年限。"
    return "" if _is_whole(node.get("years")) else "年数应为不小于 1 的整数，请填写。"


def _count_gap(node: Mapping[str, Any]) -> str:
    if node.get("count") not in vocabulary().lists:
        return "请选择清单。"
    return "" if _is_whole(node.get("needed")) else "项数应为不小于 1 的整数，请填写。"


def _is_whole(value: Any, least: int = 1) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _code_gap(kind: str) -> Callable[[Mapping[str, Any]], str]:
    def check(node: Mapping[str, Any]) -> str:
        if node.get(kind) not in vocabulary().ambiguities:
            return "请选择待核定的事项。"
        return "请添加出现歧义的情形。" if kind == "doubt" and not node.get("if") else ""

    return check


_CHECKS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "fact": _fact_gap,
    "tenure": _tenure_gap,
    "count": _count_gap,
    "awarded": lambda node: "" if node.get("awarded") else "请选择奖项表。",
    "doubt": _code_gap("doubt"),
    "human": _code_gap("human"),
    "all": lambda node: "" if node.get("all") else "请在这一组中添加条件。",
    "any": lambda node: "" if node.get("any") else "请在这一组中添加条件。",
    "not": lambda node: "" if node.get("not") else "请在这一组中添加条件。",
}


def _parsed(data: Draft) -> Iterator[Problem]:
    try:
        parse(data)
    except RulebookError as wrong:
        yield from (_placed(problem) for problem in wrong.problems)


def _placed(problem: str) -> Problem:
    if found := _RULE_PLACE.match(problem):
        path = inside(found["path"])
        return Problem(".".join(filter(None, ("rules", found["id"], path))), found["said"])
    if found := _PLACE.match(problem):
        return Problem(found["place"], found["said"])
    return Problem("", problem)


def inside(path: str) -> str:
    """Turn a parser's path such as `.needs[0].any[1].fact` into a place of the editor: `needs.0.1`."""
    steps: list[str] = []
    for found in _STEP.finditer(path):
        if found["list"] == "needs":
            steps += ["needs", found["number"]]
        elif found["list"]:
            steps.append(found["number"])
        elif found["word"] == "for":
            steps.append("for")
        elif found["word"] in {"not", "doubt"} and path[found.end() :]:
            steps.append("0")
    return ".".join(steps)
