"""HTML to PDF with WeasyPrint, loaded when the first document is made: processes that make none stay small."""

import gc
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from zcps.documents.fonts import faces, without_unseen

# What all documents share. Tables are fixed: with automatic widths, 3,200 characters in one cell take 10.9 s instead
# of 0.2 s. Boxes are drawn: no Chinese face has ☐ and ☑.
BASE = """
@page { size: A4; margin: 25mm 20mm }
html { font-family: Song, Kai; font-size: 10.5pt; line-height: 1.5; color: #000; font-variant-numeric: tabular-nums }
h1, h2, h3, h4, th { font-family: Hei, Kai; font-weight: normal }
table { table-layout: fixed; width: 100%; border-collapse: collapse }
td, th { overflow-wrap: anywhere }
.box { display: inline-block; width: .8em; height: .8em; border: .06em solid; vertical-align: -.08em }
.box.ticked::after {
  content: ""; display: block; width: .22em; height: .5em; margin: .02em auto;
  border: solid; border-width: 0 .1em .1em 0; transform: rotate(45deg)
}
"""

# PDF/UA in the words of XMP, with the description of its schema that PDF/A-2 asks for (ISO 19005-2, 6.6.2.3).
ACCESSIBLE = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def render_pdf(html: str, *, title: str, css: str = "") -> bytes:
    """Render a document; the same input gives the same bytes.

    Args:
        html: a whole page or its body. It may use the families Song, Hei and Kai and images as data: addresses;
            nothing else is fetched, neither from the network nor from the disk.
        title: the PDF's title, in Chinese.
        css: the document's own style sheet, after the shared one.

    Returns:
        A tagged PDF/A-2u and PDF/UA-1 with subsets of its fonts embedded.

    """
    with _undisturbed(), warnings.catch_warnings():
        # WeasyPrint leaves the file of its colour profile to be closed by the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        return _rendered(without_unseen(html), title, css)


def _rendered(html: str, title: str, css: str) -> bytes:
    """Render; nothing of the layout is held any more when this returns."""
    weasyprint, fonts, shared = _engine()
    only_data = weasyprint.urls.URLFetcher(allowed_protocols={"data"})
    sheets = [shared, weasyprint.CSS(string=css, font_config=fonts, url_fetcher=only_data)]
    page = weasyprint.HTML(string=html, url_fetcher=only_data)
    document = page.render(font_config=fonts, stylesheets=sheets)
    document.metadata = _metadata(title)
    rendered: bytes = document.write_pdf(finisher=_pack, pdf_tags=True, pdf_variant="pdf/a-2u")
    return rendered


def _pack(_: Any, pdf: Any) -> None:
    """Pack as zlib does by itself: the best, which pydyf asks for, costs a tenth of the time for 1 % of size."""
    from pydyf import Stream, _to_bytes  # noqa: PLC0415 - as in _engine()

    for each in pdf.objects:
        if isinstance(each, Stream) and each.compress:
            each.stream = [zlib.compress(b"\n".join(map(_to_bytes, each.stream)))]
            each.extra["Filter"], each.compress = "/FlateDecode", False


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let the garbage collector wait: it takes a quarter of the time, going through boxes that all are still needed."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            # What was laid out is young still: it goes at once, before it is counted among what stays.
            gc.collect(0)


def _metadata(title: str) -> Any:
    """Return metadata that declare both what WeasyPrint declares one at a time: PDF/A-2u and PDF/UA-1."""
    from weasyprint.pdf.metadata import DocumentMetadata  # noqa: PLC0415 - as in _engine()

    class BothWays(DocumentMetadata):  # type: ignore[misc]  # WeasyPrint has no types
        def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
            plain: bytes = super().generate_rdf_metadata(variant, version, conformance)
            return plain.replace(b"</rdf:RDF>", ACCESSIBLE + b"</rdf:RDF>")

    return BothWays(title=title, lang="zh-CN")


@cache
def _engine() -> tuple[Any, Any, Any]:
    """Load WeasyPrint, our fonts and the shared style sheet: once per process, half a second."""
    import weasyprint  # noqa: PLC0415 - see above
    import weasyprint.text.fonts  # noqa: PLC0415 - as above

    fonts = weasyprint.text.fonts.FontConfiguration()
    rules = [f"@font-face {{ font-family: {name}; src: url({path.as_uri()}) }}" for name, path in faces().items()]
    from_disk = weasyprint.urls.URLFetcher(allowed_protocols={"file"})
    shared = weasyprint.CSS(string="\n".join([*rules, BASE]), font_config=fonts, url_fetcher=from_disk)
    return weasyprint, fonts, shared
