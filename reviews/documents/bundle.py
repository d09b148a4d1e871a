"""The papers of many people in one file: each made where it is missing, with a list of contents in front.

Written as a stream: one paper after the other goes to the disk, so that a thousand need no more memory than one. What
cannot be made is named in the list of contents with its reason and keeps the others back from nothing.
"""

import logging
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

import pikepdf
from django.db import transaction

from accounts.services.files import FileWithheld, opened
from reviews.documents.build import build_now, html_of, render_into
from reviews.documents.paper import Paper
from reviews.documents.preflight import GAP, with_gaps
from reviews.enums import CertificateState, CredentialKind, DocumentKind
from reviews.models import Application, Document
from reviews.services import papers
from reviews.services.certificates import PAPER_OF
from zcps.documents import render_pdf
from zcps.spreadsheet import csv_text

log = logging.getLogger(__name__)
_BROKEN = "生成时发生系统错误，请在案卷中单独生成；仍不成功的，请联系系统管理员。"
_COVER = "reviews/documents/bundle_cover.html"
_HEAD = ("序号", "姓名", "文书编号", "页数", "校验码", "说明")
# A file that keeps what it was given as it is: PDF is packed already.
_PLAIN = zipfile.ZIP_STORED


@dataclass
class Line:
    """One person in the list of contents: his paper, or why there is none."""

    name: str
    case: int
    number: str = ""
    code: str = ""
    pages: int = 0
    failure: str = ""
    starts: int = 0

    def as_row(self, order: int) -> list[object]:
        """Return it as a table shows it."""
        return [order, self.name, self.number, self.pages or "", self.code, self.failure]


@dataclass(frozen=True)
class Order:
    """What is wanted.

    Attributes:
        heading: what the papers are called.
        asked: who asked for them, and when.
        listing: the list of contents in front, a paper of its own; saved by the caller once all is made.
        find: returns a person's paper, or the sentence why he has none.
    """

    heading: str
    asked: str
    listing: Document
    find: Callable[[Application], Document | str]


def review_form_of(case: Application) -> Document | str:
    """Return the review form of the present version, asking for it where nobody has."""
    return papers.request(DocumentKind.REVIEW_FORM, application=case)


def certificate_of(case: Application) -> Document | str:
    """Return the paper of the certificate in force; a sentence where there is none."""
    found = case.certificate
    if found is None:
        return "没有签发证书。"
    if found.state != CertificateState.VALID:
        return f"证书{found.get_state_display()}，不再生成文书。"
    return papers.request(PAPER_OF[CredentialKind(found.kind)], application=case)


def made_papers(
    order: Order, cases: Sequence[Application], done: Callable[[], None]
) -> Iterator[tuple[Line, Document | None]]:
    """Yield each person's line with his paper, made now where it was missing.

    All are asked for at once, and made from the last to the first: another worker's sweep begins with the oldest, so
    that two meet in the middle.
    """
    lines = [Line(case.applicant.user.name, case.pk) for case in cases]
    wanted = [_wanted(order, case, line) for case, line in zip(cases, lines, strict=True)]
    made: dict[int, Document | None] = {}
    for line, asked in reversed(list(zip(lines, wanted, strict=True))):
        made[line.case] = _made(asked, line) if asked else None
        done()
    for line in lines:
        document = made[line.case]
        if document is not None:
            line.number, line.pages, line.code = document.number, document.pages, _code_on(document)
        yield line, document


def _code_on(document: Document) -> str:
    """The code in the footer: a review form carries that of the version filed, every other paper its own."""
    if document.kind == DocumentKind.REVIEW_FORM and document.snapshot:
        return document.snapshot.short_code
    return document.short_code


def _wanted(order: Order, case: Application, line: Line) -> Document | None:
    try:
        with transaction.atomic():
            found = order.find(case)
    except Exception:
        log.exception("a paper of case %s was not found", case.pk)
        found = _BROKEN
    if isinstance(found, str):
        line.failure = found
        return None
    return found


def _made(asked: Document, line: Line) -> Document | None:
    try:
        document = build_now(asked)
    except Exception:
        log.exception("a paper of case %s was not made", line.case)
        line.failure = _BROKEN
        return None
    if document.file is None:
        line.failure = document.failure or _BROKEN
        return None
    return document


