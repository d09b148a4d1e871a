"""Puts the actor on every request, closes every view that names no rule, and asks for proof where an act needs it."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from accounts.actor import PUBLIC
from accounts.http import Request
from accounts.models import User
from accounts.selectors.hats import hat_worn
from accounts.services import proof, sessions
from accounts.services.proof import ProofNeeded
from accounts.views import proving

HAT = "hat"
# Views of our own packages need a rule; those of Django and its libraries are named in the access test.
_OURS = ("accounts", "employers", "applicants", "credits", "reviews", "zcps")


class HatMiddleware:
    """Sets request.actor and request.hats from the session, checked against the grants of this very moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with the actor known."""
        request = cast("Request", request)
        request.actor, request.hats = PUBLIC, []
        _refuse_nul(request)
        if isinstance(request.user, User):
            _enter(request, request.user)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Deny a view of ours that carries no rule; take the code that was asked for before an act."""
        if view.__module__.split(".")[0] in _OURS and not hasattr(view, "rule"):
            raise PermissionDenied("此页面尚未设定访问规则，暂不开放。")
        return proving.answered(cast("Request", request)) if request.method == "POST" else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Ask who it is where a decisive act was refused for that alone; what was sent is kept."""
        return proving.ask(cast("Request", request), exception.verb) if isinstance(exception, ProofNeeded) else None


def _enter(request: Request, user: User) -> None:
    if sessions.goes_on(request, user):
        proven = proof.is_recent(request)
        request.actor, request.hats = hat_worn(user, request.session.get(HAT, ""), is_proven=proven)
    else:
        logout(request)


def _refuse_nul(request: HttpRequest) -> None:
    """Refuse what no keyboard types and the database cannot compare with, wherever a page would search for it."""
    typed = (value for _, values in request.GET.lists() for value in values)
    if any("\0" in text for text in (request.path, *typed)):
        raise SuspiciousOperation("a NUL in the address")
