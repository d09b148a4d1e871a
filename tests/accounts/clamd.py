"""A stand-in that speaks clamd's INSTREAM: sizes, one answer, and the ways in which the real one fails.

The real one needs half a gigabyte and fifteen seconds; `make test-clamd` runs the same tests against it.
"""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The test file of all scanners, in two parts: nobody's own scanner shall find it here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 1024 * 1024


class _Talk(socketserver.StreamRequestHandler):
    server: "Clamd"

    def handle(self) -> None:
        assert self._till_nul() == b"zINSTREAM"
        if self.server.mood == "silent":
            self.server.let_go.wait(60)
            return
        if self.server.mood == "hangs up":
            return
        got = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            got += self.rfile.read(size)
            self.server.portions.append(size)
            if len(got) > LIMIT:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.wfile.write(self._answer(got))

    def _answer(self, got: bytes) -> bytes:
        if self.server.mood == "rubbish":
            return b"HTTP/1.1 400 Bad Request\0"
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in got else b"stream: OK\0"

    def _till_nul(self) -> bytes:
        got = b""
        while not got.endswith(b"\0"):
            got += self.rfile.read(1)
        return got[:-1]


class Clamd(socketserver.ThreadingUnixStreamServer):
    """Listens on a socket; `mood` is ok, silent, hangs up or rubbish."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), _Talk)
        self.mood, self.let_go, self.address = "ok", threading.Event(), str(path)
        self.portions: list[int] = []


@contextmanager
def listening(path: Path) -> Iterator[Clamd]:
    server = Clamd(path)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.let_go.set()
        server.shutdown()
        server.server_close()
