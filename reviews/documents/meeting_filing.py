"""The filing of a meeting (评审会议备案表): qualification and pre-review publicity as reported (S3 一(三))."""

import datetime as dt
from typing import Any

from reviews.documents.paper import Paper
from reviews.enums import ObjectionStage
from reviews.models import Document, Meeting
from zcps.clock import SHANGHAI
from zcps.templatetags.chinese import cn_close, cn_datetime, cn_plain


def view_of(document: Document) -> Paper:
    """Return the form with the report exactly as it was frozen when the meeting was filed."""
    meeting = document.meeting
    assert meeting is not None, "a filing belongs to a meeting"  # noqa: S101 - the row's kind promises it
    report = meeting.filing_report
    context = {
        "committee": meeting.committee.name,
        "founding_body": meeting.committee.founding_body.name,
        "office": meeting.plan.office.name,
        "hr_bureau": meeting.plan.hr_bureau.name,
        "figures": _figures(meeting, report),
        "changes": meeting.changes,
        "groups": report.get("groups", []),
        "specialties": report["specialties"],
        "publicities": [_publicity(row) for row in report["publicities"]],
        "raised": report["objections"]["raised"],
        "objections": _objections(report["objections"]),
        "rows": report.get("people", []),
    }
    return Paper("reviews/documents/meeting_filing.html", f"评审会议备案表（{meeting.name}）", context)


def _figures(meeting: Meeting, report: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        ("会议编号", meeting.number),
        ("报备时间", cn_datetime(meeting.filed_at) if meeting.filed_at else "—"),
        ("拟召开时间", cn_datetime(meeting.convenes_at)),
        ("拟召开地点", meeting.place),
        ("提交申报", f"{report['filed']} 人"),
        ("资格审查通过并公示", f"{report['qualified']} 人"),
        ("不予受理", f"{report['not_accepted']} 人"),
        ("列入本次会议", f"{report['agenda']} 人"),
        ("专家库在库专家", f"{report['pool']} 人"),
        ("拟抽取专家", f"{report['seats']} 人"),
    ]


def _objections(counts: dict[str, int]) -> str:
    labels = dict(ObjectionStage.choices)
    return "，".join(f"{labels[key]} {number} 件" for key, number in counts.items() if key in labels and number)


def _publicity(row: dict[str, Any]) -> dict[str, Any]:
    opened = dt.datetime.fromisoformat(row["opened_at"]).astimezone(SHANGHAI)
    closed = dt.datetime.fromisoformat(row["closed_at"]).astimezone(SHANGHAI) if row["closed_at"] else None
    return {**row, "opened": cn_plain(opened), "closed": cn_close(closed) if closed else "—"}
