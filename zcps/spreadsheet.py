"""Tables to take away: CSV that a spreadsheet opens as it is."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from zcps.templatetags.chinese import cn_datetime

# Spreadsheets read UTF-8 only after this mark.
MARK = "\ufeff"
# A Chinese spreadsheet reads the wide signs as it reads the narrow ones.
_FORMULA = (*"=+-@", *"＝＋－＠", "\t", "\r", "\n")


def harmless(value: object) -> str:
    """Keep a spreadsheet from running what somebody typed as a formula; write a moment as it was in China."""
    text = cn_datetime(value) if isinstance(value, dt.datetime) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not _is_number(value) else text


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return MARK + out.getvalue()


def csv_file(name: str, text: str) -> HttpResponse:
    """Return the text of csv_text() as a file of this name, an ASCII one with its ending."""
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
