"""The form of an endpoint for partners: by token, within its scopes, counted, every call in the journal."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from rest_framework.exceptions import AuthenticationFailed, PermissionDenied, Throttled
from rest_framework.request import Request

from accounts.api.endpoint import Endpoint
from accounts.api.identity import ByToken, actor_of
from accounts.enums import ShareScope
from accounts.models import Partner, PartnerToken, User
from accounts.permissions import is_partner
from accounts.services.partners import note_call
from zcps.patience import wait

_MINUTE = 60


class SharedEndpoint(Endpoint):
    """An address for partners whose scopes name it. A session opens none of them."""

    scope: ClassVar[ShareScope]
    rule = staticmethod(is_partner)
    authentication_classes = (ByToken,)

    def perform_authentication(self, request: Request) -> None:
        """Look at the token; a wrong one is counted for its address, as what the public asks."""
        try:
            super().perform_authentication(request)
        except AuthenticationFailed:
            super().count(request)
            raise

    def check_permissions(self, request: Request) -> None:
        """A partner, and one to whom these data were admitted."""
        super().check_permissions(request)
        if self.scope not in self.partner.scopes:
            raise PermissionDenied

    def count(self, request: Request) -> None:
        """As many calls in a minute as were agreed; without a token as many as the public may."""
        if request.auth is None:
            super().count(request)
        elif seconds := wait(str(self.partner.pk), "share", self.partner.calls_per_minute, _MINUTE):
            raise Throttled(seconds)

    @property
    def token(self) -> PartnerToken:
        """What the call came with."""
        return cast("PartnerToken", self.request.auth)

    @property
    def partner(self) -> Partner:
        """Who calls."""
        return self.token.partner

    def note(self, rows: int, told: Iterable[User] = (), **asked: Any) -> None:
        """Write the call into the journal, before its answer leaves; `told`: about whom it tells by name or number."""
        note_call(self.token, actor_of(self.request), self.scope, rows, told, **asked)
