"""The controls of one condition, by its kind: what can be chosen is the law's vocabulary in its Chinese words."""

from collections.abc import Callable, Sequence
from typing import Any

from law.vocabulary import FactWord, vocabulary
from reviews.forms.conditions import RAW, Fields, one, tests_for, word_of
from reviews.forms.controls import (
    YES_NO,
    Choices,
    Control,
    ambiguity_choices,
    chosen,
    fact_groups,
    tenure_choices,
    with_present,
)

TESTS = {
    "is": "为",
    "is_not": "不为",
    "one_of": "为其中之一",
    "holds": "是否",
    "at_most": "不大于",
    "at_least": "不小于",
}
_BLANK_ROWS = 2
Pair = tuple[list[Control], list[Control]]


class Place:
    """The fields of one condition."""

    def __init__(self, fields: Fields, place: str, tables: Sequence[str]) -> None:
        self.fields, self.place, self.tables = fields, place, tables

    def values(self, name: str) -> list[str]:
        """Return what a field holds."""
        return [str(value) for value in self.fields.get(f"{self.place}.{name}") or ()]

    def value(self, name: str) -> str:
        """Return the one thing that it holds."""
        return one(self.fields, f"{self.place}.{name}")

    def control(self, name: str, label: str, kind: str = "text", **more: Any) -> Control:
        """Return the control of a field."""
        return Control(f"{self.place}.{name}", label, kind, self.values(name), **more)

    def select(self, name: str, label: str, known: Choices, first: str, **more: Any) -> Control:
        """Return a choice of one, what is chosen shown though it be unknown."""
        return self.control(
            name, label, "select", choices=chosen(first, with_present(known, self.values(name))), **more
        )

    def asks(self) -> Control:
        """Return the field for words of the author's own."""
        return self.control("asks", "对申报人的表述", hint="不填写的，按所选内容自动成句。")


def controls_of(kind: str, fields: Fields, place: str, tables: Sequence[str]) -> Pair:
    """Return the controls of a condition, and those that are seldom needed."""
    shape = _SHAPES.get(kind)
    return shape(Place(fields, place, tables)) if shape else ([], [])


def _tenure(at: Place) -> Pair:
    which = at.select("tenure", "哪一项年限", tenure_choices(), "请选择年限")
    words = at.control("words", "年限的表述", hint="不填写的，按所选年限的名称。")
    return [which, at.control("years", "至少", "number", unit="年")], [words]


def _count(at: Place) -> Pair:
    which = at.select("count", "哪一项清单", list(vocabulary().lists.items()), "请选择清单")
    twice = at.select("one_each", "同一成果能否计入两项", ambiguity_choices(), "可以计入两项")
    return [which, at.control("needed", "至少", "number", unit="项"), twice], [at.asks()]


def _awarded(at: Place) -> Pair:
    known = with_present([(name, name) for name in at.tables], at.values("awarded"))
    return [at.control("awarded", "列入下列奖项表之一", "checks", choices=known)], [at.asks()]


def _open(name: str) -> Callable[[Place], Pair]:
    return lambda at: ([at.select(name, "待核定的事项", ambiguity_choices(), "请选择事项")], [])


def _fact(at: Place) -> Pair:
    word, path = word_of(at.value("fact")), at.value("fact")
    known = fact_groups() if word or not path else [*fact_groups(), ("未登记", [(path, path)])]
    which = at.control("fact", "事实", "grouped", groups=[("", [("", "请选择事实")]), *known], reshapes=True)
    if word is None:
        return [which], []
    compared = _compared(at, word)
    assumed = [("yes", "先按下列情况预检")]
    extras = [at.select("assumes", "没有填写时", assumed, "请申报人补充，不作推定", reshapes=True)]
    if at.value("assumes"):
        extras.append(_assumed(at, word))
    return [which, *compared], [*extras, at.asks()]


def _compared(at: Place, word: FactWord) -> list[Control]:
    tests = tests_for(word)
    test = at.value("test") or (tests[0] if len(tests) == 1 else "")
    shown = [(name, "是否已填写" if name == "holds" else TESTS[name]) for name in tests]
    if len(tests) == 1:
        return [Control(f"{at.place}.test", "比较", "hidden", [test]), _wanted(at, word, test)]
    compare = at.select("test", "比较", shown, "请选择比较", reshapes=True)
    return [compare, _wanted(at, word, test)] if test else [compare]


def _wanted(at: Place, word: FactWord, test: str) -> Control:
    answers = [(each, each) for each in word.answers]
    if test == "holds":
        names = (word.has, word.lacks) if word.kind == "flag" else ("已填写", "未填写")
        return at.select("value", "要求", [("true", names[0]), ("false", names[1])], "请选择")
    if test == "one_of" and answers:
        return at.control("value", "下列之一", "checks", choices=with_present(answers, at.values("value")))
    if test == "one_of":
        joined = ["、".join(at.values("value"))]
        return Control(f"{at.place}.value", "下列之一", "text", joined, hint="多项之间用顿号隔开。")
    if answers:
        return at.select("value", "要求", answers, "请选择")
    return at.control("value", "要求", "number" if word.kind == "number" else "text")


def _assumed(at: Place, word: FactWord) -> Control:
    if word.kind == "flag":
        return at.control("assume", "按此预检", "select", choices=YES_NO)
    if word.answers:
        return at.select("assume", "按此预检", [(each, each) for each in word.answers], "没有此项")
    return at.control("assume", "按此预检", "number" if word.kind == "number" else "text")


def member_rows(fields: Fields, place: str) -> list[tuple[Control, Control]]:
    """Return the items of a list of the rule's own, with blank rows below them."""
    known = sum(1 for name in fields if name.startswith(f"{place}.from.") and name.endswith(".code"))
    return [_member(fields, f"{place}.from.{number}") for number in range(known + _BLANK_ROWS)]


def _member(fields: Fields, row: str) -> tuple[Control, Control]:
    code = Control(f"{row}.code", "编号", "text", [one(fields, f"{row}.code")])
    return code, Control(f"{row}.text", "内容", "text", [one(fields, f"{row}.text")])


_SHAPES: dict[str, Callable[[Place], Pair]] = {
    "fact": _fact,
    "tenure": _tenure,
    "count": _count,
    "awarded": _awarded,
    "doubt": _open("doubt"),
    "human": _open("human"),
    RAW: lambda at: ([at.control("raw", "原文", "hidden")], []),
}
