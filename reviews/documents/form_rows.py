"""How a frozen record stands in the tables of the review form, in the columns of the ministry's form.

Every field that was filled in appears once: what has no column of its own stands in the last one.
"""

import re
from typing import Any

from applicants.modules import chinese_date

_DAY = re.compile(r"\d{4}(-\d{1,2}){1,2}")
Record = dict[str, Any]
Row = dict[str, str]


def education(record: Record) -> Row:
    """起止时间, 学习内容（专业）, 院校, 证书编号及其他."""
    data = record["data"]
    learnt = [data.get("major", ""), *_said(record, "level", "degree", "mode")]
    return {
        "time": _time(record, began=str(data.get("started", ""))),
        "what": "，".join(part for part in learnt if part and part != "无"),
        "where": record["title"],
        "detail": _rest(record, "major", "level", "degree", "mode", "started"),
    }


def work(record: Record) -> Row:
    """起止时间, 单位, 从事何专业技术工作、职务, 证明人."""
    data = record["data"]
    done = [str(data.get(name, "")) for name in ("post", "duty")]
    return {
        "time": _time(record),
        "where": record["title"],
        "what": "，".join(part for part in done if part),
        "detail": _rest(record, "post", "duty", "witness"),
        "witness": str(data.get("witness", "")),
    }


def title(record: Record) -> Row:
    """取得（聘任）时间, 类别, 资格（职务）名称, 审批机关或聘任单位及其他."""
    return named(record)


def achievement(record: Record) -> Row:
    """起止时间, 名称, 工作内容及本人所起作用, 完成情况及效果."""
    data = record["data"]
    part = [str(data.get(name, "")) for name in ("role", "content")]
    return {
        "time": _time(record),
        "kind": record["module_label"],
        "name": record["title"],
        "part": "。".join(text.rstrip("。") for text in part if text),
        "detail": _rest(record, "role", "content"),
    }


def publication(record: Record) -> Row:
    """日期, 名称及内容提要, 出版、登载、获奖或交流情况, 合（独）著译."""
    data = record["data"]
    return {
        "time": _time(record),
        "kind": record["module_label"],
        "name": record["title"],
        "summary": str(data.get("summary", "")),
        "detail": _rest(record, "summary", "author"),
        "author": str(data.get("author", "")),
    }


def exam(record: Record) -> Row:
    """考试种类, 证书编号, 组织单位, 时间: of a title that was won by examination."""
    data = record["data"]
    return {
        "name": record["title"],
        "number": str(data.get("number", "")),
        "issuer": str(data.get("issuer", "")),
        "time": _time(record),
    }


def assessment(record: Record) -> Row:
    """年度, 考核结果, 考核单位."""
    data = record["data"]
    return {
        "year": f"{data.get('year', '')}",
        "result": str(data.get("result", "")),
        "body": str(data.get("employer", "")),
        "detail": _rest(record, "year", "result", "employer"),
    }


def named(record: Record) -> Row:
    """时间, 类别, 名称, 说明."""
    return {"time": _time(record), "kind": record["module_label"], "name": record["title"], "detail": _rest(record)}


def _time(record: Record, began: str = "") -> str:
    """From and to, as they were filled in: a day, or a month."""
    started, ended = record["started"] or began, record["ended"]
    if record["module"] in _LASTING and started:
        return f"{_day(started)}至{_day(ended) or '今'}"
    return "至".join(_day(text) for text in (started, ended) if text)


# What has no end yet goes on: of these alone an empty end says so.
_LASTING = frozenset({"work", "appointment", "academic_post"})


def _day(text: str) -> str:
    return chinese_date(text) if text else ""


def _said(record: Record, *names: str) -> list[str]:
    return [str(record["data"].get(name, "")) for name in names]


def _rest(record: Record, *shown: str) -> str:
    """Return the fields that have no column: neither title nor time nor what is named."""
    data = record["data"]
    known = {record["title"], _day(record["started"]), _day(record["ended"])}
    known |= {_text(data.get(name, "")) for name in shown}
    return "；".join(f"{label}：{text}" for label, text in record["fields"] if text and text not in known)


def _text(value: Any) -> str:
    text = str(value)
    return chinese_date(text) if _DAY.fullmatch(text) else text
