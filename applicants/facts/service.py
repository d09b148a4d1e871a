"""How long somebody has done what: the tenures of the law, from work, titles, appointments and credentials.

A service is stated only where records tell it. Where two starts are defensible, both are given with the ambiguity they
raise, so that a person decides where it matters (AMB-09: title or appointment; AMB-33: before or after graduation).
"""

import datetime as dt
from typing import Any

from applicants.enums import Module
from applicants.facts.spans import Span, clipped, earliest, first_day, last_day, later_of, spans_of, tenure_of
from applicants.models import ArchiveRecord
from applicants.modules.person import LICENCE

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
        "senior_title": _from(title_starts(records, "副高级", crafts=True)),
        "other_series_assistant_work": _from(title_starts(records, "助理级", crafts=False)),
        "skill_gjg": _from(_skilled(records, "高级工")),
        "skill_js": _from(_skilled(records, "技师")),
        "skill_gjjs": _from(_skilled(records, "高级技师")),
        "skill_after_cert": _from(_skilled(records, "技师", "高级技师", "特级技师", "首席技师")),
        "enterprise_plus_appointed_assistant": _cumulated(records, graduated, on) if graduated else {},
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
    titled = earliest(title_starts(records, "助理级", crafts=True))
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


def title_starts(records: Records, level: str, *, crafts: bool) -> list[str]:
    """Return since when somebody holds titles of a level.

    A professional licence together with an appointment at its level stands for the title, from the later of the two
    (S3 二(五)): the licence alone is no title yet.
    """
    held = [title.started for title in records[Module.TITLE_HELD] if _is(title, level, crafts=crafts)]
    appointed = earliest(post.started for post in records[Module.APPOINTMENT] if _is(post, level, crafts=crafts))
    licensed = [licence.started for licence in records[Module.CREDENTIAL] if _is_licence(licence, level, crafts=crafts)]
    return [*held, *(later_of(start, appointed) for start in licensed if start and appointed)]


def _is_licence(record: ArchiveRecord, level: str, *, crafts: bool) -> bool:
    told = record.data
    is_of_series = (told.get("title_series") == CRAFT_SERIES) is crafts
    return told.get("kind") == LICENCE and told.get("title_level") == level and is_of_series


def _is(record: ArchiveRecord, level: str, *, crafts: bool) -> bool:
    return record.data.get("level") == level and (record.data.get("series") == CRAFT_SERIES) is crafts


def _skilled(records: Records, *levels: str) -> list[str]:
    return [held.started for held in records[Module.CREDENTIAL] if held.data.get("skill_level") in levels]


def _from(starts: list[str]) -> dict[str, Any]:
    start = earliest(starts)
    return {"from": start} if start else {}


def _cumulated(records: Records, graduated: str, on: dt.date) -> dict[str, Any]:
    """Add the work in the craft at enterprises to the present appointment as an assistant (S2 附件1 一 末段).

    The two are summed up and no gap between them counts, so the sum is laid back from today as if it were in one piece.
    A start of which only the month is known stays open between its first and its last day (AMB-02).
    """
    present = [span for span in _appointed(records, "助理级", on) if not span.ended]
    if not present:
        return {}
    jobs = (job for job in records[Module.WORK] if job.data.get("craft") and job.data.get("employer_type") == "企业")
    served = sorted([*clipped(spans_of(jobs, on), graduated, on), *present], key=lambda span: span.first)
    start, gap = served[0].started, dt.timedelta(days=tenure_of(served, on).get("gap_days", 0))
    if not gap:
        return {"from": start}
    first, last = first_day(start) + gap, last_day(start) + gap
    doubtful = {"alt_from": last.isoformat(), "alt_amb": "AMB-02"} if first != last else {}
    return {"from": first.isoformat(), **doubtful}
