"""How often a form of the public is taken, and a page that costs is shown: counted at the door, before anything else.

Several people may share an address (an office, a school), so that an address may send more than one browser. Some pages
count besides, closer and by what was asked (too_many): they say so beside what was typed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.http import counted_as
from zcps.errors import too_many_requests
from zcps.patience import MOST, WINDOW, wait

_MINUTES = 60
# Where too_many() leaves on the request how many seconds to wait.
_WAIT = "zcps.wait"


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
# What is searched, written or read from the storage anew for each who asks: so often in ten minutes for an address from
# which nobody has signed in. Lists of names are not there to be gathered.
READ: dict[str, int] = {
    **dict.fromkeys(("search", "publications", "publication", "plans", "draws_public"), 300),
    **dict.fromkeys(("file", "paper"), 300),
    **dict.fromkeys(("policies_export", "calendar_export", "table_export", "journal_heads_export"), 60),
}


def too_many(request: HttpRequest, purpose: str, most: int = MOST, window: int = WINDOW) -> bool:
    """Count what a page is asked, by address; say whether it was too often. The answer then tells when to come back."""
    seconds = wait(counted_as(request), purpose, most, window)
    request.META[_WAIT] = seconds
    return bool(seconds)


class LimitMiddleware:
    """Refuses what the public sends or asks for again and again; stands before whatever reads a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; where a page found it too often, say after how many seconds it may be asked again."""
        answer = self.get_response(request)
        if seconds := request.META.get(_WAIT):
            answer.headers.setdefault("Retry-After", str(seconds))
        return answer

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Count what is sent or asked for, by its sender's address and by his session."""
        name = (request.resolver_match.url_name if request.resolver_match else None) or ""
        seconds = _sent(request, name) if request.method == "POST" else _read(request, name)
        return too_many_requests(request, seconds) if seconds else None


def _sent(request: HttpRequest, name: str) -> int:
    limit = LIMITS.get(name)
    if limit is None:
        return 0
    seconds = wait(counted_as(request), f"{name}@", limit.of_address, limit.window)
    if key := request.session.session_key:
        seconds = max(seconds, wait(key, f"{name}#", limit.of_session, limit.window))
    return seconds


def _read(request: HttpRequest, name: str) -> int:
    if name not in READ or request.user.is_authenticated:
        return 0
    return wait(counted_as(request), f"{name}:read", READ[name])
