"""Who asks the API: somebody signed in with a browser, the public, or an approved partner with a token."""

from typing import Any, cast

from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.actor import Actor
from accounts.enums import Role
from accounts.http import Request as OurRequest
from accounts.http import address_of
from accounts.models import PartnerToken
from accounts.services.partners import token_of


class BySession(SessionAuthentication):
    """The session of the pages, with its CSRF token for whatever changes something."""

    def authenticate_header(self, request: Request) -> str:
        """Answer 401 instead of 403 to whom is not signed in."""
        return "Session"


class ByToken(BaseAuthentication):
    """A partner's token: `Authorization: Bearer zcps_…`. Every wrong one gets the same answer."""

    def authenticate(self, request: Request) -> tuple[Any, PartnerToken] | None:
        """Return the token that is good now and from this address."""
        kind, _, text = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        found = token_of(text.strip(), address_of(asked_by(request)))
        if found is None:
            raise AuthenticationFailed
        return None, found

    def authenticate_header(self, request: Request) -> str:
        """Say what is wanted."""
        return "Bearer"


def actor_of(request: Request) -> Actor:
    """Return who asks: the hat that is worn, or the partner."""
    if isinstance(request.auth, PartnerToken):
        return Actor(Role.PARTNER, called=request.auth.partner.name)
    return asked_by(request).actor


def asked_by(request: Request) -> OurRequest:
    """Return the request as the middleware left it, with who asks on it."""
    return cast("OurRequest", request._request)  # noqa: SLF001 - where DRF keeps it
