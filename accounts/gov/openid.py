"""Sign-in by an OpenID provider: authorization code flow with PKCE, state and nonce (docs/security.md).

The code is redeemed from server to server; what signs somebody in is a token that openid_tokens.py has checked, and
what the provider says at its userinfo endpoint about the same subject. No token is kept, in the session or elsewhere.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.client import OAuth2Client
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse

from accounts.enums import AccountKind
from accounts.gov import pending as under_way
from accounts.gov.assertions import assertion
from accounts.gov.openid_claims import acceptable, claims, levels, words
from accounts.gov.openid_service import Service, service
from accounts.gov.openid_tokens import BadToken, NotAskedAgain, checked
from accounts.gov.pending import Pending
from accounts.gov.refusals import AWAY, CANCELLED, FOREIGN, FORGED, NOT_ASKED, USED, refused
from accounts.gov.sending import send_to
from accounts.identity import GovAssertion
from zcps.outbound import NoAnswer, ask

NEEDED = {"issuer": "OIDC_ISSUER", "client_id": "OIDC_CLIENT_ID", "client_secret": "OIDC_CLIENT_SECRET"}
AGAIN = {"prompt": "login", "max_age": "0"}
SCOPES = {AccountKind.PERSONAL: "personal_scope", AccountKind.LEGAL_PERSON: "legal_person_scope"}
_FORM = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
_HERE = ("http://127.0.0.1:", "http://localhost:")


class OpenId:
    """An OpenID provider; see accounts.identity.IdentityProvider."""

    @property
    def name(self) -> str:
        """Return how the provider is called on screen."""
        return str(settings.OIDC["name"])

    def begin(self, request: HttpRequest, kind: AccountKind, *, again: bool = False) -> HttpResponseBase:
        """Send the browser to the provider; `again` has it ask the person, and its token say when it did."""
        try:
            offered = service()
        except NoAnswer as error:
            raise refused(AWAY, f"the provider could not be asked: {error}") from error
        made = under_way.begin(request, self._key, kind, again=again)
        here = settings.OIDC["client_id"]
        client = OAuth2Client(None, here, redirect_uri=_ours("sign_in_return"), code_challenge_method="S256")
        address, _ = client.create_authorization_url(
            offered.authorization_endpoint,
            state=made.state,
            code_verifier=made.verifier,
            nonce=made.nonce,
            scope=settings.OIDC[SCOPES[kind]],
            acr_values=acceptable(),
            **(AGAIN if again else {}),
        )
        return send_to(request, address, self.name)

    def finish(self, request: HttpRequest) -> GovAssertion:
        """Redeem the code that the browser brings back."""
        held = under_way.finish(request, self._key)
        under_way.require_state(held, under_way.only(request.GET, "state"))
        try:
            offered = service()
            code = _code(request.GET, offered)
            said, asked_at = self._said(offered, code, held)
        except NotAskedAgain as defect:
            raise refused(NOT_ASKED, f"the token proves nothing: {defect}") from defect
        except BadToken as defect:
            raise refused(FORGED, f"the token is not to be believed: {defect}") from defect
        except NoAnswer as error:
            raise refused(AWAY, f"the provider could not be asked: {error}") from error
        return replace(assertion(held.account_kind, words(said)), asked_at=asked_at, again=held.again)

    def posted(self, _request: HttpRequest) -> str:
        """Refuse: the answer was asked for in the address (response_mode query)."""
        raise refused(FOREIGN, "a provider posted what nobody asked it to post")

    def end_address(self, _request: HttpRequest) -> str:
        """Return where a person also leaves the provider; empty where it offers none or is away."""
        try:
            place = service().end_session_endpoint
        except NoAnswer:
            return ""
        back = {"client_id": settings.OIDC["client_id"], "post_logout_redirect_uri": _ours("sign_in")}
        return f"{place}{'&' if '?' in place else '?'}{urlencode(back)}" if place else ""

    def defects(self) -> list[str]:
        """Return what the settings lack or have wrong, in English, for the operator."""
        found = [f"{name} is missing" for key, name in NEEDED.items() if not settings.OIDC[key]]
        issuer = settings.OIDC["issuer"]
        here = settings.DEMO_IDENTITY and issuer.startswith(_HERE)
        if issuer and not here and not issuer.startswith("https://"):
            found.append("OIDC_ISSUER must begin with https://")
        for name, read in (("OIDC_CLAIMS", claims), ("OIDC_LEVELS", levels)):
            try:
                read()
            except ValueError:
                found.append(f"{name} cannot be read")
        return found

    @property
    def _key(self) -> str:
        return f"oidc:{settings.OIDC['issuer']}"

    def _said(self, offered: Service, code: str, held: Pending) -> tuple[dict[str, Any], float | None]:
        """Return what the provider says, the token winning over userinfo, and when by the token it asked the person."""
        tokens = self._redeemed(offered, code, held)
        access = tokens.get("access_token")
        if str(tokens.get("token_type")).lower() != "bearer" or not isinstance(access, str) or not _is_header(access):
            raise BadToken("no access token came")
        said = checked(tokens.get("id_token"), access, held)
        return {**_userinfo(offered, access, said["sub"]), **said}, said.get("auth_time")

    def _redeemed(self, offered: Service, code: str, held: Pending) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": _ours("sign_in_return"),
            "code_verifier": held.verifier,
        }
        proof = _proof(offered.takes_secret_as)
        address, headers, body = proof.prepare("POST", offered.token_endpoint, dict(_FORM), urlencode(form))
        answer = ask(address, body.encode(), headers)
        if not answer.done:
            raise refused(USED, "the provider did not take the code")
        return answer.json()


def _code(sent: QueryDict, offered: Service) -> str:
    """Return the code that came back, if it came from whom the browser was sent to (RFC 9207)."""
    issuer = under_way.only(sent, "iss")
    if (issuer or offered.names_itself) and issuer != offered.issuer:
        raise refused(FOREIGN, "the answer names another provider")
    error = under_way.only(sent, "error")
    if error:
        sentence = CANCELLED if error in {"access_denied", "login_required", "interaction_required"} else AWAY
        raise refused(sentence, "the provider reports an error")
    code = under_way.only(sent, "code")
    if not code or not under_way.first_use("code", code):
        raise refused(USED, "no code came, or one that was used before")
    return code


def _userinfo(offered: Service, access: str, subject: str) -> Mapping[str, Any]:
    if not offered.userinfo_endpoint:
        return {}
    headers = {"Authorization": f"Bearer {access}", "Accept": "application/json"}
    answer = ask(offered.userinfo_endpoint, headers=headers)
    if not answer.done:
        raise BadToken("the provider does not take its own access token")
    said = answer.json()
    if said.get("sub") != subject:
        raise BadToken("userinfo is about somebody else")
    return said


def _is_header(word: str) -> bool:
    return word.isascii() and word.isprintable()


def _proof(way: str) -> ClientAuth:
    who = (settings.OIDC["client_id"], settings.OIDC["client_secret"])
    # Into a header both go as into a form (RFC 6749 2.3.1); into a body authlib writes them so.
    return ClientAuth(*(quote(word, safe="") if way == "client_secret_basic" else word for word in who), way)


def _ours(name: str) -> str:
    return f"{settings.SITE_ADDRESS.rstrip('/')}{reverse(name)}"
