"""Publicity for everybody: the list, the gazette; and a limit to whoever reads them by the hundred."""

from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone
from accounts.http import Request
from accounts.limits import too_many
from accounts.selectors.keyset import Page, page_of
from reviews.enums import PublicityKind
from reviews.models import Publicity, PublicityEntry
from reviews.permissions import is_shown, may_open_publicity, may_read_record
from reviews.selectors import publicity as selector
from reviews.services import publicity as service
from zcps import clock

PUBLICITIES = Publicity.objects.select_related(
    "plan__office", "plan__hr_bureau", "employer", "agency", "meeting__plan", "replaces"
)
# A person reads a few lists; a machine that reads all of them is asked to stop (Q26). Whoever is signed in is known.
MOST_PAGES = 120
ROWS = 200
_CRAWLING = "您打开公示页面过于频繁，请十分钟后再试。需要核对多份公示的，请联系公示单位。"


def crawls(request: Request) -> bool:
    """Count a page for an address that nobody answers for."""
    return request.actor.user is None and too_many(request, "publicity", MOST_PAGES)


def slowed_down(request: Request) -> HttpResponse:
    """Ask for patience."""
    return not_indexed(render(request, "reviews/publicity/slow.html", {"sentence": _CRAWLING}, status=429))


@require_safe
@allow(anyone)
def publicities(request: Request) -> HttpResponse:
    """List what is being published, and by name only what was."""
    if crawls(request):
        return slowed_down(request)
    is_ended = request.GET.get("state") == "ended"
    words, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    kind = kind if kind in PublicityKind.values else ""
    source = selector.ended() if is_ended else selector.running()
    found = selector.listed(selector.searched(source, words, kind))
    query = {"state": "ended" if is_ended else "", "kind": kind, "q": words}
    context = {
        "page": page_of(found, "pk", request.GET),
        "is_ended": is_ended,
        "words": words,
        "kind": kind,
        "chips": _chips(query),
    }
    return not_indexed(render(request, "reviews/publicity/list.html", context))


def _chips(query: dict[str, str]) -> list[dict[str, Any]]:
    states = [("", "正在公示"), ("ended", "已结束")]
    kinds = [("", "全部类别"), *PublicityKind.choices]
    return [
        *(_chip(query, "state", value, label) for value, label in states),
        *(_chip(query, "kind", value, str(label)) for value, label in kinds),
    ]


def _chip(query: dict[str, str], name: str, value: str, label: str) -> dict[str, Any]:
    return {"label": label, "url": _address(**{**query, name: value}), "active": query[name] == value}


def _address(**query: str) -> str:
    return f"{reverse('publicities')}?{urlencode({key: value for key, value in query.items() if value})}"


@require_safe
@allow(may_open_publicity, PUBLICITIES, for_all=True)
def publicity(request: Request, found: Publicity) -> HttpResponse:
    """Show one publicity: its rows while it runs and as long as the plan has them stay, then to those it concerns."""
    if crawls(request):
        return slowed_down(request)
    runs = service.is_running(found)
    stays = not runs and is_shown(found)
    period = service.period_of(found)
    rows = selector.rows_for(request.actor, found, service.still_showing(found), runs=runs, stays=stays)
    words = request.GET.get("q", "").strip()
    page = page_of(_matching(rows, words), "pk", request.GET, newest_first=False, size=ROWS)
    context = {
        "publicity": found,
        "runs": runs,
        "stays": stays,
        "period": period,
        "close": service.close_of(found, period),
        "now": clock.now(),
        "columns": selector.columns_of(page.rows),
        "entries": page.rows,
        "first": _number_before(rows, page),
        "page": page,
        "words": words,
        "publisher": found.employer or found.agency,
        "held": list(service.holds_on_list(found)) if not found.closed_at else [],
        "later": selector.shown_anew(found),
        "earlier": selector.shown_before(found),
        "may_read_record": request.actor.user is not None and may_read_record(request.actor, found),
    }
    return not_indexed(render(request, "reviews/publicity/publicity.html", context))


def _matching(rows: Any, words: str) -> Any:
    return rows.annotate(words=Cast("shown", TextField())).filter(words__icontains=words) if words else rows


def _number_before(rows: Any, page: Page[PublicityEntry]) -> int:
    """How many rows stand before the page; the first page costs no counting."""
    if not page.previous or not page.rows:
        return 0
    return int(rows.filter(pk__lt=page.rows[0].pk).count())


def not_indexed(response: HttpResponse) -> HttpResponse:
    """Keep search engines from holding names longer than the publicity does."""
    response["X-Robots-Tag"] = "noindex, noarchive"
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@allow(anyone)
def robots(_request: Request) -> HttpResponse:
    """Ask machines to leave alone what names people."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in ("/publicities/", "/verify/", "/v/", "/search/"))]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
