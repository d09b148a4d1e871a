"""Telling people what happened."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Notice, User
from zcps import clock
from zcps.insertion import insert

_WRITTEN = ("recipient_id", "event", "title", "body", "url", "created_at", "mail_error")


@dataclass(frozen=True)
class Message:
    """What one person is to be told."""

    recipient: User
    title: str
    body: str
    url: str = ""


def queue(event: str, messages: Iterable[Message]) -> None:
    """Write one notice per person and event into the outbox; a person who was told of the event is not told again.

    Args:
        event: what happened, unique for the event (the journal's digest serves).
        messages: whom to tell what; several messages to one person are one too many, the first counts.
    """
    queue_many([(event, messages)])


def queue_many(told: Iterable[tuple[str, Iterable[Message]]]) -> None:
    """Write the notices of many events at once, each as queue() does."""
    moment = clock.now()
    rows = {
        (m.recipient.pk, event): (m.recipient.pk, event, m.title, m.body, m.url, moment, "")
        for event, messages in told
        for m in reversed(list(messages))
    }
    insert(Notice, _WRITTEN, [dict(zip(_WRITTEN, row, strict=True)) for row in rows.values()], unless_there=True)


def mark_read(notice: Notice) -> None:
    """Note that the recipient has seen the notice; the first time counts."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now())


def mark_all_read(recipient: User) -> int:
    """Note that the recipient has seen all of them; return how many were new."""
    return Notice.objects.filter(recipient=recipient, read_at=None).update(read_at=clock.now())
