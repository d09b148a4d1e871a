"""Lists of the API: what was asked is checked, a page is given with the addresses of its neighbours."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import Asked, Shape
from accounts.selectors.keyset import Page, page_of


def asked(request: Request, shape: type[Asked]) -> dict[str, Any]:
    """Return the checked query; raise ValidationError with everything that is wrong with it."""
    # A plain dict: of a form DRF takes an empty value for one that was left out.
    query = shape(data=request.query_params.dict())
    query.is_valid(raise_exception=True)
    return dict(query.validated_data)


def page(
    request: Request,
    rows: QuerySet[Any],
    key: str,
    shape: type[Shape],
    row: Callable[[Any], Any] | None = None,
    *,
    newest_first: bool = True,
) -> Response:
    """Return a page of rows, each in its shape.

    Args:
        request: with a query that asked() has checked.
        rows: filtered, in any order.
        key: the field to order by; it must not be null.
        shape: of a row.
        row: makes of an object what the shape reads; the object itself where it is left out.
        newest_first: whether large values come first.
    """
    size = int(request.query_params.get("limit") or 20)
    found = page_of(rows, key, request.query_params, newest_first=newest_first, size=size)
    return answer(request, found, shape, row)


def answer(request: Request, found: Page[Any], shape: type[Shape], row: Callable[[Any], Any] | None = None) -> Response:
    """Return the answer for a page."""
    items = [row(each) for each in found.rows] if row else found.rows
    return Response(
        {
            "items": shape(items, many=True).data,
            "next": f"{request.path}{found.following}" if found.following else "",
            "previous": f"{request.path}{found.previous}" if found.previous else "",
        }
    )
