"""Recovery codes: what an officer types instead of the phone's code when the phone is lost, each good once."""

import secrets
from hashlib import sha256

from django.db import transaction

from accounts.actor import Actor
from accounts.models import RecoveryCode, User
from accounts.selectors.hats import hat_worn
from accounts.services import journal, notices
from accounts.services.notices import Message
from zcps import clock

CODES = 10
# No letters or digits that are mistaken for one another on paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


@transaction.atomic
def renew(user: User) -> list[str]:
    """Return ten new codes, which are kept nowhere in clear; those before no longer count."""
    codes = [_made() for _ in range(CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(user, code)) for code in codes)
    journal.record("renew_recovery_codes", user, _as(user), user_name=user.key)
    return codes


@transaction.atomic
def take(user: User, typed: str) -> bool:
    """Use a code up and tell its owner; False where it is none, or was used."""
    own = RecoveryCode.objects.filter(user=user, digest=_digest(user, typed), used_at=None)
    # One statement: of two at once, one finds it unused.
    if not own.update(used_at=clock.now()):
        return False
    remaining = left(user)
    entry = journal.record("use_recovery_code", user, _as(user), user_name=user.key, left=remaining)
    text = (
        f"您的账号“{user.key}”刚刚使用一个恢复码代替手机动态口令登录或验证身份，还剩 {remaining} 个。"
        "不是您本人操作的，请立即联系为您分配账号的人力社保部门停用账号；手机遗失的，请其重置后重新绑定。"
    )
    notices.queue(entry.digest, [Message(user, "恢复码已使用", text, "/account/recovery-codes/")])
    return True


def left(user: User) -> int:
    """Return how many codes are still unused."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def forget(user: User) -> None:
    """Delete the codes of an account that is reset or ended."""
    RecoveryCode.objects.filter(user=user).delete()


def is_one(typed: str) -> bool:
    """Whether this is meant as a recovery code: it is longer than what a phone shows."""
    return len(_plain(typed)) == _GROUPS * _GROUP


def _made() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def _plain(typed: str) -> str:
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def _digest(user: User, code: str) -> str:
    # 79 bits of chance: nobody tries them all, so that a slow hash would gain nothing.
    return sha256(f"recovery-code:{user.pk}:{_plain(code)}".encode()).hexdigest()


def _as(user: User) -> Actor:
    return hat_worn(user, "")[0]
