"""Building documents: once for each content, by a worker, with the failure kept where the user sees it."""

import json
import logging
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from accounts.services.files import FileWithheld, StorageGone, keep_pdf
from reviews.documents import objection_letters
from reviews.documents.certificate import view_of as certificate
from reviews.documents.commitment import view_of as commitment
from reviews.documents.complaint_answer import view_of as complaint_answer
from reviews.documents.correction_notice import view_of as correction_notice
from reviews.documents.determination_list import view_of as determination_list
from reviews.documents.direct_recommendation import view_of as direct_recommendation
from reviews.documents.entrusted_results import view_of as entrusted_results
from reviews.documents.entrustment_letter import view_of as entrustment_letter
from reviews.documents.meeting_filing import view_of as meeting_filing
from reviews.documents.minutes import view_of as minutes
from reviews.documents.name_list import view_of as name_list
from reviews.documents.paper import Paper
from reviews.documents.post_table import view_of as post_table
from reviews.documents.preflight import refusal
from reviews.documents.publication import view_of as publication
from reviews.documents.publicity_confirmation import view_of as publicity_confirmation
from reviews.documents.publicity_notice import view_of as publicity_notice
from reviews.documents.recommendation_list import view_of as recommendation_list
from reviews.documents.refusal_letter import view_of as refusal_letter
from reviews.documents.result_filing_form import view_of as result_filing_form
from reviews.documents.review_form import view_of as review_form
from reviews.documents.revocation_decision import view_of as revocation_decision
from reviews.documents.rosters import view_of as roster
from reviews.documents.sealing import LOOKS, sealed
from reviews.enums import DocumentKind
from reviews.models import Document
from zcps import clock
from zcps.alone import alone
from zcps.documents import add_watermark, bind, page_texts, render_pdf
from zcps.documents.symbols import text_svg
from zcps.signed.errors import CannotSign, PaperNotSigned

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
_DIED = "出具时处理程序中断，没有完成。多次不成功的，请联系系统管理员。"
_FAULT = "出具时发生系统错误，没有完成。多次不成功的，请联系系统管理员。"
VIEWS: dict[str, Callable[[Document], Paper]] = {
    DocumentKind.REVIEW_FORM: review_form,
    DocumentKind.MEETING_FILING: meeting_filing,
    DocumentKind.RESULT_FILING_FORM: result_filing_form,
    DocumentKind.PUBLICITY_NOTICE: publicity_notice,
    DocumentKind.PUBLICITY_CONFIRMATION: publicity_confirmation,
    DocumentKind.NAME_LIST: name_list,
    DocumentKind.DETERMINATION_LIST: determination_list,
    DocumentKind.PUBLICATION: publication,
    DocumentKind.CERTIFICATE: certificate,
    DocumentKind.PROOF: certificate,
    DocumentKind.RECOMMENDATION: certificate,
    DocumentKind.RECOMMENDATION_LIST: recommendation_list,
    DocumentKind.ENTRUSTED_RESULTS: entrusted_results,
    DocumentKind.ENTRUSTMENT_LETTER: entrustment_letter,
    DocumentKind.COMMITMENT: commitment,
    DocumentKind.MINUTES: minutes,
    DocumentKind.POST_TABLE: post_table,
    DocumentKind.CORRECTION_NOTICE: correction_notice,
    DocumentKind.NOT_ACCEPTED_LETTER: refusal_letter,
    DocumentKind.NOT_RECOMMENDED_LETTER: refusal_letter,
    DocumentKind.NOT_DETERMINED_LETTER: refusal_letter,
    DocumentKind.OBJECTION_DECISION: objection_letters.decision,
    DocumentKind.OBJECTION_ANSWER: objection_letters.answer,
    DocumentKind.REVOCATION_DECISION: revocation_decision,
    DocumentKind.COMPLAINT_ANSWER: complaint_answer,
    DocumentKind.DIRECT_RECOMMENDATION: direct_recommendation,
    DocumentKind.ROSTER: roster,
    DocumentKind.SUMMARY: roster,
}


class CannotBuild(Exception):
    """The document cannot be made as things are; the sentence says why and what to do."""


def build_due(limit: int = 50) -> int:
    """Build documents that were asked for, oldest first; return how many. Two workers never build the same one.

    Where nothing can be signed at the moment, one paper finds it out; the others to be signed wait for the next sweep.
    """
    return sum(1 for _ in _built(limit))


