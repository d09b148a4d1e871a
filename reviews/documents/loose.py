"""A PDF that stands in no register: a draft, a form to be signed. Its characters are asked for as a document's are."""

from accounts.services.jobs import JobFailed
from reviews.documents.paper import Paper
from reviews.documents.preflight import refusal
from zcps.documents import render_pdf


def loose_pdf(paper: Paper, html: str) -> bytes:
    """Return the page as a PDF.

    Args:
        paper: what it says.
        html: the page.

    Raises:
        JobFailed: some of it cannot be written; the sentence names each character and its place.
    """
    if said := refusal(paper):
        raise JobFailed(said)
    return render_pdf(html, title=paper.title)
