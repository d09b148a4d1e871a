"""Draws before the public: what was sealed and when, the bundle afterwards, and the page that recomputes it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone, only
from accounts.enums import Role
from accounts.http import Request
from accounts.selectors.keyset import page_of
from law.draw import canon
from reviews.models import Draw
from reviews.permissions import bundle_is_public, was_in_pool
from reviews.selectors import draw_board as reading
from reviews.views.draw import as_file, event_of, sent, source_of


@require_safe
@allow(anyone)
def draws_public(request: Request) -> HttpResponse:
    """List every draw that was sealed or given up, the newest first."""
    words = request.GET.get("q", "").strip()
    page = page_of(reading.searched(reading.board().defer(*reading.HEAVY), words), "frozen_at", request.GET)
    rows = [(draw, source_of(draw)) for draw in page.rows]
    return render(request, "reviews/meeting/draws_public.html", {"page": page, "rows": rows, "words": words})


@require_safe
@allow(anyone)
def draw_public(request: Request, draw_id: str) -> HttpResponse:
    """What the public may see: the seal from its moment on, the blinded bundle once the meeting is over."""
    found = get_object_or_404(reading.board(), draw_id=draw_id)
    if bundle_is_public(found) and "bundle" in request.GET:
        return sent(found)
    context = {
        "draw": found,
        "meeting": found.meeting,
        "source": source_of(found),
        "event": event_of(found),
        "manifest": canon(found.manifest).decode("ascii") if found.sealed_at else "",
        **reading.announced(found),
    }
    return render(request, "reviews/meeting/draw_public.html", context)


@require_safe
@allow(anyone)
def draw_verify(request: Request) -> HttpResponse:
    """The page that recomputes a draw in the browser; it takes the file alone and asks no server."""
    return render(request, "reviews/meeting/draw_verify.html")


@require_safe
@allow(only(Role.EXPERT))
def draw_proofs(request: Request) -> HttpResponse:
    """The draws in whose pool an expert was, drawn or not, each with his own proof."""
    assert request.actor.user is not None  # noqa: S101 - an expert is signed in
    context: dict[str, Any] = {"draws": reading.proofs_of(request.actor.user)}
    return render(request, "reviews/expert/draw_proofs.html", context)


@require_safe
@allow(was_in_pool, Draw.objects.select_related("meeting"), key="draw_id")
def draw_proof(request: Request, found: Draw) -> HttpResponse:
    """An expert's own leaf with its path to the sealed root."""
    assert request.actor.user is not None  # noqa: S101 - was_in_pool() has found him
    return as_file(f"{found.draw_id}-proof", reading.proof_of(found, request.actor.user))
