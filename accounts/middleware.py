"""Puts the actor on every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accounts.actor import PUBLIC
from accounts.models import User
from accounts.selectors.hats import hat_worn

HAT = "hat"


class HatMiddleware:
    """Sets request.actor and request.hats from the session, checked against the grants of this very moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with the actor known."""
        request.actor, request.hats = PUBLIC, []
        if isinstance(request.user, User):
            request.actor, request.hats = hat_worn(request.user, request.session.get(HAT, ""))
        return self.get_response(request)
