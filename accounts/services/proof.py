"""Who does a decisive act shows once more that it is he, within the last minutes (docs/security.md).

A session says when its owner last gave a code, or was last asked by the government service. An actor made of a
session is therefore unproven until HatMiddleware finds that moment recent; perform() and the services marked @decisive
refuse an unproven actor. What runs without a session (the clock, a command, a job that was begun by a proven actor) is
proven.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpRequest

from accounts.actor import Actor
from zcps import clock

PROVEN = "proven_at"
P = ParamSpec("P")
R = TypeVar("R")
# The decisive acts that are no Step of the procedure: name in the journal → verb on its button.
DECISIVE: dict[str, str] = {}


class ProofNeeded(Exception):
    """Nothing was done. The one who acts has to show first that it is he; `verb` says for what."""

    def __init__(self, verb: str) -> None:
        super().__init__(f"办理“{verb}”前，请再次验证身份。")
        self.verb = verb


def give(request: HttpRequest, at: float | None = None) -> None:
    """Note that the owner of the session has shown who he is.

    Args:
        request: his.
        at: when he was asked, where somebody else asked him; by default now. What lies ahead, since two clocks differ,
            is now.
    """
    now = clock.machine().timestamp()
    request.session[PROVEN] = now if at is None else min(at, now)


def is_recent(request: HttpRequest) -> bool:
    """Whether that was a few minutes ago."""
    age: float = clock.machine().timestamp() - request.session.get(PROVEN, 0)
    return 0 <= age < int(settings.PROOF_SECONDS)


def demand(by: Actor, verb: str) -> None:
    """Raise ProofNeeded where the actor comes from a session that was not proven lately."""
    if not by.is_proven:
        raise ProofNeeded(verb)


def decisive(act: str, verb: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a service as a decisive act: the Actor among its arguments has to be proven."""
    DECISIVE[act] = verb

    def mark(service: Callable[P, R]) -> Callable[P, R]:
        @wraps(service)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            demand(next(one for one in (*args, *kwargs.values()) if isinstance(one, Actor)), verb)
            return service(*args, **kwargs)

        return checked

    return mark
