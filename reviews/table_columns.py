"""What a cell of a table holds: how it is read from text, and how it is written again.

A value is stored as text, or as a list of texts where the column takes several.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from law.personal_numbers import has_numbers

LONGEST = 600
_BRACKETS = {"（": "）", "(": ")"}
_SPACE = re.compile(r"\s+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


class Value(Enum):
    """What a cell holds."""

    TEXT = "文字"
    NUMBER = "整数"
    DAY = "日期"
    LIST = "多个词，用顿号隔开"


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: key in the row's data.
        label: heading on screens and in CSV files.
        value: what a cell holds.
        required: whether every row needs it.
        choices: the only values there are, where that is so.
        is_filter: whether the public page filters by it.
        is_long: whether it needs a field of several lines.
        hint: what to write.

    """

    name: str
    label: str
    value: Value = Value.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    is_filter: bool = False
    is_long: bool = False
    hint: str = ""

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several values."""
        return self.value is Value.LIST


def normalised(words: str) -> str:
    """Return a name as it is compared: full and half width, spaces and capitals make no difference."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", words)).casefold()


def without_brackets(words: str) -> str:
    """Return a normalised name without what it says in brackets: 车工（数控车床） → 车工."""
    return _IN_BRACKETS.sub("", normalised(words))


def written(value: Any) -> str:
    """Return a value as it is read, and as it is written into a CSV file."""
    return "、".join(value) if isinstance(value, list) else str(value)


def parsed(column: Column, text: str) -> Any:
    """Return the value that a text stands for in a column; raise ValueError with a Chinese sentence."""
    text = text.strip()
    if column.required and not text:
        raise ValueError(f"“{column.label}”不能为空，请填写")
    if len(text) > LONGEST:
        raise ValueError(f"“{column.label}”超过 {LONGEST} 字，请精简")
    if has_numbers(text):
        raise ValueError(f"“{column.label}”含有电话号码、证件号码或银行卡号，公开的表不登载，请删去")
    return _PARSERS[column.value](column, text)


def _text(column: Column, text: str) -> str:
    if text and column.choices and text not in column.choices:
        raise ValueError(f"“{column.label}”只能是{'、'.join(column.choices)}，不能是“{text}”")
    return text


def _number(column: Column, text: str) -> str:
    if text and not (text.isascii() and text.isdecimal()):
        raise ValueError(f"“{column.label}”应为整数，不能是“{text}”")
    return text


def _day(column: Column, text: str) -> str:
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text)
    if not text:
        return ""
    try:
        return dt.date(*map(int, found.groups())).isoformat() if found else _no_day(column, text)
    except ValueError:
        return _no_day(column, text)


def _no_day(column: Column, text: str) -> str:
    raise ValueError(f"“{column.label}”应写成 2023-05-10 这样的日期，不能是“{text}”；没有准确日期的请留空")


def _list(column: Column, text: str) -> list[str]:
    found = list(dict.fromkeys(part.strip() for part in _parts(text) if part.strip()))
    wrong = [part for part in found if column.choices and part not in column.choices]
    if wrong:
        raise ValueError(f"“{column.label}”只能从{'、'.join(column.choices)}中选，不能是“{'、'.join(wrong)}”")
    return sorted(found, key=column.choices.index) if column.choices else found


def _parts(text: str) -> Iterator[str]:
    """Yield what stands between the commas that are in no brackets: 主任（中）医（药、护、技）师 is one title."""
    depth, part = 0, ""
    for mark in text:
        depth += (mark in _BRACKETS) - (mark in _BRACKETS.values())
        if mark in "、；;\n" and depth <= 0:
            yield part
            part = ""
        else:
            part += mark
    yield part


_PARSERS: dict[Value, Callable[[Column, str], Any]] = {
    Value.TEXT: _text,
    Value.NUMBER: _number,
    Value.DAY: _day,
    Value.LIST: _list,
}