def _built(limit: int) -> Iterator[Document]:
    nothing_signs, tried = False, list[int]()
    while len(tried) < limit:
        waiting = Document.objects.filter(built_at=None, voided_at=None, attempts__lt=MOST_ATTEMPTS)
        waiting = waiting.exclude(kind__in=LOOKS) if nothing_signs else waiting
        found = waiting.exclude(pk__in=tried).order_by("attempts", "pk").values_list("pk", "attempts").first()
        if found is None:
            return
        key, before = found
        tried.append(key)
        with alone(f"paper {key}") as is_ours:
            document = _attempted(key) if is_ours and _begun(key) else None
        if document is not None:
            nothing_signs = nothing_signs or (document.built_at is None and document.attempts == before)
            yield document


@transaction.atomic
def _begun(key: int) -> bool:
    """Note that a paper is begun, before it is: one that kills whoever makes it must not be begun for ever."""
    row = Document.objects.filter(pk=key, built_at=None).select_for_update(skip_locked=True, of=("self",)).first()
    if row is None:
        return False
    if row.attempts and not row.failure:
        row.failure = _DIED
    row.attempts += 1
    row.save(update_fields=["attempts", "failure"])
    return True


def _attempted(key: int) -> Document | None:
    """Build what was begun; a fault of ours is told like any other, and keeps no other paper waiting."""
    try:
        with transaction.atomic():
            document = Document.objects.select_for_update(of=("self",)).get(pk=key)
            document.attempts -= 1
            return document if document.built_at else build(document)
    except Exception:
        log.exception("paper %s could not be made", key)
        Document.objects.filter(pk=key).update(failure=_FAULT)
    return None


def build(document: Document) -> Document:
    """Render a document and store it; a failure is written on the document and tried again by the next sweep."""
    document.attempts += 1
    try:
        render_into(document, VIEWS[document.kind](document))
    except (CannotBuild, PaperNotSigned) as reason:
        document.failure = str(reason)[:300]
    except FileWithheld as reason:
        # A photo that is being scanned is tried again without end; one that was changed, as often as any failure.
        document.attempts -= reason.waits
        document.failure = str(reason)[:300]
    except (CannotSign, StorageGone) as reason:
        # The time-stamp authority away, or no key in force: that is not the paper's fault, and is tried without end.
        document.attempts -= 1
        document.failure = str(reason)[:300]
    document.save()
    return document


@transaction.atomic
def build_now(asked: Document) -> Document:
    """Return a paper that was asked for, made now. Another worker may be making it: who comes second finds it made."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    return document if document.built_at else build(document)


def html_of(document: Document, paper: Paper) -> str:
    """Return the page that is printed; also shown on the screen before the document is made."""
    # What has no code yet is no paper: the screen says so under everything, as the watermark of a PDF does.
    mark = "" if document.short_code else text_svg(document.number)
    stamp = {"document": document, "address": address_of(document), "screen_mark": mark}
    return render_to_string(paper.template, {**paper.context, **stamp, "paper_title": paper.title})


def address_of(document: Document) -> str:
    """Return where anybody can verify a paper; the QR codes on its pages lead there."""
    return f"{settings.SITE_ADDRESS}/verify/sheet/{document.short_code}/"


def render_into(document: Document, paper: Paper) -> None:
    """Render a paper, sign it where its kind is signed, and keep the file; the row is left to the caller.

    Raises:
        CannotBuild: the fonts lack a character.
        CannotSign: nothing can be signed now.
        PaperNotSigned: this paper takes no signature.
    """
    content_hash = sha256(canonical(paper)).hexdigest()
    if document.file_id and content_hash == document.content_hash:
        return
    _check_fonts(paper)
    pdf = render_pdf(html_of(document, paper), title=paper.title)
    if paper.is_bound:
        pdf, document.sheets = bind(pdf, address_of(document), paper.watermark)
    elif paper.watermark:
        pdf = add_watermark(pdf, paper.watermark)
    pdf = sealed(document, paper, pdf)
    document.file = keep_pdf(f"{paper.title}.pdf", pdf, len(page_texts(pdf)))
    document.pages = document.file.pages
    document.content_hash, document.built_at, document.failure = content_hash, clock.now(), ""


def canonical(paper: Paper) -> bytes:
    """Return everything that a paper says, in one order: what its hash is taken of."""
    whole: list[Any] = [paper.template, paper.title, paper.watermark, paper.context]
    return json.dumps(whole, sort_keys=True, ensure_ascii=False, default=str).encode()


def _check_fonts(paper: Paper) -> None:
    if said := refusal(paper):
        raise CannotBuild(said)
