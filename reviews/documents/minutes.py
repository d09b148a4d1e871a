"""The minutes of a meeting (评审会议纪要) on paper: the same content that is signed, with who has signed by now."""

import datetime as dt
from typing import Any

from reviews.documents.paper import Paper
from reviews.models import Document, Minutes
from reviews.services.minutes import office_of
from zcps.clock import SHANGHAI
from zcps.templatetags.chinese import cn_datetime, cn_time


def view_of(document: Document) -> Paper:
    """Return the minutes; experts stand in them by their labels."""
    minutes = Minutes.objects.select_related("meeting").get(meeting=document.meeting)
    content = minutes.content
    context = {
        "figures": _figures(content),
        "roll": [_seat(seat) for seat in content["roll"]],
        "quorum": content["quorum"],
        "items": [_item(item) for item in content["items"]],
        "passed": sum(item["passed"] is True for item in content["items"]),
        "draw": content["draw"],
        "journal": content["journal"],
        "sha256": minutes.sha256,
        "signature": minutes.signature,
        "key": minutes.key,
        "roster_sha256": content["roster_sha256"],
        "signatures": [
            {
                "label": each.seat.label,
                "role": office_of(each.seat),
                "when": cn_datetime(each.signed_at.astimezone(SHANGHAI)),
                "objection": each.objection,
            }
            for each in minutes.signatures.select_related("seat")
        ],
    }
    return Paper("reviews/documents/minutes.html", f"评审会议纪要（{content['meeting']['name']}）", context)


def _figures(content: dict[str, Any]) -> list[tuple[str, str]]:
    meeting = content["meeting"]
    return [
        ("会议编号", meeting["number"]),
        ("评审计划", meeting["plan"]),
        ("开会时间", _when(meeting["convened_at"])),
        ("闭会时间", _when(meeting["closed_at"])),
        ("地点", meeting["place"]),
        ("备案确认", _when(meeting["confirmed_at"])),
    ]


def _when(moment: str) -> str:
    return cn_datetime(dt.datetime.fromisoformat(moment)) if moment else "—"


def _time(moment: str) -> str:
    return cn_time(dt.datetime.fromisoformat(moment)) if moment else ""


def _seat(seat: dict[str, Any]) -> dict[str, Any]:
    stays = [
        f"{_time(stay['arrived'])} 签到，{_time(stay['left'])} 离席"
        + (f"（{stay['reason']}）" if stay["reason"] else "")
        for stay in seat["stays"]
    ]
    absent = f"缺席：{seat['absent'] or '未说明理由'}"
    role = f"{seat['role']}（{seat['group']}）" if seat.get("group") else seat["role"]
    return {"label": seat["label"], "role": role, "said": "；".join(stays) or absent}


def _item(item: dict[str, Any]) -> dict[str, Any]:
    lines = [f"由{item['voted_by']}单独表决。"] if item.get("voted_by") else []
    lines += [_round(vote) for vote in item["rounds"]]
    lines += [f"移至下次会议：{item['deferred']}"] if item["deferred"] else []
    out = "；".join(f"{each['label']}（{each['reason']}）" for each in item["recusals"])
    return {
        "order": item["order"], "name": item["name"], "title": item["title"], "specialty": item["specialty"],
        "recusals": out or "无", "lines": lines, "result": item["result"],
    }  # fmt: skip


def _round(vote: dict[str, Any]) -> str:
    head = f"第 {vote['number']} 轮（{_time(vote['opened_at'])}—{_time(vote['closed_at'])}）"
    head += f"，再次表决的理由：{vote['reason']}" if vote["reason"] else ""
    if not vote["counted"]:
        return f"{head}：中止，未计票。理由：{vote['void']}"
    roll = f"出席 {vote['present']} 人，回避 {vote['recused']} 人，收回选票 {vote['cast']} 张。"
    return f"{head}：{roll}{vote['arithmetic']}"
