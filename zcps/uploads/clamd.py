"""The virus scanner: clamd's INSTREAM, which is length, bytes, length, bytes … and one line for an answer.

clamd closes the connection in the middle where a file is larger than its StreamMaxLength; it has said so then. To be
set there: `ScanImageFuzzyHash no` (a picture of 17 kB can take it seven seconds) and a StreamMaxLength over 25 MB.
"""

import contextlib
import socket
import struct
from pathlib import PurePath
from typing import IO

# Seconds of silence after which the scanner counts as gone. It takes seconds for a large PDF.
PATIENCE = 60
_PORTION = 64 * 1024
_LONGEST_ANSWER = 4096


class ScannerGone(Exception):
    """Nobody answers, or not as clamd does: nothing is known about the file."""


class NotScanned(Exception):
    """The scanner is there and says that it cannot scan this file; the message is what it said."""


def scan(address: str, content: IO[bytes], patience: float = PATIENCE) -> str:
    """Have a file scanned.

    Args:
        address: the path of a socket, or host:port.
        content: read from where it stands to its end.
        patience: seconds of silence that are waited for.

    Returns:
        The name of what was found; empty where the file is clean.

    Raises:
        NotScanned: it says why it cannot.
        ScannerGone: it does not answer.

    """
    try:
        with _connected(address, patience) as line:
            # An answer that came before the end says more than the broken pipe.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                _send(line, content)
            answer = _answer(line)
    except OSError as error:
        raise ScannerGone(f"{address}: {error or type(error).__name__}") from error
    return _read(answer)


def _connected(address: str, patience: float) -> socket.socket:
    if PurePath(address).is_absolute():
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(patience)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=patience)


def _send(line: socket.socket, content: IO[bytes]) -> None:
    line.sendall(b"zINSTREAM\0")
    while portion := content.read(_PORTION):
        line.sendall(struct.pack(">I", len(portion)) + portion)
    line.sendall(struct.pack(">I", 0))


def _answer(line: socket.socket) -> str:
    got = b""
    while b"\0" not in got and len(got) < _LONGEST_ANSWER:
        more = line.recv(_LONGEST_ANSWER)
        if not more:
            break
        got += more
    return got.partition(b"\0")[0].decode(errors="replace").strip()


def _read(answer: str) -> str:
    said = answer.removeprefix("stream:").strip()
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    if said.endswith("ERROR"):
        raise NotScanned(said)
    raise ScannerGone(f"an answer that is none: {answer[:80]!r}")
