"""Making a backup: one snapshot of the database, then the files that it names."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from zcps import clock
from zcps.backup.archive import Writer
from zcps.backup.sealing import BackupRefused
from zcps.backup.stored import put_files, put_outside
from zcps.backup.tables import LEFT_OUT, copy_out, head, own_connection, tables

SUFFIX = ".zcps"
_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
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
    with own_connection(_SNAPSHOT) as cursor:
        about = head(cursor) | {"made_at": clock.now().isoformat()}
        with Writer.open(path, settings.BACKUP_KEY, about) as writer:
            found = [table for table in tables(cursor) if table.name not in LEFT_OUT]
            rows = 0
            for table in found:
                name = f"database/{table.name}"
                said = copy_out(cursor, table, lambda part, name=name: writer.part(name, part))  # type: ignore[misc]
                writer.note(name, **said)
                rows += said["rows"]
            told(f"数据库：{len(found)} 张表，{rows} 行")
            files, missing = put_files(writer, cursor)
            told(f"文件：{files} 个")
            put_outside(writer)
    return Made(path, len(found), rows, files, missing)


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
