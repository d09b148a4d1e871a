"""How long somebody has done what: the tenures of the law, from work, titles, appointments and credentials.

A service is stated only where records tell it. Where two starts are defensible, both are given with the ambiguity they
raise, so that a person decides where it matters (AMB-09: title or appointment; AMB-33: before or after graduation).
"""

import datetime as dt
from typing import Any

from applicants.enums import Module
from applicants.facts.spans import Span, clipped, earliest, first_day, later_of, spans_of, tenure_of
from applicants.models import ArchiveRecord

CRAFT_SERIES = "工艺美术"
Records = dict[str, list[ArchiveRecord]]


def tenures(records: Records, graduated: str, on: dt.date) -> dict[str, Any]:
    """Return every tenure that records tell, by the law's names.

    Args:
        records: verified records by module.
        graduated: when the highest education was finished; empty where no record tells.
        on: the day of the examination.
    """
    craft = craft_spans(records, on)
    found = {
        "craft": _craft(craft, graduated, on),
        "post_degree": tenure_of(clipped(craft, graduated, on), on) if graduated else {},
        "pre_and_post_degree": tenure_of(craft, on),
        "assistant_work": _assistant_work(records, craft, on),
        "assistant_post": tenure_of(_appointed(records, "助理级", on), on),
        "clerk_post": tenure_of(_appointed(records, "员级", on), on),
        "senior_title": _since(_titles(records, "副高级", crafts=True)),
        "other_series_assistant_work": _since(_titles(records, "助理级", crafts=False)),
        "skill_gjg": _since(_skilled(records, "高级工")),
        "skill_js": _since(_skilled(records, "技师")),
        "skill_gjjs": _since(_skilled(records, "高级技师")),
        "skill_after_cert": _since(_skilled(records, "技师", "高级技师", "特级技师", "首席技师")),
    }
    return {name: tenure for name, tenure in found.items() if tenure}


def craft_spans(records: Records, on: dt.date) -> list[Span]:
    """Return the times of work in the craft."""
    return spans_of((work for work in records[Module.WORK] if work.data.get("craft") is True), on)


def _craft(spans: list[Span], graduated: str, on: dt.date) -> dict[str, Any]:
    """Work before the highest education was finished may or may not count: the notice does not say (AMB-33)."""
    tenure = tenure_of(spans, on)
    if tenure and graduated and first_day(graduated) > spans[0].first:
        tenure |= {"alt_from": graduated, "alt_amb": "AMB-33"}
    return tenure


def _assistant_work(records: Records, craft: list[Span], on: dt.date) -> dict[str, Any]:
    """Since the title, by work in the craft; since the appointment, where it came at another time (AMB-09)."""
    titled = earliest(title.started for title in _titles(records, "助理级", crafts=True))
    if not titled:
        return {}
    appointed = tenure_of(_appointed(records, "助理级", on), on)
    worked = tenure_of(clipped(craft, titled, on), on)
    if not appointed:
        return worked
    start = later_of(appointed["from"], titled)
    if start == titled:
        return {**appointed, "from": start}
    return {**appointed, "from": start, "alt_from": titled, "alt_amb": "AMB-09"}


def _appointed(records: Records, level: str, on: dt.date) -> list[Span]:
    return spans_of((post for post in records[Module.APPOINTMENT] if _is(post, level, crafts=True)), on)


def _titles(records: Records, level: str, *, crafts: bool) -> list[ArchiveRecord]:
    return [title for title in records[Module.TITLE_HELD] if _is(title, level, crafts=crafts)]


def _is(record: ArchiveRecord, level: str, *, crafts: bool) -> bool:
    return record.data.get("level") == level and (record.data.get("series") == CRAFT_SERIES) is crafts


def _skilled(records: Records, *levels: str) -> list[ArchiveRecord]:
    return [held for held in records[Module.CREDENTIAL] if held.data.get("skill_level") in levels]


def _since(records: list[ArchiveRecord]) -> dict[str, Any]:
    start = earliest(record.started for record in records)
    return {"from": start} if start else {}
