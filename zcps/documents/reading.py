"""What a reader finds in a PDF: its text and its look."""

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO

import pypdfium2
from PIL import Image

POINTS_PER_INCH = 72
# Of one page as a picture: an A3 sheet at 200 dpi has 8 million. A page may call itself as large as a house.
MOST_PIXELS = 16_000_000


def page_texts(pdf: bytes) -> list[str]:
    """Return the extracted text of each page."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        texts = []
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                texts.append(text.get_text_range())
        return texts


def pages_as_pictures(pdf: bytes, dpi: int = 200) -> Iterator[Image.Image]:
    """Yield every page as a picture, one at a time; what is larger than paper is drawn with fewer dots."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        document.init_forms()
        for page in document:
            with closing(page):
                width, height = page.get_size()
                fitting = (MOST_PIXELS / max(width * height, 1)) ** 0.5
                yield page.render(scale=min(dpi / POINTS_PER_INCH, fitting)).to_pil()


def to_png(pdf: bytes, page: int = 0, dpi: int = 100) -> bytes:
    """Return one page, counted from 0, as a PNG picture."""
    output = BytesIO()
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        # A seal is the look of a form's field.
        document.init_forms()
        with closing(document[page]) as drawn:
            drawn.render(scale=dpi / POINTS_PER_INCH).to_pil().save(output, "PNG")
    return output.getvalue()
