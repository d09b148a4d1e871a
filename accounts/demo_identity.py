"""The demonstration's stand-in for the government service: anybody may be chosen, tickets are as strict as real ones.

Going out leaves a random state in the session. Coming back needs that state and a ticket issued for it. Both are taken
away by the first use, so that an address copied from the browser's history signs nobody in.
"""

import secrets
from dataclasses import replace
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from accounts.enums import AccountKind
from accounts.gov.refusals import FOREIGN, USED
from accounts.identity import GovAssertion, SignInRefused
from zcps import clock

STATE, AGAIN = "gov_state", "gov_again"
TICKET_SECONDS = 120


class DemoIdentity:
    """Stands in for the gateway; see accounts.identity.IdentityProvider."""

    name = "浙江政务服务网（仿真）"

    def begin(self, request: HttpRequest, kind: AccountKind, *, again: bool = False) -> HttpResponseBase:
        """Send the browser to the page that stands in for the service; it asks each time."""
        request.session[STATE], request.session[AGAIN] = secrets.token_urlsafe(24), again
        return redirect(f"{reverse('demo_identity')}?{urlencode({'kind': kind, 'state': request.session[STATE]})}")

    def finish(self, request: HttpRequest) -> GovAssertion:
        """Trade the ticket for what it stands for."""
        expected, again = request.session.pop(STATE, ""), request.session.pop(AGAIN, False)
        if not expected or not secrets.compare_digest(expected, request.GET.get("state", "")):
            raise SignInRefused(FOREIGN)
        said = _redeem(request.GET.get("ticket", ""), expected)
        return replace(said, asked_at=clock.machine().timestamp(), again=again)

    def posted(self, _request: HttpRequest) -> str:
        """Refuse: the stand-in posts nothing."""
        raise SignInRefused(FOREIGN)

    def end_address(self, _request: HttpRequest) -> str:
        """Return nothing: the stand-in remembers nobody."""
        return ""

    def defects(self) -> list[str]:
        """Return nothing: there is nothing to set."""
        return []


def issue_ticket(assertion: GovAssertion, state: str) -> str:
    """Return a ticket for the assertion, good once, for two minutes, for the browser that brought this state."""
    ticket = secrets.token_urlsafe(24)
    cache.set(_place(ticket), (state, assertion), TICKET_SECONDS)
    return ticket


def _redeem(ticket: str, state: str) -> GovAssertion:
    held = cache.get(_place(ticket))
    # delete() answers True to one caller only, even if two come at once.
    if held is None or not cache.delete(_place(ticket)) or not secrets.compare_digest(held[0], state):
        raise SignInRefused(USED)
    assertion: GovAssertion = held[1]
    return assertion


def _place(ticket: str) -> str:
    return f"gov-ticket:{ticket}"
