"""The visible seal (签章): a ring, a star and the name along the ring, drawn as outlines.

Text would embed a font for a dozen characters (138 kB); outlines take 6 kB and look the same everywhere.
"""

import math
from contextlib import closing
from dataclasses import dataclass

import pypdfium2

from zcps.documents.fonts import faces
from zcps.documents.outlines import Outline, outline
from zcps.signed.errors import PaperNotSigned

DIAMETER = 108.0  # points: 38 mm
SIMULATED = "仿真·无法律效力"
# Under what name the platform seals its own records.
PLATFORM = "浙江省职称申报与评审管理服务平台"
_RED = "0.784 0.122 0.118"
_KAPPA = 0.5523  # of a circle in four curves
_MARGIN = 8.0
# The height of a character's middle in thousandths of its size.
_MIDDLE = 370.0


@dataclass(frozen=True)
class Seal:
    """What is drawn: the name along the ring, what kind of seal it is, and that it is worth nothing in law."""

    name: str
    kind: str = "电子签章"
    simulated: bool = False

    def drawing(self) -> bytes:
        """Return the path operators of the seal in a square of DIAMETER, its lower left corner at the origin."""
        middle = DIAMETER / 2
        parts = [f"q {_RED} rg {_RED} RG 1 0 0 1 {middle:g} {middle:g} cm"]
        parts += ["2.6 w", _circle(middle - 1.6), "S", _star(DIAMETER * 0.155, DIAMETER * 0.03), "f", "0.25 w"]
        parts += _around(self.name, middle * 0.755, DIAMETER * 0.125)
        parts += _line(self.kind, -DIAMETER * 0.235, DIAMETER * 0.088)
        if self.simulated:
            parts += _line(SIMULATED, -DIAMETER * 0.345, DIAMETER * 0.066)
        return "\n".join([*parts, "Q"]).encode()


@dataclass(frozen=True)
class Place:
    """Where a seal stands: a page, counted from 0, and a box on it."""

    page: int
    box: tuple[int, int, int, int]


def place_at(pdf: bytes, words: str) -> Place:
    """Return the place over the last occurrence of some words; the lower right corner where they do not occur."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for number in reversed(range(len(document) if words else 0)):
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                found = _last(text, words)
                if found:
                    return Place(number, _box(*found, *page.get_size()))
        last = len(document) - 1
        with closing(document[last]) as page:
            width, height = page.get_size()
        return Place(last, _box(width - DIAMETER, DIAMETER, width, height))


def _last(text: "pypdfium2.PdfTextPage", words: str) -> tuple[float, float] | None:
    with closing(text.search(words)) as search:
        found = None
        while hit := search.get_next():
            found = hit
        if found is None:
            return None
        boxes = [text.get_charbox(index) for index in range(found[0], found[0] + found[1])]
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return (left + right) / 2, (bottom + top) / 2


def _box(x: float, y: float, width: float, height: float) -> tuple[int, int, int, int]:
    half = DIAMETER / 2
    x = min(max(x, half + _MARGIN), width - half - _MARGIN)
    y = min(max(y, half + _MARGIN), height - half - _MARGIN)
    return (round(x - half), round(y - half), round(x + half), round(y + half))


def _circle(radius: float) -> str:
    r, k = radius, radius * _KAPPA
    corners = [(r, k, k, r, 0, r), (-k, r, -r, k, -r, 0), (-r, -k, -k, -r, 0, -r), (k, -r, r, -k, r, 0)]
    return f"{r:.2f} 0 m " + " ".join(" ".join(f"{n:.2f}" for n in corner) + " c" for corner in corners)


def _star(radius: float, height: float) -> str:
    inner = radius * 0.382
    points = []
    for step in range(10):
        length, angle = (inner if step % 2 else radius), math.pi / 2 + step * math.pi / 5
        points.append(f"{length * math.cos(angle):.2f} {length * math.sin(angle) + height:.2f}")
    return f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:]) + " h"


def _around(text: str, radius: float, size: float) -> list[str]:
    """Write along the upper part of the ring, each character upright on its radius, smaller where there are many."""
    step = min(math.radians(252) / max(len(text) - 1, 1), math.radians(30))
    size = min(size, radius * step * 0.98)
    angle = math.pi / 2 + step * (len(text) - 1) / 2
    drawn = []
    for mark in text:
        turn = angle - math.pi / 2
        drawn.append(_glyph(mark, size, radius * math.cos(angle), radius * math.sin(angle), turn))
        angle -= step
    return drawn


def _line(text: str, height: float, size: float) -> list[str]:
    left = -size * (len(text) - 1) / 2
    return [_glyph(mark, size, left + place * size, height, 0) for place, mark in enumerate(text)]


def _glyph(mark: str, size: float, x: float, y: float, turn: float) -> str:
    """Return the outline of a character centred on a point and turned."""
    scale, drawing = size / 1000, _outline(mark)
    cos, sin = math.cos(turn) * scale, math.sin(turn) * scale
    drawn = []
    for operator, points in drawing.strokes:
        moved = [(px - drawing.width / 2, py - _MIDDLE) for px, py in points]
        numbers = " ".join(f"{x + a * cos - b * sin:.2f} {y + a * sin + b * cos:.2f}" for a, b in moved)
        drawn.append(f"{numbers} {operator}".strip())
    return " ".join([*drawn, "B"])


def _outline(mark: str) -> Outline:
    found = next(filter(None, (outline(mark, family) for family in faces())), None)
    if found is None:
        raise PaperNotSigned(f"字库中没有签章名称中的“{mark}”字。请系统管理员安装补充字库后重新生成，文书暂不出具。")
    return found
