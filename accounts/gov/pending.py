"""A sign-in under way: it belongs to the browser in which it began, ends once, and not late.

What has to come back lies in the session; that it came back is noted in the cache, where two requests that arrive at
the same moment cannot both be first. Time here is the machine's, never the demonstration's: the service on the other
side lives in real time, and a clock that was moved must neither spoil its tokens nor let old ones live.
"""

import secrets
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, QueryDict

from accounts.enums import AccountKind
from accounts.gov.refusals import FOREIGN, refused
from zcps import clock

PENDING = "gov_pending"
LONGEST_SECONDS = 10 * 60
_KNOWN_BY = 32


@dataclass(frozen=True)
class Pending:
    """What was sent out with a browser, or is kept for its return."""

    provider: str
    kind: str
    state: str
    nonce: str
    verifier: str
    began: float
    again: bool

    @property
    def account_kind(self) -> AccountKind:
        """Return as what the person asked to come in."""
        return AccountKind(self.kind)


def begin(request: HttpRequest, provider: str, kind: AccountKind, *, again: bool = False) -> Pending:
    """Remember in the session that this browser is sent out; an earlier one that never came back is forgotten."""
    made = Pending(provider, str(kind), _random(), _random(), _random(), clock.machine().timestamp(), again)
    request.session[PENDING] = asdict(made)
    return made


def finish(request: HttpRequest, provider: str) -> Pending:
    """Take back what was remembered; raise SignInRefused where this browser was not sent out, or long ago."""
    held = _held(request.session.pop(PENDING, None))
    if held is None or held.provider != provider:
        raise refused(FOREIGN, "nothing was under way in this browser")
    if not 0 <= clock.machine().timestamp() - held.began <= LONGEST_SECONDS:
        raise refused(FOREIGN, "it took too long")
    return held


def require_state(held: Pending, state: str) -> None:
    """Raise SignInRefused where another state came back than was sent out, or this one for the second time."""
    if not secrets.compare_digest(held.state.encode(), state.encode(errors="replace")):
        raise refused(FOREIGN, "the state is not the one that was sent out")
    if not first_use("state", state):
        raise refused(FOREIGN, "the state was used before")


def first_use(what: str, value: str) -> bool:
    """Whether a state, code or ticket comes for the first time; only its hash is remembered."""
    digest = sha256(f"{what}:{value}".encode()).hexdigest()
    # add() answers True to one caller only, even if two come at once.
    return bool(cache.add(f"gov-used:{digest}", 1, 2 * LONGEST_SECONDS))


def only(sent: QueryDict, name: str) -> str:
    """Return a parameter that may come once; raise SignInRefused where it comes twice."""
    values = sent.getlist(name)
    if len(values) > 1:
        raise refused(FOREIGN, f"{name} came more than once")
    return str(values[0]) if values else ""


def _held(kept: Any) -> Pending | None:
    try:
        return Pending(**kept)
    except TypeError:
        return None


def _random() -> str:
    return secrets.token_urlsafe(_KNOWN_BY)
