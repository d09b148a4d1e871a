"""The faces documents are set in: Song for text, Hei for headings, Kai for the rare characters the others lack.

Hei and Song come with a Python package, the same on every machine. Kai is a system package (fonts-lxgw-wenkai).
"""

import unicodedata
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTFont

SYSTEM_FONTS = Path("/usr/share/fonts")
KAI_FILE = "LXGWWenKai-Regular.ttf"
# Control, format, space and line characters are laid out, not drawn.
UNDRAWN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
# Marks that turn the direction of a line, join or hide: invisible in a form's field, they would garble the paper.
_UNSEEN = [0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x180E]
_TURNING = dict.fromkeys([*_UNSEEN, *(at for at in range(32) if chr(at) not in "\t\n\r"), *range(0x7F, 0xA0)])


@cache
def faces() -> dict[str, Path]:
    """Return the font files by the family name that style sheets use for them."""
    found = {"Song": pylopdf_fonts_zh_cn.serif_path(), "Hei": pylopdf_fonts_zh_cn.sans_path()}
    kai = next(SYSTEM_FONTS.rglob(KAI_FILE), None)
    return {**found, "Kai": kai} if kai else found


def without_unseen(text: str) -> str:
    """Return a text without the marks that nobody sees and that change how what follows is written."""
    return text.translate(_TURNING)


def missing_glyphs(text: str) -> list[str]:
    """Return the characters that no face can write, each once, in the order of the text.

    Asked before a document is made: an empty box in a name on a certificate cannot be taken back.
    """
    drawn = (mark for mark in dict.fromkeys(text) if unicodedata.category(mark) not in UNDRAWN)
    # A face that was there when the process began may have been taken off the machine since.
    written = _written(frozenset(family for family, path in faces().items() if path.exists()))
    return [mark for mark in drawn if ord(mark) not in written]


@cache
def _written(there: frozenset[str]) -> frozenset[int]:
    """What text and headings can both write, with what the face for rare characters adds."""
    rare = _known("Kai") if "Kai" in there else frozenset[int]()
    return (_known("Song") & _known("Hei")) | rare if {"Song", "Hei"} <= there else rare


@cache
def _known(family: str) -> frozenset[int]:
    with TTFont(faces()[family], lazy=True) as font:
        return frozenset(font.getBestCmap())
