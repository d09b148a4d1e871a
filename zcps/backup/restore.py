"""Verifying a backup, and making an empty machine anew out of it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command

from zcps.backup.archive import MANIFEST, Reader, line
from zcps.backup.sealing import PIECE, BackupRefused
from zcps.backup.stored import FILES, OUTSIDE, is_empty, restore_file, restore_outside
from zcps.backup.tables import FORMAT, LEFT_OUT, Table, head, own_connection, state_of, tables

DATABASE = "database/"
_KEPT_IN_MEMORY = 1024 * 1024
# What migrating fills by itself; it is replaced.
_FILLED = frozenset({"django_migrations", "django_content_type", "auth_permission"})


@dataclass(frozen=True)
class Verified:
    """What a backup says of itself, once all of it has been read and holds."""

    head: dict[str, Any]
    # The lines of the tables, as the manifest has them.
    tables: dict[str, dict[str, Any]]
    rows: int
    files: int


def verify(path: Path) -> Verified:
    """Read all of a backup. Raise BackupRefused where the key is another, or anything was changed or cut off."""
    found = None
    with SpooledTemporaryFile(_KEPT_IN_MEMORY) as seen, Reader.open(path, settings.BACKUP_KEY) as reader:
        for name, members in groupby(reader.members(), key=itemgetter(0)):
            if name == MANIFEST:
                found = _compared(reader.head, next(members)[2], seen)
            else:
                seen.write(line(name, **_read(members)))
    if found is None:
        raise BackupRefused("备份中没有清单，文件不完整。请使用另一份备份。")
    return found


def restore(path: Path, told: Callable[[str], None]) -> Verified:
    """Fill an empty machine from a backup, all of it or nothing of the database. Raise BackupRefused."""
    found = verify(path)
    told(f"备份完好：{len(found.tables)} 张表，{found.rows} 行，{found.files} 个文件")
    with own_connection("BEGIN") as cursor:
        is_new = not tables(cursor)
    if is_new:
        told("正在建立数据库的表")
        call_command("migrate", interactive=False, verbosity=0)
    with own_connection("BEGIN") as cursor:
        here = {table.name: table for table in tables(cursor)}
        _require_the_same_release(cursor, found, here)
        _require_empty(cursor, here)
        _refill(cursor, path, found, here, told)
    return found


def _compared(about: dict[str, Any], manifest: IO[bytes], seen: IO[bytes]) -> Verified:
    """Compare the lines of the manifest with those of what was read."""
    seen.seek(0)
    kept, files = {}, 0
    for text in manifest:
        said = json.loads(text)
        name, content = said["name"], {"size": said["size"], "sha256": said["sha256"]}
        if name.startswith(DATABASE):
            kept[name.removeprefix(DATABASE)] = content | {"rows": said["rows"]}
        files += name.startswith(FILES)
        # A table without rows has no parts.
        if (content["size"] or not name.startswith(DATABASE)) and seen.readline() != line(name, **content):
            raise BackupRefused(f"备份的清单与内容不符：{name}。请使用另一份备份。")
    if seen.readline():
        raise BackupRefused("备份中有清单以外的内容。请使用另一份备份。")
    return Verified(about, kept, sum(one["rows"] for one in kept.values()), files)


def _read(members: Iterable[tuple[str, int, IO[bytes]]]) -> dict[str, Any]:
    size, hashing = 0, sha256()
    for _, length, content in members:
        size += length
        while piece := content.read(PIECE):
            hashing.update(piece)
    return {"size": size, "sha256": hashing.hexdigest()}


def _require_the_same_release(cursor: Any, found: Verified, here: dict[str, Table]) -> None:
    if found.head["format"] != FORMAT:
        raise BackupRefused("备份由更新的版本制作，本版本不能识别。请安装制作备份时的版本后再恢复。")
    there, ours = (tuple(map(tuple, each["migrations"])) for each in (found.head, head(cursor)))
    if there != ours:
        [app, name] = min(set(there) ^ set(ours))
        raise BackupRefused(f"备份与本机的版本不同（数据库迁移 {app}.{name}）。请安装制作备份时的版本，恢复后再升级。")
    if set(found.tables) != set(here) - LEFT_OUT:
        raise BackupRefused("备份中的表与本机不同。请安装制作备份时的版本，恢复后再升级。")


def _require_empty(cursor: Any, here: dict[str, Table]) -> None:
    for name in here:
        if name in _FILLED:
            continue
        cursor.execute(f'SELECT EXISTS (SELECT FROM "{name}")')  # noqa: S608 - a name of our own
        if cursor.fetchone()[0]:
            raise BackupRefused(f"本机的数据库中已有数据（{name}），没有做任何改动。请恢复到空的数据库。")
    if not is_empty():
        raise BackupRefused("本机的文件存储或存证文件夹中已有内容，没有做任何改动。请恢复到空的存储。")


def _refill(cursor: Any, path: Path, found: Verified, here: dict[str, Table], told: Callable[[str], None]) -> None:
    """Fill everything in one transaction, and compare it with the manifest before it ends."""
    # What triggers forbid or write when people act has been done; foreign keys are checked all the same.
    _each(cursor, 'ALTER TABLE "{}" DISABLE TRIGGER USER', here)
    _each(cursor, 'DELETE FROM "{}"', _FILLED & set(here))
    with Reader.open(path, settings.BACKUP_KEY) as reader:
        for name, members in groupby(reader.members(), key=itemgetter(0)):
            if name.startswith(DATABASE):
                cursor.copy_expert(here[name.removeprefix(DATABASE)].into, _Joined(members))
            elif name != MANIFEST:
                _put_back(name, next(members)[2])
    _compare(cursor, found, here)
    for name, last in found.head["sequences"].items():
        if last is not None:
            cursor.execute("SELECT setval(%s, %s)", [f'"{name}"', last])
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _each(cursor, 'ALTER TABLE "{}" ENABLE TRIGGER USER', here)
    told("每张表的行数和校验值均与备份一致")


def _put_back(name: str, content: IO[bytes]) -> None:
    if name.startswith(OUTSIDE):
        restore_outside(name.removeprefix(OUTSIDE), content)
    elif not restore_file(name.removeprefix(FILES), content):
        raise BackupRefused(f"文件存储不接受原来的名称：{name}。请清空文件存储后重试。")


def _each(cursor: Any, statement: str, names: Iterable[str]) -> None:
    for name in names:
        cursor.execute(statement.format(name))


def _compare(cursor: Any, found: Verified, here: dict[str, Table]) -> None:
    for name, said in found.tables.items():
        if state_of(cursor, here[name]) != said:
            raise BackupRefused(f"恢复后的内容与备份不符（{name}），数据库没有改动。请清空文件存储后重试。")


class _Joined:
    """The parts of a table as one stream."""

    def __init__(self, members: Iterable[tuple[str, int, IO[bytes]]]) -> None:
        self._contents = (content for _, _, content in members)
        self._content: IO[bytes] | None = next(self._contents, None)

    def read(self, size: int = -1) -> bytes:
        """Read on, in the next part where one has ended."""
        while self._content is not None:
            if piece := self._content.read(size):
                return piece
            self._content = next(self._contents, None)
        return b""
