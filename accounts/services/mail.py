"""The outbox: notices that have not gone out by mail yet."""

import logging
from collections.abc import Collection
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from accounts.models import Notice
from zcps import clock
from zcps.mail import refused

log = logging.getLogger(__name__)
NO_ADDRESS = "未预留电子邮箱"


STUCK = "stuck"
# So many one after the other, and none that went out, are the server's fault and not that of the mails.
_MOST_STUCK = 3


class _Stuck(Exception):
    """A mail was neither taken nor refused."""

    def __init__(self, key: int, because: Exception) -> None:
        super().__init__(key)
        self.key, self.because = key, because


class Sent(NamedTuple):
    """What a run did."""

    mailed: int
    failed: int


def send_unsent(limit: int = 200) -> Sent:
    """Mail up to `limit` notices, each in a transaction of its own; several workers share the work without doubling it.

    An address that the server refuses is noted and not tried again. A mail that is neither taken nor refused stays
    unsent for the next run, and keeps none behind it waiting; the watch tells of one that does so for long. Where that
    happens to several and none went out, it is the server's: the error rises.

    Raises:
        OSError: the mail server cannot be reached.
    """
    mailed = failed = 0
    stuck: dict[int, Exception] = {}
    for _ in range(limit):
        went = _send_next(stuck)
        if went is None or (len(stuck) >= _MOST_STUCK and not mailed):
            break
        mailed, failed = mailed + (went is True), failed + (went is False)
    for key, error in stuck.items():
        if not mailed:
            raise error
        log.error("the mail of notice %s is neither taken nor refused", key, exc_info=error)
    return Sent(mailed, failed)


def _send_next(stuck: dict[int, Exception]) -> bool | str | None:
    """Return whether the next notice went out, STUCK where that cannot be said; None where none is left."""
    try:
        with transaction.atomic():
            return _sent_next(stuck)
    except _Stuck as error:
        stuck[error.key] = error.because
        return STUCK


def _sent_next(stuck: Collection[int]) -> bool | None:
    waiting = Notice.objects.filter(mailed_at=None, mail_error="").select_related("recipient")
    waiting = waiting.exclude(pk__in=stuck) if stuck else waiting
    notice = waiting.select_for_update(of=("self",), skip_locked=True, no_key=True).order_by("pk").first()
    if notice is None:
        return None
    try:
        notice.mail_error = _attempt(notice)
    except Exception as error:
        raise _Stuck(notice.pk, error) from error
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
