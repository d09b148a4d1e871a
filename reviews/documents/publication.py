"""The document that announces results (公布文件): its number, its one or two publishers, who won which title."""

from reviews.documents.paper import Paper
from reviews.enums import PublicityKind
from reviews.models import Document, Meeting
from reviews.selectors.committees import name_at
from reviews.selectors.publications import groups_of, publishers_of, recommended_in, winners_of
from zcps.templatetags.chinese import cn_plain


def _reviewed(meeting: Meeting) -> str:
    return f"{name_at(meeting)}评审"


def view_of(document: Document) -> Paper:
    """Return the notice as it was announced; names, employers and titles, nothing else."""
    filing = document.filing
    assert filing is not None, "a publication belongs to a filing"  # noqa: S101 - the row's kind promises it
    lines = winners_of(filing)
    context = {
        "plan": filing.plan.name,
        "decided": f"由{filing.plan.determiner.name}初定" if filing.meeting is None else _reviewed(filing.meeting),
        "since": "初定" if filing.meeting is None else "评审通过",
        "shown": PublicityKind.RESULT in filing.plan.publicity_kinds,
        "number": filing.publication_number,
        "publishers": publishers_of(filing),
        "announced": cn_plain(filing.approved_at),
        "people": lines.count(),
        "groups": groups_of(lines),
        "recommended": groups_of(recommended_in(filing)),
    }
    title = f"关于公布{filing.plan.name}结果的通知"
    return Paper("reviews/documents/publication.html", title, context)
