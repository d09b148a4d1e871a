"""The list of who is put forward to a higher committee (推荐人员名单): it goes there with the letters (S3 附件)."""

from itertools import groupby
from typing import Any

from reviews.documents.paper import Paper
from reviews.models import Document, ResultLine
from reviews.selectors.publications import recommended_in
from zcps.templatetags.chinese import cn_plain


def view_of(document: Document) -> Paper:
    """Return the list as it was confirmed: names, employers, numbers of the letters."""
    filing = document.filing
    assert filing is not None, "a list belongs to a filing"  # noqa: S101 - the row's kind promises it
    plan, committee = filing.plan, filing.meeting.committee.name if filing.meeting else ""
    order = ("application__title__order", "application__title", "order")
    lines = list(recommended_in(filing).prefetch_related("application__certificates").order_by(*order))
    context = {
        "plan": plan.name,
        "bureau": plan.hr_bureau.name,
        "committee": committee,
        "people": len(lines),
        "confirmed": cn_plain(filing.approved_at),
        "groups": [
            {"title": title, "rows": [_row(line) for line in rows]}
            for title, rows in groupby(lines, key=lambda line: str(line.application.title))
        ],
    }
    return Paper("reviews/documents/recommendation_list.html", f"推荐人员名单（{filing.number}）", context)


def _row(line: ResultLine) -> dict[str, Any]:
    case = line.application
    profile = case.snapshot.content["profile"] if case.snapshot else {}
    return {
        "name": profile.get("name", ""),
        "employer": profile.get("employer", ""),
        "specialty": case.specialty,
        "number": case.certificate.number if case.certificate else "",
    }
