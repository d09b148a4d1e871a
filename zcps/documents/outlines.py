"""Text as outlines: looks the same everywhere, needs no font in the PDF, and is no text for search or copying."""

from functools import lru_cache

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from zcps.documents.fonts import faces

OPERATORS = {"moveTo": "m", "lineTo": "l", "curveTo": "c", "closePath": "h", "endPath": "h"}


@lru_cache(maxsize=64)
def outlines(text: str) -> tuple[bytes, float]:
    """Return path operators in thousandths of the size, and the width of the line in the same unit.

    Characters that Hei does not have are left out.
    """
    font = _hei()
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    unit = 1000 / font["head"].unitsPerEm
    drawn: list[str] = []
    x = 0.0
    for mark in text:
        if ord(mark) not in names:
            continue
        glyph = glyphs[names[ord(mark)]]
        pen = DecomposingRecordingPen(glyphs)
        glyph.draw(pen)
        for operator, points in pen.value:
            numbers = " ".join(f"{x + px * unit:.0f} {py * unit:.0f}" for px, py in points)
            drawn.append(f"{numbers} {OPERATORS[operator]}")
        x += glyph.width * unit
    return "\n".join([*drawn, "f"]).encode(), x


@lru_cache(maxsize=1)
def _hei() -> TTFont:
    return TTFont(faces()["Hei"], lazy=True)
