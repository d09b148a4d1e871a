"""A case bundle as one page for a reader without the platform: in the order of what happened, in words, with links.

What programs verify lies beside it as JSON; here moments are Chinese dates, empty fields are left out, and what only a
program needs is folded away.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from accounts.enums import Role
from accounts.steps.base import verbs
from reviews.documents.case_parts import Row, without_order
from reviews.enums import Stage
from reviews.models import Application, Snapshot
from reviews.selectors.case_file import Section, sections_of
from reviews.selectors.findings import groups_of
from reviews.selectors.timeline import DONE_WORDS, in_doubt
from zcps import clock
from zcps.templatetags.chinese import cn_datetime, cn_plain

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# What is no act of the procedure, and so has no word there.
_OTHER_ACTS = {"case_bundle": "提取案卷包", "restamp_paper": "文书补加时间戳", "objection_overdue": "异议逾期提醒"}
# From how many rows on, of at most so many columns and characters, one table shows them all.
_ALIKE, _MOST_HEADS, _SHORT = 3, 8, 40
_ANSWERS = {"met": "符合", "not_met": "不符合", "unknown": "待核定"}
_OUTCOMES = {"eligible": "符合申报条件", "needs_human": "部分条件须由有关机构核定", "not_eligible": "未达到申报条件"}
# Shown by the page in a way of their own.
_VERSIONS, _REEXAMINED = "历次提交版本", "核定后的复核结论"


@dataclass(frozen=True)
class Act:
    """One entry of the journal: what its reader is told, and what proves it."""

    number: int
    when: str
    who: str
    what: str
    move: str
    state: str
    digest: str
    is_told: bool


@dataclass(frozen=True)
class Version:
    """One version that was filed: what it said, and what the law found in it."""

    number: int
    code: str
    sha256: str
    filed_at: str
    sections: list[Section]
    outcome: str
    groups: list[dict[str, Any]]


@dataclass(frozen=True)
class Shown:
    """One part: its rows, of each the fields that say something, and apart from them what programs verify."""

    title: str
    rows: list[tuple[list[tuple[str, str]], list[tuple[str, Any]]]]
    # Where many rows are short and alike, one table is easier to read: the heads that any of them has, and its cells.
    heads: list[str]
    lines: list[list[str]]


def index_of(
    case: Application, parts: Iterable[tuple[str, list[Row]]], acts: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return what the page shows besides papers and evidence."""
    words = {**verbs(), **DONE_WORDS, **_OTHER_ACTS}
    told = [(without_order(name), rows) for name, rows in parts]
    return {
        "sections": [_shown(name, rows) for name, rows in told if name not in (_VERSIONS, _REEXAMINED)],
        "versions": [_version(each) for each in case.snapshots.order_by("version")],
        "reexaminations": [
            (f"第 {row['版次']} 版，{_plain(row['时间'])}", *_found(row["复核结论"]))
            for name, rows in told
            if name == _REEXAMINED
            for row in rows
        ],
        "acts": [_act(each, words) for each in acts],
    }


def _act(entry: Mapping[str, Any], words: Mapping[str, str]) -> Act:
    number, state, digest, content = entry["number"], entry["state"], entry["digest"], entry["content"]
    if content is None:
        return Act(number, "", "", "不列内容，只列摘要", "", state, digest, is_told=False)
    _, at, _, role, who, act, _, _, _, before, after, data = content
    who = "系统按期办理" if role == Role.CLOCK else who
    what = words.get(act, act)
    if reason := str(data.get("reason") or ""):
        what = f"{what}（{reason}）"
    what = "。".join([what, *(said.removesuffix("。") for said in in_doubt(data))])
    return Act(
        number,
        cn_datetime(dt.datetime.fromtimestamp(at, clock.SHANGHAI)),
        who,
        what,
        _move(before, after),
        state,
        digest,
        is_told=True,
    )


def _move(before: str, after: str) -> str:
    names = [Stage(each).label if each in Stage.values else "" for each in (before, after)]
    return " → ".join(names) if all(names) and before != after else ""


def _version(snapshot: Snapshot) -> Version:
    outcome, groups = _found(snapshot.examination)
    return Version(
        snapshot.version,
        snapshot.short_code,
        snapshot.sha256,
        cn_datetime(snapshot.frozen_at),
        [each for each in sections_of(snapshot) if not each.is_empty],
        outcome,
        groups,
    )


def _found(examination: Mapping[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    groups = groups_of(examination)
    for group in groups:
        for line in group["findings"]:
            line["said"] = line.get("word") or _ANSWERS[line["answer"]]
    return _OUTCOMES.get(examination.get("outcome", ""), ""), groups


def _shown(title: str, rows: list[Row]) -> Shown:
    parted = [_parted(row) for row in rows]
    heads = list(dict.fromkeys(label for words, _ in parted for label, _ in words))
    are_short = all(not data and all(len(said) <= _SHORT for _, said in words) for words, data in parted)
    if len(rows) < _ALIKE or len(heads) > _MOST_HEADS or not are_short:
        return Shown(title, parted, [], [])
    return Shown(title, parted, heads, [[dict(words).get(head, "") for head in heads] for words, _ in parted])


def _parted(row: Row) -> tuple[list[tuple[str, str]], list[tuple[str, Any]]]:
    filled = [(label, _paired(value)) for label, value in row.items() if value not in ("", [], {}, None)]
    words = [(label, _words(value)) for label, value in filled if _is_words(value)]
    return words, [(label, value) for label, value in filled if not _is_words(value)]


def _paired(value: Any) -> Any:
    """Return what was shown in columns as its columns and their words."""
    if isinstance(value, list) and all(
        isinstance(each, list) and len(each) == len(("label", "value")) for each in value
    ):
        return [f"{label}：{said or '—'}" for label, said in value]
    return value


def _is_words(value: Any) -> bool:
    """Whether a value reads as a line: plain, or a list of what is plain."""
    return not isinstance(value, dict) and not (
        isinstance(value, list) and any(isinstance(each, dict | list) for each in value)
    )


def _words(value: Any) -> str:
    return "；".join(_plain(each) for each in value) if isinstance(value, list) else _plain(value)


def _plain(value: Any) -> str:
    text = str(value)
    if _MOMENT.fullmatch(text):
        return cn_datetime(text)
    return cn_plain(text) if _DAY.fullmatch(text) else text
