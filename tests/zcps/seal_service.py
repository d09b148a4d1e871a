"""A stand-in for the province's seal service: SM2 by `openssl`, which shares no code with what verifies."""

import datetime as dt
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from asn1crypto import core

OPENSSL = shutil.which("openssl") or "openssl"
WHO = ["-pkeyopt", "distid:1234567812345678"]


class SealService:
    """Keeps one key and seals digests with it."""

    def __init__(self, folder: Path) -> None:
        """Make the key."""
        self._folder, self._key = folder, folder / "sm2.pem"
        made: list[str | Path] = ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", self._key]
        subprocess.run([OPENSSL, *made], check=True, capture_output=True)
        shown: list[str | Path] = [OPENSSL, "pkey", "-in", self._key, "-pubout"]
        self.public = subprocess.run(shown, check=True, capture_output=True).stdout
        self._point = subprocess.run([*shown, "-outform", "DER"], check=True, capture_output=True).stdout[-64:]

    def seal(self, asked: dict[str, str]) -> bytes:
        """Return the DER of a seal, written here by its definition alone."""
        fields = [
            core.Integer(1),
            core.OctetString(bytes.fromhex(asked["digest"])),
            core.UTF8String(asked["number"]),
            core.UTF8String(asked["name"]),
            core.OctetString(self._point),
            core.GeneralizedTime(dt.datetime(2022, 9, 29, 3, tzinfo=dt.UTC)),
        ]
        body = _sequence(*(field.dump() for field in fields))
        (self._folder / "body").write_bytes(body)
        signed: list[str | Path] = [OPENSSL, "pkeyutl", "-sign", "-inkey", self._key, "-rawin", "-digest", "sm3", *WHO]
        done = subprocess.run([*signed, "-in", self._folder / "body"], check=True, capture_output=True)
        return _sequence(body, core.OctetString(done.stdout).dump())


def _sequence(*parts: bytes) -> bytes:
    content = b"".join(parts)
    length = len(content)
    head = bytes([length]) if length < 128 else bytes([0x82, length >> 8, length & 255])
    return b"\x30" + head + content


@contextmanager
def served(service: SealService) -> Iterator[str]:
    """Answer over HTTP until the end of the block; give the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            reply = service.seal(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
