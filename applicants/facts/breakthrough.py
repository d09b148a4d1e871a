"""The six items of the exceptional route (S0 附件1 二(三)): which of them the records support, as the law judges them.

Every item names the record it rests on, so that the law can ask whether one achievement serves twice (AMB-07).
"""

from collections.abc import Callable, Iterable
from typing import Any

from applicants.enums import Module
from applicants.facts.service import Records
from applicants.models import ArchiveRecord
from applicants.modules.results import SALES
from applicants.modules.words import CONTEST_CLASSES
from law.answers import MISSING, Answer
from law.breakthrough import judge_item

Data = dict[str, Any]
Details = dict[str, Any]

_PLACED = {"重要场馆陈设": "陈设", "博物馆（珍宝馆、美术馆）收藏": "收藏", "重要项目、重大活动设计中标": "中标"}
_SKILLS_CONTEST = "职业技能竞赛"


def items(records: Records) -> list[dict[str, Any]]:
    """Return the items that records support: {item, ach}, and {amb} where the notice leaves open whether it is met."""
    claims = [(item, record) for item, module, _ in _READERS for record in records[module]]
    found = (_item(item, record) for item, record in claims)
    return [item for item in found if item]


def _item(item: str, record: ArchiveRecord) -> dict[str, Any]:
    details = _DETAILS[item](record.data)
    if details is None:
        return {}
    found = judge_item(item, details)
    support = {"item": item, "ach": str(record.pk)}
    if found.answer is Answer.MET:
        return support
    # What only lacks a detail is no claim yet; what the notice leaves open is a claim for a person to settle.
    open_questions = sorted(found.ambiguities - {MISSING}) if not found.missing else []
    return {**support, "amb": open_questions[0]} if open_questions else {}


def _prize_of_trade(data: Data) -> Details | None:
    return None if data.get("kind") == _SKILLS_CONTEST else _told(data, "level", "grade", "role", "industry")


def _model_worker(data: Data) -> Details | None:
    details = _told(data, "level") | {"title": data.get("kind")}
    # The clause shuts out associations' titles of honour, and says nothing of the kind about the talents' list.
    by_association = data.get("grantor_kind") != "党委、政府及其部门" and data.get("kind") != "拔尖人才"
    return details | {"grantor": "团体" if by_association else "政府"}


def _great_prize(data: Data) -> Details | None:
    if data.get("kind") != "展览评比、专业竞赛":
        return None
    details = _told(data, "level", "grade", "role", "formal")
    # Who led the work did more than the main assistant that the clause asks for.
    return details | {"role": "主要助手"} if data.get("role") == "主持" else details


def _placed(data: Data) -> Details | None:
    kind = _PLACED.get(str(data.get("kind")))
    return _told(data, "level", "role") | {"kind": kind} if kind else None


def _published(data: Data) -> Details | None:
    return _told(data, "level", "kind", "in_proceedings")


def _sold(data: Data) -> Details | None:
    if data.get("kind") != SALES:
        return None
    sums = {"usd": _two_years(data, "export"), "cny": _two_years(data, "sales")}
    return {currency: numbers for currency, numbers in sums.items() if numbers}


def _two_years(data: Data, name: str) -> list[float]:
    years = [data.get(f"{name}_first"), data.get(f"{name}_second")]
    return [float(year or 0) for year in years] if any(year is not None for year in years) else []


def _told(data: Data, *names: str) -> Details:
    return {name: data[name] for name in names if name in data}


_READERS: tuple[tuple[str, Module, Callable[[Data], Details | None]], ...] = (
    ("B1", Module.AWARD, _prize_of_trade),
    ("B2", Module.HONOUR, _model_worker),
    ("B3", Module.AWARD, _great_prize),
    ("B4", Module.ADOPTED, _placed),
    ("B5", Module.PAPER, _published),
    ("B6", Module.ADOPTED, _sold),
)
_DETAILS = {item: read for item, _, read in _READERS}


def awards(records: Records) -> list[str]:
    """Return the titles of honour that open a direct application (S4 四)."""
    named = (record.data.get("direct") for record in records[Module.HONOUR])
    return [name for name in named if name and name != "不在所列范围"]


def contests(records: Iterable[ArchiveRecord]) -> list[dict[str, Any]]:
    """Return the results in skills contests, the best first; the class weighs more than the rank."""
    results: Iterable[tuple[Any, Any]] = (
        (award.data.get("contest_class"), award.data.get("rank")) for award in records if award.module == Module.AWARD
    )
    known = [(CONTEST_CLASSES.index(kind), int(rank)) for kind, rank in results if kind in CONTEST_CLASSES and rank]
    return [{"class": CONTEST_CLASSES[kind], "rank": rank} for kind, rank in sorted(known)]
