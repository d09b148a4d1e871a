"""What of the archive a criterion is judged by: how many records of which level were filed (S0 附件1 三(三)).

An item of a plan's sheet may name the modules of the archive in which its evidence stands. The expert sees beside it
how many records there are; whether they meet it stays his to judge.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from applicants.enums import Module
from applicants.modules.words import LEVELS
from law.scoring import key_of
from reviews.models import Snapshot


def told_of(sheet: Sequence[Mapping[str, Any]], snapshot: Snapshot) -> dict[str, str]:
    """Return what the archive holds for each item that names modules, by the key of the item's mark."""
    records = _records(snapshot.content)
    return {
        key_of(number, place): _told(item["modules"], records)
        for number, section in enumerate(sheet)
        for place, item in enumerate(section["items"])
        if item.get("modules")
    }


def labels_of(item: Mapping[str, Any]) -> list[str]:
    """Return the names of the modules that an item names."""
    return [Module(name).label for name in item.get("modules", ())]


def _records(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    done = content.get("achievements", {})
    listed = (content.get(name, ()) for name in ("education", "work", "titles", "appointments", "papers", "others"))
    return [record for rows in (*listed, done.get("after", ()), done.get("before", ())) for record in rows]


def _told(modules: Iterable[str], records: Sequence[Mapping[str, Any]]) -> str:
    found = {name: [record for record in records if record["module"] == name] for name in modules}
    there = "、".join(f"{Module(name).label} {len(rows)} 条{_by_level(rows)}" for name, rows in found.items() if rows)
    return f"档案中有{there}。" if there else f"档案中没有{'、'.join(Module(name).label for name in found)}。"


def _by_level(records: Sequence[Mapping[str, Any]]) -> str:
    counted = Counter(record["data"].get("level") for record in records)
    levels = [f"{level} {counted[level]} 条" for level in LEVELS if counted[level]]
    return f"（{'、'.join(levels)}）" if levels else ""
