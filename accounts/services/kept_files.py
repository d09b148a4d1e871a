"""Files after their use: deleted softly, removed when their retention has ended; and all compared with their hashes."""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

from django.core.files.storage import Storage, default_storage
from django.db import transaction

from accounts.actor import CLOCK
from accounts.enums import FileTrouble
from accounts.models import FileAlarm, StoredFile, User
from accounts.services import journal
from accounts.services.file_alarms import clear_alarms, raise_alarm
from accounts.services.file_references import is_frozen, is_referred_to, without_foreign_keys
from accounts.services.files import raw
from zcps import clock

# An upload to which nothing refers any more is deleted after so long, its bytes so much later.
UNUSED, REMOVED = timedelta(days=90), timedelta(days=30)
_PORTION = 200
# What was being kept when a process died, and how many of them a part of the storage may have.
STRAY, MOST_STRAYS = timedelta(days=1), 20
_PARTS = 16

log = logging.getLogger(__name__)


def forget_unused(limit: int, *, dry_run: bool) -> int:
    """Delete, softly, what was uploaded and is used nowhere; return how many."""
    rows = StoredFile.objects.filter(forgotten_at=None, uploaded_at__lt=clock.now() - UNUSED)
    unused = without_foreign_keys(rows).order_by("uploaded_at", "pk").iterator(chunk_size=_PORTION)
    # What is frozen stays for ever: counted among the limit it would one day stand in the way of all that follows.
    found = list(islice((file for file in unused if not is_frozen(file)), limit))
    if not dry_run:
        keys = [file.pk for file in found]
        StoredFile.objects.filter(pk__in=keys, forgotten_at=None).update(forgotten_at=clock.now())
    return len(found)


def remove_forgotten(limit: int, *, dry_run: bool) -> int:
    """Remove the bytes of what was deleted long enough ago; what is needed after all is taken back."""
    rows = StoredFile.objects.filter(forgotten_at__lt=clock.now() - REMOVED).order_by("forgotten_at", "pk")
    removed = 0
    for file in rows[:limit]:
        needed = is_referred_to(file)
        removed += not needed
        if not dry_run:
            (_take_back if needed else _remove)(file)
    return removed


def restore(file: StoredFile, reason: str) -> None:
    """Take a deletion back while the bytes are there; an operator does it, with a reason that is kept."""
    with transaction.atomic():
        _take_back(file)
        subject = file.owner or User.objects.order_by("pk").first()
        if subject is not None:
            journal.record("restore_file", subject, CLOCK, file=str(file.pk), reason=reason[:200])


def verify(told: Callable[[int], None] | None = None) -> Iterator[tuple[StoredFile, FileTrouble]]:
    """Compare every file with its hash; yield those that fail, raise their alarms, and clear those of all others."""
    alarmed = set(FileAlarm.objects.filter(cleared_at=None).values_list("file_id", flat=True))
    for number, file in enumerate(StoredFile.objects.order_by("pk").iterator(chunk_size=_PORTION), 1):
        found = raw(file)
        if isinstance(found, FileTrouble):
            raise_alarm(file, found)
            yield file, found
        else:
            found.close()
            if file.pk in alarmed:
                clear_alarms(file, FileTrouble.CHANGED, FileTrouble.MISSING)
        if told:
            told(number)


def remove_strays(*, dry_run: bool) -> int:
    """Remove what has lain in the storage without a row for a day: what somebody was keeping when his process died.

    A part of the folders each hour. Return how many; -1 where there are far more than can have come about like that: a
    database that is not the storage's own, for example. Then nothing is removed, and an operator has to look.
    """
    hour = int(clock.machine().timestamp()) // 3600
    old = clock.machine() - STRAY
    found = [name for name in orphans(part=hour % _PARTS) if default_storage.get_modified_time(name) < old]
    if len(found) > MOST_STRAYS:
        log.error("%s files without a row in a part of the storage: nothing was removed", len(found))
        return -1
    for name in () if dry_run else found:
        default_storage.delete(name)
    return len(found)


def orphans(storage: Storage = default_storage, part: int | None = None) -> Iterator[str]:
    """Yield the names of what lies in the storage, or in one part of its folders, without a row."""
    try:
        folders = sorted(storage.listdir("")[0])
    except FileNotFoundError:
        return
    for folder in folders if part is None else folders[part::_PARTS]:
        names = [f"{folder}/{name}" for name in sorted(storage.listdir(folder)[1])]
        known = set(StoredFile.objects.filter(content__in=names).values_list("content", flat=True))
        yield from (name for name in names if name not in known)


def _take_back(file: StoredFile) -> None:
    StoredFile.objects.filter(pk=file.pk).update(forgotten_at=None)


def _remove(file: StoredFile) -> None:
    content = file.content
    with transaction.atomic():
        # Foreign keys protect: whatever came to refer to it since is stronger.
        file.delete()
        transaction.on_commit(lambda: content.delete(save=False))
