"""A call that is sent again acts once: networks lose answers, and a caller who got none sends anew."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction

from accounts.models import RepeatedCall, User
from zcps import clock
from zcps.canonical import digest

KEPT = dt.timedelta(days=7)
Answer = dict[str, Any]


class OtherCall(Exception):
    """The key was used for another call."""


@transaction.atomic
def once(user: User, key: str, sent: Any, act: Callable[[], Answer]) -> tuple[Answer, bool]:
    """Act and keep the answer under the key; return it, and whether it is a repetition.

    The key is taken in the transaction of the act: of two calls at the same moment the second waits, and where the
    act is refused nothing is kept, so that it may be tried again.

    Raises:
        OtherCall: something else was sent under this key.
    """
    RepeatedCall.objects.filter(user=user, at__lt=clock.now() - KEPT).delete()
    seen = digest(sent)
    row, is_new = RepeatedCall.objects.get_or_create(user=user, key=key, defaults={"sent": seen, "at": clock.now()})
    if row.sent != seen:
        raise OtherCall
    if is_new:
        row.answer = act()
        row.save(update_fields=["answer"])
    return row.answer, not is_new
