"""Whether a rulebook has the shape of one, before anything in it is read: a file may come from anywhere.

Every defect is named with its place. What the parts mean is checked where they are compiled.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from law.credits import KINDS
from law.tenure import LONGEST_YEARS, YEARS
from law.vocabulary import vocabulary

Check = Callable[[Any, str], Iterator[str]]


def misshapen(data: Mapping[str, Any]) -> list[str]:
    """Return what in a rulebook is not of the kind that it should be, one sentence each."""
    return [problem for key, check in _PARTS.items() if data.get(key) is not None for problem in check(data[key], key)]


def _text(value: Any, place: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{place}: 应为文字，而不是“{value}”"


def _filled(value: Any, place: str) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield f"{place}: 应填写文字，而不是“{value}”"


def _flag(value: Any, place: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{place}: 应为 true 或 false，而不是“{value}”"


def _number(value: Any, place: str) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield f"{place}: 应为数字，而不是“{value}”"


def _whole(least: int, most: int) -> Check:
    def whole(value: Any, place: str) -> Iterator[str]:
        if type(value) is not int or not least <= value <= most:
            yield f"{place}: 应为 {least} 至 {most} 的整数，而不是“{value}”"

    return whole


def _day(value: Any, place: str) -> Iterator[str]:
    try:
        is_day = value is None or isinstance(value, date) or bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        is_day = False
    if not is_day:
        yield f"{place}: 应为 2022-12-31 形式的日期，而不是“{value}”"


def _listed(check: Check) -> Check:
    def listed(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, list | tuple):
            yield f"{place}: 应为一个列表，而不是“{value}”"
            return
        for number, each in enumerate(value):
            yield from check(each, f"{place}[{_name(each) or number}]")

    return listed


def _some(check: Check) -> Check:
    """Whatever `check` asks, and not empty."""

    def some(value: Any, place: str) -> Iterator[str]:
        if isinstance(value, list | tuple | Mapping) and not value:
            yield f"{place}: 不能为空，请至少填写一项"
        yield from check(value, place)

    return some


def _education(value: Any, place: str) -> Iterator[str]:
    levels = vocabulary().education_levels
    if value not in levels:
        yield f"{place}: 应为 {'/'.join(levels)} 之一，而不是“{value}”"


def _name(row: Any) -> str:
    """Return the id of a rule or case, by which its defects are found more easily than by its number."""
    name = row.get("id") if isinstance(row, Mapping) else ""
    return name if isinstance(name, str) else ""


def _keyed(check: Check) -> Check:
    def keyed(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"{place}: 应为一个对象，而不是“{value}”"
            return
        for key, each in value.items():
            yield from _filled(key, f"{place} 的名称")
            yield from check(each, f"{place}.{key}")

    return keyed


def _row(needed: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    def row(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"{place}: 应为一个对象，而不是“{value}”"
            return
        yield from (f"{place}: 缺少 {key}" for key in needed if value.get(key) is None)
        for key, check in {**needed, **(optional or {})}.items():
            if value.get(key) is not None:
                yield from check(value[key], f"{place}.{key}")

    return row


def _anything(_value: Any, _place: str) -> Iterator[str]:
    yield from ()


def _hours(value: Any, place: str) -> Iterator[str]:
    yield from _keyed(_number)(value, place)
    yield from _of_kinds(value, place)


def _of_kinds(value: Any, place: str, *besides: str) -> Iterator[str]:
    unknown = sorted(map(str, value.keys() - KINDS - {*besides})) if isinstance(value, Mapping) else []
    yield from (f"{place}: 不认识的学时种类 {name}，只能为 {'/'.join(KINDS)}" for name in unknown)


def _table_row(value: Any, place: str) -> Iterator[str]:
    needed = {"education": _listed(_filled), "level": _filled, **dict.fromkeys(KINDS, _number)}
    yield from _row(needed)(value, place)
    yield from _of_kinds(value, place, "education", "level")


_YEAR = _whole(YEARS[0], YEARS[-1])
_BY_KIND: Mapping[str, Check] = {
    "sum": _row(
        {"sum": _filled, "years": _some(_listed(_YEAR)), "least": _number},
        {
            "soft": _text,
            "short_history": _text,
            "instead": _row({"grade": _filled, "education": _education, "least": _number}),
        },
    ),
    "each_year": _row({"each_year": _hours}),
    "required_years": _row(
        {
            "required_years": _hours,
            "until": _YEAR,
            "open": _filled,
            "by_education": _some(_keyed(_whole(0, LONGEST_YEARS))),
        }
    ),
    "table": _row({"table": _listed(_table_row)}),
}


def _requirement(value: Any, place: str) -> Iterator[str]:
    kinds = [kind for kind in _BY_KIND if isinstance(value, Mapping) and kind in value]
    if len(kinds) != 1:
        yield f"{place}: 学时要求应恰有 {'/'.join(_BY_KIND)} 之一"
        return
    yield from _BY_KIND[kinds[0]](value, place)
    if kinds == ["sum"] and value["sum"] not in KINDS:
        yield f"{place}.sum: 应为 {'/'.join(KINDS)} 之一，而不是“{value['sum']}”"
    # Named and not said: whoever is short would wait for an ambiguity without a name.
    empty = [key for key in ("soft", "short_history") if value.get(key, "") is None]
    yield from (f"{place}.{key}: 应填写文字，或者删除" for key in empty)


_RULE = {"id": _filled, "target": _filled, "route": _filled, "clause": _filled, "asks": _filled}
_PARTS: Mapping[str, Check] = {
    "plan": _filled,
    "name": _filled,
    "notice": _filled,
    "series": _text,
    "cutoff": _row({"clause": _filled}, {"date": _day, "assumed": _flag, "open": _text}),
    "deadlines": _keyed(_day),
    "routes": _listed(_filled),
    "targets": _keyed(_row({"level": _filled, "grade": _filled}, {"credits": _text})),
    "gates": _keyed(_filled),
    "award_tables": _keyed(_listed(_filled)),
    "rules": _listed(_row({}, {**_RULE, "needs": _listed(_anything)})),
    "documents": _keyed(_row({"number": _filled}, {"title": _text, "year": _number})),
    "credit_policies": _keyed(_row({"clause": _filled, "checks": _listed(_requirement)}, {"deemed": _flag})),
    "readings": _keyed(_row({"favours": _flag, "says": _filled, "clause": _filled})),
    "vectors": _listed(_row({"target": _filled, "facts": _keyed(_anything), "expect": _filled}, {"amb": _anything})),
}
