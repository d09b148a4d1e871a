"""Tables (CSV): taken as text, in the two encodings that spreadsheets write, and kept as UTF-8."""

import csv
import io
from hashlib import sha256

from django.core.files.base import File

from zcps.uploads.accept import MB, CleanFile, bound, named_truly, shown_name
from zcps.uploads.refusal import UploadRefused

CSV = "text/csv"
LARGEST = 10 * MB
MOST_ROWS = 20_000
# Chinese spreadsheets save plain CSV in GB 18030.
ENCODINGS = ("utf-8-sig", "gb18030")


def accept_table(file: "File[bytes]") -> CleanFile:
    """Take a CSV file: decode, bound, and write it anew as UTF-8; nothing in it is ever run or shown as a page.

    Raises:
        UploadRefused: with a sentence for the person who uploaded it.

    """
    name = shown_name(file.name or "")
    if not file.size:
        raise UploadRefused("empty", name=name)
    bound(name, file.size, LARGEST)
    file.seek(0)
    rows = _rows(_decoded(file.read(), name), name)
    if len(rows) > MOST_ROWS + 1:
        raise UploadRefused("too_many_rows", name=name, rows=f"{MOST_ROWS:,}")
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    content = written.getvalue().encode()
    return CleanFile(content, CSV, "csv", sha256(content).hexdigest(), 1, named_truly(name, "csv"))


def read_table(content: bytes) -> list[list[str]]:
    """Return the rows of a table as accept_table() has written it, the heading first."""
    return list(csv.reader(io.StringIO(content.decode())))


def _decoded(content: bytes, name: str) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UploadRefused("not_a_table", name=name)


def _rows(text: str, name: str) -> list[list[str]]:
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text)) if any(map(str.strip, row))]
    except csv.Error as wrong:
        raise UploadRefused("not_a_table", name=name) from wrong
