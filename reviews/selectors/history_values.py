"""Values of a history as its readers read them: names for numbers, Chinese dates, stages in words, nothing sealed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Field

from accounts.steps.base import verbs
from reviews.enums import Stage
from reviews.history import HIDDEN
from reviews.models import RowChange
from reviews.selectors.history_names import is_chinese, table_name
from zcps.encryption import EncryptedTextField, SealedJSONField, SealedValues
from zcps.templatetags.chinese import cn_date, cn_datetime, parsed

NONE, SEALED, NOT_SHOWN, FORGOTTEN = "—", "（加密保存）", "（不显示）", "（已清除）"
_VEILED = "***"
_LONGEST = 80
# What would open a door, or says nothing to anybody.
_SECRET = frozenset({"token", "secret", "signature", "odds", "number_key", "title_key", "search"})
# Of these the name is told; of others which row it is: experts, seats and votes are not named here.
_NAMED = frozenset(
    (
        "accounts.agency",
        "accounts.region",
        "employers.employer",
        "reviews.plan",
        "reviews.plantitle",
        "reviews.committee",
    )
)
_STAGES = frozenset({"stage", "from_stage", "before"})
Names = Mapping[tuple[str, Any], str]


def names_of(values: Iterable[tuple["Field[Any, Any]", Any]]) -> Names:
    """Return the names of the rows to which values refer, a question for each kind of row."""
    wanted: dict[str, set[Any]] = defaultdict(set)
    for field, value in values:
        kind = _kind(field)
        if kind in _NAMED and isinstance(value, int):
            wanted[kind].add(value)
    found: dict[tuple[str, Any], str] = {}
    for kind, keys in wanted.items():
        rows = apps.get_model(kind)._default_manager.filter(pk__in=keys).order_by().values_list("pk", "name")
        found.update({(kind, key): name for key, name in rows})
    return found


def in_words(
    field: "Field[Any, Any] | None", pair: tuple[Any, Any], change: RowChange, names: Names
) -> tuple[str, str]:
    """Return what stood in a column before and after; of a structure only what differs."""
    before, after = pair
    if isinstance(before, dict) and isinstance(after, dict) and field is not None:
        keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        before, after = ({key: one[key] for key in keys if key in one} for one in (before, after))
    told = _shown(field, before, change, names), _shown(field, after, change, names)
    moments = [parsed(value) if isinstance(value, str) else None for value in pair]
    if told[0] == told[1] and all(isinstance(moment, dt.datetime) for moment in moments):
        # Within one minute.
        return _to_the_second(moments[0]), _to_the_second(moments[1])
    return _around_the_difference(*told)


def _to_the_second(moment: dt.date | None) -> str:
    return f"{cn_date(moment)}{moment:%H:%M:%S}"


def _around_the_difference(before: str, after: str) -> tuple[str, str]:
    """Shorten what is long to where the two part: of a page of text everybody looks for the changed word."""
    same = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), 0)
    start = max(0, same - _LONGEST // 4) if max(len(before), len(after)) > _LONGEST else 0
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    rest = text[start:] if len(text) > _LONGEST else text
    shown = rest if len(rest) <= _LONGEST else f"{rest[:_LONGEST]}…"
    return shown if rest == text else f"…{shown}"


def _shown(field: "Field[Any, Any] | None", value: Any, change: RowChange, names: Names) -> str:
    if value is None or value in ("", {}, []):
        return NONE
    column = str(field.column) if field else ""
    if field is None or column in HIDDEN.get(change.relation, ()) or column in _SECRET or column.endswith("_index"):
        return NOT_SHOWN
    if value == _VEILED:
        return FORGOTTEN
    if isinstance(field, EncryptedTextField | SealedJSONField | SealedValues):
        return SEALED
    return _referred(field, value, names) if field.related_model else _worded(field, value)


def _kind(field: "Field[Any, Any]") -> str:
    other = field.related_model
    return other._meta.label_lower if other is not None else ""


def _referred(field: "Field[Any, Any]", value: Any, names: Names) -> str:
    known = names.get((_kind(field), value))
    other = field.related_model or field.model
    return known or f"{table_name(other)} 第 {value} 号"


def _worded(field: "Field[Any, Any]", value: Any) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.column in _STAGES:
        return Stage(value).label if value in Stage.values else str(value)
    if field.column == "act":
        return verbs().get(str(value), str(value))
    if isinstance(value, str) and field.get_internal_type() in {"DateField", "DateTimeField"}:
        return cn_datetime(value) or value
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or value == "":
        return NONE
    if isinstance(value, dict):
        return _entries(value)
    if isinstance(value, list):
        return _pairs(value) or "、".join(map(_plain, value))
    return str(value)


def _entries(value: dict[str, Any]) -> str:
    """What a structure says, where its names are words; else how much it holds."""
    if all(map(is_chinese, value)):
        return "；".join(f"{name}：{_plain(one)}" for name, one in value.items())
    return f"（共 {len(value)} 项）"


def _pairs(value: list[Any]) -> str:
    """What a list in a publicity shows: names beside values."""
    is_pairs = all(isinstance(one, list) and len(one) == 2 and isinstance(one[0], str) for one in value)  # noqa: PLR2004 - a pair
    return "；".join(f"{name}：{_plain(one)}" for name, one in value) if is_pairs else ""
