"""What lies in a backup: a tar of parts, compressed; its first member says what it is, its last is the manifest.

The manifest has a line for each table and file, with size and SHA-256, in the order in which they lie there: whoever
reads the archive writes the same lines, and compares. Nothing is held in memory but one part.
"""

import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from gzip import GzipFile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Self

from zcps.backup.sealing import BackupRefused, SealedReader, SealedWriter

HEAD, MANIFEST = "head.json", "manifest.jsonl"
# How a backup ends that is being written.
DRAFT = ".zcps.part"
# A table goes in parts of this size: a member of a tar must know its length before it begins.
PART = 8 * 1024 * 1024
_KEPT_IN_MEMORY = 1024 * 1024


class Writer:
    """Takes tables and files one after the other."""

    def __init__(self, tar: tarfile.TarFile, lines: IO[bytes], head: dict[str, Any]) -> None:
        """Begin with the head; the lines of the manifest wait for their place."""
        self._tar, self._lines = tar, lines
        self._put(HEAD, json.dumps(head).encode())

    @classmethod
    @contextmanager
    def open(cls, path: Path, secret: str, head: dict[str, Any]) -> Iterator[Self]:
        """Write a file whole or not at all."""
        draft = path.with_name(f"{path.stem}{DRAFT}")
        draft.touch(mode=0o600)
        try:
            with (
                draft.open("wb") as target,
                SealedWriter(target, secret) as sealed,
                GzipFile(fileobj=sealed, mode="wb", compresslevel=1, mtime=0) as packed,
                tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
                SpooledTemporaryFile(_KEPT_IN_MEMORY) as lines,
            ):
                writer = cls(tar, lines, head)
                yield writer
                writer._end()
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def part(self, name: str, content: bytes) -> None:
        """Put a part of a table."""
        self._put(name, content)

    def file(self, name: str, source: IO[bytes], size: int) -> None:
        """Put a file, and its line."""
        info, hashing = tarfile.TarInfo(name), Hashing(source)
        info.size = size
        self._tar.addfile(info, hashing)
        self.note(name, size=size, sha256=hashing.hash.hexdigest())

    def note(self, name: str, **said: Any) -> None:
        """Write a line of the manifest."""
        self._lines.write(line(name, **said))

    def _put(self, name: str, content: bytes) -> None:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        self._tar.addfile(info, BytesIO(content))

    def _end(self) -> None:
        size = self._lines.tell()
        self._lines.seek(0)
        info = tarfile.TarInfo(MANIFEST)
        info.size = size
        self._tar.addfile(info, self._lines)


class Reader:
    """Gives out the members in their order."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        """Read the head."""
        self._members = iter(tar)
        self._tar = tar
        self.head: dict[str, Any] = json.loads(self._content(next(self._members)).read())

    @classmethod
    @contextmanager
    def open(cls, path: Path, secret: str) -> Iterator[Self]:
        """Read a file; at the end of the block, where nothing went wrong, to its very end."""
        try:
            source = path.open("rb")
        except OSError as error:
            raise BackupRefused(f"备份文件无法打开：{path}") from error
        with source, SealedReader(source, secret) as sealed:
            with tarfile.open(fileobj=sealed, mode="r|gz") as tar:
                yield cls(tar)
            sealed.drain()

    def members(self) -> Iterator[tuple[str, int, IO[bytes]]]:
        """Yield name, size and content; the content is to be read before the next."""
        for info in self._members:
            yield info.name, info.size, self._content(info)

    def _content(self, info: tarfile.TarInfo) -> IO[bytes]:
        content = self._tar.extractfile(info)
        if content is None:
            raise BackupRefused(f"备份中有无法识别的内容：{info.name}")
        return content


class Hashing:
    """Hashes what is read from a stream."""

    def __init__(self, source: IO[bytes]) -> None:
        """Begin."""
        self._source, self.hash = source, sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        content = self._source.read(size)
        self.hash.update(content)
        return content


def line(name: str, **said: Any) -> bytes:
    """Return a line of the manifest."""
    return json.dumps({"name": name, **said}, ensure_ascii=False, sort_keys=True).encode() + b"\n"
