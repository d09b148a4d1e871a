"""The document that announces results (公布文件): its number, its one or two publishers, who won which title."""

from reviews.documents.paper import Paper
from reviews.enums import LineOutcome
from reviews.models import Document
from reviews.selectors.committees import name_at
from reviews.selectors.publications import groups_of, publishers_of
from zcps.templatetags.chinese import cn_date


def view_of(document: Document) -> Paper:
    """Return the notice as it was announced; names, employers and titles, nothing else."""
    filing = document.filing
    assert filing is not None, "a publication belongs to a filing"  # noqa: S101 - the row's kind promises it
    lines = filing.lines.filter(outcome=LineOutcome.APPROVED)
    context = {
        "plan": filing.meeting.plan.name,
        "committee": name_at(filing.meeting),
        "number": filing.publication_number,
        "publishers": publishers_of(filing),
        "announced": cn_date(filing.approved_at),
        "people": lines.count(),
        "groups": groups_of(lines),
    }
    title = f"关于公布{filing.meeting.plan.name}结果的通知"
    return Paper("reviews/documents/publication.html", title, context)
