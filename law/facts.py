"""What a person states, checked and laid out for quick asking."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Protocol

from law.answers import Readings, Verdict, lacking, settled
from law.errors import BadInput
from law.tenure import Ending, Tenure, judge, parse_day, parse_tenure
from law.vocabulary import FactWord, vocabulary

UNSTATED: Any = object()
_WAYS = ("edu", "titles", "skill", "contest", "awards", "breakthrough")
_SECTIONS = frozenset({"edu", "titles", "skill", "contest", "person", "post", "work", "assess", "apply", "docs"})
_KINDS: dict[str, tuple[type, ...]] = {"flag": (bool,), "number": (int,), "choice": (str,), "text": (str,)}


class Judging(Protocol):
    """Anything that can be asked of a case; the conditions of a rulebook live as long as it does."""

    def judge(self, case: "Case") -> Verdict:
        """Answer for the case."""


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of one person together with the end of counting; judged services are remembered."""

    facts: Mapping[str, Any]
    tenures: Mapping[str, Tenure]
    lists: Mapping[str, tuple[Any, ...]]
    sections: frozenset[str]
    ending: Ending
    credits: Mapping[str, Any] | None = None
    has_stated_a_way: bool = True
    readings: Readings = field(default_factory=dict)
    _judged: dict[tuple[str, int], Verdict] = field(default_factory=dict)
    _answers: dict[int, Verdict] = field(default_factory=dict)

    def answer(self, condition: Judging) -> Verdict:
        """Judge a condition of a compiled rulebook, once: its rule asks it, the steps, and the sentences."""
        found = self._answers.get(id(condition))
        if found is None:
            found = self._answers[id(condition)] = condition.judge(self)
        return found

    def served(self, name: str, years: int) -> Verdict:
        """Judge the service `name` against `years` full years, ambiguities read as settled; not stated is unknown."""
        return settled(self.counted(name, years), self.readings)

    def counted(self, name: str, years: int) -> Verdict:
        """Judge the service without any reading of what the notice leaves open."""
        found = self._judged.get((name, years))
        if found is None:
            found = self._judged[name, years] = self._judge(name, years)
        return found

    def _judge(self, name: str, years: int) -> Verdict:
        tenure = self.tenures.get(name)
        if tenure is None:
            return lacking(f"tenure.{name}")
        if tenure.start is not None and not self.ending.days():
            return lacking("as_of")
        return judge(tenure, years, self.ending)


def parse_case(
    facts: Mapping[str, Any], cutoff: date | None, on: date | None, readings: Readings = MappingProxyType({})
) -> Case:
    """Check the facts of a person and lay them out.

    `cutoff` is the plan's end of counting, `on` the day of filing (else the fact `as_of`), `readings` what was settled.
    Raises BadInput with one sentence when a value is of the wrong kind; facts that no rule asks about are left alone.
    """
    if not isinstance(facts, Mapping):
        raise BadInput('事实应为一个对象，请按 {"edu": {…}, "tenure": {…}} 的形式提供。')
    filed_on = on or (_filing_day(facts["as_of"]) if facts.get("as_of") else None)
    return Case(
        facts=_flat(facts),
        tenures={name: parse_tenure(stated) for name, stated in _services(facts)},
        lists={name: _items(facts, name) for name in vocabulary().lists},
        sections=frozenset(name for name, stated in facts.items() if stated is not None),
        ending=Ending(cutoff, filed_on),
        credits=_section(facts, "credits") if facts.get("credits") is not None else None,
        has_stated_a_way=any(facts.get(way) is not None for way in _WAYS),
        readings=readings,
    )


def _filing_day(stated: object) -> date:
    day = parse_day(stated)
    if day.first != day.last:
        raise BadInput("申报日期应精确到日，请按 2022-07-01 的格式填写。")
    return day.first


def _section(facts: Mapping[str, Any], name: str) -> Mapping[Any, Any]:
    section = facts.get(name)
    if section is None:
        return {}
    if not isinstance(section, Mapping):
        raise BadInput(f"{name} 应为一个对象，请核对。")
    return section


def _services(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Return the services that are stated; one without a value, or without a beginning, is not."""
    known = vocabulary().tenures
    for name, stated in _section(facts, "tenure").items():
        is_begun = not isinstance(stated, Mapping) or stated.get("from", "") is not None
        if name in known and stated is not None and is_begun:
            yield name, stated


def _flat(facts: Mapping[str, Any]) -> dict[str, Any]:
    words = vocabulary().facts
    flat: dict[str, Any] = {"started_year": _year(facts["started_year"])} if facts.get("started_year") else {}
    for section in _SECTIONS & facts.keys():
        for key, value in _section(facts, section).items():
            path = f"{section}.{key}"
            if value is not None and path in words:
                flat[path] = _checked(words[path], value)
    return flat


def _year(stated: object) -> int:
    if not isinstance(stated, int) or isinstance(stated, bool):
        raise BadInput(f"参加工作年份“{stated}”应为四位年份，请按 2020 的形式填写。")
    return stated


def _checked(word: FactWord, value: object) -> object:
    fits = isinstance(value, _KINDS[word.kind]) and (word.kind != "number" or not isinstance(value, bool))
    if not fits or (word.choices and value not in word.choices):
        wanted = "、".join(word.choices) or {"flag": "true 或 false", "number": "整数"}.get(word.kind, "文字")
        raise BadInput(f"{word.label}（{word.path}）的值“{value}”不可用，请填写：{wanted}。")
    return value


def _items(facts: Mapping[str, Any], name: str) -> tuple[Any, ...]:
    items = facts.get(name) or ()
    if isinstance(items, str | Mapping) or not isinstance(items, Iterable):
        raise BadInput(f"{name} 应为一个列表，请核对。")
    return tuple(_item(item, name) for item in items)


def _item(item: object, name: str) -> object:
    if isinstance(item, str) or (isinstance(item, Mapping) and isinstance(item.get("item"), str)):
        return item
    raise BadInput(f"{name} 的每一项应为文字，或写明 item 和 ach 的对象，请核对。")
