"""What an OpenID provider publishes of itself (OpenID Connect Discovery) and its keys: asked seldom, believed little.

Both are kept in the cache for an hour. A token with a key that is not known has the keys fetched anew, once in a minute
at most: a provider changes its keys at any time, and a flood of forged tokens must not become a flood of requests.
"""

from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from zcps.outbound import NoAnswer, ask

KEPT_SECONDS = 60 * 60
REFETCH_SECONDS = 60
DOCUMENT = "/.well-known/openid-configuration"
# Nothing that a shared secret or nobody signs: the public keys of a provider are no secret.
FITTING = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}
_SHORTEST_RSA_BITS = 2048
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_OFFERED = ("userinfo_endpoint", "end_session_endpoint")
WAYS = {True: "client_secret_basic", False: "client_secret_post"}
_PUBLIC = {"kty", "kid", "n", "e", "crv", "x", "y"}


@dataclass(frozen=True)
class Service:
    """A provider's own description, as far as it is used."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    end_session_endpoint: str
    takes_secret_as: str
    names_itself: bool


def service() -> Service:
    """Return the description of the provider that the settings name; raise NoAnswer where there is none to be had."""
    issuer = settings.OIDC["issuer"]
    place = f"oidc-service:1:{issuer}"
    found: Service | None = cache.get(place)
    if found is None:
        found = _read(issuer, ask(issuer.rstrip("/") + DOCUMENT).json())
        cache.set(place, found, KEPT_SECONDS)
    return found


def _read(issuer: str, document: Mapping[str, Any]) -> Service:
    if document.get("issuer") != issuer:
        raise NoAnswer("the description is of another issuer")
    addresses = {name: _address(document.get(name), issuer) for name in _NEEDED}
    addresses |= {name: _address(document[name], issuer) if document.get(name) else "" for name in _OFFERED}
    # Where the provider does not say, it takes the secret in a header (OpenID Connect Discovery 3).
    ways = document.get("token_endpoint_auth_methods_supported")
    in_header = not isinstance(ways, list) or "client_secret_basic" in ways
    names_itself = document.get("authorization_response_iss_parameter_supported") is True
    return Service(issuer=issuer, takes_secret_as=WAYS[in_header], names_itself=names_itself, **addresses)


def _address(said: object, issuer: str) -> str:
    # Only a stand-in on this machine has an issuer without TLS (see OpenId.defects).
    ways = ("https://",) if issuer.startswith("https://") else ("https://", "http://")
    if not isinstance(said, str) or not said.startswith(ways):
        raise NoAnswer("an address of the description is missing or not safe")
    return said


def key_for(algorithm: str, kid: str | None) -> RSAKey | ECKey | None:
    """Return the key that may have signed, None where there is none; raise NoAnswer where nobody can be asked."""
    place = f"oidc-keys:{settings.OIDC['issuer']}"
    keys = cache.get(place)
    found = _pick(keys, algorithm, kid) if keys is not None else None
    if found is None and (keys is None or cache.add(f"{place}:again", 1, REFETCH_SECONDS)):
        keys = ask(service().jwks_uri).json().get("keys")
        keys = [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []
        cache.set(place, keys, KEPT_SECONDS)
        found = _pick(keys, algorithm, kid)
    return found


def _pick(keys: list[dict[str, Any]], algorithm: str, kid: str | None) -> RSAKey | ECKey | None:
    fitting = [key for key in keys if _fits(key, algorithm) and (kid is None or key.get("kid") == kid)]
    # Without a name in the token there must be no choice; with one, a name that two keys bear names neither.
    return _loaded(fitting[0], algorithm) if len(fitting) == 1 else None


def _fits(key: Mapping[str, Any], algorithm: str) -> bool:
    wanted = {"kty": FITTING[algorithm], "use": "sig", "alg": algorithm}
    # A key need not say for what it is; what it says has to be this.
    return "kty" in key and all(key.get(name, value) == value for name, value in wanted.items())


def _loaded(key: dict[str, Any], algorithm: str) -> RSAKey | ECKey | None:
    public = {name: value for name, value in key.items() if name in _PUBLIC}
    try:
        if FITTING[algorithm] == "EC":
            curve = ECKey.import_key(public)
            return curve if curve.curve_name == "P-256" else None
        return RSAKey.import_key(public) if _is_long(public["n"]) else None
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def _is_long(modulus: str) -> bool:
    return int.from_bytes(urlsafe_b64decode(f"{modulus}=="), "big").bit_length() >= _SHORTEST_RSA_BITS
