"""Whether an ID token is what it says (OpenID Connect Core 3.1.3.7): by authlib, and where it is lax, by us.

Its times are judged by the machine's clock, never by the demonstration's: the provider lives in real time. A
demonstration whose clock was moved to 2022 must still take today's token, and nobody may revive an old one by moving it
back.
"""

from collections.abc import Mapping
from typing import Any

from authlib.oidc.core import CodeIDToken
from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jws import extract_compact

from accounts.gov.openid_service import FITTING, key_for
from accounts.gov.pending import Pending
from zcps import clock

LEEWAY_SECONDS = 60
_WORDS = ("iss", "sub", "nonce", "azp", "at_hash")
# The most of a token that is looked at at all.
_LONGEST = 32 * 1024


class BadToken(Exception):
    """The token is not to be believed. The message names the defect and nothing of the token."""


class NotAskedAgain(BadToken):
    """It says of a sign-in that was there before: nobody was asked since the browser was sent out."""


def checked(id_token: object, access_token: str, pending: Pending) -> dict[str, Any]:
    """Return what a token says; raise BadToken where it is not to be believed, NoAnswer where its key is away."""
    if not isinstance(id_token, str) or len(id_token) > _LONGEST or not id_token.isascii():
        raise BadToken("no ID token came")
    algorithm, kid = _signed_with(id_token)
    key = key_for(algorithm, kid)
    if key is None:
        raise BadToken("signed with a key that the provider does not have")
    try:
        token = jwt.decode(id_token, key, algorithms=[algorithm])
        said = CodeIDToken(token.claims, token.header, _wanted(), _params(access_token, pending))
        _require_words(said)
        said.validate(int(clock.machine().timestamp()), LEEWAY_SECONDS)
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        # Which claim it is, where it is one: its name, not what it said.
        raise BadToken(f"{type(error).__name__} {getattr(error, 'claim', '')}".strip()) from error
    _require_ours_alone(said)
    _require_fresh(said, pending)
    _require_asked(said.get("auth_time"), pending)
    return dict(said)


def _signed_with(id_token: str) -> tuple[str, str | None]:
    try:
        header = extract_compact(id_token.encode()).headers()
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise BadToken("not a signed token") from error
    algorithm, kid = header.get("alg"), header.get("kid")
    if not isinstance(algorithm, str) or algorithm not in FITTING:
        raise BadToken("signed in a way that is not allowed")
    if "crit" in header or "b64" in header:
        raise BadToken("asks for what is not understood here")
    if kid is not None and not isinstance(kid, str):
        raise BadToken("names no key")
    return algorithm, kid


def _wanted() -> dict[str, Any]:
    return {
        "iss": {"essential": True, "value": settings.OIDC["issuer"]},
        "aud": {"essential": True, "value": settings.OIDC["client_id"]},
        "nonce": {"essential": True},
    }


def _params(access_token: str, pending: Pending) -> dict[str, Any]:
    return {"nonce": pending.nonce, "client_id": settings.OIDC["client_id"], "access_token": access_token}


def _require_words(said: Mapping[str, Any]) -> None:
    for name in _WORDS:
        if name in said and not (isinstance(said[name], str) and said[name]):
            raise BadToken(f"{name} is not a word")


def _require_ours_alone(said: Mapping[str, Any]) -> None:
    # A token made out to others as well could have been handed on by one of them: none of them is trusted.
    audience = said["aud"]
    if isinstance(audience, list) and audience != [settings.OIDC["client_id"]]:
        raise BadToken("made out to others as well")


def _require_fresh(said: Mapping[str, Any], pending: Pending) -> None:
    if said["iat"] < pending.began - LEEWAY_SECONDS:
        raise BadToken("issued before this sign-in began")
    if said["iat"] > said["exp"]:
        raise BadToken("expired when it was issued")


def _require_asked(at: object, pending: Pending) -> None:
    """When the person was asked has to be a moment that has been; where he is to be asked anew, a new one."""
    if at is None and not pending.again:
        return
    if at is None:
        raise NotAskedAgain("does not say when the person was asked")
    if not isinstance(at, int | float) or isinstance(at, bool):
        raise BadToken("auth_time is no moment")
    if not at <= clock.machine().timestamp() + LEEWAY_SECONDS:
        raise BadToken("the person is to have been asked in the future")
    if pending.again and at < pending.began - LEEWAY_SECONDS:
        raise NotAskedAgain("the person was not asked again")
