"""A provider whose every answer a test can spoil: description, keys, tokens, userinfo. It writes what it was asked."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric import ec, rsa

from tests.accounts.gov import signing
from tests.accounts.gov.invented import PERSON
from tests.http_stub import Asked, Reply, served

DESCRIPTION, KEYS, TOKEN, USERINFO = "/.well-known/openid-configuration", "/keys", "/token", "/userinfo"
ACCESS = "an-access-token"
SUBJECT = "somebody"


@dataclass(frozen=True)
class In:
    """So many seconds from when the token is made: a table of tests is read long before they run."""

    seconds: int


class OpenIdStandIn:
    """Tells of one person; a test says how."""

    issuer = ""

    def __init__(self) -> None:
        self.reset()

    @classmethod
    @contextmanager
    def served(cls) -> Iterator[Self]:
        made = cls()
        with served(made._answer) as address:
            made.issuer = address
            yield made

    def reset(self) -> None:
        """Be honest again."""
        self.asked: list[Asked] = []
        self.keys = [signing.public(self.first, "first", use="sig"), signing.public(self.curve, "curve", alg="ES256")]
        self.description: dict[str, Any] = {}
        self.id_token: object = ""
        self.tokens: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        # By path, an answer in place of the usual one.
        self.instead: dict[str, Callable[[], Reply]] = {}

    @cached_property
    def first(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(65537, 2048)

    @cached_property
    def second(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(65537, 2048)

    @cached_property
    def curve(self) -> ec.EllipticCurvePrivateKey:
        return ec.generate_private_key(ec.SECP256R1())

    def claims(self, asked_nonce: str, /, **changes: Any) -> dict[str, Any]:
        """What an honest token says; a change to None leaves a claim out."""
        now = int(time.time())
        honest = {
            "iss": self.issuer,
            "sub": SUBJECT,
            "aud": "zcps",
            "exp": now + 300,
            "iat": now,
            "nonce": asked_nonce,
            "acr": "3",
            "at_hash": signing.half_hash(ACCESS),
        }
        moments = {name: now + value.seconds for name, value in changes.items() if isinstance(value, In)}
        return {name: value for name, value in {**honest, **changes, **moments}.items() if value is not None}

    def sign(self, asked_nonce: str, /, header: dict[str, Any] | None = None, key: Any = None, **changes: Any) -> None:
        """Hold a token ready."""
        head = {"alg": "RS256", "kid": "first", **(header or {})}
        self.id_token = signing.token(
            {name: value for name, value in head.items() if value is not None},
            self.claims(asked_nonce, **changes),
            key or self.first,
        )

    def times_asked(self, path: str) -> int:
        return sum(asked.path == path for asked in self.asked)

    def _answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        if asked.path in self.instead:
            return self.instead[asked.path]()
        said = {DESCRIPTION: self._description, KEYS: self._keys, TOKEN: self._tokens, USERINFO: self._userinfo}
        return Reply(json.dumps(said[asked.path]()).encode())

    def _description(self) -> dict[str, Any]:
        honest = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": self.issuer + TOKEN,
            "jwks_uri": self.issuer + KEYS,
            "userinfo_endpoint": self.issuer + USERINFO,
        }
        return {name: value for name, value in {**honest, **self.description}.items() if value is not None}

    def _keys(self) -> dict[str, Any]:
        return {"keys": self.keys}

    def _tokens(self) -> dict[str, Any]:
        honest = {"access_token": ACCESS, "token_type": "Bearer", "expires_in": 120, "id_token": self.id_token}
        return {name: value for name, value in {**honest, **self.tokens}.items() if value is not None}

    def _userinfo(self) -> dict[str, Any]:
        honest = {
            "sub": SUBJECT,
            "name": PERSON["name"],
            "id_number": PERSON["id_number"],
            "phone_number": PERSON["phone"],
        }
        return {name: value for name, value in {**honest, **self.userinfo}.items() if value is not None}
