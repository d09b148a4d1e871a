"""The terms of a plan that bind one application: those of the version under which it was filed, else the plan's own.

A correction (更正公告) changes the plan for those who have not filed; papers and notices of a filed case are made by
what was published when it was filed (S3 一(一)). Its conditions: reviews/rulebooks.py: book_for().
"""

from dataclasses import dataclass
from typing import Any

from reviews.models import Application

_PAPER = ("form_name", "watermark", "paper_copies", "stamp_chain", "paper_receiver", "paper_address")
_EMPLOYER = ("employer_duties", "commitment_text")


@dataclass(frozen=True, slots=True)
class Terms:
    """What the papers of a case say, and what its employer and the applicant answer for."""

    form_name: str
    watermark: str
    paper_copies: int
    stamp_chain: list[str]
    paper_receiver: str
    paper_address: str
    employer_duties: list[str]
    commitment_text: str


def terms_for(application: Application) -> Terms:
    """Return the terms that bind this application."""
    return Terms(**{name: _term(application, name) for name in (*_PAPER, *_EMPLOYER)})


def _term(application: Application, name: str) -> Any:
    # A version keeps every term that the plan had when it was published.
    kept = application.version.content if application.version else {}
    return kept[name] if name in kept else getattr(application.plan, name)
