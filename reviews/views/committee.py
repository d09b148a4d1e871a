"""The public directory of committees."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone
from accounts.http import Request
from reviews.selectors.search import committees_mentioning


@require_safe
@allow(anyone)
def committees(request: Request) -> HttpResponse:
    """Every committee: what it reviews, for whom, where to ask; found also by its former and other names."""
    query = request.GET.get("q", "").strip()
    found = committees_mentioning(query).order_by("level", "name")
    return render(request, "reviews/committee/committees.html", {"query": query, "committees": list(found)})
