"""A file that is encrypted and authenticated piece by piece (AES-256-GCM), read and written as a stream.

Each piece is bound to its number and to whether it is the last, so that none can be changed, moved, left out or cut off
without its showing. The key is derived from the secret anew for each file.
"""

import io
import os
import struct
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"ZCPSBAK1"
PIECE = 1024 * 1024
SHORTEST_KEY = 32
_SALT, _CHECK, _TAG = 16, 16, 16
_LAST = 0x8000_0000


class BackupRefused(Exception):
    """What is wrong, in a sentence for the operator; nothing has been changed."""


class SealedWriter(io.RawIOBase):
    """Write-only; close() writes the last piece, without which the file counts as cut."""

    def __init__(self, target: IO[bytes], secret: str) -> None:
        """Write the head of the file."""
        salt = os.urandom(_SALT)
        self._cipher, check = _keys(secret, salt)
        self._head = MAGIC + salt + check
        self._target, self._waiting, self._number = target, bytearray(), 0
        target.write(self._head)

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, content: "bytes | memoryview") -> int:  # type: ignore[override]  # buffers of bytes are all it is given
        """Take some bytes; whole pieces leave at once."""
        self._waiting += content
        while len(self._waiting) > PIECE:
            self._send(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(content)

    def close(self) -> None:
        """Write what is left as the last piece."""
        if not self.closed:
            self._send(bytes(self._waiting), last=True)
            super().close()

    def _send(self, content: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last=last), content, self._head)
        self._target.write(struct.pack(">I", len(sealed) | (_LAST if last else 0)) + sealed)
        self._number += 1


class SealedReader(io.RawIOBase):
    """Read-only; every byte that it gives out has been authenticated. Raises BackupRefused."""

    def __init__(self, source: IO[bytes], secret: str) -> None:
        """Read the head of the file."""
        self._head = source.read(len(MAGIC) + _SALT + _CHECK)
        if not self._head.startswith(MAGIC) or len(self._head) < len(MAGIC) + _SALT + _CHECK:
            raise BackupRefused("这不是本平台的备份文件，请核对文件。")
        self._cipher, check = _keys(secret, self._head[len(MAGIC) :][:_SALT])
        if check != self._head[-_CHECK:]:
            raise BackupRefused("备份密钥与这份备份不符。请使用制作这份备份时的 BACKUP_KEY。")
        self._source, self._ready, self._number, self._ended = source, b"", 0, False

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # buffers of bytes are all it is given
        """Give out what is ready, or the next piece."""
        while not self._ready and not self._ended:
            self._ready = self._piece()
        given = self._ready[: len(buffer)]
        buffer[: len(given)] = given
        self._ready = self._ready[len(given) :]
        return len(given)

    def drain(self) -> None:
        """Read to the end: only there it is known that nothing was cut off."""
        while self.read(PIECE):
            pass

    def _piece(self) -> bytes:
        head = self._source.read(4)
        if len(head) < 4:  # noqa: PLR2004 - the length of a length
            raise BackupRefused("备份文件不完整，结尾缺失。请使用另一份备份。")
        (length,) = struct.unpack(">I", head)
        last, length = bool(length & _LAST), length & ~_LAST
        sealed = self._source.read(length) if length <= PIECE + _TAG else b""
        try:
            content = self._cipher.decrypt(_nonce(self._number, last=last), sealed, self._head)
        except (InvalidTag, ValueError):
            raise BackupRefused(_broken(self._source, sealed, length, self._number)) from None
        self._number, self._ended = self._number + 1, last
        if last and self._source.read(1):
            raise BackupRefused("备份文件的结尾之后还有内容，文件被改动。请使用另一份备份。")
        return content


def _broken(source: IO[bytes], sealed: bytes, length: int, number: int) -> str:
    if len(sealed) < length <= PIECE + _TAG and not source.read(1):
        return "备份文件不完整，结尾缺失。请使用另一份备份。"
    return f"备份文件的内容被改动（第 {number + 1} 段）。请使用另一份备份。"


def _keys(secret: str, salt: bytes) -> tuple[AESGCM, bytes]:
    if len(secret) < SHORTEST_KEY:
        raise BackupRefused(
            f"没有设置备份密钥，或密钥过短。请设置 BACKUP_KEY（或 BACKUP_KEY_FILE），至少 {SHORTEST_KEY} 个随机字符，"
            "并与备份分开保管。"
        )
    made = HKDF(SHA256(), 32 + _CHECK, salt, b"zcps/backup").derive(secret.encode())
    return AESGCM(made[:32]), made[32:]


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">QxxxB", number, last)
