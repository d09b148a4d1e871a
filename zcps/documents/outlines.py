"""Text as outlines: looks the same everywhere, needs no font in the PDF, and is no text for search or copying."""

from dataclasses import dataclass
from functools import lru_cache

from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from zcps.documents.fonts import faces

Point = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """A character in thousandths of its size: path operators of a PDF with their points, and its width."""

    strokes: tuple[tuple[str, tuple[Point, ...]], ...]
    width: float


class _Recorder(BasePen):  # type: ignore[misc]  # the package carries no types
    """Takes components apart and turns the quadratic curves of TrueType into cubic ones: a PDF knows no others."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.strokes: list[tuple[str, tuple[Point, ...]]] = []

    def _moveTo(self, pt: Point) -> None:  # noqa: N802 - fontTools' names, here and below
        self.strokes.append(("m", (pt,)))

    def _lineTo(self, pt: Point) -> None:  # noqa: N802 - as above
        self.strokes.append(("l", (pt,)))

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802 - as above
        self.strokes.append(("c", (pt1, pt2, pt3)))

    def _closePath(self) -> None:  # noqa: N802 - as above
        self.strokes.append(("h", ()))

    _endPath = _closePath  # noqa: N815 - as above


@lru_cache(maxsize=64)
def outlines(text: str) -> tuple[bytes, float]:
    """Return path operators in thousandths of the size, and the width of the line in the same unit.

    Characters that Hei does not have are left out.
    """
    drawn: list[str] = []
    x = 0.0
    for glyph in filter(None, (outline(mark, "Hei") for mark in text)):
        for operator, points in glyph.strokes:
            numbers = " ".join(f"{x + px:.0f} {py:.0f}" for px, py in points)
            drawn.append(f"{numbers} {operator}")
        x += glyph.width
    return "\n".join([*drawn, "f"]).encode(), x


@lru_cache(maxsize=512)
def outline(mark: str, family: str) -> Outline | None:
    """Return a character as a face draws it; None where the face does not have it."""
    font = face(family)
    name = font.getBestCmap().get(ord(mark))
    if name is None:
        return None
    glyphs, unit = font.getGlyphSet(), 1000 / font["head"].unitsPerEm
    pen = _Recorder(glyphs)
    glyphs[name].draw(TransformPen(pen, (unit, 0, 0, unit, 0, 0)))
    return Outline(tuple(pen.strokes), glyphs[name].width * unit)


@lru_cache(maxsize=3)
def face(family: str) -> TTFont:
    """Return a face, opened once."""
    return TTFont(faces()[family], lazy=True)
