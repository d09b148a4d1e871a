"""The seam behind which the government service (浙江政务服务网) tells who somebody is (S3 一).

The platform never sees how a person proved who he is; it sees a GovAssertion. Which provider stands behind the seam is
a setting: in a demonstration accounts.demo_identity, in production an adapter of the real gateway.
"""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.module_loading import import_string

from accounts.enums import AccountKind


class SignInRefused(Exception):
    """Nobody was signed in. The message is a Chinese sentence that says why and what to do."""


@dataclass(frozen=True)
class LegalPerson:
    """The legal person for whom a handling officer signs in."""

    uscc: str
    name: str
    representative: str


@dataclass(frozen=True)
class GovAssertion:
    """What the government service says. For a legal person, name, number, phone are its officer's (经办人)."""

    kind: AccountKind
    name: str
    id_number: str
    # Level of assurance (实名等级): 1 registered, 2 real name checked, 3 face checked.
    assurance: int
    phone: str = ""
    id_type: str = "身份证"
    legal_person: LegalPerson | None = None


class IdentityProvider(Protocol):
    """How a sign-in by the government service begins and ends."""

    def begin(self, request: HttpRequest, kind: AccountKind) -> HttpResponseBase:
        """Send the browser to the service and remember in the session that it was sent."""

    def finish(self, request: HttpRequest) -> GovAssertion:
        """Read what the returning browser brings; raise SignInRefused for what is forged, old or used already."""


def provider() -> IdentityProvider:
    """Return the provider that the settings name; raise SignInRefused where there is none."""
    if settings.IDENTITY_PROVIDER:
        return _made(settings.IDENTITY_PROVIDER)
    if settings.DEMO_IDENTITY:
        return _made("accounts.demo_identity.DemoIdentity")
    raise SignInRefused("浙江政务服务网登录尚未接通。请稍后再试，或联系平台技术支持。")


def _made(path: str) -> IdentityProvider:
    made: IdentityProvider = import_string(path)()
    return made
