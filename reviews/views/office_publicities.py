"""The committee office's publicities, and a supervision office's view of all cases."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request
from accounts.selectors.keyset import page_of
from reviews.enums import Stage
from reviews.models import Application
from reviews.selectors import publicity as selector
from reviews.selectors import worklists
from reviews.views.bureau import csv_of
from zcps import clock


@require_safe
@allow(only(Role.COMMITTEE_OFFICE))
def office_publicities(request: Request) -> HttpResponse:
    """Show what waits for publicity and what the office has published, the newest first."""
    held = Application.objects.filter(holder=request.actor.agency)
    found = selector.listed(selector.of_office(request.actor))
    page = page_of(found, "pk", request.GET)
    context = {
        "page": page,
        "now": clock.now(),
        "qualified": worklists.count_words(held.filter(stage=Stage.QUALIFIED)[:101].count()),
        "passed": worklists.count_words(held.filter(stage=Stage.PASSED)[:101].count()),
    }
    return render(request, "reviews/bodies/office_publicities.html", context)


@require_safe
@allow(only(Role.SUPERVISION))
def all_cases(request: Request) -> HttpResponse:
    """Show every filed case of the committees that this office supervises; nothing can be done here."""
    words = request.GET.get("q", "")
    cases = worklists.listed(worklists.searched(selector.cases_watched(request.actor), words))
    page = worklists.page_of(cases, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    context: dict[str, Any] = {
        "rows": page.cases,
        "words": words,
        "previous": _address(words, before=page.before) if page.before else None,
        "following": _address(words, after=page.after) if page.after else None,
        "export": f"{reverse('all_cases_export')}?{urlencode({'q': words})}",
    }
    return render(request, "reviews/bodies/all_cases.html", context)


def _address(words: str, **key: str) -> str:
    return f"{reverse('all_cases')}?{urlencode({'q': words, **key})}"


@require_safe
@allow(only(Role.SUPERVISION))
def all_cases_export(request: Request) -> StreamingHttpResponse:
    """Send the list for a spreadsheet."""
    cases = worklists.searched(selector.cases_watched(request.actor), request.GET.get("q", ""))
    rows = worklists.exported(worklists.page_of(worklists.listed(cases), size=worklists.MOST_EXPORTED).cases)
    return csv_of(rows, f"全部申报{clock.today():%Y%m%d}.csv")
