"""Rules of PDF/A-2u (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) that can be asked with pikepdf, each by its number.

A stand-in for veraPDF, which comes in no package here. violations(pdf) → what is broken, in words; empty is good.
"""

from collections.abc import Iterator

import pikepdf

SHOWN_TEXT = {"Tj", "TJ", "'", '"'}


def violations(pdf: pikepdf.Pdf) -> list[str]:
    """Return every rule that a file breaks."""
    by_page = (said for page in pdf.pages for said in (*_content(page), *_annotations(pdf, page)))
    return [*_declared(pdf), *_fonts(pdf), *_structure(pdf), *by_page]


def _declared(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    said = root.Metadata.read_bytes().decode() if "/Metadata" in root else ""
    for word, rule in (
        ('pdfaid:part="2"', "A 6.6.4: no declaration of PDF/A-2"),
        ('pdfaid:conformance="U"', "A 6.6.4: no declaration of level U"),
        ('pdfuaid:part="1"', "UA 5: no declaration of PDF/UA-1"),
        ("pdfaExtension:schemas", "A 6.6.2.3: the schema of PDF/UA is not described"),
        ("<dc:title>", "UA 7.1: no title in the metadata"),
    ):
        if word not in said:
            yield rule
    if "/OutputIntents" not in root or "/DestOutputProfile" not in root.OutputIntents[0]:
        yield "A 6.2.4.3: colours of the device without an output intent"
    if "/ID" not in pdf.trailer:
        yield "A 6.1.3: no identifier in the trailer"
    if pdf.is_encrypted or {"/OpenAction", "/AA"} & set(root.keys()):
        yield "A 6.1.3, 6.5: encrypted, or acts by itself"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary):
            continue
        if item.get("/Type") == "/FontDescriptor" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(item.keys()):
            yield f"A 6.2.11.4: {item.FontName} is not embedded"
        if item.get("/Subtype") == "/Type0" and "/ToUnicode" not in item:
            yield f"A 6.2.11.7: {item.BaseFont} does not say which characters it writes"


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked"):
        yield "UA 7.1: not tagged"
    if str(root.get("/Lang", "")) != "zh-CN":
        yield "UA 7.2: no language"
    if not root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle"):
        yield "UA 7.1: the window does not show the title"
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure" and "/Alt" not in item:
            yield "UA 7.3: a picture without words for it"


def _content(page: pikepdf.Page) -> Iterator[str]:
    """Text and drawings stand in a tag or are marked as artifacts; no glyph is the one for what a font lacks."""
    open_marks = 0
    for instruction in pikepdf.parse_content_stream(page):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            continue
        operator = str(instruction.operator)
        open_marks += (operator in {"BDC", "BMC"}) - (operator == "EMC")
        if operator in SHOWN_TEXT | {"Do"} and not open_marks:
            yield "UA 7.1: content that is neither tagged nor an artifact"
        if operator in SHOWN_TEXT and b"\0\0" in _glyphs(instruction):
            yield "A 6.2.11.8: the glyph .notdef"


def _annotations(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Iterator[str]:
    """What lies on a page stands in a tag that says what it is, has words for it, and is reached in reading order."""
    _, _, right, top = (float(edge) for edge in page.mediabox)
    for each in page.obj.get("/Annots", []):
        left, bottom, *_ = (float(edge) for edge in each.Rect)
        if not int(each.get("/F", 0)) & 4 or int(each.get("/F", 0)) & 2:
            yield "A 6.3.2: an annotation that is hidden or not printed"
        if not (0 <= left < right and 0 <= bottom < top):
            continue
        if page.obj.get("/Tabs") != "/S":
            yield "UA 7.18.3: annotations are not reached in the order of the structure"
        if not {"/TU", "/Contents"} & set(each.keys()):
            yield "UA 7.18.1: an annotation without words for it"
        element = _tag_of(pdf, each)
        if element is None or ("/Form" if each.Subtype == "/Widget" else "/Annot") != element.S:
            yield "UA 7.18.1, 7.18.4: an annotation that stands in no tag of its own"


def _tag_of(pdf: pikepdf.Pdf, annotation: pikepdf.Object) -> pikepdf.Object | None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    found = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True)).get(int(annotation.get("/StructParent", -1)))
    is_its = found is not None and found.K.get("/Obj") is not None and found.K.Obj.objgen == annotation.objgen
    return found if is_its else None


def _glyphs(instruction: pikepdf.ContentStreamInstruction) -> set[bytes]:
    parts = instruction.operands[0] if str(instruction.operator) == "TJ" else instruction.operands
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return {codes[at : at + 2] for at in range(0, len(codes), 2)}
