"""Narrowing a list by what somebody typed into its search box, and counting its rows for the chips above it."""

from collections import Counter
from typing import Any, TypeVar

from django.db.models import Count, Model, Q, QuerySet

M = TypeVar("M", bound=Model)
_LONGEST = 60
_WHOLE = "__iexact"


def words_in(typed: str) -> list[str]:
    """Return the words of a search; of a text without end only its beginning is looked for."""
    return typed[:_LONGEST].split()


def with_words(rows: QuerySet[M], typed: str, *fields: str) -> QuerySet[M]:
    """Narrow to the rows that have every word in one of the fields.

    Args:
        rows: to narrow.
        typed: what stands in the search box.
        fields: where to look for a part; one that ends with __iexact is the whole word, as a number is.
    """
    for word in words_in(typed):
        found = Q()
        for field in fields:
            found |= Q((field if field.endswith(_WHOLE) else f"{field}__icontains", word))
        rows = rows.filter(found)
    return rows


def counts_by(rows: QuerySet[Any], field: str = "stage") -> Counter[str]:
    """Return how many rows there are with each value of a field (one query)."""
    return Counter(dict(rows.order_by().values_list(field).annotate(Count("pk"))))