def into_zip(
    order: Order, cases: Sequence[Application], folder: Path, done: Callable[[], None]
) -> tuple[Path, list[Line]]:
    """Write each paper into one ZIP, then the list of contents; return the file and the lines."""
    target = folder / "papers.zip"
    lines: list[Line] = []
    with zipfile.ZipFile(target, "w", _PLAIN) as whole:
        for place, (line, document) in enumerate(made_papers(order, cases, done), 1):
            lines.append(line)
            if document is not None and (content := _content(document, line)):
                name = f"{place:03d}_{_safe(line.name)}_{document.number}.pdf"
                with content, whole.open(name, "w") as inside:
                    shutil.copyfileobj(content, inside)
        whole.writestr("000_目录.pdf", _made_cover(order, lines))
        rows = (line.as_row(place) for place, line in enumerate(lines, 1))
        whole.writestr("000_目录.csv", csv_text(_HEAD, rows))
    return target, lines


def into_pdf(
    order: Order, cases: Sequence[Application], folder: Path, done: Callable[[], None]
) -> tuple[Path, list[Line]]:
    """Put the papers one behind the other, each on a sheet of its own also where both sides are printed."""
    lines: list[Line] = []
    parts: list[tuple[Line, Path]] = []
    for line, document in made_papers(order, cases, done):
        lines.append(line)
        if document is not None and (content := _content(document, line)):
            parts.append((line, folder / f"{len(parts)}.pdf"))
            with content, parts[-1][1].open("wb") as kept:
                shutil.copyfileobj(content, kept)
    return _merged(order, lines, parts, folder / "papers.pdf"), lines


def _content(document: Document, line: Line) -> IO[bytes] | None:
    """Return a paper's content; None where there is none, or where it is no longer what was made: the line says so."""
    if document.file is None:
        return None
    try:
        return opened(document.file)
    except FileWithheld as reason:
        line.number, line.pages, line.code, line.failure = "", 0, "", str(reason)
    return None


def _merged(order: Order, lines: list[Line], parts: list[tuple[Line, Path]], target: Path) -> Path:
    front = target.with_name("front.pdf")
    front.write_bytes(_numbered(order, lines, parts))
    named = [(f"{order.heading}目录", front), *((line.name, path) for line, path in parts)]
    with pikepdf.new() as whole:
        marks = []
        for title, path in named:
            marks.append(pikepdf.OutlineItem(title, len(whole.pages)))
            # Each is closed at once: a hundred that stay open take a gigabyte, so they take a tenth of it.
            with pikepdf.open(path) as part:
                whole.pages.extend(part.pages)
                if len(part.pages) % 2:
                    whole.add_blank_page(page_size=_size(part))
        with whole.open_outline() as outline:
            outline.root.extend(marks)
        whole.save(target)
    return target


def _size(part: pikepdf.Pdf) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in part.pages[-1].mediabox)
    return right - left, top - bottom


def _numbered(order: Order, lines: list[Line], parts: list[tuple[Line, Path]]) -> bytes:
    """Return the list of contents with the page on which each paper begins; its own length moves them all."""
    for _ in range(2):
        cover = _cover(order, lines)
        begins = 1 + _even(_length(render_pdf(html_of(order.listing, cover), title=cover.title)))
        for line, _path in parts:
            line.starts, begins = begins, begins + _even(line.pages)
    return _made_cover(order, lines)


def _even(pages: int) -> int:
    return pages + pages % 2


def _length(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def _safe(name: str) -> str:
    return "".join(mark for mark in name if mark.isalnum() or mark in "·-") or "无名"


def _made_cover(order: Order, lines: list[Line]) -> bytes:
    """Make the paper that the list is: with its number, its code and a mark on every page."""
    render_into(order.listing, _cover(order, lines))
    assert order.listing.file is not None, "a paper that was rendered has a file"  # noqa: S101 - render_into() promises it
    with opened(order.listing.file) as content:
        return content.read()


def _cover(order: Order, lines: list[Line]) -> Paper:
    failed = sum(1 for line in lines if line.failure)
    rows = [{**asdict(line), "name": with_gaps(line.name), "failure": with_gaps(line.failure)} for line in lines]
    context = {
        "heading": order.heading,
        "asked": with_gaps(order.asked),
        "lines": rows,
        "has_gaps": any(GAP in f"{row['name']}{row['failure']}" for row in rows),
        "made": len(lines) - failed,
        "failed": failed,
        "starts": any(line.starts for line in lines),
    }
    return Paper(_COVER, f"{order.heading}目录（{order.listing.number}）", context)
