"""The facts of one case as fields, in the vocabulary's words, and back; what has no field is carried along.

Fields: `as_of`; `f.edu.level`; `t.craft.from`; `l.awards.0.item`; `y.0.year`; `rest` holds what has no field, as JSON.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from law.breakthrough import breakthrough_items
from law.vocabulary import FactWord
from reviews.facts.draft_rules import Draft, awards_of, mapping
from reviews.facts.used_words import UsedWords, used_words
from reviews.forms.conditions import Fields, one, whole
from reviews.forms.controls import SECTIONS, YES_NO, Choices, Control, ambiguity_choices, chosen, with_present

Facts = dict[str, Any]
_HOURS = {"public": "公需课", "professional": "专业课", "total": "总学时"}
_BLANKS = 2
_NUMBERED = re.compile(r"(l\.\w+|y)\.(\d{1,4})\.\w+")


def facts_from(fields: Fields, data: Draft) -> Facts:
    """Return the facts that the fields say."""
    used = used_words(data)
    facts = _rest(one(fields, "rest"))
    if day := one(fields, "as_of"):
        facts["as_of"] = day
    for word in used.facts:
        value = _fact(word, one(fields, f"f.{word.path}"))
        if value is not None:
            section, _, name = word.path.partition(".")
            facts.setdefault(section, {})[name] = value
    services = {name: value for name, _ in used.tenures if (value := _tenure(fields, name)) is not None}
    if services or mapping(facts.get("tenure")):
        facts["tenure"] = {**mapping(facts.get("tenure")), **services}
    for name in used.lists:
        if found := _items(fields, name):
            facts[name] = found
    if years := _years(fields):
        facts["credits"] = years
    return facts


def _rest(text: str) -> Facts:
    try:
        return mapping(json.loads(text)) if text else {}
    except (ValueError, RecursionError):
        return {}


def _fact(word: FactWord, text: str) -> Any:
    if not text:
        return None
    if word.kind == "flag":
        return {"true": True, "false": False}.get(text)
    return whole(text) if word.kind == "number" else text


def _tenure(fields: Fields, name: str) -> Any:
    place = f"t.{name}"
    begun = one(fields, f"{place}.from")
    if not begun:
        return whole(one(fields, f"{place}.years"))
    told = {key: value for key in ("alt_from", "alt_amb") if (value := one(fields, f"{place}.{key}"))}
    gap = whole(one(fields, f"{place}.gap_days"))
    return {"from": begun, **({"gap_days": gap} if gap is not None else {}), **told}


def _numbers(fields: Fields, place: str) -> list[int]:
    found = (_NUMBERED.fullmatch(name) for name in fields)
    return sorted({int(match[2]) for match in found if match and match[1] == place})


def _items(fields: Fields, name: str) -> list[Any]:
    rows = (
        (one(fields, f"l.{name}.{n}.item"), one(fields, f"l.{name}.{n}.ach")) for n in _numbers(fields, f"l.{name}")
    )
    return [{"item": item, "ach": ach} if ach else item for item, ach in rows if item]


def _years(fields: Fields) -> Facts:
    years = {}
    for number in _numbers(fields, "y"):
        year = one(fields, f"y.{number}.year")
        hours = {kind: whole(one(fields, f"y.{number}.{kind}")) for kind in _HOURS}
        if year:
            years[year] = {kind: value for kind, value in hours.items() if value is not None}
    return years


def fields_of_facts(facts: Mapping[str, Any], data: Draft) -> dict[str, list[str]]:
    """Return the fields that say the facts."""
    used = used_words(data)
    fields = {"as_of": [str(facts.get("as_of") or "")]}
    for word in used.facts:
        section, _, name = word.path.partition(".")
        fields[f"f.{word.path}"] = [_spelled(mapping(facts.get(section)).get(name))]
    for name, _ in used.tenures:
        fields |= _tenure_fields(name, mapping(facts.get("tenure")).get(name))
    for name in used.lists:
        fields |= _item_fields(name, facts.get(name))
    for number, (year, hours) in enumerate(mapping(facts.get("credits")).items()):
        row = {"year": str(year), **{kind: _spelled(mapping(hours).get(kind)) for kind in _HOURS}}
        fields |= {f"y.{number}.{key}": [value] for key, value in row.items()}
    return {**fields, "rest": [json.dumps(_without(facts, facts_from(fields, data)), ensure_ascii=False)]}


def _spelled(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _tenure_fields(name: str, value: Any) -> dict[str, list[str]]:
    if isinstance(value, Mapping):
        return {f"t.{name}.{key}": [_spelled(value.get(key))] for key in ("from", "gap_days", "alt_from", "alt_amb")}
    return {f"t.{name}.years": [_spelled(value)]}


def _item_fields(name: str, value: Any) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for number, each in enumerate(value if isinstance(value, list) else []):
        row = each if isinstance(each, Mapping) else {"item": each}
        fields |= {f"l.{name}.{number}.{key}": [_spelled(row.get(key))] for key in ("item", "ach")}
    return fields


def _without(facts: Mapping[str, Any], said: Mapping[str, Any]) -> Facts:
    """Return what of the facts the fields do not say: whole parts, and single facts of a section."""
    left: Facts = {}
    for name, value in facts.items():
        if _same(said.get(name), value):
            continue
        if isinstance(value, Mapping) and name != "credits":
            other = mapping(said.get(name))
            left[name] = {key: each for key, each in value.items() if not _same(other.get(key), each)}
        else:
            left[name] = value
    return left


def _same(one_value: Any, other: Any) -> bool:
    return json.dumps(one_value, sort_keys=True, default=str) == json.dumps(other, sort_keys=True, default=str)


class FactsPage:
    """The controls for the facts of one case."""

    def __init__(self, facts: Mapping[str, Any], data: Draft) -> None:
        self.fields, self.data = fields_of_facts(facts, data), data
        self.used: UsedWords = used_words(data)

    def _control(self, name: str, label: str, kind: str = "text", **more: Any) -> Control:
        return Control(name, label, kind, [one(self.fields, name)], **more)

    def hidden(self) -> Control:
        """Return what has no field of its own."""
        return self._control("rest", "", "hidden")

    def sections(self) -> list[tuple[str, list[Control]]]:
        """Return the facts by section."""
        day = self._control("as_of", "申报日期", hint="如 2022-07-01；不填写的，按年限截止日。")
        found = [("申报", [day])]
        for section in dict.fromkeys(word.section for word in self.used.facts):
            mine = [self._fact(word) for word in self.used.facts if word.section == section]
            found.append((SECTIONS.get(section, section), mine))
        return found

    def _fact(self, word: FactWord) -> Control:
        name = f"f.{word.path}"
        if word.kind == "flag":
            return self._control(name, word.label, "select", choices=[("", "没有填写"), *YES_NO[1:]])
        if word.answers:
            known = with_present([(each, each) for each in word.answers], [one(self.fields, name)])
            return self._control(name, word.label, "select", choices=chosen("没有填写", known))
        return self._control(name, word.label, "number" if word.kind == "number" else "text")

    def tenures(self) -> list[tuple[str, list[Control]]]:
        """Return the services: full years, or a beginning with what is uncertain about it."""
        return [(label, self._tenure(f"t.{name}")) for name, label in self.used.tenures]

    def _tenure(self, place: str) -> list[Control]:
        known = chosen("取得资格与聘任不一致", ambiguity_choices())
        return [
            self._control(f"{place}.from", "起始日期", hint="如 2018-12-31，只到月份的写 2018-12"),
            self._control(f"{place}.years", "或者：年数", "number", unit="年"),
            self._control(f"{place}.gap_days", "中断", "number", unit="天"),
            self._control(f"{place}.alt_from", "另一可能的起始日"),
            self._control(f"{place}.alt_amb", "两个起始日的歧义", "select", choices=known),
        ]

    def lists(self) -> list[tuple[str, list[tuple[Control, Control]]]]:
        """Return the items of lists, with blank rows below."""
        names = {"breakthrough": "破格条件", "awards": "荣誉奖项"}
        return [(names.get(name, name), self._rows(name)) for name in self.used.lists]

    def _rows(self, name: str) -> list[tuple[Control, Control]]:
        count = len(_numbers(self.fields, f"l.{name}")) + _BLANKS
        return [self._row(f"l.{name}.{number}", self._members(name)) for number in range(count)]

    def _row(self, place: str, known: Sequence[tuple[str, str]]) -> tuple[Control, Control]:
        choices = chosen("请选择", with_present(known, [one(self.fields, f"{place}.item")]))
        return self._control(f"{place}.item", "项", "select", choices=choices), self._control(
            f"{place}.ach", "依据的成果"
        )

    def _members(self, name: str) -> Choices:
        if name == "awards":
            listed = dict.fromkeys(award for awards in awards_of(self.data).values() for award in awards)
            return [(award, award) for award in listed]
        return [(code, f"{code} {asks}") for code, asks in breakthrough_items().items()]

    def years(self) -> list[list[Control]]:
        """Return the credits by year, with blank rows below."""
        count = len(_numbers(self.fields, "y")) + _BLANKS
        hours = list(_HOURS.items())
        return [
            [
                self._control(f"y.{n}.year", "年度", "number"),
                *(self._control(f"y.{n}.{kind}", label, "number", unit="学时") for kind, label in hours),
            ]
            for n in range(count)
        ]
