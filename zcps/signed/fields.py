"""The empty fields of a paper that will be signed: one that is seen, for the seal, and one for the last time stamp.

A field that signing itself adds stands in no tag, and a reader who hears the page never learns of the seal
(ISO 14289-1, 7.18). What is prepared here belongs to the paper before it is signed: the signature changes no structure.
"""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from zcps.signed.seal import Place

SEAL, STAMP = "Seal", "Stamp"
WORDS = "电子签章"
STAMP_WORDS = "时间戳"
# Printed and locked (ISO 32000-1, 12.5.3).
_FLAGS = 132
# Off the sheet: what is not on it needs no tag, and PDF/A forbids to hide it.
_NOWHERE = [-9999] * 4


def prepared(pdf: bytes, place: Place, *, is_stamped: bool = True) -> bytes:
    """Return the paper with its empty fields, the seal's in the structure. Raise ValueError for what is no PDF."""
    output = BytesIO()
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            _add_fields(document, place, is_stamped=is_stamped)
            document.save(output, deterministic_id=True)
    except pikepdf.PdfError as error:
        raise ValueError(str(error)) from error
    return output.getvalue()


def _add_fields(document: pikepdf.Pdf, place: Place, *, is_stamped: bool) -> None:
    page = document.pages[place.page]
    seal = _field(document, page, SEAL, WORDS, list(place.box))
    made = [seal, _field(document, page, STAMP, STAMP_WORDS, _NOWHERE)] if is_stamped else [seal]
    page.obj[Name.Annots] = Array([*page.obj.get(Name.Annots, Array()), *made])
    page.obj[Name.Tabs] = Name.S
    document.Root[Name.AcroForm] = document.make_indirect(Dictionary(Fields=Array(made)))
    if Name.StructTreeRoot in document.Root:
        _tag(document, page, seal)


def _field(document: pikepdf.Pdf, page: pikepdf.Page, name: str, words: str, box: list[int]) -> pikepdf.Object:
    made = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, F=_FLAGS, P=page.obj)
    made[Name.T], made[Name.TU], made[Name.Rect] = pikepdf.String(name), pikepdf.String(words), Array(box)
    return document.make_indirect(made)


def _tag(document: pikepdf.Pdf, page: pikepdf.Page, field: pikepdf.Object) -> None:
    """Enter a field as the last thing of the document that is read, in both directions."""
    root = document.Root.StructTreeRoot
    top = root.K[0] if isinstance(root.K, Array) else root.K
    of = Dictionary(Type=Name.OBJR, Pg=page.obj, Obj=field)
    element = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Form, P=top, K=of))
    element[Name.Alt] = pikepdf.String(WORDS)
    children = top.get(Name.K, Array())
    top[Name.K] = Array([*(children if isinstance(children, Array) else [children]), element])
    numbers = root.ParentTree.Nums
    key = max((int(each) for each in list(numbers)[::2]), default=-1) + 1
    root.ParentTree[Name.Nums] = Array([*numbers, key, element])
    field[Name.StructParent], root[Name.ParentTreeNextKey] = key, key + 1
