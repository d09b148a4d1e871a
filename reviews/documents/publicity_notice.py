"""The publicity notice (公示): the printable gazette of one publicity, exactly as it is shown."""

from reviews.documents.paper import Paper
from reviews.models import Document
from zcps.clock import SHANGHAI
from zcps.templatetags.chinese import cn_close, cn_datetime, cn_plain


def view_of(document: Document) -> Paper:
    """Return the notice with its frozen rows."""
    publicity = document.publicity
    assert publicity is not None, "a publicity notice belongs to a publicity"  # noqa: S101 - the row's kind promises it
    rows = [entry.shown for entry in publicity.entries.order_by("pk")]
    context = {
        "heading": publicity.title,
        "plan": publicity.plan.name,
        "document_number": publicity.plan.document_number,
        "publisher": str(publicity.employer or publicity.agency or ""),
        "opened": cn_datetime(publicity.opened_at.astimezone(SHANGHAI)),
        "closes": cn_close(publicity.earliest_close.astimezone(SHANGHAI)),
        "days": publicity.working_days,
        "contact": publicity.contact,
        "dated": cn_plain(publicity.opened_at.astimezone(SHANGHAI)),
        "columns": [label for label, _ in rows[0]] if rows else [],
        "rows": [[value for _, value in row] for row in rows],
    }
    return Paper("reviews/documents/publicity_notice.html", publicity.title, context)
