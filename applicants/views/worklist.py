"""What worklists have in common: addresses that keep the filters, chosen rows, export as a table."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse, QueryDict

from accounts.actor import Actor
from accounts.http import Request
from accounts.services import exports
from zcps.spreadsheet import csv_file, csv_text

_PLACE = ("after", "before", "format")
_LONGEST_KEY = 18


def address_with(request: Request, **changed: str) -> str:
    """Return this list's address with some filters changed, and back on its first page; empty ones are left out."""
    kept = request.GET.copy()
    for name in (*_PLACE, *changed):
        kept.pop(name, None)
    kept.update({name: value for name, value in changed.items() if value})
    return f"?{kept.urlencode()}"


def chosen_keys(posted: QueryDict, limit: int) -> list[int]:
    """Return the keys of the rows somebody ticked, bounded; what is no key is left out."""
    keys = map(key_of, posted.getlist("ids"))
    return [key for key in keys if key is not None][:limit]


def key_of(text: str) -> int | None:
    """Return the key of a row as it came with an address or a form; None where it can be none."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_KEY else None


def table_of(
    name: str, head: Sequence[str], rows: Iterable[Sequence[object]], *, by: Actor | None = None
) -> HttpResponse:
    """Return rows as a file for a spreadsheet, which must not take what somebody typed for a formula.

    Args:
        name: of the file, without its ending.
        head: the columns.
        rows: what stands under them.
        by: who takes a list of people along, which the journal keeps; nobody where no person is in it.
    """
    found = list(rows)
    if by is not None:
        exports.note(by, name, len(found))
    return csv_file(f"{name}.csv", csv_text(head, found))
