"""The list of who was passed (评审通过人员名单), annexed to the result filing form (S3 一(五))."""

from reviews.documents.paper import Paper
from reviews.models import Document
from reviews.result_columns import COLUMNS, row_of
from reviews.selectors.committees import name_at
from reviews.services.result_filings import lines_of

# The opinion and the certificate come after the list has been sealed.
_LATER = ("核准意见", "证书编号")


def view_of(document: Document) -> Paper:
    """Return the list as it stands when it is drawn up; ID numbers masked."""
    filing = document.filing
    assert filing and filing.meeting, "a list of names belongs to a meeting's filing"  # noqa: S101, PT018 - the row's kind promises it
    shown = [place for place, (name, _) in enumerate(COLUMNS) if name not in _LATER]
    rows = [[row[place] for place in shown] for row in map(row_of, lines_of(filing))]
    context = {
        "plan": filing.plan.name,
        "meeting": filing.meeting.name,
        "committee": name_at(filing.meeting),
        "founding_body": filing.meeting.committee.founding_body.name,
        "number": filing.number,
        "columns": [COLUMNS[place][0] for place in shown],
        "rows": rows,
    }
    return Paper("reviews/documents/name_list.html", f"评审通过人员名单（{filing.number}）", context)
