"""Every attempt to come in is noted for its owner, and forgotten after its retention."""

import datetime as dt
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

from accounts.enums import SignInOutcome
from accounts.http import address_of
from accounts.models import SignIn, User
from accounts.services import notices
from accounts.services.devices import device_of, network_of
from accounts.services.notices import Message
from zcps import clock

OFFICE_WAY = "机构账号登录"
RECOVERY_WAY = "机构账号登录（恢复码）"
# A network is usual where the account came in from it in this time.
LATELY = dt.timedelta(days=90)
_MOST = 200


def note(
    request: HttpRequest, user: User, way: str, outcome: SignInOutcome = SignInOutcome.ENTERED, session_key: str = ""
) -> SignIn:
    """Note an attempt; tell the owner where it succeeded from a network that the account was not used from lately."""
    address = client_of(request)
    visit = SignIn.objects.create(
        user=user,
        at=clock.now(),
        way=way,
        outcome=outcome,
        address=address,
        device=device_of(request.META.get("HTTP_USER_AGENT", "")),
        is_unusual=_is_unusual(user, address),
        session_key=session_key,
    )
    if visit.is_unusual and outcome == SignInOutcome.ENTERED:
        _tell(visit)
    return visit


def failures_of(user: User) -> int:
    """Return how many attempts on an account failed in the last thirty days."""
    lately = SignIn.objects.filter(user=user, at__gte=clock.now() - dt.timedelta(days=30))
    return lately.exclude(outcome=SignInOutcome.ENTERED).count()


def forget_old() -> int:
    """Delete what is older than the retention; return how many."""
    before = clock.now() - dt.timedelta(days=settings.SIGN_IN_RETENTION_DAYS)
    return SignIn.objects.filter(at__lt=before).delete()[0]


def client_of(request: HttpRequest) -> str | None:
    """Return the address that a request comes from, None where the header that names it holds none."""
    try:
        return str(ip_address(address_of(request)))
    except ValueError:
        return None


def _is_unusual(user: User, address: str | None) -> bool:
    entered = SignIn.objects.filter(user=user, outcome=SignInOutcome.ENTERED, at__gte=clock.now() - LATELY)
    known = {network_of(one) for one in entered.order_by().values_list("address", flat=True).distinct()[:_MOST]}
    return bool(known) and network_of(address) not in known


def _tell(visit: SignIn) -> None:
    text = (
        f"您的账号在不常用的网络登录：{visit.address or '地址未记录'}，{visit.device}。"
        "不是您本人操作的，请在“账号与登录记录”中退出其他设备，并立即联系平台技术支持。"
    )
    notices.queue(f"sign-in:{visit.pk}", [Message(visit.user, "账号在不常用的网络登录", text, "/account/sign-ins/")])
