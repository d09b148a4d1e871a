"""Keeping files: what was uploaded, and what the platform has made. Reading them: opened() is the only way.

What is read was compared with its SHA-256 first, so that nobody is ever given what is not what was kept; and while a
virus scanner is set (CLAMD_ADDRESS), nothing is given out that it has not called clean.
"""

import contextlib
import logging
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.enums import FileTrouble, ScanState
from accounts.models import StoredFile, User
from accounts.services.file_alarms import raise_alarm
from law.personal_numbers import without_certain_numbers
from zcps import clock
from zcps.celery import app
from zcps.uploads import CleanFile, Purpose, UploadRefused, accept

log = logging.getLogger(__name__)

__all__ = [
    "NOT_KEPT",
    "FileWithheld",
    "Purpose",
    "StorageGone",
    "UploadRefused",
    "content_of",
    "forget",
    "keep",
    "keep_made",
    "keep_pdf",
    "opened",
    "store",
]
SCAN_TASK = "accounts.tasks.scan_file"
# Kept in memory up to here; what is larger lies on the disk while it is read.
_IN_MEMORY, _PORTION = 8 * 1024 * 1024, 1024 * 1024
# People call a scan after the number that it shows; the name is kept, listed and sent along in clear.
_LEFT_OUT = "（号码略）"
NOT_KEPT = (
    "文件存储暂时不可用，您的文件没有保存，已填写的其他内容不受影响。请稍后重新提交；仍不成功的，请联系技术支持。"
)
_NOT_READ = "文件存储暂时不可用，文件没有打开。请稍后重试；仍不成功的，请联系技术支持。"
_WAITS = "文件“{name}”正在进行病毒检查，通过后即可打开，通常不超过一分钟。请稍后刷新页面。"
_INFECTED = (
    "文件“{name}”经检查含有病毒，已经隔离，任何人都不能打开。请文件的提交人用查杀病毒后的电脑重新导出，再上传替换。"
)
_BROKEN = {
    FileTrouble.CHANGED: (
        "文件“{name}”的内容与保存时的校验值不一致，为防止使用被改动的材料，平台停止提供此文件，已通知管理人员核查。"
    ),
    FileTrouble.MISSING: "文件“{name}”在存储中没有找到，已通知管理人员从备份恢复。请稍后再试。",
}


class StorageGone(Exception):
    """The storage does not take or give files now; the message is for whoever asked."""


class FileWithheld(Exception):
    """A file that is not given out; the message says why, `waits` whether asking again later is worth while."""

    def __init__(self, sentence: str, *, waits: bool = False) -> None:
        """Say why, and whether it will change by itself."""
        super().__init__(sentence)
        self.waits = waits


def store(upload: "File[bytes]", owner: User, purpose: Purpose = Purpose.EVIDENCE) -> StoredFile:
    """Check, rebuild and keep an upload.

    Raises:
        UploadRefused: a ValidationError with a sentence for the person who uploaded it.
        StorageGone: nothing was kept.
    """
    return keep(accept(upload, purpose), owner)


def keep_pdf(name: str, pdf: bytes, pages: int) -> StoredFile:
    """Keep a paper that the platform itself has made; it has no owner."""
    return keep(CleanFile(pdf, "application/pdf", "pdf", sha256(pdf).hexdigest(), pages, name), None, made=True)


def keep(clean: CleanFile, owner: User | None, *, made: bool = False) -> StoredFile:
    """Keep what a form has already checked and rebuilt.

    Args:
        clean: what was checked.
        owner: whose it is; None where anybody may hand it in, or where the platform has made it.
        made: that the platform has made it out of its own data, so that there is nothing to scan.

    Raises:
        StorageGone: nothing was kept.
    """
    kept = StoredFile(
        name=clean.name if made else without_certain_numbers(clean.name, _LEFT_OUT),
        mime=clean.mime,
        size=clean.size,
        sha256=clean.sha256,
        pages=clean.pages,
        owner=owner,
        uploaded_at=clock.now(),
        scan=_first_state(made=made),
    )
    _write(kept, clean.file())
    if kept.scan == ScanState.WAITING:
        transaction.on_commit(lambda: _tell_worker(kept))
    return kept


