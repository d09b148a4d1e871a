"""The list of whom an office has determined (职称初定人员名单), for approval and announcement."""

from reviews.documents.paper import Paper
from reviews.models import Document
from reviews.result_columns import COLUMNS, row_of
from reviews.services.result_filings import lines_of

# The opinion and the certificate come after the list has been drawn up.
_LATER = ("核准意见", "证书编号")


def view_of(document: Document) -> Paper:
    """Return the list as it stands when it is drawn up; ID numbers masked."""
    filing = document.filing
    assert filing is not None, "a list of names belongs to a filing"  # noqa: S101 - the row's kind promises it
    shown = [place for place, (name, _) in enumerate(COLUMNS) if name not in _LATER]
    rows = [[row[place] for place in shown] for row in map(row_of, lines_of(filing))]
    context = {
        "plan": filing.plan.name,
        "document_number": filing.plan.document_number,
        "determiner": filing.plan.determiner.name,
        "number": filing.number,
        "batch": filing.order,
        "columns": [COLUMNS[place][0] for place in shown],
        "rows": rows,
        "left_out": filing.left_out,
    }
    return Paper("reviews/documents/determination_list.html", f"职称初定人员名单（{filing.number}）", context)
