"""QR codes: drawn as data: addresses, the only images a document may refer to, as squares, and read from a picture."""

from base64 import b64encode
from collections.abc import Iterator
from html import escape

import zxingcpp
from PIL import Image

MARGIN = 2  # squares of white that a reader wants around a code


def qr_svg(text: str, colour: str = "#000") -> str:
    """Return a QR code as an SVG drawing that fills what it stands in; error correction M."""
    size, runs = qr_squares(text)
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in runs)
    box = f"{-MARGIN} {-MARGIN} {size + 2 * MARGIN} {size + 2 * MARGIN}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path fill="{colour}" d="{path}"/></svg>'


def qr_data(text: str) -> str:
    """Return that drawing as a data: address."""
    return f"data:image/svg+xml;base64,{b64encode(qr_svg(text).encode()).decode()}"


def text_svg(text: str) -> str:
    """Return a grey word aslant as a data: address, to be repeated under a page on the screen."""
    place = 'x="60" y="170" font-size="48" fill="#dadada" transform="rotate(-25 160 130)" font-family="sans-serif"'
    size = 'xmlns="http://www.w3.org/2000/svg" width="320" height="260"'
    drawn = f"<svg {size}><text {place}>{escape(text)}</text></svg>"
    return f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"


def qr_squares(text: str) -> tuple[int, Iterator[tuple[int, int, int]]]:
    """Return how many squares wide a code is, and its dark runs as (column, row from the top, length)."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    rows: list[list[int]] = memoryview(code.to_image(add_quiet_zones=False)).tolist()  # type: ignore[arg-type, assignment]  # the package tells no shape
    return len(rows), (run for y, row in enumerate(rows) for run in _runs(y, row))


def qr_texts(picture: Image.Image) -> list[str]:
    """Return what the QR codes in a picture say, however they are turned."""
    found = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [code.text for code in found]


def _runs(y: int, row: list[int]) -> Iterator[tuple[int, int, int]]:
    start = None
    for x, shade in enumerate([*row, 255]):
        if shade == 0 and start is None:
            start = x
        elif shade and start is not None:
            yield start, y, x - start
            start = None
