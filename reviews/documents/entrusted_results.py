"""The answer to a body that entrusted its people to a committee here (委托评审结果函, S3 二(一))."""

from reviews.documents.paper import Paper
from reviews.models import Document
from reviews.outcomes import ENTRUST_CLAUSE
from zcps.templatetags.chinese import cn_plain


def view_of(document: Document) -> Paper:
    """Return the letter as it was drawn up: each person with his letter's number and what came of it."""
    reply = document.reply
    assert reply is not None, "the letter answers a body"  # noqa: S101 - the row's kind promises it
    filing = reply.filing
    context = {
        "body": reply.body,
        "number": reply.number,
        "plan": filing.plan.name,
        "committee": filing.meeting.committee.name if filing.meeting else filing.plan.determiner.name,
        "determined": filing.meeting_id is None,
        "people": reply.people,
        "drawn_up": cn_plain(reply.drawn_up_at),
        "clause": ENTRUST_CLAUSE,
    }
    return Paper("reviews/documents/entrusted_results.html", f"委托评审结果函（{reply.body}）", context)
