"""How often a form that the public may send is taken: one table, kept at the door, before anything is read of it.

Several people may share an address (an office, a school), so that an address may send more than one browser. Some pages
count besides, closer and by what was asked (zcps.patience in reviews.views): they say so beside what was typed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.http import address_of
from zcps.errors import too_many_requests
from zcps.patience import wait

_MINUTES = 60


@dataclass(frozen=True)
class Limit:
    """How many times in a window (seconds) one browser, and one address, may send a form."""

    of_session: int
    of_address: int
    window: int = 10 * _MINUTES


# By the name of the address. Numbers are for people who type; what is sent without typing has more.
_TYPED = Limit(30, 120)
_LOOKED_UP = Limit(60, 240)
_HANDED_IN = Limit(10, 40)
_CLICKED = Limit(120, 600)
LIMITS: dict[str, Limit] = {
    # Signing in; what is wrong with a password or a code is counted for the account as well.
    "sign_in": _TYPED,
    "sign_in_begin": _LOOKED_UP,
    "sign_in_return": _LOOKED_UP,
    "enrol": _TYPED,
    "sign_out": _CLICKED,
    "demo_identity": _CLICKED,
    # Checked and answered at once.
    "self_check": _CLICKED,
    "verify": _LOOKED_UP,
    "verify_file": _HANDED_IN,
    "objection_status": _TYPED,
    # Kept, and read by an office.
    "raise_objection": _HANDED_IN,
    "report_error": _HANDED_IN,
    "ask_question": _HANDED_IN,
    "sign": _TYPED,
    "clock_move": _CLICKED,
}


class LimitMiddleware:
    """Refuses a public form that is sent again and again; stands before whatever reads the form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Count what is sent, by its sender's address and by his session."""
        match = request.resolver_match
        limit = LIMITS.get(match.url_name or "") if match and request.method == "POST" else None
        if limit is None or match is None:
            return None
        seconds = wait(address_of(request), f"{match.url_name}@", limit.of_address, limit.window)
        if key := request.session.session_key:
            seconds = max(seconds, wait(key, f"{match.url_name}#", limit.of_session, limit.window))
        return too_many_requests(request, seconds) if seconds else None
