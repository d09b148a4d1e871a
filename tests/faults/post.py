"""A mail server: takes what it is given, and can keep somebody waiting for its yes after it has taken a mail."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes


class Post(socketserver.ThreadingTCPServer):
    """What came in, as (to whom, Message-ID), in its order."""

    daemon_threads = True

    def __init__(self) -> None:
        """Listen; the first mail's yes is kept back until `hold` is cleared."""
        super().__init__(("127.0.0.1", 0), _Talk)
        self.taken: list[tuple[str, str]] = []
        self.hold = threading.Event()
        self.held = threading.Event()

    @property
    def port(self) -> int:
        """Where it listens."""
        port: int = self.server_address[1]
        return port


class _Talk(socketserver.StreamRequestHandler):
    server: Post

    def handle(self) -> None:
        self._say("220 here")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                self._take()
            self._say("221 bye" if word == b"QUIT" else "250 yes")

    def _take(self) -> None:
        text = b"".join(iter(self.rfile.readline, b".\r\n"))
        message = message_from_bytes(text)
        first = self.server.hold.is_set() and not self.server.held.is_set()
        self.server.taken.append((str(message["To"]), str(message["Message-ID"])))
        if first:
            self.server.held.set()
            # Until whoever sent it is gone.
            self.rfile.read(1)

    def _say(self, text: str) -> None:
        try:
            self.wfile.write(text.encode() + b"\r\n")
        except OSError:
            # Whoever sent it was killed meanwhile.
            return


@contextmanager
def open_post() -> Iterator[Post]:
    """Take mail until the end of the block."""
    with Post() as post:
        thread = threading.Thread(target=post.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield post
        post.shutdown()
        thread.join()
