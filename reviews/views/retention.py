"""How long what is kept, for those who watch over the platform."""

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.http import Request
from accounts.services.retention import RULES, sweep_all
from reviews.permissions import watches_platform

_COUNTED, _LASTS = "retention:waiting", 600


@require_safe
@allow(watches_platform)
def retention(request: Request) -> HttpResponse:
    """Show every rule with its reason, and how much its next sweep would remove."""
    # Counting asks every table: once in ten minutes is enough for everybody who looks.
    waiting = cache.get_or_set(_COUNTED, lambda: sweep_all(dry_run=True), _LASTS) or {}
    rules = [(rule, waiting.get(rule.key)) for rule in RULES.values()]
    return render(request, "reviews/retention.html", {"rules": rules})
