"""Sessions: how long they last, where an account is signed in, and ending them.

A session ends when nothing was asked for a while (its row expires, which Django sees to) and, at the latest, some hours
after the sign-in. Both are written into the session itself, so that no page costs a query more.
"""

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import HttpRequest

from accounts.enums import AccountKind, SignInOutcome
from accounts.models import SignIn, User
from accounts.services import proof
from zcps import clock

UNTIL = "signed_in_until"
SEEN = "seen_at"
# How often the end is put off: a page does not write the session each time it is asked for.
PUT_OFF_EVERY = 60


def begin(sender: object, request: HttpRequest, user: User, **_: object) -> None:  # noqa: ARG001 - Django's signal
    """Say how long the session that login() opens may last; an office account comes in by a code, which proves it."""
    moment = clock.machine().timestamp()
    whole = settings.SESSION_LIMITS[user.kind][1]
    request.session[UNTIL] = moment + whole
    if user.kind == AccountKind.OFFICE:
        proof.give(request)
    _put_off(request, user, moment)


def goes_on(request: HttpRequest, user: User) -> bool:
    """Whether the session still counts; put its end off where something was asked."""
    moment = clock.machine().timestamp()
    # A session that does not say how long it lasts has lasted too long.
    if moment >= request.session.get(UNTIL, 0):
        return False
    if moment - request.session.get(SEEN, 0) >= PUT_OFF_EVERY:
        _put_off(request, user, moment)
    return True


def open_sessions(user: User) -> QuerySet[SignIn]:
    """Return the sign-ins whose session is still open, the newest first."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=clock.machine())
    entered = SignIn.objects.filter(user=user, outcome=SignInOutcome.ENTERED).exclude(session_key="")
    return entered.filter(Exists(alive)).order_by("-at", "-pk")


def end_oldest(user: User) -> None:
    """End what goes beyond the number of sessions that an office account may have."""
    if user.kind == AccountKind.OFFICE:
        for visit in open_sessions(user)[settings.OFFICE_SESSIONS :]:
            end_one(visit)


def end_one(visit: SignIn) -> None:
    """End the session that a sign-in opened."""
    SessionStore(visit.session_key).delete()


def end_all(user: User) -> None:
    """End every session of an account, now: none carries the new epoch. The caller's copy learns it too."""
    _next_epoch(user, keep="")


def end_others(request: HttpRequest, user: User) -> None:
    """End every session of an account but the one that asks."""
    _next_epoch(user, keep=request.session.session_key or "")
    keep(request, user)


def keep(request: HttpRequest, user: User) -> None:
    """Let the present session go on after a new password or epoch; it gets a new key, which its sign-in takes over."""
    before = request.session.session_key
    update_session_auth_hash(request, user)
    if before:
        # The new key is in the database only once the session is kept.
        request.session.save()
        SignIn.objects.filter(user=user, session_key=before).update(session_key=request.session.session_key or "")


def forget_ended() -> int:
    """Delete the rows of sessions that have ended; return how many."""
    return Session.objects.filter(expire_date__lte=clock.machine()).delete()[0]


def _put_off(request: HttpRequest, user: User, moment: float) -> None:
    idle = settings.SESSION_LIMITS[user.kind][0]
    request.session[SEEN] = moment
    request.session.set_expiry(max(1, int(min(idle, request.session[UNTIL] - moment))))


def _next_epoch(user: User, keep: str) -> None:
    keys = SignIn.objects.filter(user=user).exclude(session_key__in=["", keep]).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
