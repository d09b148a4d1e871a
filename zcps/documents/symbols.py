"""QR codes as data: addresses, the only kind of image a document may refer to."""

from base64 import b64encode
from io import BytesIO

import segno


def qr_data(text: str) -> str:
    """Return an SVG QR code of the text as a data: address, error correction M."""
    drawn = BytesIO()
    segno.make(text, error="m").save(drawn, kind="svg", xmldecl=False, border=1)
    return f"data:image/svg+xml;base64,{b64encode(drawn.getvalue()).decode()}"
