"""Signing in with an account that an HR bureau gave (S3 一): user name, password, one-time code."""

from django.contrib.auth import authenticate
from django.core.cache import cache
from django.http import HttpRequest
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.enums import AccountKind
from accounts.http import address_of
from accounts.identity import SignInRefused
from accounts.models import User
from accounts.services.sign_in import enter

FAILURES = 5
LOCKED_SECONDS = 15 * 60

WRONG = "用户名或密码不正确。请核对后重新输入；忘记密码的，请联系为您分配账号的人力社保部门重置。"
WRONG_CODE = "动态口令不正确或已使用过。请等待手机上出现下一个口令，再重新输入。"
LOCKED = "连续 5 次未能登录，为保护账号，请 15 分钟后再试，或联系为您分配账号的人力社保部门。"
MISSING_CODE = "请输入手机动态口令应用上显示的 6 位数字。"


def checked_password(request: HttpRequest, user_name: str, password: str) -> User:
    """Return the office account that these open; raise SignInRefused otherwise, and for a while after five failures."""
    place = _failures(request, user_name)
    if cache.get(place, 0) >= FAILURES:
        raise SignInRefused(LOCKED)
    user = authenticate(request, key=user_name, password=password)
    if not isinstance(user, User) or user.kind != AccountKind.OFFICE:
        _count(place)
        raise SignInRefused(WRONG)
    return user


def needs_enrolment(user: User) -> bool:
    """Whether the account still has the initial password: a second factor and an own password come first."""
    return not TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def enter_with_code(request: HttpRequest, user: User, code: str) -> None:
    """Sign the account in if the one-time code is right; raise SignInRefused otherwise."""
    if not code:
        raise SignInRefused(MISSING_CODE)
    place = _failures(request, user.key)
    device = next((d for d in TOTPDevice.objects.filter(user=user, confirmed=True) if d.verify_token(code)), None)
    if device is None:
        _count(place)
        raise SignInRefused(WRONG_CODE)
    cache.delete(place)
    enter(request, user)
    otp_login(request, device)


def _failures(request: HttpRequest, user_name: str) -> str:
    # Counted per name and address, so that nobody can lock an officer out from elsewhere.
    return f"office-sign-in:{address_of(request)}:{user_name}"


def _count(place: str) -> None:
    cache.add(place, 0, LOCKED_SECONDS)
    cache.incr(place)
