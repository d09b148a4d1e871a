"""Asking for documents. The row is written with the act that needs the document; a worker builds it."""

from typing import Any

from django.db import transaction
from django.db.models import Model

from employers.models import PostTableVersion
from reviews.enums import LETTERS_AGAINST, DocumentKind
from reviews.models import (
    Application,
    Complaint,
    Document,
    EntrustedReply,
    Entrustment,
    Meeting,
    Objection,
    Publicity,
    ResultFiling,
    Roster,
)
from reviews.services.numbers import dated_number
from zcps import clock
from zcps.codes import random_code

_PREFIX = {
    DocumentKind.REVIEW_FORM: "PSB",
    DocumentKind.PUBLICITY_NOTICE: "GS",
    DocumentKind.PUBLICITY_CONFIRMATION: "GSQR",
    DocumentKind.MEETING_FILING: "HYB",
    DocumentKind.RESULT_FILING_FORM: "BAB",
    DocumentKind.NAME_LIST: "MD",
    DocumentKind.DETERMINATION_LIST: "CDMD",
    DocumentKind.PUBLICATION: "GB",
    DocumentKind.CERTIFICATE: "ZS",
    DocumentKind.PROOF: "ZM",
    DocumentKind.RECOMMENDATION: "TJH",
    DocumentKind.RECOMMENDATION_LIST: "TJMD",
    DocumentKind.ENTRUSTED_RESULTS: "WTJG",
    DocumentKind.ENTRUSTMENT_LETTER: "WTH",
    DocumentKind.COMMITMENT: "BZS",
    DocumentKind.MINUTES: "JY",
    DocumentKind.POST_TABLE: "GWB",
    DocumentKind.CORRECTION_NOTICE: "BZ",
    DocumentKind.NOT_ACCEPTED_LETTER: "BYSL",
    DocumentKind.NOT_RECOMMENDED_LETTER: "BYTJ",
    DocumentKind.NOT_DETERMINED_LETTER: "BYCD",
    DocumentKind.OBJECTION_DECISION: "YYJD",
    DocumentKind.OBJECTION_ANSWER: "YYDF",
    DocumentKind.REVOCATION_DECISION: "CXJD",
    DocumentKind.COMPLAINT_ANSWER: "FCDF",
    DocumentKind.DIRECT_RECOMMENDATION: "ZJTJ",
    DocumentKind.ROSTER: "HMC",
    DocumentKind.SUMMARY: "ZHB",
    DocumentKind.CASE_BUNDLE: "AJ",
    DocumentKind.PAPERS_LIST: "PL",
}


def request(  # noqa: PLR0913 - one for each kind of subject
    kind: DocumentKind,
    *,
    application: Application | None = None,
    meeting: Meeting | None = None,
    publicity: Publicity | None = None,
    post_table: PostTableVersion | None = None,
    filing: ResultFiling | None = None,
    entrustment: Entrustment | None = None,
    reply: EntrustedReply | None = None,
    objection: Objection | None = None,
    complaint: Complaint | None = None,
    roster: Roster | None = None,
) -> Document:
    """Return the document of this kind for this subject, asking for it where it has not been asked for yet.

    Args:
        kind: which paper.
        application: its subject, for papers of one case; the paper belongs to the case's present snapshot.
        meeting: its subject, for papers of a meeting.
        publicity: its subject, for papers of a publicity.
        post_table: its subject, for a post table as it was confirmed.
        filing: the list of results that it is of, beside its meeting.
        entrustment: its subject, for a letter that entrusts a review to others.
        reply: which body it answers, beside the list of results.
        objection: its subject, for the letters on its outcome.
        complaint: its subject, for the answer to it.
        roster: its subject, for a table of people.
    """
    subject = {
        "application": application,
        "meeting": meeting,
        "publicity": publicity,
        "post_table": post_table,
        "filing": filing,
        "entrustment": entrustment,
        "reply": reply,
        "objection": objection,
        "complaint": complaint,
        "roster": roster,
    }
    of: dict[str, Any] = {"snapshot": application.snapshot if application else None, **subject}
    return _standing(kind, of) or _asked_for(kind, of, next(row for row in subject.values() if row is not None))


def _standing(kind: DocumentKind, of: dict[str, Any]) -> Document | None:
    return Document.objects.filter(kind=kind, voided_at=None, **of).order_by("pk").first()


def _asked_for(kind: DocumentKind, of: dict[str, Any], subject: Model) -> Document:
    """Write the row; the subject is locked meanwhile, so that of two who ask at once the second finds it."""
    with transaction.atomic(savepoint=False):
        type(subject)._default_manager.select_for_update(no_key=True).values_list("pk").get(pk=subject.pk)
        return _standing(kind, of) or Document.objects.create(
            kind=kind,
            number=dated_number(_PREFIX[kind], 6),
            short_code=random_code(10),
            requested_at=clock.now(),
            **of,
        )


def unasked(kind: DocumentKind) -> Document:
    """Return a paper of no subject that nobody else makes: it is kept once it is made."""
    return Document(
        kind=kind, number=dated_number(_PREFIX[kind], 6), short_code=random_code(10), requested_at=clock.now()
    )


def void(meeting: Meeting, kind: DocumentKind) -> None:
    """Void the papers of a kind: what a meeting was filed with counts no longer."""
    meeting.documents.filter(kind=kind, voided_at=None).update(voided_at=clock.now())


def revive(application: Application) -> None:
    """Let the papers of a case count again which a decision made void that does not stand: the newest of each kind.

    The letter with that decision counts no longer.
    """
    application.documents.filter(kind__in=LETTERS_AGAINST, voided_at=None).update(voided_at=clock.now())
    kept = application.documents.exclude(kind__in=LETTERS_AGAINST)
    rows = kept.filter(snapshot=application.snapshot).order_by("kind", "-pk")
    newest = {paper.pk for paper in rows.distinct("kind")}
    rows.order_by().filter(pk__in=newest).update(voided_at=None)


def void_all_of(application: Application) -> None:
    """Void every paper of a case: its content is about to change, and an old sheet must not pass for the new one."""
    application.documents.filter(voided_at=None).update(voided_at=clock.now())
