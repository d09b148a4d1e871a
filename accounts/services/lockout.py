"""How often somebody may guess at an office account.

Guesses are counted before they are tried, so that a hundred at once are not a hundred guesses. Five from one address
close the account to that address; thirty from anywhere close it to all addresses from which it was not used lately, so
that a botnet guesses no further and still keeps no officer out of his own office. Both pass by themselves after a
quarter of an hour, and the bureau can lift them. A name that nobody has is counted like any other: nothing tells which
names exist.
"""

import datetime as dt
from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest

from accounts.actor import CLOCK
from accounts.enums import AccountKind, SignInOutcome
from accounts.http import counted_as
from accounts.identity import SignInRefused
from accounts.models import SignIn, User
from accounts.services import journal, notices
from accounts.services.devices import masked_address
from accounts.services.history import OFFICE_WAY, client_of, note
from accounts.services.notices import Message
from zcps import clock

NEAR, FAR = 5, 30
SECONDS = 15 * 60
# From where the account was used in this time, guesses elsewhere do not keep its owner out.
OWN_PLACE = dt.timedelta(days=30)

LOCKED = "连续 5 次未能登录，为保护账号，请 15 分钟后再试，或联系为您分配账号的人力社保部门解除锁定。"
LOCKED_FOR_ALL = (
    "此账号近期在多处登录失败，为保护账号，已暂停从不常用的网络登录。"
    "请 15 分钟后再试，或在常用的办公电脑上登录，或联系为您分配账号的人力社保部门解除锁定。"
)


def count(request: HttpRequest, user_name: str) -> None:
    """Count a guess that is about to be tried; raise SignInRefused, with nothing tried, where there were too many."""
    if _add(_near(request, user_name)) > NEAR:
        raise SignInRefused(LOCKED)
    if _add(_far(user_name)) > FAR and not _is_own_place(request, user_name):
        raise SignInRefused(LOCKED_FOR_ALL)


def take_back(request: HttpRequest, user_name: str) -> None:
    """Count no guess: it was right as far as it went."""
    for place in (_near(request, user_name), _far(user_name)):
        if cache.get(place, 0) > 0:
            cache.decr(place)


def forgive(request: HttpRequest, user_name: str) -> None:
    """Forget the wrong guesses of an address from which the right one came."""
    take_back(request, user_name)
    cache.delete(_near(request, user_name))


def failed(request: HttpRequest, user_name: str, outcome: SignInOutcome) -> None:
    """Note a wrong guess in the owner's history; where it was one too many, journal it and tell the owner."""
    closes = cache.get(_near(request, user_name), 0) >= NEAR or cache.get(_far(user_name), 0) >= FAR
    # Of many at once, one makes the mark.
    is_first = closes and cache.add(_mark(user_name), True, SECONDS)
    user = User.objects.filter(key=user_name, kind=AccountKind.OFFICE, is_active=True).first()
    if user is None:
        return
    note(request, user, OFFICE_WAY, outcome)
    if is_first:
        _tell(request, user)


def locked_names(user_names: list[str]) -> set[str]:
    """Return which of these names are closed somewhere at present."""
    marks = cache.get_many([_mark(name) for name in user_names])
    return {name for name in user_names if _mark(name) in marks}


def lift(user_name: str) -> None:
    """Let everybody guess anew."""
    # The places are named by the number of liftings, so that none of the counters has to be found.
    _add(_liftings(user_name), 2 * SECONDS)
    cache.delete(_mark(user_name))


def _tell(request: HttpRequest, user: User) -> None:
    place = masked_address(client_of(request))
    entry = journal.record("lock_office_account", user, CLOCK, user_name=user.key, address=place)
    text = (
        f"您的账号“{user.key}”连续登录失败，已暂时锁定 15 分钟。最近一次失败来自 {place}。"
        "不是您本人操作的，请尽快修改密码，并告知为您分配账号的人力社保部门。"
    )
    notices.queue(entry.digest, [Message(user, "账号因连续登录失败暂时锁定", text, "/account/sign-ins/")])


def _is_own_place(request: HttpRequest, user_name: str) -> bool:
    address = client_of(request)
    own = SignIn.objects.filter(user__key=user_name, outcome=SignInOutcome.ENTERED, at__gte=clock.now() - OWN_PLACE)
    return address is not None and own.filter(address=address).exists()


def _add(place: str, seconds: int = SECONDS) -> int:
    cache.add(place, 0, seconds)
    try:
        return int(cache.incr(place))
    except ValueError:  # It ended in between: the next window begins.
        cache.set(place, 1, seconds)
        return 1


def _near(request: HttpRequest, user_name: str) -> str:
    return f"{_far(user_name)}:{counted_as(request)}"


def _far(user_name: str) -> str:
    return f"office-sign-in:{cache.get(_liftings(user_name), 0)}:{_short(user_name)}"


def _liftings(user_name: str) -> str:
    return f"office-sign-in-lifted:{_short(user_name)}"


def _mark(user_name: str) -> str:
    return f"office-sign-in-locked:{_short(user_name)}"


def _short(user_name: str) -> str:
    """What somebody types as a name may be anything, and as long as he likes; the name of a place in the cache not."""
    return sha256(user_name.encode()).hexdigest()
