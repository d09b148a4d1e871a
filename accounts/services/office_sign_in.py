"""Signing in with an account that an HR bureau gave (S3 一): user name, password, one-time code."""

from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest
from django_otp import login as otp_login

from accounts.enums import AccountKind, SignInOutcome
from accounts.identity import SignInRefused
from accounts.models import Phone, User
from accounts.services import history, lockout, recovery
from accounts.services.sign_in import enter

WRONG = "用户名或密码不正确。请核对后重新输入；忘记密码的，请联系为您分配账号的人力社保部门重置。"
WRONG_CODE = "动态口令不正确或已使用过。请等待手机上出现下一个口令，再重新输入。"
WRONG_RECOVERY = "恢复码不正确或已使用过。请核对后重新输入；没有恢复码的，请联系为您分配账号的人力社保部门重置。"
MISSING_CODE = "请输入手机动态口令应用上显示的 6 位数字；手机不在身边的，请输入一个恢复码。"


def checked_password(request: HttpRequest, user_name: str, password: str) -> User:
    """Return the office account that these open; raise SignInRefused otherwise, and for a while after five failures."""
    lockout.count(request, user_name)
    user = authenticate(request, key=user_name, password=password)
    if not isinstance(user, User) or user.kind != AccountKind.OFFICE:
        lockout.failed(request, user_name, SignInOutcome.WRONG_PASSWORD)
        raise SignInRefused(WRONG)
    return user


def needs_enrolment(user: User) -> bool:
    """Whether the account still has the initial password: a second factor and an own password come first."""
    return not Phone.objects.filter(user=user, confirmed=True).exists()


def enter_with_code(request: HttpRequest, user: User, code: str) -> None:
    """Sign the account in if the one-time code, or a recovery code, is right; raise SignInRefused otherwise."""
    if not code:
        lockout.take_back(request, user.key)
        raise SignInRefused(MISSING_CODE)
    device = checked_code(request, user, code)
    forgive(request, user)
    enter(request, user, history.OFFICE_WAY if device else history.RECOVERY_WAY)
    if device:
        otp_login(request, device)


def checked_code(request: HttpRequest, user: User, code: str) -> Phone | None:
    """Return the device whose code it is, None for a recovery code; raise SignInRefused where it is neither.

    The guess has been counted (accounts.services.lockout) by whoever asks.
    """
    if recovery.is_one(code):
        if recovery.take(user, code):
            return None
        wrong = WRONG_RECOVERY
    else:
        device = _shown_by(user, code)
        if device:
            return device
        wrong = WRONG_CODE
    lockout.failed(request, user.key, SignInOutcome.WRONG_CODE)
    raise SignInRefused(wrong)


@transaction.atomic
def _shown_by(user: User, code: str) -> Phone | None:
    # Locked: of two requests with one code, the second reads that the first has used it.
    devices = Phone.objects.select_for_update(no_key=True).filter(user=user, confirmed=True)
    return next((device for device in devices if device.verify_token(code)), None)


def prove(request: HttpRequest, user: User, code: str) -> None:
    """Check the code of somebody who is signed in; raise SignInRefused where it is wrong, or asked too often."""
    lockout.count(request, user.key)
    checked_code(request, user, code)
    forgive(request, user)


def forgive(request: HttpRequest, user: User) -> None:
    """Forget the wrong guesses of somebody who has given all that was asked."""
    lockout.forgive(request, user.key)
