"""A case on the screen: tasks, timeline, period, findings, dossier, index, certificate, figures."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django import template

from zcps import clock
from zcps.templatetags.chinese import Moment, cn_date, parsed
from zcps.templatetags.frame import route
from zcps.templatetags.reading import read, row, rows

register = template.Library()

TASK_STATES = {"未开始": "info", "进行中": "active", "已完成": "done", "需要修改": "stop"}
CERTIFICATE = {
    "name": "姓名",
    "title": "资格名称",
    "level": "级别",
    "series": "系列",
    "specialty": "专业",
    "employer": "工作单位",
    "committee": "评审组织",
    "obtained_on": "取得时间",
    "document_number": "批准文号",
    "issued_by": "发证机关",
}
VERDICTS = {"met": ("done", "符合"), "not_met": ("stop", "未达到"), "unknown": ("due", "需人工审核")}


@register.inclusion_tag("components/task_list.html")
def task_list(sections: Iterable[object], meter: bool = True) -> dict[str, Any]:
    """The sections of a filing: name, url, state (未开始, 进行中, 已完成, 需要修改), missing (list), hint."""
    tasks = rows(sections, name="", url="", state="未开始", missing=(), hint="")
    for task in tasks:
        task["kind"] = TASK_STATES.get(task["state"], "info")
    done = sum(task["kind"] == "done" for task in tasks)
    return {"tasks": tasks, "done": done, "total": len(tasks), "meter": meter}


@register.inclusion_tag("components/timeline.html")
def timeline(past: Iterable[object] = (), present: object = None, future: Iterable[object] = ()) -> dict[str, Any]:
    """What was, is and will be.

    Past acts have title, who, when, note, url; the present one title, who, until, left (working days), note; steps
    to come title, who, rule.
    """
    fields = {"title": "", "who": "", "when": None, "note": "", "url": "", "until": None, "left": None, "rule": ""}
    now = row(present, **fields) if present else None
    return {"past": rows(past, **fields), "now": now, "future": rows(future, **fields)}


@register.inclusion_tag("components/period_strip.html")
def period_strip(
    period: object, days: Iterable[object] | None = None, now: Moment = None, explain: bool = True
) -> dict[str, Any]:
    """The days of a `law.calendar.Period`: counted ones numbered, the rest hatched with the reason, then the close."""
    moment = parsed(now) or parsed(clock.now())
    today = moment.date() if isinstance(moment, dt.datetime) else moment
    strip = [_day(day, today) for day in (read(period, "days", ()) if days is None else days)]
    close, final = read(period, "earliest_close", None), read(period, "final", True)
    left = sum(day["number"] is not None and not day["gone"] and not day["today"] for day in strip)
    explained = route("calendar") if explain else None
    if explained and strip:
        explained += "?" + _asked(strip)
    return {"days": strip, "close": close, "final": final, "now": moment, "left": left, "explained_url": explained}


def _asked(strip: list[dict[str, Any]]) -> str:
    """Return what the calculator of working days has to be asked for this very period."""
    opened, numbers = strip[0]["date"], [day["number"] or 0 for day in strip]
    asked = {"opened": opened.isoformat() if opened else "", "days": max(numbers)}
    return urlencode({**asked, "count_start_day": "on"} if numbers[0] else asked) + "#count"


def _day(item: object, today: dt.date | None) -> dict[str, Any]:
    date = read(item, "day", None) or read(item, "date", None)
    number = read(item, "counted", None) or read(item, "number", None)
    reason = str(read(item, "reason"))
    gone = bool(today and date and date < today)
    reason = reason.partition("（")[0]
    # An ordinary working day needs no reason; a make-up working day says that it is one.
    reason = "" if reason == "工作日" else reason
    return {"date": date, "number": number, "reason": reason, "gone": gone, "today": date == today}


@register.inclusion_tag("components/countdown.html")
def countdown(deadline: Moment, days: int | None = None, now: Moment = None) -> dict[str, Any]:
    """还剩 3 个工作日 where working days are given, 还剩 2 天 otherwise; 已截止 afterwards. A script adds the hours."""
    end = parsed(deadline)
    here = parsed(now) or parsed(clock.now())
    if not isinstance(end, dt.datetime):
        end = clock.midnight_after(end) if end else None
    over = bool(end and isinstance(here, dt.datetime) and end <= here)
    return {"end": end, "now": here, "over": over, "words": "已截止" if over else _left(end, here, days)}


def _left(end: dt.datetime | None, here: Moment, days: int | None) -> str:
    if days is not None:
        return f"还剩 {days} 个工作日" if days else "今天截止"
    if end is None or not isinstance(here, dt.datetime):
        return ""
    whole = (end - here).days
    return f"还剩 {whole} 天" if whole else "不足 1 天"


@register.inclusion_tag("components/finding_list.html")
def finding_list(groups: Iterable[object], whose: str = "您的情况") -> dict[str, Any]:
    """Findings by route: 条款 · 要求 · 您的情况 (or whose) · 结论.

    A group has title, answer, note, findings, word, folded; a finding has clause, asks, because, answer, calculations
    (text and kind; or one as a text: calculation), remedy, url, word, same_clause (as the line above). An answer is
    met, not_met or unknown; a word stands instead of its usual one.
    """
    shown = rows(groups, title="", answer="", note="", findings=(), word="", folded=False)
    for group in shown:
        group["kind"], word = VERDICTS.get(str(group["answer"]), ("", ""))
        group["word"] = group["word"] or word
        group["findings"] = [_finding(item) for item in group["findings"]]
    return {"groups": shown, "whose": whose}


_FINDING = {
    "clause": "", "asks": "", "because": "", "answer": "unknown", "calculation": "", "calculations": (), "remedy": "",
    "url": "", "word": "", "same_clause": False,
}  # fmt: skip


def _finding(item: object) -> dict[str, Any]:
    line = row(item, **_FINDING)
    kind, word = VERDICTS.get(str(line["answer"]), VERDICTS["unknown"])
    counts = rows(line["calculations"], text="", kind=kind) or ([{"text": line["calculation"], "kind": kind}])
    line["counts"] = [count for count in counts if count["text"]]
    return {**line, "clause": str(line["clause"]), "kind": kind, "word": line["word"] or word}


@register.inclusion_tag("components/dossier.html")
def dossier(pairs: Iterable[Sequence[object]], columns: int = 2, caption: str = "") -> dict[str, Any]:
    """A person or thing as the paper file shows it: (label, value) pairs, one or two to a row."""
    items = list(pairs)
    lines = [items[start : start + columns] for start in range(0, len(items), columns)]
    return {"lines": lines, "caption": caption, "columns": columns, "rest": 2 * columns - 1}


@register.inclusion_tag("components/case_index.html")
def case_index(entries: Iterable[object], label: str = "案卷目录") -> dict[str, Any]:
    """The index of a case file: label, anchor (id of the section), mark (a word such as 2 处待补), active."""
    return {"entries": rows(entries, label="", anchor="", mark="", active=False), "label": label}


@register.inclusion_tag("components/standing.html")
def standing(
    where: str, holder: str = "", until: Moment = None, left: int | None = None, following: str = "", words: str = ""
) -> dict[str, Any]:
    """The four things a user sees without searching: where, who holds it, until when, what next.

    `words` is how the notice puts the time limit where it gives no day.
    """
    return {"where": where, "holder": holder, "until": until, "left": left, "following": following, "words": words}


@register.inclusion_tag("components/certificate_card.html")
def certificate_card(certificate: object, verify_url: str = "") -> dict[str, Any]:
    """A certificate with its QR code: number, the fields of CERTIFICATE, status (有效, 已撤销, 已更正)."""
    pairs = [(label, read(certificate, name)) for name, label in CERTIFICATE.items()]
    status = str(read(certificate, "status", "有效"))
    return {
        "pairs": [(label, cn_date(value) if isinstance(value, dt.date) else value) for label, value in pairs if value],
        "number": read(certificate, "number"),
        "status": status,
        "kind": "done" if status == "有效" else "stop",
        "verify_url": verify_url,
    }


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str = "", url: str = "", action: str = "", kind: str = "empty") -> dict[str, Any]:
    """Nothing here yet (kind empty), nothing found (search), or something failed (failed), with the next action."""
    return {"title": title, "text": text, "url": url, "action": action, "kind": kind}


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(title: str, bars: Iterable[object], unit: str = "件", note: str = "") -> dict[str, Any]:
    """A bar chart drawn on the server, the table behind it; a bar has label, value, shown (its text), kind (stop)."""
    lines = rows(bars, label="", value=0, shown="", kind="")
    top = max([line["value"] for line in lines], default=0) or 1
    for line in lines:
        line["width"] = round(1000 * line["value"] / top)
        line["shown"] = line["shown"] or f"{line['value']} {unit}"
    return {"title": title, "bars": lines, "note": note}
