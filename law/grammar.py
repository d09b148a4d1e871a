"""How conditions are written in YAML, and what is said when one is written wrongly.

{fact: edu.level, one_of: [大专, 本科]}      also is, is_not, holds (true/false), at_most, at_least; assume: value
{tenure: craft, years: 6}                    words: overrides how the service is called
{all: […]}, {any: […]}, {not: …}
{count: breakthrough, from: {B1: …}, needed: 2, one_each: AMB-07}
{awarded: 中级}                              a key, or several, of the rulebook's award tables
{doubt: AMB-04, if: …}                       unknown when the part holds
{human: AMB-35}                              always for a person
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from law.combinators import AllOf, AnyOf, Not, UnknownIf
from law.conditions import Condition, Fact, Human, Tenure
from law.facts import UNSTATED
from law.members import AtLeast
from law.tenure import LONGEST_YEARS
from law.vocabulary import FactWord, Vocabulary, vocabulary

_TESTS: dict[str, Callable[[Any], Callable[[Any], bool]]] = {
    "is": lambda wanted: lambda value: bool(value == wanted),
    "is_not": lambda wanted: lambda value: bool(value != wanted),
    "one_of": lambda wanted: frozenset(wanted).__contains__,
    "holds": lambda wanted: lambda value: bool(value) is wanted,
    "at_most": lambda wanted: lambda value: bool(value <= wanted),
    "at_least": lambda wanted: lambda value: bool(value >= wanted),
}
_KINDS = {"flag": bool, "number": int, "choice": str, "text": str}
_SIGNS = {"is": "为", "is_not": "不为", "one_of": "为", "at_most": "不大于", "at_least": "不小于"}
_KEYS = {
    "fact": {"fact", "assume", "asks", *_TESTS},
    "tenure": {"tenure", "years", "words"},
    "all": {"all"},
    "any": {"any"},
    "not": {"not"},
    "count": {"count", "from", "needed", "one_each", "asks"},
    "awarded": {"awarded", "asks"},
    "doubt": {"doubt", "if"},
    "human": {"human"},
}


@dataclass(slots=True)
class Grammar:
    """Compiles conditions of one rulebook; collects every problem with the place where it stands."""

    awards: Mapping[str, list[str]] = field(default_factory=dict)
    members: Mapping[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    words: Vocabulary = field(default_factory=vocabulary)
    _compiled: dict[str, Condition] = field(default_factory=dict)

    def compile(self, data: object, place: str) -> Condition:
        """Compile one condition. A wrong one is noted in `problems` and stands as always-for-a-person.

        What is written alike is one condition, so that it is judged once for a case.
        """
        written = repr(data)
        if written in self._compiled:
            return self._compiled[written]
        before = len(self.problems)
        try:
            found = self._compile(data, place)
        except (KeyError, TypeError, ValueError) as wrong:
            self.problems.append(f"{place}: {wrong.args[0] if wrong.args else wrong}")
            return Human("MISSING")
        if len(self.problems) == before:
            self._compiled[written] = found
        return found

    def _compile(self, data: object, place: str) -> Condition:
        if not isinstance(data, Mapping):
            raise TypeError(f"条件应为一个对象，而不是“{data}”")
        kinds = [kind for kind in _KEYS if kind in data]
        if len(kinds) != 1:
            raise ValueError(f"条件应恰有 {'/'.join(_KEYS)} 之一，现为 {sorted(map(str, data))}")
        if extra := data.keys() - _KEYS[kinds[0]]:
            raise ValueError(f"{kinds[0]} 条件不认识 {sorted(map(str, extra))}")
        compiled: Condition = getattr(self, f"_{kinds[0]}")(data, f"{place}.{kinds[0]}")
        return compiled

    def _fact(self, data: Mapping[str, Any], place: str) -> Condition:
        word = self.words.facts.get(data["fact"])
        tests = [test for test in _TESTS if test in data]
        if word is None or len(tests) != 1:
            raise ValueError(f"事实 {data['fact']} 未登记，或没有恰好一种比较")
        wanted = data[tests[0]]
        self._check_choices(word, wanted, place)
        self._check_kinds(word, tests[0], data, place)
        asks = self._text(data, "asks", place) or _fact_words(word, tests[0], wanted)
        return Fact(word, _TESTS[tests[0]](wanted), asks, data.get("assume", UNSTATED))

    def _check_choices(self, word: FactWord, wanted: object, place: str) -> None:
        values = wanted if isinstance(wanted, list) else [wanted]
        if word.choices and (wrong := [value for value in values if value not in word.choices]):
            self.problems.append(f"{place}: {word.path} 不能为 {wrong}")

    def _check_kinds(self, word: FactWord, test: str, data: Mapping[str, Any], place: str) -> None:
        kind = "flag" if test == "holds" else word.kind
        values = data[test] if test == "one_of" and isinstance(data[test], list) else [data[test]]
        fits = bool(values) and all(type(value) is _KINDS[kind] for value in values)
        if not fits or isinstance(data[test], list) is not (test == "one_of"):
            self.problems.append(f"{place}: {word.label}的比较值“{data[test]}”与“{test}”不符")
        if test in {"at_most", "at_least"} and word.kind != "number":
            self.problems.append(f"{place}: {word.label}不是数字，不能用“{test}”比较")
        if "assume" in data and type(data["assume"]) is not _KINDS[word.kind]:
            self.problems.append(f"{place}: {word.label}未填写时的值“{data['assume']}”不可用")

    def _tenure(self, data: Mapping[str, Any], place: str) -> Condition:
        name, years = data["tenure"], data["years"]
        if name not in self.words.tenures:
            raise ValueError(f"年限名称 {name} 未登记")
        if not _is_count(years, LONGEST_YEARS):
            raise ValueError(f"年数 {years} 应为不大于 {LONGEST_YEARS} 的正整数")
        return Tenure(name, years, self._text(data, "words", place) or self.words.tenures[name])

    def _all(self, data: Mapping[str, Any], place: str) -> Condition:
        return AllOf(tuple(self.compile(part, f"{place}[{n}]") for n, part in enumerate(data["all"])))

    def _any(self, data: Mapping[str, Any], place: str) -> Condition:
        return AnyOf(tuple(self.compile(part, f"{place}[{n}]") for n, part in enumerate(data["any"])))

    def _not(self, data: Mapping[str, Any], place: str) -> Condition:
        return Not(self.compile(data["not"], place))

    def _count(self, data: Mapping[str, Any], place: str) -> Condition:
        members, needed = self._members(data, place), data["needed"]
        if data["count"] not in self.words.lists or not _is_count(needed, len(members)):
            raise ValueError(f"清单 {data['count']} 未登记，或所需项数 {needed} 不是 1 至 {len(members)} 的整数")
        listed = f"{len(members)} 项{self.words.lists[data['count']]}"
        asks = self._text(data, "asks", place) or f"具备 {listed}中的 {needed} 项"
        one_each = self._known(data["one_each"], place) if data.get("one_each") else ""
        return AtLeast(needed, data["count"], members, asks, one_each)

    def _members(self, data: Mapping[str, Any], place: str) -> Mapping[str, str]:
        members = data.get("from") or self.members
        if not isinstance(members, Mapping):
            raise TypeError(f"from 应为 {{B1: 条文, …}} 形式的对象，而不是“{members}”")
        if wrong := [name for name, text in members.items() if not isinstance(name, str) or not isinstance(text, str)]:
            self.problems.append(f"{place}.from: {'、'.join(map(str, wrong))} 的编号和条文都应为文字")
        return members

    def _awarded(self, data: Mapping[str, Any], place: str) -> Condition:
        tables = data["awarded"] if isinstance(data["awarded"], list) else [data["awarded"]]
        if unknown := [table for table in tables if table not in self.awards]:
            raise ValueError(f"{place}: 奖项表 {unknown} 未列出")
        names = [name for table in tables for name in self.awards[table]]
        asks = self._text(data, "asks", place) or f"获得{'、'.join(names)}之一"
        return AtLeast(1, "awards", {name: name for name in names}, asks)

    def _doubt(self, data: Mapping[str, Any], place: str) -> Condition:
        return UnknownIf(self.compile(data["if"], place), self._known(data["doubt"], place))

    def _human(self, data: Mapping[str, Any], place: str) -> Condition:
        return Human(self._known(data["human"], place))

    def _text(self, data: Mapping[str, Any], key: str, place: str) -> str:
        text = data.get(key) or ""
        if not isinstance(text, str):
            self.problems.append(f"{place}: {key} 应为文字，而不是“{text}”")
            return ""
        return text

    def _known(self, code: str, place: str) -> str:
        if not isinstance(code, str) or code not in self.words.ambiguities:
            self.problems.append(f"{place}: 歧义 {code} 未登记")
        return code


def _is_count(value: object, most: int) -> bool:
    return type(value) is int and 1 <= value <= most


def _fact_words(word: FactWord, test: str, wanted: Any) -> str:
    if word.kind == "flag":
        return word.statement(wanted)
    if test not in _SIGNS:
        return f"{word.label}已填写"
    if isinstance(wanted, list):
        return f"{word.label}为{'、'.join(map(str, wanted))}{'之一' if len(wanted) > 1 else ''}"
    space = " " if isinstance(wanted, int) else ""
    return f"{word.label}{_SIGNS[test]}{space}{wanted}"
