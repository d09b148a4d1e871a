"""The review form while it is being filled in: what the person will be stating, marked as a draft on every page."""

from typing import Any

from reviews.documents.build import html_of
from reviews.documents.loose import loose_pdf
from reviews.documents.paper import Paper
from reviews.documents.review_form import TEMPLATE, findings_in, stated
from reviews.enums import DocumentKind
from reviews.models import Application, Document
from reviews.services.readiness import readiness_of
from reviews.services.snapshots import content_of
from reviews.terms import terms_for
from zcps.documents import add_watermark

MARK = "草稿　未提交　不得用于报送"
_NOTHING: dict[str, Any] = {
    "decisions": [],
    "commitment": "",
    "publicities": [],
    "inspections": [],
    "opinions": [],
    "decision": {},
    "sheet": {"code": "", "version": "", "sha256": "", "dated": ""},
}


def draft_paper(application: Application) -> Paper:
    """Return the form as it would be filed now; nothing is written, no number is given."""
    examination = readiness_of(application).examination
    content, terms = content_of(application, examination), terms_for(application)
    judged = examination.as_json() if examination else {}
    context = {
        **_NOTHING,
        **stated(application, content, terms),
        "findings": findings_in(judged),
        "answers": [{**row, "state": "申报人声明"} for row in content["answers"]],
    }
    return Paper(TEMPLATE, f"{terms.form_name}（草稿）", context, MARK)


def draft_html(application: Application) -> str:
    """Return the form for the screen, through the template that is printed."""
    return html_of(_nowhere(application), draft_paper(application))


def draft_pdf(application: Application) -> tuple[str, bytes]:
    """Return the form's name and the form as a PDF, with the draft's watermark instead of the plan's."""
    paper = draft_paper(application)
    pdf = loose_pdf(paper, html_of(_nowhere(application), paper))
    return paper.title, add_watermark(pdf, paper.watermark)


def _nowhere(application: Application) -> Document:
    return Document(kind=DocumentKind.REVIEW_FORM, number="草稿", application=application)
