"""The disk is full while somebody uploads: he is told, and no file without a row stays, no row without a file.

The kernel itself refuses to write further (RLIMIT_FSIZE, set on the running web processes from outside): no disk of its
own is needed, and it gives way again as a disk does from which something was deleted.
"""

import io
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from PIL import Image

from tests.faults.running import Running, until

# More than what the web server has written of its log; less than any of the uploads.
_ROOM = 256 * 1024


@contextmanager
def full(running: Running) -> Iterator[None]:
    """Let no web process write a file beyond _ROOM."""
    workers = running.web_workers()
    # What a process opens only once lies there before.
    until(lambda: running.get("/health/")[0] == 200 and all(map(_counts, workers)))
    assert running.log.stat().st_size < _ROOM
    _, most = resource.prlimit(workers[0], resource.RLIMIT_FSIZE)
    for worker in workers:
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (_ROOM, most))
    try:
        yield
    finally:
        for worker in workers:
            resource.prlimit(worker, resource.RLIMIT_FSIZE, (most, most))


def the_disk_is_full_during_an_upload(running: Running, _case: int, session: str) -> None:
    photo, before = _photo(700), (_rows(running), _kept(running), _temporary(running))
    # The second is larger than what is held in memory while it comes in.
    for content in (photo, photo + bytes(3 * 1024 * 1024)):
        with full(running):
            status, page = running.upload("/profile/photo/", session, "photo", content)
        assert (status, "文件没有保存" in page) == (503, True), page
        assert _rows(running) == before[0]
        assert _kept(running) == before[1]
        assert _temporary(running) - before[2] == set(), len(content)
    status, _ = running.upload("/profile/photo/", session, "photo", photo)
    assert status == 302
    [(name, digest)] = _rows(running)
    assert sha256((running.files / name).read_bytes()).hexdigest() == digest
    assert _kept(running) - before[1] == {name}


def _photo(side: int) -> bytes:
    """Return a picture that nothing makes smaller."""
    output = io.BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(output, "JPEG", quality=88)
    found = output.getvalue()
    assert 1.5 * _ROOM < len(found) < 2 * 1024 * 1024, len(found)
    return found


def _rows(running: Running) -> list[tuple[str, str]]:
    return running.rows("SELECT content, sha256 FROM accounts_storedfile WHERE name LIKE %s", "upload%")


def _kept(running: Running) -> set[str]:
    return {str(path.relative_to(running.files)) for path in running.files.rglob("*") if path.is_file()}


def _temporary(running: Running) -> set[Path]:
    """Return what lies there but for the counts of the web processes."""
    return {path for path in running.temporary.rglob("*") if path.suffix != ".db"}


def _counts(worker: int) -> bool:
    return "histogram_" in Path(f"/proc/{worker}/maps").read_text()
