"""Making a backup: one snapshot of the database, then the files that it names."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from zcps import clock
from zcps.backup.archive import Writer
from zcps.backup.sealing import BackupRefused
from zcps.backup.stored import put_files, put_outside, read_outside
from zcps.backup.tables import LEFT_OUT, copy_out, head, own_connection, tables

SUFFIX = ".zcps"
_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
# The files beside the database change once a minute at most, and are read within milliseconds.
_TRIES = 5
_NOT_WRITTEN = "备份没有写完（{}），没有留下不完整的文件，此前的备份没有改动。请腾出空间、检查文件存储后重试。"
_NAME = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Made:
    """What came of it."""

    path: Path
    tables: int
    rows: int
    files: int
    # Named by a row and not in the storage.
    missing: list[str]


def make(folder: Path, told: Callable[[str], None]) -> Made:
    """Write a backup into a folder. Raise BackupRefused."""
    if not folder.is_dir():
        raise BackupRefused(f"没有存放备份的文件夹：{folder}。请先建立，并确认可以写入。")
    path = folder / f"{clock.now().astimezone(clock.SHANGHAI):{_NAME}}{SUFFIX}"
    if path.exists():
        raise BackupRefused(f"备份已存在：{path}。请稍后再试。")
    try:
        return _written(path, told)
    except OSError as error:
        # Nothing is left of it; the backups from before are untouched.
        raise BackupRefused(_NOT_WRITTEN.format(error.strerror or error)) from error


def _written(path: Path, told: Callable[[str], None]) -> Made:
    with own_connection(_SNAPSHOT) as cursor:
        about, beside = _at_one_moment(cursor)
        about |= {"made_at": clock.now().isoformat()}
        with Writer.open(path, settings.BACKUP_KEY, about) as writer:
            found = [table for table in tables(cursor) if table.name not in LEFT_OUT]
            rows = 0
            for table in found:
                name = f"database/{table.name}"
                said = copy_out(cursor, table, lambda part, name=name: writer.part(name, part))  # type: ignore[misc]  # mypy infers no lambda with a default
                writer.note(name, **said)
                rows += said["rows"]
            told(f"数据库：{len(found)} 张表，{rows} 行")
            files, missing = put_files(writer, cursor)
            told(f"文件：{files} 个")
            put_outside(writer, beside)
    return Made(path, len(found), rows, files, missing)


def _at_one_moment(cursor: Any) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Take the snapshot of the database and what lies beside it, as they were at one moment.

    While people act, the watch notes outside how far the journal went and the anchors grow: read later than the
    snapshot they would know more than the restored journal has, and every look would call it cut.
    """
    for _ in range(_TRIES):
        beside = read_outside()
        # The snapshot is taken by the first question.
        about = head(cursor)
        if read_outside() == beside:
            return about, beside
        cursor.execute("ROLLBACK")
        cursor.execute(_SNAPSHOT)
    raise BackupRefused("存证文件夹在备份期间不断变化，备份没有完成。请稍后再试。")


def last_made(folder: Path) -> dt.datetime | None:
    """Return when the latest backup of a folder was made; one that a wrong clock has put into the future is none."""
    return max((moment for _, moment in made_at(folder) if moment <= clock.now()), default=None)


def made_at(folder: Path) -> Iterator[tuple[Path, dt.datetime]]:
    """Yield the backups of a folder, each with when it was made, as its name says."""
    for path in folder.glob(f"*{SUFFIX}"):
        try:
            yield path, dt.datetime.strptime(path.stem, _NAME).replace(tzinfo=clock.SHANGHAI)
        except ValueError:
            continue
