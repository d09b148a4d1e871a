"""Watermarks: who took this copy, laid under the content as outlines, so that neither search nor copying meets it."""

from io import BytesIO

import pikepdf

from zcps.documents.outlines import outlines

SIZE = 15.0  # points
GREY = 0.88
STEP_DOWN = 150.0  # points between the lines of a page
ROTATION = "0.9063 0.4226 -0.4226 0.9063"  # 25 degrees


def add_watermark(pdf: bytes, text: str) -> bytes:
    """Return the PDF with a line of text repeated across every page, under what stands there.

    Args:
        pdf: an unencrypted PDF.
        text: one short line, such as 仅供评审使用 王五 2022-09-10; characters Hei does not have are left out.

    """
    output = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        lay_under(document, text)
        document.save(output, deterministic_id=True)
    return output.getvalue()


def lay_under(document: pikepdf.Pdf, text: str) -> None:
    """Lay it under the pages of a document that is open."""
    drawing, width = outlines(text)
    form = document.make_stream(
        drawing,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, -300, max(1, round(width)), 1000],
    )
    for page in document.pages:
        name = page.add_resource(form, pikepdf.Name.XObject)
        page.contents_add(_grid(page, str(name), width * SIZE / 1000), prepend=True)
        # The content before us may leave the graphics state changed; what is wrapped cannot.
        page.contents_add(b"Q", prepend=False)


def _grid(page: pikepdf.Page, name: str, width: float) -> bytes:
    """Draw the form in rows across the page, and open the bracket around the page's own content."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    scale = SIZE / 1000
    drawn = ["/Artifact BMC q", f"{GREY} g"]
    y, shift = bottom, 0.0
    while y < top:
        x = left - shift
        while x < right:
            drawn.append(f"q {ROTATION} {x:.1f} {y:.1f} cm {scale:.4f} 0 0 {scale:.4f} 0 0 cm {name} Do Q")
            x += width + 60
        y, shift = y + STEP_DOWN, (shift + width / 2) % (width + 60)
    return ("\n".join(drawn) + "\nQ EMC q\n").encode()
