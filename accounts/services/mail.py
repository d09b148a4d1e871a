"""The outbox: notices that have not gone out by mail yet."""

from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from accounts.models import Notice
from zcps import clock
from zcps.mail import refused

NO_ADDRESS = "未预留电子邮箱"


class Sent(NamedTuple):
    """What a run did."""

    mailed: int
    failed: int


def send_unsent(limit: int = 200) -> Sent:
    """Mail up to `limit` notices, each in a transaction of its own; several workers share the work without doubling it.

    An address that the server refuses is noted and not tried again. A server that does not answer is no fault of the
    notice: the error rises, the notice stays unsent, and the next run begins with it.

    Raises:
        OSError: the mail server cannot be reached.
    """
    mailed = failed = 0
    for _ in range(limit):
        went = _send_next()
        if went is None:
            break
        mailed, failed = mailed + went, failed + (not went)
    return Sent(mailed, failed)


@transaction.atomic
def _send_next() -> bool | None:
    """Return whether the next notice went out; None where none is left."""
    waiting = Notice.objects.filter(mailed_at=None, mail_error="").select_related("recipient")
    notice = waiting.select_for_update(of=("self",), skip_locked=True, no_key=True).order_by("pk").first()
    if notice is None:
        return None
    notice.mail_error = _attempt(notice)
    notice.mailed_at = None if notice.mail_error else clock.now()
    notice.save(update_fields=["mail_error", "mailed_at"])
    return not notice.mail_error


def _attempt(notice: Notice) -> str:
    if not notice.recipient.email:
        return NO_ADDRESS
    return refused(notice.recipient.email, notice.title, _text(notice), f"notice {notice.pk}")


def _text(notice: Notice) -> str:
    link = f"\n\n查看和办理：{settings.SITE_ADDRESS}{notice.url}" if notice.url else ""
    return f"{notice.recipient.name}：\n\n{notice.body}{link}\n\n此邮件由系统自动发送，请勿回复。"