def keep_made(made: Path, name: str, mime: str, pages: int, owner: User) -> StoredFile:
    """Keep what was made for one person alone, read from the disk in parts: it may be larger than the memory."""
    with made.open("rb") as content:
        digest = file_digest(content, "sha256").hexdigest()
        content.seek(0)
        facts: dict[str, Any] = {"name": name, "mime": mime, "size": made.stat().st_size, "sha256": digest}
        kept = StoredFile(**facts, pages=pages, owner=owner, uploaded_at=clock.now(), scan=ScanState.OWN)
        _write(kept, File(content))
    return kept


def opened(kept: StoredFile) -> IO[bytes]:
    """Return the content of a file, checked, at its beginning; whoever asks closes it.

    Raises:
        FileWithheld: it is not what was kept, or is not known to be clean.
        StorageGone: the storage does not answer.
    """
    if kept.withheld:
        waits = kept.scan != ScanState.INFECTED
        raise FileWithheld((_WAITS if waits else _INFECTED).format(name=kept.name), waits=waits)
    found = raw(kept)
    if isinstance(found, FileTrouble):
        raise_alarm(kept, found)
        raise FileWithheld(_BROKEN[found].format(name=kept.name))
    return found


def content_of(kept: StoredFile) -> bytes:
    """Return the content of a file, checked as by opened()."""
    with opened(kept) as content:
        return content.read()


def raw(kept: StoredFile) -> IO[bytes] | FileTrouble:
    """Return the content compared with its hash, or what is wrong with it; what was compared is what is read."""
    copy = cast("IO[bytes]", SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - whoever asked closes it
    digest = sha256()
    try:
        with kept.content.open("rb") as content:
            while portion := content.read(_PORTION):
                digest.update(portion)
                copy.write(portion)
    except FileNotFoundError:
        copy.close()
        return FileTrouble.MISSING
    except OSError as error:
        copy.close()
        log.exception("the storage did not give a file")
        raise StorageGone(_NOT_READ) from error
    if digest.hexdigest() != kept.sha256:
        copy.close()
        return FileTrouble.CHANGED
    copy.seek(0)
    return copy


def forget(kept: StoredFile, *, at_once: bool = False) -> None:
    """Delete a file that nothing refers to any more; its bytes stay until the retention has ended.

    Args:
        kept: the file.
        at_once: that it was only a copy made for somebody, so that its bytes go with it.
    """
    if not at_once:
        StoredFile.objects.filter(pk=kept.pk, forgotten_at=None).update(forgotten_at=clock.now())
        return
    content = kept.content
    # First the row: nobody may be led to what is gone.
    kept.delete()
    transaction.on_commit(lambda: content.delete(save=False))


def _first_state(*, made: bool) -> ScanState:
    if made:
        return ScanState.OWN
    return ScanState.WAITING if settings.CLAMD_ADDRESS else ScanState.UNSCANNED


def _write(kept: StoredFile, content: "File[bytes]") -> None:
    name = kept.content.field.generate_filename(kept, "")
    try:
        kept.content.save("", content, save=False)
    except OSError as error:
        log.exception("the storage did not take a file")
        # What was written of it is worth nothing; where the storage is gone, so is that.
        with contextlib.suppress(OSError):
            kept.content.storage.delete(name)
        raise StorageGone(NOT_KEPT) from error
    kept.save()


def _tell_worker(kept: StoredFile) -> None:
    try:
        app.send_task(SCAN_TASK, [str(kept.pk)], retry=False)
    except OperationalError:
        log.exception("no worker could be told of file %s; the sweep scans it", kept.pk)
