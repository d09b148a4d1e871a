"""The seam behind which the government service (浙江政务服务网) tells who somebody is (S3 一).

The platform never sees how a person proved who he is; it sees a GovAssertion. Which provider stands behind the seam is
a setting: in a demonstration accounts.demo_identity, in production accounts.gov.openid.OpenId,
accounts.gov.tickets.Tickets, or another adapter.
"""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.module_loading import import_string

from accounts.enums import AccountKind

# Real name checked (实名核验): below it the service itself does not vouch for the number.
LOWEST_ASSURANCE = 2
TOO_LOW = (
    "您在浙江政务服务网的实名等级为 {level} 级，低于本平台要求的 2 级。"
    "请先在浙江政务服务网或“浙里办”完成实名核验，再重新登录。"
)
ABSENT = "浙江政务服务网登录尚未接通。请稍后再试，或联系平台技术支持。"


class SignInRefused(Exception):
    """Nobody was signed in. The message is a Chinese sentence that says why and what to do."""


def require_assurance(level: int) -> None:
    """Raise SignInRefused where the service has not checked who it is."""
    if level < LOWEST_ASSURANCE:
        raise SignInRefused(TOO_LOW.format(level=level))


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
    # When the service asked the person who he is, in the machine's seconds; None where it does not say.
    asked_at: float | None = None
    # Whether he was sent to show once more that it is he: such a return signs nobody in.
    again: bool = False


class IdentityProvider(Protocol):
    """How a sign-in by the government service begins and ends."""

    @property
    def name(self) -> str:
        """Return how the service is called on screen; a stand-in says that it is one (仿真)."""

    def begin(self, request: HttpRequest, kind: AccountKind, *, again: bool = False) -> HttpResponseBase:
        """Send the browser to the service and remember in the session that it was sent.

        Args:
            request: where the browser is.
            kind: as what the person comes.
            again: somebody who is signed in shows once more that it is he, so that the service has to ask him and may
                not answer from a session of its own, as far as it can be told so.
        """

    def finish(self, request: HttpRequest) -> GovAssertion:
        """Read what the returning browser brings, and for what it had been sent out.

        Raises:
            SignInRefused: it is forged, old or used already, or the service did not ask anew where it was to.
        """

    def posted(self, request: HttpRequest) -> str:
        """Take what a page of the service posts, without our session; return where the browser goes on by itself."""

    def end_address(self, request: HttpRequest) -> str:
        """Return where a person also leaves the service; empty where there is no such place."""

    def defects(self) -> list[str]:
        """Return what the settings lack or have wrong, in English, for the operator."""


def provider() -> IdentityProvider:
    """Return the provider that the settings name; raise SignInRefused where there is none."""
    if settings.IDENTITY_PROVIDER:
        return _made(settings.IDENTITY_PROVIDER)
    if settings.DEMO_IDENTITY:
        return _made("accounts.demo_identity.DemoIdentity")
    raise SignInRefused(ABSENT)


def service_name() -> str:
    """Return how the service behind the sign-in is called on screen; empty where there is none."""
    try:
        return provider().name
    except SignInRefused:
        return ""


def _made(path: str) -> IdentityProvider:
    made: IdentityProvider = import_string(path)()
    return made
