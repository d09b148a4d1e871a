"""Lists whose rows go through stages: narrowed to one by a chip, searched, a page at a time, exported."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model, QuerySet, TextChoices

from accounts.http import Request
from accounts.selectors.keyset import page_of
from applicants.views.worklist import address_with

M = TypeVar("M", bound=Model)


def in_stage(request: Request, rows: QuerySet[M], stages: type[TextChoices]) -> QuerySet[M]:
    """Return the rows in the stage that the address asks for; all where it asks for none that there is."""
    stage = request.GET.get("stage", "")
    return rows.filter(stage=stage) if stage in stages.values else rows


def staged_context(
    request: Request,
    rows: QuerySet[Any],
    stages: type[TextChoices],
    counts: Mapping[str, int] | None,
    key: str = "pk",
    *,
    newest_first: bool = True,
) -> dict[str, Any]:
    """Return what the page of such a list shows.

    Args:
        request: with `stage`, `q` and the position in its address.
        rows: narrowed and searched.
        stages: every stage, in the order of the chips.
        counts: how many rows there are in each stage, before the search; None where nobody counts them.
        key: the field to order by.
        newest_first: whether large values come first.
    """
    stage = request.GET.get("stage", "")
    choices = [("", "全部"), *stages.choices]
    return {
        "page": page_of(rows, key, request.GET, newest_first=newest_first),
        "chips": [
            {
                "label": label,
                "url": address_with(request, stage=value),
                "active": stage == value,
                **({} if counts is None else {"count": counts[value] if value else sum(counts.values())}),
            }
            for value, label in choices
        ],
        "query": request.GET.get("q", ""),
        "kept": [("stage", stage)] if stage else [],
        "export": address_with(request, format="csv"),
    }
