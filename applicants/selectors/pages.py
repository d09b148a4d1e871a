"""Pages of a long list by key: no page number to count to, and nothing shifts while others work."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
SIZE = 30


@dataclass(frozen=True)
class Page(Generic[M]):
    """The rows of one page, and the query strings of its neighbours (empty where there is none)."""

    rows: list[M]
    previous: str
    following: str


def page_of(rows: QuerySet[M], query: Any, size: int = SIZE) -> Page[M]:
    """Return one page of rows by rising key.

    Args:
        rows: filtered; their order is replaced.
        query: the request's parameters; `after` and `before` name the key of a neighbour.
        size: rows to a page.
    """
    after, before = _key(query, "after"), _key(query, "before")
    if before:
        found = list(rows.filter(pk__lt=before).order_by("-pk")[: size + 1])
        more, found = len(found) > size, found[:size][::-1]
        return Page(found, _link(query, "before", found) if more else "", _link(query, "after", found[-1:]))
    found = list((rows.filter(pk__gt=after) if after else rows).order_by("pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    previous = _link(query, "before", found) if after else ""
    return Page(found, previous, _link(query, "after", found[-1:]) if more else "")


def _key(query: Any, name: str) -> int:
    text = query.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0  # noqa: PLR2004 - digits of a bigint


def _link(query: Any, name: str, rows: list[M]) -> str:
    if not rows:
        return ""
    kept = query.copy()
    for gone in ("after", "before"):
        kept.pop(gone, None)
    kept[name] = str(rows[0].pk)
    return f"?{kept.urlencode()}"
