"""The permanent record of a publicity: what was shown, when, for how long, and everything that was done with it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from accounts.enums import Role
from accounts.models import JournalEntry
from accounts.steps.base import verbs
from law.calendar import Period
from reviews.enums import ObjectionStage
from reviews.models import Objection, Publicity, PublicityEntry
from reviews.services.publicity import hash_of, period_of
from zcps.clock import SHANGHAI
from zcps.templatetags.chinese import cn_close

_CLOCK_ACTS = {
    "recompute_publicity": "按放假安排重新计算公示期",
    "close_publicity": "公示结束",
    "objection_overdue": "异议答复逾期，已提醒",
}


@dataclass(frozen=True)
class Event:
    """One line of what happened."""

    when: dt.datetime
    title: str
    who: str
    note: str


@dataclass(frozen=True)
class Record:
    """Everything that is kept of a publicity."""

    period: Period
    days: list[tuple[dt.date, str, str]]
    events: list[Event]
    is_intact: bool
    computed_hash: str


def record_of(publicity: Publicity, *, with_events: bool = True) -> Record:
    """Return the record of a publicity, and whether its rows still give the hash with which it opened.

    Args:
        publicity: which one.
        with_events: whether it is asked for by a party to it; nobody else is shown what was done with it.
    """
    period, computed = period_of(publicity), hash_of(publicity)
    is_intact = computed == publicity.content_hash
    return Record(period, list(days_of(period)), _events(publicity) if with_events else [], is_intact, computed)


def days_of(period: Period) -> Iterator[tuple[dt.date, str, str]]:
    """Yield every day with what it counted as and why."""
    for day in period.days:
        yield day.day, f"第 {day.counted} 个工作日" if day.counted else "不计入", day.reason


def _events(publicity: Publicity) -> list[Event]:
    objections = list(publicity.objections.values_list("pk", "receipt", "raised_at"))
    own = Q(subject_type="reviews.publicity", subject_id=publicity.pk)
    theirs = Q(subject_type="reviews.objection", subject_id__in=[key for key, _, _ in objections])
    receipts = {key: receipt for key, receipt, _ in objections}
    words = verbs()
    first = Event(publicity.opened_at, "开始公示", str(publicity.employer or publicity.agency or ""), "")
    told = [_event(entry, words, receipts) for entry in JournalEntry.objects.filter(own | theirs).order_by("number")]
    raised = (Event(raised_at, "收到异议", "社会公众", f"受理编号 {receipt}") for _, receipt, raised_at in objections)
    return sorted([first, *told, *raised], key=lambda event: event.when)


def _event(entry: JournalEntry, verbs: dict[str, str], receipts: dict[int, str]) -> Event:
    title = _CLOCK_ACTS.get(entry.act) or verbs.get(entry.act, entry.act)
    who = "系统按期办理" if entry.role == Role.CLOCK else entry.actor_label
    about = f"受理编号 {receipts[entry.subject_id]}" if entry.subject_type == "reviews.objection" else ""
    return Event(entry.at, title, who, "；".join(part for part in (about, *_notes(entry.data)) if part))


def _notes(data: dict[str, Any]) -> Iterator[str]:
    if data.get("told") and data.get("earliest_close"):
        yield f"原最早于{_close(data['told'])}截止，改为{_close(data['earliest_close'])}"
    elif data.get("earliest_close"):
        yield f"最早于{_close(data['earliest_close'])}截止，计入 {len(data.get('counted', ()))} 个工作日"
    if data.get("reason"):
        yield f"理由：{data['reason']}"
    if data.get("places"):
        yield f"公示地点：{data['places']}，确认 {data.get('people', 0)} 人，{data.get('sheet', '')}"
    if "upheld" in data:
        yield "成立" if data["upheld"] else "不成立"


def _close(moment: str) -> str:
    return cn_close(dt.datetime.fromisoformat(moment).astimezone(SHANGHAI))


def with_outcomes(publicity: Publicity, entries: Iterable[PublicityEntry]) -> list[tuple[PublicityEntry, str]]:
    """Return entries with what came of the objections to each and to the list, in one query."""
    counted = Objection.objects.filter(publicity=publicity).values("entry", "stage").annotate(number=Count("pk"))
    found: dict[int | None, dict[str, int]] = {}
    for row in counted:
        found.setdefault(row["entry"], {})[row["stage"]] = row["number"]
    whole = found.get(None, {})
    return [(entry, outcome(_together(found.get(entry.pk, {}), whole))) for entry in entries]


def _together(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {stage: one.get(stage, 0) + other.get(stage, 0) for stage in ObjectionStage.values}


def outcome(stages: dict[str, int]) -> str:
    """Say in a sentence what came of so many objections."""
    number, upheld = sum(stages.values()), stages.get(ObjectionStage.UPHELD, 0)
    if not number:
        return "未收到异议"
    if stages.get(ObjectionStage.OPEN):
        return f"收到异议 {number} 件，核查中"
    return f"收到异议 {number} 件，成立 {upheld} 件" if upheld else f"收到异议 {number} 件，经核查均不成立"
