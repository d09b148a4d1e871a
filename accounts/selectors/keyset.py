"""Pages of a list by the position of their last row, so that the hundredth page costs as much as the first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

M = TypeVar("M", bound=Model)
PAGE = 20


@dataclass(frozen=True)
class Page(Generic[M]):
    """One page; `previous` and `following` are query strings, empty where there is no such page."""

    rows: list[M]
    previous: str
    following: str


def page_of(rows: QuerySet[M], key: str, asked: QueryDict, *, newest_first: bool = True, size: int = PAGE) -> Page[M]:
    """Return the page that the address asks for (`after` or `before` a row), the first one where it asks for none.

    Args:
        rows: filtered, in any order.
        key: the field to order by; ties are broken by the primary key. It must not be null.
        asked: the query of the address; everything else in it is kept in the links.
        newest_first: whether large values come first.
        size: rows per page.
    """
    backwards = "before" in asked
    place = _place(asked.get("before" if backwards else "after", ""), _salt(rows.model, key))
    falling = newest_first != backwards
    if place:
        rows = rows.filter(_beyond(key, place, "lt" if falling else "gt"))
    sign = "-" if falling else ""
    found = list(rows.order_by(f"{sign}{key}", f"{sign}pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_previous = more if backwards else bool(place)
    has_following = backwards or more
    return Page(
        found,
        _link(asked, "before", found[0], key) if found and has_previous else "",
        _link(asked, "after", found[-1], key) if found and has_following else "",
    )


def _beyond(key: str, place: list[Any], direction: str) -> Q:
    value, pk = place
    return Q(**{f"{key}__{direction}": value}) | Q(**{key: value, f"pk__{direction}": pk})


def _salt(model: type[Model], key: str) -> str:
    # A position in one list means nothing in another, whose key may be of another kind.
    return f"keyset/{model._meta.label}/{key}"


def _place(text: str, salt: str) -> list[Any] | None:
    # Signed, so that nobody has to be told what is wrong with a position he made up: it is the first page.
    try:
        return list(signing.loads(text, salt=salt)) if text else None
    except signing.BadSignature:
        return None


def _link(asked: QueryDict, direction: str, row: Model, key: str) -> str:
    value = getattr(row, key)
    place = [value.isoformat() if isinstance(value, dt.datetime | dt.date) else value, row.pk]
    kept = asked.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    kept[direction] = signing.dumps(place, salt=_salt(type(row), key))
    return f"?{kept.urlencode()}"
