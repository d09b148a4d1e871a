"""The terms of a plan that bind one application: those of the version under which it was filed, else the plan's own.

A correction (更正公告) changes the plan for those who have not filed; a filed case is judged, and its papers and
notices are made, by what was published when it was filed (S3 一(一)). Its conditions: reviews/rulebooks.py: book_for().
"""

from dataclasses import dataclass, fields
from typing import Any

from reviews.models import Application


@dataclass(frozen=True, slots=True)
class Terms:
    """What the papers of a case say, what its employer and the applicant answer for, and what has to be handed in.

    The fields are called as those of the plan.
    """

    form_name: str
    watermark: str
    paper_copies: int
    stamp_chain: list[str]
    paper_receiver: str
    paper_address: str
    employer_duties: list[str]
    commitment_text: str
    materials: list[dict[str, Any]]
    credit_sources: list[str]
    integrity_clock: str
    archive_mode: str
    needs_confirmation_sheet: bool
    post_source: str
    inspection_kinds: list[str]
    inspected_by: str
    scoring: list[dict[str, Any]]
    entrusting_bodies: list[str]
    proof_bodies: list[str]
    needs_recommendation: bool


def terms_for(application: Application) -> Terms:
    """Return the terms that bind this application."""
    return Terms(**{field.name: _term(application, field.name) for field in fields(Terms)})


def materials_for(application: Application) -> list[dict[str, Any]]:
    """Return the materials that are asked for the application's title; a row that names no titles is asked of all."""
    title = application.title.name if application.title else ""
    return [row for row in terms_for(application).materials if title in (row.get("titles") or [title])]


def sheet_for(application: Application) -> list[dict[str, Any]]:
    """Return the sections on which experts judge this application; one that names no titles is for all."""
    title = application.title.name if application.title else ""
    return [row for row in terms_for(application).scoring if title in (row.get("titles") or [title])]


def _term(application: Application, name: str) -> Any:
    # A version keeps every term that the plan had when it was published.
    kept = application.version.content if application.version else {}
    return kept[name] if name in kept else getattr(application.plan, name)
