"""Every sheet bound to the system: a code of its own, so that a sheet that was swapped for another is found.

A sheet's mark is the beginning of the hash of what is printed on it. It stands at the head of the sheet, in writing and
as a QR code with the document's address; the platform keeps the same list. Drawn as outlines: no part of the text.
"""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import TypedDict

import pikepdf

from zcps.documents.outlines import outlines
from zcps.documents.reading import page_texts
from zcps.documents.symbols import qr_squares
from zcps.documents.watermark import lay_under

MM = 72 / 25.4
CODE = 14 * MM  # the QR code's width in points
FROM_TOP, FROM_RIGHT = 4 * MM, 8 * MM
WORDS = 7.0  # points
MARK_LENGTH = 8
FIRST_WORDS = 40


class Sheet(TypedDict):
    """What is kept of one sheet: its first words, for a person to compare, and its hash, for a machine."""

    first: str
    sha256: str


def bind(pdf: bytes, address: str, watermark: str = "") -> tuple[bytes, list[Sheet]]:
    """Return the PDF with a code on every sheet, and what each sheet says.

    Args:
        pdf: as it was rendered, without watermark.
        address: where the document is verified; the number of the sheet and its mark are added as ?p= and &h=.
        watermark: laid under every page in the same go.

    """
    sheets = [_sheet(text) for text in page_texts(pdf)]
    output = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        for number, (page, sheet) in enumerate(zip(document.pages, sheets, strict=True), start=1):
            page.contents_add(b"q", prepend=True)
            page.contents_add(_drawn(page, number, mark_of(sheet), address), prepend=False)
        if watermark:
            lay_under(document, watermark)
        document.save(output, deterministic_id=True)
    return output.getvalue(), sheets


def mark_of(sheet: Sheet) -> str:
    """Return the mark printed on a sheet."""
    return sheet["sha256"][:MARK_LENGTH].upper()


def _sheet(text: str) -> Sheet:
    # White space depends on how a reader joins lines; what is printed does not.
    plain = "".join(text.split())
    return {"first": " ".join(text.split())[:FIRST_WORDS], "sha256": sha256(plain.encode()).hexdigest()}


def _drawn(page: pikepdf.Page, number: int, mark: str, address: str) -> bytes:
    _, _, right, top = (float(edge) for edge in page.mediabox)
    x, y = right - FROM_RIGHT - CODE, top - FROM_TOP - CODE
    words, width = outlines(f"第{number}页　{mark}")
    scale = WORDS / 1000
    drawn = [
        b"Q /Artifact BMC q 0 g",
        *_code(f"{address}?p={number}&h={mark}", x, y),
        f"q {scale:.4f} 0 0 {scale:.4f} {x - 2 * MM - width * scale:.2f} {y:.2f} cm".encode(),
        words,
        b"Q Q EMC",
    ]
    return b"\n".join(drawn)


def _code(text: str, x: float, y: float) -> Iterator[bytes]:
    size, runs = qr_squares(text)
    side = CODE / size
    for column, row, length in runs:
        left, bottom = x + column * side, y + CODE - (row + 1) * side
        yield f"{left:.2f} {bottom:.2f} {length * side:.2f} {side:.2f} re".encode()
    yield b"f"
