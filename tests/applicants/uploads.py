"""Small genuine files for upload tests."""

import io

import pikepdf
from PIL import Image


def _png() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (250, 350), "white").save(drawn, "PNG")
    return drawn.getvalue()


def _pdf() -> bytes:
    written, document = io.BytesIO(), pikepdf.new()
    document.add_blank_page()
    document.save(written)
    return written.getvalue()


PNG, PDF = _png(), _pdf()
