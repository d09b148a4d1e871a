"""The library of documents that the plans rest on (政策库), for everybody."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone
from accounts.http import Request
from reviews.selectors import policies as library
from reviews.views.bureau import csv_of


@require_safe
@allow(anyone)
def policies(request: Request) -> HttpResponse:
    """Show every document with its numbers, who cites it, and whether it is attached."""
    query = request.GET.get("q", "").strip()
    found = library.policies(query)
    context = {
        "query": query,
        "count": len(found),
        "page": library.page_of(found, query, request.GET.get("after", ""), request.GET.get("before", "")),
        "export": f"{reverse('policies_export')}?{urlencode({'q': query})}",
    }
    return render(request, "reviews/plans/policies.html", context)


@require_safe
@allow(anyone)
def policies_export(request: Request) -> StreamingHttpResponse:
    """The documents found, as a table."""
    found = library.policies(request.GET.get("q", "").strip())
    return csv_of(_lines(found), "依据文件.csv")


def _lines(found: list[library.Policy]) -> Iterator[list[str]]:
    yield ["文号", "标题", "其他文号", "引用的计划", "说明"]
    for policy in found:
        plans = [name for _, name in (*policy.announces, *policy.cited_by)]
        yield [policy.number, policy.title, "、".join(policy.aliases), "、".join(plans), "；".join(policy.notes)]
