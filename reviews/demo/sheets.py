"""Evidence, photos and letters of the demonstration: drawn by ourselves, so that nobody's are used."""

from functools import cache
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from reviews.demo.cast import chance
from zcps.documents.fonts import faces
from zcps.uploads import CleanFile

_SHEET, _PHOTO = (620, 876), (295, 413)
_INK, _PAPER, _SEAL = (38, 42, 50), (252, 250, 244), (196, 52, 44)
_EDGE, _LEFT, _TOP, _LINE = 24, 72, 190, 44
_RARE_FROM, _RARE_TO, _BEYOND = 0x3400, 0x4DBF, 0xFFFF
SAMPLE = "演示样张，不作证明使用"


def sheet(heading: str, lines: tuple[str, ...], *, as_pdf: bool = False) -> CleanFile:
    """Return a page with a heading and some lines, as a picture or as a PDF."""
    page = _form().copy()
    pen = ImageDraw.Draw(page)
    pen.text((_SHEET[0] / 2, 96), heading, _INK, _font(heading, 30), anchor="mm")
    for place, line in enumerate(lines):
        pen.text((_LEFT, _TOP + place * _LINE), line, _INK, _font(line, 20))
    return _clean(page, heading, ("PDF", "application/pdf", "pdf") if as_pdf else ("JPEG", "image/jpeg", "jpg"))


@cache
def _form() -> Image.Image:
    """The sheet before anything is written on it: the same for all, so that it is drawn once."""
    page = Image.new("RGB", _SHEET, _PAPER)
    pen = ImageDraw.Draw(page)
    pen.rectangle((_EDGE, _EDGE, _SHEET[0] - _EDGE, _SHEET[1] - _EDGE), outline=_INK, width=2)
    _stamp(pen)
    return page


def _stamp(pen: ImageDraw.ImageDraw) -> None:
    x, y, radius = _SHEET[0] - 170, _SHEET[1] - 190, 76
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=_SEAL, width=4)
    pen.text((x, y), "演示\n用章", _SEAL, _font("", 26), anchor="mm", align="center")
    pen.text((_SHEET[0] / 2, _SHEET[1] - 56), SAMPLE, (140, 140, 140), _font("", 16), anchor="mm")


def photo(seed: str) -> CleanFile:
    """Return a picture of nobody: a head and shoulders before a plain ground."""
    pick = chance(seed)
    ground = pick.choice([(218, 230, 242), (226, 236, 228), (236, 232, 224), (222, 226, 238)])
    coat = pick.choice([(52, 72, 110), (84, 92, 102), (110, 70, 62), (60, 98, 92)])
    page = Image.new("RGB", _PHOTO, ground)
    pen = ImageDraw.Draw(page)
    pen.ellipse((28, 270, 267, 560), fill=coat)
    pen.polygon(((120, 268), (175, 268), (148, 330)), fill=(246, 246, 246))
    pen.rounded_rectangle((122, 210, 173, 290), 20, fill=(222, 184, 156))
    pen.ellipse((88, 78, 207, 240), fill=(234, 198, 170))
    pen.pieslice((82, 62, 213, 220), 180, 360, fill=pick.choice([(46, 40, 38), (70, 56, 46), (120, 116, 112)]))
    return _clean(page, "证件照", ("PNG", "image/png", "png"))


def _clean(page: Image.Image, name: str, kind: tuple[str, str, str]) -> CleanFile:
    written, (form, mime, extension) = BytesIO(), kind
    page.save(written, form)
    content = written.getvalue()
    return CleanFile(content, mime, extension, sha256(content).hexdigest(), 1, f"{name}.{extension}")


def _font(text: str, size: int) -> ImageFont.FreeTypeFont:
    rare = any(ord(mark) > _BEYOND or _RARE_FROM <= ord(mark) <= _RARE_TO for mark in text)
    return _face("Kai" if rare and "Kai" in faces() else "Hei", size)


@cache
def _face(family: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(faces()[family]), size)
