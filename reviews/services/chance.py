"""The public values by which a draw is decided: events that nobody in the house can know or steer.

Source, encoding and fall-back are sealed word for word (in ASCII, as TDRAW-1 asks) before the event.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_THROWS = 20
_REDS, _BLUES = 33, 16
_DICE_INSTEAD = "if the lottery is suspended: 20 throws of one die before all parties, digits 1-6 as they were thrown"
_DICE_IN_WORDS = "彩票停止开奖的，由各方在场掷骰子 20 次，按掷出的先后连写 1 至 6 的数字"


@dataclass(frozen=True)
class PublicSource:
    """One kind of event: how it is named to people and in the manifest, and how its outcome is written down."""

    key: str
    label: str
    # With {detail}: what tells this event from others of its kind.
    source: str
    encoding: str
    # The encoding as people are told it.
    written: str
    # Tried in this order when the event does not come about; each with the source whose encoding it has, and in words.
    fallbacks: tuple[tuple[str, str, str], ...]
    detail_label: str
    detail_form: str
    # Returns what is wrong with a value, as a Chinese sentence, or nothing.
    fault: Callable[[str], str]
    example: str


def _lottery_fault(value: str) -> str:
    found = re.fullmatch(r"(\d\d)\.(\d\d)\.(\d\d)\.(\d\d)\.(\d\d)\.(\d\d)/(\d\d)", value)
    if not found:
        return "双色球开奖号码应写成“03.07.12.18.25.31/09”的形式：六个红球各两位、由小到大、以点分隔，斜线后为蓝球。"
    *reds, blue = map(int, found.groups())
    if sorted(set(reds)) != reds or not 1 <= reds[0] <= reds[-1] <= _REDS:
        return f"红球应为 01 至 {_REDS} 的六个不同号码，由小到大排列，请对照开奖公告核对。"
    return "" if 1 <= blue <= _BLUES else f"蓝球应为 01 至 {_BLUES}，请对照开奖公告核对。"


def _dice_fault(value: str) -> str:
    if re.fullmatch(rf"[1-6]{{{_THROWS}}}", value):
        return ""
    return f"掷骰结果应为 {_THROWS} 个 1 至 6 的数字，按掷出的先后连写，现为 {len(value)} 个字符，请核对记录。"


SOURCES = {
    source.key: source
    for source in (
        PublicSource(
            "ssq",
            "双色球开奖号码",
            "SSQ period {detail}: reds ascending, then blue",
            "two digits each; reds joined by dots, a slash, blue: 03.07.12.18.25.31/09",
            "六个红球由小到大、各写两位、以点分隔，斜线后为蓝球，如 03.07.12.18.25.31/09",
            (
                ("the next period that is drawn, same encoding", "ssq", "顺延至下一期开奖号码，写法相同"),
                (_DICE_INSTEAD, "dice", _DICE_IN_WORDS),
            ),
            "期号",
            r"\d{7}",
            _lottery_fault,
            "03.07.12.18.25.31/09",
        ),
        PublicSource(
            "dice",
            "公开掷骰子",
            "DICE {detail}: 20 throws of one die before all parties, in the order of throwing",
            "20 digits 1-6 without separators",
            f"{_THROWS} 个 1 至 6 的数字，按掷出的先后连写",
            (("a throw that leaves the table is repeated", "dice", "骰子落到桌外的，该次重掷"),),
            "场次",
            r"[0-9A-Za-z-]{1,20}",
            _dice_fault,
            "36142516243156421365",
        ),
    )
}


def fallback_choices(key: str) -> list[tuple[str, str]]:
    """Return from which of the sealed events a value may come: its place in the list, and what it is called."""
    event = SOURCES[key]
    spare = [(str(place), f"备用 {place}：{words}") for place, (_, _, words) in enumerate(event.fallbacks, start=1)]
    return [("0", "封存清单约定的公开值"), *spare]


def fault_of(key: str, place: int, value: str) -> str:
    """Return what is wrong with a value from the event itself (0) or from one of its fall-backs; empty if nothing."""
    event = SOURCES[key]
    if not 0 <= place <= len(event.fallbacks):
        return "请选择公开值来自封存清单中的哪一项。"
    return SOURCES[event.fallbacks[place - 1][1] if place else key].fault(value)


def in_words(key: str, detail: str) -> str:
    """Return the event as people call it."""
    event = SOURCES[key]
    return f"{event.label}（{event.detail_label} {detail}）"
