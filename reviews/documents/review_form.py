"""The review form (专业技术职务任职资格评审表): what is stamped by the offices and lies in a person's file for life.

Filled from the frozen snapshot, never from live data; only ID number and phone, which no snapshot keeps in clear, are
asked from the account. Sections as the ministry's form has them, and what Zhejiang adds.
"""

import base64
from typing import Any

from django.conf import settings

from accounts.models import StoredFile
from law.vocabulary import ambiguity
from reviews.documents.paper import Paper
from reviews.documents.review_opinions import decision_of, inspections_of, opinions_of
from reviews.models import Application, Document, Snapshot
from reviews.selectors.ambiguities import standing_decisions
from reviews.selectors.declared import declared_of
from reviews.terms import terms_for
from zcps.clock import SHANGHAI
from zcps.documents.symbols import qr_data
from zcps.templatetags.chinese import cn_date, cn_datetime, cn_month

_NONE = "无"


def view_of(document: Document) -> Paper:
    """Return the form of the snapshot the document belongs to."""
    application, snapshot = document.application, document.snapshot
    assert application is not None  # noqa: S101 - the row's kind promises both
    assert snapshot is not None  # noqa: S101 - as above
    content, terms = snapshot.content, terms_for(application)
    context = {
        "form_name": terms.form_name,
        "plan": content["plan"],
        "application": content["application"],
        "cover": _cover(content),
        "basics": _basics(application, content),
        "photo": photo_data(content["profile"]["photo"]),
        "study": [_spell(r, "level", "school") for r in content["education"]],
        "work": [_spell(r, "post", "employer") for r in content["work"]],
        "titles": [_named(r) for r in (*content["titles"], *content["appointments"])],
        "before": [_achievement(r) for r in content["achievements"]["before"]],
        "after": [_achievement(r) for r in content["achievements"]["after"]],
        "papers": [_named(r) for r in content["papers"]],
        "others": [_named(r) for r in content["others"]],
        "assessments": [_named(r) for r in content["assessments"]],
        "credits": _credits(content["credits"]),
        "statement": content["statement"] or _NONE,
        "answers": declared_of(application, snapshot),
        "findings": _findings(content),
        "decisions": _decisions(application),
        "commitment": cn_datetime(content["commitment"]["signed_at"]),
        "inspections": inspections_of(application),
        "opinions": opinions_of(application, snapshot),
        "stamps": terms.stamp_chain,
        "decision": decision_of(application),
        "copies": terms.paper_copies,
        "receiver": terms.paper_receiver,
        "sheet": _sheet(snapshot),
    }
    return Paper("reviews/documents/review_form.html", terms.form_name, context, terms.watermark)


def _sheet(snapshot: Snapshot) -> dict[str, str]:
    address = f"{settings.SITE_ADDRESS}/verify/sheet/{snapshot.short_code}/"
    return {
        "code": snapshot.short_code,
        "version": str(snapshot.version),
        "sha256": snapshot.sha256,
        "dated": cn_date(snapshot.frozen_at.astimezone(SHANGHAI)),
        "qr": qr_data(address),
    }


def _cover(content: dict[str, Any]) -> list[tuple[str, str]]:
    profile, application = content["profile"], content["application"]
    return [
        ("单　　　　位", profile["employer"]),
        ("姓　　　　名", profile["name"]),
        ("现任专业技术职务", profile["current_title"] or _NONE),
        ("申报任职资格", application["title"]),
        ("申 报 专 业", application["specialty"]),
        ("申 报 方 式", application["way"]),
    ]


def _basics(application: Application, content: dict[str, Any]) -> list[list[tuple[str, str]]]:
    """Rows of two pairs; a row of one pair spans the table."""
    p, user = content["profile"], application.applicant.user
    return [
        [("姓名", p["name"]), ("性别", p["gender"])],
        [("民族", p["ethnicity"]), ("曾用名", p["former_name"])],
        [("出生日期", cn_month(p["born_on"])), ("出生地", p["birthplace"])],
        [(p["id_type"], user.id_number), ("联系电话", user.phone)],
        [("政治面貌", p["political_status"]), ("身体状况", p["health"])],
        [("参加工作时间", cn_month(p["work_started_on"])), ("最高学历", p["education"])],
        [("现任专业技术职务", p["current_title"]), ("取得时间", cn_month(p["current_title_on"]))],
        [("现从事专业", p["craft"]), ("从事本专业起始", cn_month(p["craft_started_on"]))],
        [("现任岗位", p["post"]), ("现（兼）任行政职务", p["administrative_post"])],
        [("人员类别", p["employment"]), ("单位性质", p["employer_kind"])],
        [("工作单位", p["employer"])],
        [("社会保险 / 人事档案 / 劳动关系所在地", " / ".join(p[k] or "—" for k in _REGIONS))],
        [("懂何种外语、达到何种程度", p["languages"])],
    ]


_REGIONS = ("insurance_region", "file_region", "contract_region")


def photo_data(key: str) -> str:
    """Return a stored photo as a data: address; empty where there is none."""
    file = StoredFile.objects.filter(pk=key).first() if key else None
    if file is None:
        return ""
    with file.content.open("rb") as stream:
        return f"data:{file.mime};base64,{base64.b64encode(stream.read()).decode()}"


def _time(record: dict[str, Any]) -> str:
    started, ended = cn_month(record["started"]), cn_month(record["ended"])
    return f"{started}至{ended}" if started and ended else started or ended


def _spell(record: dict[str, Any], what: str, where: str) -> dict[str, str]:
    data = record["data"]
    # For a degree the record's own date is the graduation; when study began is one of its fields.
    started = cn_month(record["started"] or str(data.get("started", "")))
    ended = cn_month(record["ended"]) or "今"
    return {
        "time": f"{started}至{ended}",
        "what": str(data.get(what, "")) or record["title"],
        "where": str(data.get(where, "")) or record["title"],
        "detail": _fields(record),
    }


def _named(record: dict[str, Any]) -> dict[str, str]:
    return {"time": _time(record), "kind": record["module_label"], "name": record["title"], "detail": _fields(record)}


def _achievement(record: dict[str, Any]) -> dict[str, str]:
    role = str(record["data"].get("role", "")) or "—"
    return {**_named(record), "role": role}


def _fields(record: dict[str, Any]) -> str:
    # The title stands in a column of its own.
    shown = (f"{label}：{text}" for label, text in record["fields"] if text and text != record["title"])
    return "；".join(shown)


def _credits(years: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    return [{"year": year, **kinds} for year, kinds in sorted(years.items())]


def _decisions(application: Application) -> list[dict[str, str]]:
    """How what the notice leaves open was read; it was settled after the version was frozen."""
    return [
        {"open": ambiguity(row.code).open, "says": row.says, "clause": row.clause, "body": row.agency.name}
        for row in standing_decisions(application)
    ]


def _findings(content: dict[str, Any]) -> list[dict[str, str]]:
    words = {"met": "符合", "not_met": "不符合", "unknown": "待核定"}
    found = content["examination"].get("findings", [])
    return [{**f, "answer": words.get(f["answer"], f["answer"])} for f in found if f.get("answer") != "not_met"]
