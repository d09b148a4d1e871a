"""Asking another server: within a time and a size, at the address given and no other.

A redirect is not followed: whom we ask has one address, and an answer from elsewhere is none of his. Nothing of what is
sent or answered is written to a log.
"""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, Never

PATIENCE_SECONDS = 5.0
# More than any token, key set or record of one person takes.
LARGEST_ANSWER = 256 * 1024
_PIECE = 16 * 1024
_BROKEN = 500


class NoAnswer(Exception):
    """The server is away, slow, or answers what cannot be read. The message never says what was answered."""


@dataclass(frozen=True)
class Answer:
    """What came back: below 400 it was done, below 500 the server refused to do it."""

    status: int
    body: bytes

    @property
    def done(self) -> bool:
        """Whether the server did what was asked."""
        return self.status < 300  # noqa: PLR2004 - HTTP's own limit

    def json(self) -> dict[str, Any]:
        """Return the object that came back; raise NoAnswer where it is none."""
        return json_object(self.body)


class _Straight(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


_opener = urllib.request.build_opener(_Straight)


def ask(
    address: str,
    data: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    seconds: float = PATIENCE_SECONDS,
) -> Answer:
    """GET an address, or POST data to it; raise NoAnswer for redirects, faults, and what is too slow or too large."""
    if not address.startswith(("https://", "http://")):
        raise NoAnswer("not an address of the web")
    until = time.monotonic() + seconds
    try:
        request = urllib.request.Request(address, data, dict(headers or {}))  # noqa: S310 - as above
        with _opener.open(request, timeout=seconds) as reply:
            return Answer(reply.status, _read(reply, until))
    except urllib.error.HTTPError as refusal:
        return _refused(refusal, until)
    except (OSError, HTTPException, ValueError) as error:
        raise NoAnswer(type(error).__name__) from error


def _refused(refusal: urllib.error.HTTPError, until: float) -> Answer:
    with refusal:
        if not 400 <= refusal.code < _BROKEN:  # noqa: PLR2004 - HTTP's own limit
            raise NoAnswer(f"status {refusal.code}") from refusal
        try:
            return Answer(refusal.code, _read(refusal, until))
        except (OSError, HTTPException, ValueError) as error:
            raise NoAnswer(type(error).__name__) from error


def _read(reply: IO[bytes], until: float) -> bytes:
    body = b""
    while piece := reply.read(_PIECE):
        body += piece
        if len(body) > LARGEST_ANSWER:
            raise NoAnswer("larger than allowed")
        if time.monotonic() > until:
            raise NoAnswer("slower than allowed")
    return body


def json_object(body: bytes) -> dict[str, Any]:
    """Return the object that bytes write; raise NoAnswer for everything else, NaN and Infinity included."""
    try:
        read = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NoAnswer("not readable as JSON") from error
    if not isinstance(read, dict):
        raise NoAnswer("not a JSON object")
    return read


def _no_number(_written: str) -> Never:
    raise ValueError("not a number")
