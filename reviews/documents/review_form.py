"""The review form (专业技术职务任职资格评审表): what is stamped by the offices and lies in a person's file for life.

Filled from the frozen snapshot, never from live data; only ID number and phone, which no snapshot keeps in clear, are
asked from the account. The sections of the ministry's form in its order, what Zhejiang adds before the opinions. The
ministry's 标准工资 is left out: nobody asks for it any more.
"""

from typing import Any

from applicants.modules import chinese_date
from law.vocabulary import ambiguity
from reviews.documents.form_rows import achievement, assessment, education, exam, named, publication, title, work
from reviews.documents.paper import Paper
from reviews.documents.photo import photo_data
from reviews.documents.review_opinions import decision_of, inspections_of, opinions_of, publicities_of
from reviews.models import Application, Document, Snapshot
from reviews.selectors.ambiguities import standing_decisions
from reviews.selectors.declared import declared_of
from reviews.terms import Terms, terms_for
from zcps.clock import SHANGHAI
from zcps.templatetags.chinese import cn_datetime, cn_plain

TEMPLATE = "reviews/documents/review_form.html"
_REGIONS = ("insurance_region", "file_region", "contract_region")
_SOCIETIES = "学术团体任职"
_BY_EXAM = "考试"


def view_of(document: Document) -> Paper:
    """Return the form of the snapshot the document belongs to."""
    application, snapshot = document.application, document.snapshot
    assert application is not None  # noqa: S101 - the row's kind promises both
    assert snapshot is not None  # noqa: S101 - as above
    terms, content = terms_for(application), snapshot.content
    context = {
        **stated(application, content, terms),
        "findings": findings_in(content["examination"]),
        "decisions": _decisions(application),
        "answers": [
            {"question": each.question, "answer": each.answer, "clause": each.clause, "state": each.state}
            for each in declared_of(application, snapshot)
        ],
        "commitment": cn_datetime(content["commitment"]["signed_at"]),
        "publicities": publicities_of(application, snapshot),
        "inspections": inspections_of(application),
        "opinions": opinions_of(application, snapshot),
        "decision": decision_of(application),
        "sheet": _sheet(snapshot),
    }
    return Paper(TEMPLATE, terms.form_name, context, terms.watermark)


def stated(application: Application, content: dict[str, Any], terms: Terms) -> dict[str, Any]:
    """Return what the person states, in the structure of a snapshot's content: a draft shows no more than this."""
    return {
        "form_name": terms.form_name,
        "plan": content["plan"],
        "application": content["application"],
        "person": content["profile"]["name"],
        "cover": _cover(content),
        "basics": _basics(application, content),
        "photo": photo_data(content["profile"]["photo"]),
        "titles": [title(r) for r in (*content["titles"], *content["appointments"])],
        "study": [education(r) for r in content["education"]],
        "work": [work(r) for r in content["work"]],
        "before": [achievement(r) for r in content["achievements"]["before"]],
        "after": [achievement(r) for r in content["achievements"]["after"]],
        "papers": [publication(r) for r in content["papers"]],
        "exams": [exam(r) for r in content["titles"] if r["data"].get("way") == _BY_EXAM],
        "assessments": [assessment(r) for r in content["assessments"]],
        "credits": [{"year": year, **kinds} for year, kinds in sorted(content["credits"].items())],
        "others": [named(r) for r in content["others"]],
        "statement": content["statement"],
        "stamps": terms.stamp_chain,
        "copies": terms.paper_copies,
        "receiver": terms.paper_receiver,
    }


def _sheet(snapshot: Snapshot) -> dict[str, str]:
    return {
        "code": snapshot.short_code,
        "version": str(snapshot.version),
        "sha256": snapshot.sha256,
        "dated": cn_plain(snapshot.frozen_at.astimezone(SHANGHAI)),
    }


def _cover(content: dict[str, Any]) -> list[tuple[str, str]]:
    profile, application = content["profile"], content["application"]
    return [
        ("单位", profile["employer"]),
        ("姓名", profile["name"]),
        ("现任专业技术职务", profile["current_title"]),
        ("评审任职资格", application["title"]),
        ("申报专业", application["specialty"]),
        ("申报方式", application["way"]),
    ]


def _basics(application: Application, content: dict[str, Any]) -> list[list[tuple[str, str]]]:
    """Rows of two pairs; a row of one pair spans the table."""
    p, user = content["profile"], application.applicant.user
    return [
        [("姓名", p["name"]), ("性别", p["gender"])],
        [("民族", p["ethnicity"]), ("曾用名", p["former_name"])],
        [("出生日期", _day(p["born_on"])), ("出生地", p["birthplace"])],
        [("参加工作时间", _day(p["work_started_on"])), ("身体状况", p["health"])],
        [("政治面貌", p["political_status"]), ("联系电话", user.phone)],
        [(f"{p['id_type']}号码", user.id_number), ("申报方式", content["application"]["way"])],
        [("最高学历", _degree(content))],
        [("现任专业技术职务及任职时间", _appointment(content)), ("任职资格取得时间及审批机关", _title_held(content))],
        [("现从事何种专业技术工作", p["craft"]), ("从事本专业起始时间", _day(p["craft_started_on"]))],
        [("现任岗位", p["post"]), ("现（兼）任行政职务", p["administrative_post"])],
        [("人员类别", p["employment"]), ("单位性质", p["employer_kind"])],
        [("工作单位", p["employer"])],
        [("社会保险、人事档案、劳动关系所在地", "；".join(p[name] or "未填" for name in _REGIONS))],
        [("参加何种学术团体、任何职务", _societies(content))],
        [("懂何种外语、达到何种程度", p["languages"])],
    ]


def _degree(content: dict[str, Any]) -> str:
    level = content["profile"]["education"]
    held = next((r for r in content["education"] if r["data"].get("level") == level), None)
    if held is None:
        return str(level)
    row = education(held)
    return f"{row['time']}　{row['where']}　{row['what']}"


def _appointment(content: dict[str, Any]) -> str:
    newest = max(content["appointments"], key=lambda r: r["started"], default=None)
    return f"{newest['title']}，{_day(newest['started'])}聘任" if newest else ""


def _title_held(content: dict[str, Any]) -> str:
    newest = max(content["titles"], key=lambda r: r["started"], default=None)
    if newest is None:
        return ""
    return "，".join(x for x in (newest["title"], _day(newest["started"]), newest["data"].get("issuer", "")) if x)


def _day(text: str) -> str:
    return chinese_date(text) if text else ""


def _societies(content: dict[str, Any]) -> str:
    rows = (r for r in content["others"] if r["data"].get("kind") == _SOCIETIES)
    return "；".join(f"{r['data'].get('organisation', '')}{r['title']}" for r in rows)


def _decisions(application: Application) -> list[dict[str, str]]:
    """How what the notice leaves open was read; it was settled after the version was frozen."""
    return [
        {"open": ambiguity(row.code).open, "says": row.says, "clause": row.clause, "body": row.agency.name}
        for row in standing_decisions(application)
    ]


def findings_in(examination: dict[str, Any]) -> list[dict[str, str]]:
    """Return what was found met or is left to a person; what is not met stood in nobody's way and is not printed."""
    words = {"met": "符合", "unknown": "待核定"}
    rows = (f for f in examination.get("findings", []) if f.get("answer") != "not_met")
    return [{**row, "answer": words.get(row["answer"], row["answer"])} for row in rows]
