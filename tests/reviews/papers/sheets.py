"""Sheets of paper as a clerk holds them: pictures that show the code of a page."""

import io
from hashlib import sha256

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from accounts.services.files import keep_pdf
from reviews.documents.build import address_of
from reviews.enums import DocumentKind
from reviews.models import Application, Document
from reviews.services.papers import request
from zcps import clock
from zcps.documents import mark_of
from zcps.documents.symbols import qr_squares


def form_of(case: Application, pages: int = 3) -> Document:
    """The review form of a case as if it had been made, with so many pages."""
    paper = request(DocumentKind.REVIEW_FORM, application=case)
    words = [f"第{number}页的开头 {paper.number}" for number in range(1, pages + 1)]
    paper.sheets = [{"first": word, "sha256": sha256(word.encode()).hexdigest()} for word in words]
    paper.pages, paper.built_at = pages, clock.now()
    paper.file = keep_pdf("评审表.pdf", b"%PDF-1.7", pages)
    paper.save()
    return paper


def code_on(paper: Document, page: int, mark: str = "") -> str:
    """What the code of a page says."""
    return f"{address_of(paper)}?p={page}&h={mark or mark_of(paper.sheets[page - 1])}"


def picture(text: str, side: int = 6) -> bytes:
    """A photograph of a page with this code."""
    _, runs = qr_squares(text)
    drawn = Image.new("L", (600, 500), 255)
    pen = ImageDraw.Draw(drawn)
    for x, y, length in runs:
        pen.rectangle([(40 + x * side, 40 + y * side), (40 + (x + length) * side - 1, 40 + (y + 1) * side - 1)], fill=0)
    kept = io.BytesIO()
    drawn.convert("RGB").save(kept, "JPEG", quality=80)
    return kept.getvalue()


def upload(text: str) -> SimpleUploadedFile:
    """The photograph, as a browser uploads it."""
    return SimpleUploadedFile("page.jpg", picture(text), "image/jpeg")
