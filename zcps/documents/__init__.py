"""From HTML to a sheet of paper: rendering, what the fonts can write, watermarks, and reading a PDF back.

render_pdf(html, title=…)       → bytes; the only place that uses WeasyPrint
missing_glyphs(text)            → characters no font of ours can write
bind(pdf, address, watermark)   → bytes with a code on every page, and what each page says
add_watermark(pdf, text)        → bytes; laid under the content, absent from its text
page_texts(pdf), to_png(pdf, n) → what a reader finds on the pages
"""

from zcps.documents.binding import MARK_LENGTH, Sheet, bind, mark_of
from zcps.documents.fonts import missing_glyphs
from zcps.documents.reading import page_texts, to_png
from zcps.documents.rendering import render_pdf
from zcps.documents.watermark import add_watermark

__all__ = [
    "MARK_LENGTH",
    "Sheet",
    "add_watermark",
    "bind",
    "mark_of",
    "missing_glyphs",
    "page_texts",
    "render_pdf",
    "to_png",
]
