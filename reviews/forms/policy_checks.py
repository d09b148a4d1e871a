"""A credit policy as fields and back: its lines in the grammar at the head of law/data/credit_policies.yaml.

A line that these fields cannot say exactly is carried along as it was written, like a condition.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from law.credits import KINDS
from law.vocabulary import vocabulary
from reviews.facts.draft_rules import mapping, rows, texts
from reviews.forms.citations import citation_from
from reviews.forms.conditions import Fields, one, whole
from reviews.forms.controls import Choices, Control, ambiguity_choices, chosen, with_present

Line = dict[str, Any]
LINES = {
    "sum": "指定年度合计",
    "each_year": "每个年度",
    "required_years": "按要求的工作年限",
    "table": "按学历和级别列表",
}
RAW = "raw"
LEVELS: Choices = [(name, name) for name in ("员级", "助理级", "初级", "中级", "副高级", "正高级")]
_EDUCATION: Choices = [(level, level) for level in vocabulary().education_levels]
_MOST = 40


def line_kind(line: Mapping[str, Any]) -> str:
    """Return the kind of a line; empty where none was chosen."""
    return next((kind for kind in LINES if kind in line), RAW if line else "")


def policy_from(fields: Fields, kept: Mapping[str, Any]) -> Line:
    """Return the policy that the fields say; `kept` is what it was, for what has no field."""
    numbers = _numbers(fields, "checks", "kind")
    policy = {**kept, "clause": citation_from(fields, "clause")}
    policy.pop("deemed", None)
    if one(fields, "deemed"):
        policy["deemed"] = True
    return {**policy, "checks": [line_from(fields, f"checks.{number}") for number in numbers[:_MOST]]}


def _numbers(fields: Fields, place: str, name: str) -> list[int]:
    """Return the numbers of the rows that stand below a place and have a field of this name."""
    found = re.compile(rf"{re.escape(place)}\.(\d{{1,4}})\.{name}")
    return sorted({int(match[1]) for each in fields if (match := found.fullmatch(each))})


def line_from(fields: Fields, place: str) -> Line:
    """Return one line."""
    kind = one(fields, f"{place}.kind")
    if kind == RAW:
        try:
            return mapping(json.loads(one(fields, f"{place}.raw")))
        except (ValueError, RecursionError):
            return {}
    return _READERS[kind](fields, place) if kind in _READERS else {}


def fields_of_line(line: Mapping[str, Any], place: str) -> dict[str, list[str]]:
    """Return the fields of one line."""
    kind = line_kind(line)
    fields = {f"{place}.kind": [kind]}
    if kind in LINES:
        fields |= {f"{place}.{name}": values for name, values in _WRITERS[kind](line).items()}
        if json.dumps(line_from(fields, place), sort_keys=True) == json.dumps(line, sort_keys=True):
            return fields
    elif not kind:
        return fields
    return {f"{place}.kind": [RAW], f"{place}.raw": [json.dumps(line, ensure_ascii=False)]}


def _told(values: Mapping[str, Any]) -> Line:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _hours(fields: Fields, place: str) -> Line:
    return _told({kind: whole(one(fields, f"{place}.{kind}")) for kind in KINDS})


def _years(text: str) -> list[Any]:
    return [whole(part) for part in text.replace("、", " ").replace(",", " ").replace("，", " ").split()]


def _read_sum(fields: Fields, place: str) -> Line:
    instead = {name: one(fields, f"{place}.instead_{name}") for name in ("grade", "education")}
    other = _told({**instead, "least": whole(one(fields, f"{place}.instead_least"))})
    return {
        "sum": one(fields, f"{place}.sum"),
        "years": _years(one(fields, f"{place}.years")),
        "least": whole(one(fields, f"{place}.least")),
        **_told({name: one(fields, f"{place}.{name}") for name in ("soft", "short_history")}),
        **({"instead": other} if other else {}),
    }


def _read_required(fields: Fields, place: str) -> Line:
    by_education = {level: whole(one(fields, f"{place}.years_{n}")) for n, (level, _) in enumerate(_EDUCATION)}
    return {
        "required_years": _hours(fields, place),
        "until": whole(one(fields, f"{place}.until")),
        "open": one(fields, f"{place}.open"),
        "by_education": _told(by_education),
    }


def _read_table(fields: Fields, place: str) -> Line:
    numbers = _numbers(fields, place, "level")
    listed = [_read_row(fields, f"{place}.{number}") for number in numbers[:_MOST]]
    return {"table": [row for row in listed if any(row.values())]}


def _read_row(fields: Fields, place: str) -> Line:
    education = [value for value in fields.get(f"{place}.education") or () if value]
    return {"education": education, "level": one(fields, f"{place}.level"), **_hours(fields, place)}


_READERS: dict[str, Callable[[Fields, str], Line]] = {
    "sum": _read_sum,
    "each_year": lambda fields, place: {"each_year": _hours(fields, place)},
    "required_years": _read_required,
    "table": _read_table,
}


def _text(value: Any) -> list[str]:
    return ["" if value is None else str(value)]


def _write_sum(line: Mapping[str, Any]) -> dict[str, list[str]]:
    instead = mapping(line.get("instead"))
    plain = {name: _text(line.get(name)) for name in ("sum", "least", "soft", "short_history")}
    others = {f"instead_{name}": _text(instead.get(name)) for name in ("grade", "education", "least")}
    return {**plain, **others, "years": ["、".join(texts(line.get("years")))]}


def _write_hours(hours: Any) -> dict[str, list[str]]:
    return {kind: _text(mapping(hours).get(kind)) for kind in KINDS}


def _write_required(line: Mapping[str, Any]) -> dict[str, list[str]]:
    known = mapping(line.get("by_education"))
    years = {f"years_{n}": _text(known.get(level)) for n, (level, _) in enumerate(_EDUCATION)}
    plain = {name: _text(line.get(name)) for name in ("until", "open")}
    return {**_write_hours(line["required_years"]), **plain, **years}


def _write_table(line: Mapping[str, Any]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for number, row in enumerate(rows(line["table"])):
        mine = {"education": texts(row.get("education")), "level": _text(row.get("level")), **_write_hours(row)}
        fields |= {f"{number}.{name}": values for name, values in mine.items()}
    return fields


_WRITERS: dict[str, Callable[[Mapping[str, Any]], dict[str, list[str]]]] = {
    "sum": _write_sum,
    "each_year": lambda line: _write_hours(line["each_year"]),
    "required_years": _write_required,
    "table": _write_table,
}


class LineControls:
    """The controls of one line."""

    def __init__(self, line: Mapping[str, Any], place: str) -> None:
        self.fields, self.place = fields_of_line(line, place), place

    def control(self, name: str, label: str, kind: str = "text", **more: Any) -> Control:
        """Return one field."""
        values = [str(value) for value in self.fields.get(f"{self.place}.{name}") or ()]
        return Control(f"{self.place}.{name}", label, kind, values, **more)

    def select(self, name: str, label: str, known: Choices, first: str = "请选择", **more: Any) -> Control:
        """Return a choice of one."""
        values = [str(value) for value in self.fields.get(f"{self.place}.{name}") or ()]
        return self.control(name, label, "select", choices=chosen(first, with_present(known, values)), **more)

    def kind(self) -> Control:
        """Return the choice of what kind of line it is."""
        known = [*LINES.items()]
        if one(self.fields, f"{self.place}.kind") == RAW:
            known.append((RAW, "按原文保留"))
        return self.select("kind", "种类", known, "请选择种类", reshapes=True)

    def all(self) -> list[Control]:
        """Return every field of the line."""
        shapes = {"sum": self._sum, "each_year": self._hours, "required_years": self._required, "table": self._table}
        kind = one(self.fields, f"{self.place}.kind")
        if kind == RAW:
            return [self.control("raw", "原文", "hidden")]
        return shapes[kind]() if kind in shapes else []

    def _hours(self, row: str = "") -> list[Control]:
        return [self.control(f"{row}{kind}", f"{label}不少于", "number", unit="学时") for kind, label in KINDS.items()]

    def _sum(self) -> list[Control]:
        return [
            self.select("sum", "学时种类", list(KINDS.items())),
            self.control("years", "年度", hint="如“2019、2020、2021、2022”"),
            self.control("least", "合计不少于", "number", unit="学时"),
            self.select("soft", "不足时", ambiguity_choices(), "不符合"),
            self.select("short_history", "从业不满这些年度的", ambiguity_choices(), "同样要求"),
            self.select("instead_grade", "另有规定的层级", [(g, g) for g in ("初级", "中级", "高级")], "没有"),
            self.select("instead_education", "该层级此学历及以上", _EDUCATION, "不限"),
            self.control("instead_least", "改为不少于", "number", unit="学时"),
        ]

    def _required(self) -> list[Control]:
        by_education = [
            self.control(f"years_{n}", f"{level}最多要求", "number", unit="年")
            for n, (level, _) in enumerate(_EDUCATION)
        ]
        until = self.control("until", "算到", "number", unit="年度")
        return [*self._hours(), until, self.select("open", "不足时", ambiguity_choices()), *by_education]

    def _table(self) -> list[Control]:
        known = sum(1 for name in self.fields if name.startswith(f"{self.place}.") and name.endswith(".level"))
        return [control for number in range(known + 1) for control in self._row(f"{number}.", number + 1)]

    def _row(self, row: str, number: int) -> list[Control]:
        return [
            self.control(f"{row}education", f"第 {number} 行学历", "checks", choices=_EDUCATION),
            self.select(f"{row}level", "级别", LEVELS),
            *self._hours(row),
        ]
