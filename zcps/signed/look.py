"""A seal as pyHanko draws it into the field of a signature."""

from typing import Any

from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import StaticContentStamp, StaticStampStyle

from zcps.signed.seal import DIAMETER, Seal


class _Stamp(StaticContentStamp):
    """Outlines are text: packed they take a fifth."""

    def as_form_xobject(self) -> StreamObject:
        drawn = super().as_form_xobject()
        drawn.compress()  # type: ignore[no-untyped-call]  # the package carries no types
        return drawn


class _Style(StaticStampStyle):
    def create_stamp(self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, Any]) -> _Stamp:
        return _Stamp(writer=writer, style=self, box=box)


def style_of(seal: Seal) -> StaticStampStyle:
    """Return a seal as the look of a signature's field."""
    drawn = RawContent(seal.drawing(), box=BoxConstraints(width=DIAMETER, height=DIAMETER))
    return _Style(border_width=0, background=drawn)
