"""Papers for the tests of signing: genuine ones, and what a forger makes of them."""

import datetime as dt
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.signing import LASTING
from zcps.documents import render_pdf
from zcps.signed.order import Order
from zcps.signed.pades import sign
from zcps.signed.seal import Seal, place_at
from zcps.signed.stamps import HttpStamper
from zcps.signed.store import KeyStore

ISSUER = "衢州市人力资源和社会保障局"
NUMBER = "ZC3308202230000001X"


@cache
def blank(number: str = NUMBER) -> bytes:
    """Return a paper that is not signed."""
    body = f"<h1>职称证书</h1><p>证书编号：{number}</p><p>发证机关：{ISSUER}</p>"
    return render_pdf(body, title="职称电子证书")


def signed(store: KeyStore, address: str, at: dt.datetime, number: str = NUMBER, pdf: bytes | None = None) -> bytes:
    """Return a paper that the keys of a store have signed."""
    paper = pdf or blank(number)
    order = Order(paper, number, Seal(ISSUER, simulated=True), place_at(paper, ISSUER), at)
    return sign(order, store, HttpStamper(address))


def overlaid(pdf: bytes) -> bytes:
    """Cover the page with a rectangle, in an update after the signature."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=b"1 g 0 0 900 900 re f")))
    return _written(writer)


def annotated(pdf: bytes) -> bytes:
    """Lay a note with another name over the page, in an update after the signature."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    note = {"/Type": "/Annot", "/Subtype": "/FreeText", "/Rect": [50, 600, 400, 700], "/Contents": "李四"}
    made = generic.DictionaryObject({generic.pdf_name(key): _object(value) for key, value in note.items()})
    page["/Annots"].append(writer.add_object(made))
    writer.update_container(page["/Annots"])
    return _written(writer)


def retitled(pdf: bytes) -> bytes:
    """Save the file once more with another title, as an editor does."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    made = generic.DictionaryObject({generic.pdf_name("/Title"): generic.TextStringObject("正高级证书")})
    writer.set_info(writer.add_object(made))
    return _written(writer)


def renumbered(pdf: bytes) -> bytes:
    """Write another number over the certificate's, in an update after the signature, and keep the seal in its place."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    drawn = b"q 1 g 80 700 400 60 re f 0 g BT /Helv 14 Tf 90 720 Td (ZC33082022500000019) Tj ET Q"
    face = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = generic.DictionaryObject({generic.pdf_name(key): generic.pdf_name(value) for key, value in face.items()})
    fonts = generic.DictionaryObject({generic.pdf_name("/Helv"): writer.add_object(font)})
    resources = generic.DictionaryObject({generic.pdf_name("/Font"): fonts})
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=drawn)), resources)
    return _written(writer)


def rewritten(pdf: bytes) -> bytes:
    """Write the file anew, as a PDF tool does that knows nothing of signatures."""
    output = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(output)
    return output.getvalue()


def stripped(pdf: bytes) -> bytes:
    """Take the signature's fields off and write the file anew."""
    output = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        del document.Root["/AcroForm"]
        for page in document.pages:
            if "/Annots" in page:
                del page["/Annots"]
        document.save(output)
    return output.getvalue()


def cut(pdf: bytes) -> bytes:
    """Cut everything off after the signature's own revision: the last time stamp is gone."""
    signature = pdf.index(b"/ETSI.CAdES.detached")
    return pdf[: pdf.index(b"%%EOF", signature) + 6]


def beheaded(pdf: bytes) -> bytes:
    """Cut the signature off too: what remains is the paper as it was rendered."""
    return pdf[: pdf.index(b"%%EOF") + 6]


def flipped(pdf: bytes, before: bytes = b"stream") -> bytes:
    """Change one byte of the page's content."""
    place = pdf.index(before) + len(before) + 20
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def other_store(folder: Path, at: dt.datetime) -> KeyStore:
    """Return a forger's key store, whose names are the platform's."""
    store = KeyStore(folder)
    store.generate("浙江省职称平台文书签章（仿真）", at, LASTING)
    return store


def _object(value: object) -> generic.PdfObject:
    if isinstance(value, list):
        return generic.ArrayObject(map(generic.NumberObject, value))
    is_name = isinstance(value, str) and value in {"/Annot", "/FreeText"}
    return generic.pdf_name(str(value)) if is_name else generic.TextStringObject(str(value))


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()
