"""Verifying a case bundle from the file alone: its signed cover, the list of its files, and its part of the journal.

    封面和目录.pdf     signed; carries the SHA-256 of the list of files
    清单.sha256        the list: SHA-256 and name of every other file, as sha256sum writes it
    办理日志/…         acts of the case and what proves that they stand in the journal (zcps/signed/journal.py)

No database is asked and no network.
"""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

from zcps.documents.reading import page_texts
from zcps.signed.check import Published, verify
from zcps.signed.contents import COVER, LISTED, MANIFEST
from zcps.signed.journal import judged
from zcps.signed.verdicts import Finding, Verdict

_LISTED = re.compile(f"{LISTED}([0-9a-f]{{64}})")
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
# The number of a bundle: no other signed paper, whatever somebody had written on it, passes for a cover.
NUMBER = re.compile(r"AJ\d{8}\w{6}")
LARGEST = 1024**3
_PART = 1 << 20
_MOST_NAMED = 5


def is_bundle(content: bytes) -> bool:
    """Whether a file is a ZIP with a cover."""
    if not content.startswith(b"PK") or not zipfile.is_zipfile(BytesIO(content)):
        return False
    with zipfile.ZipFile(BytesIO(content)) as whole:
        return COVER in whole.namelist()


def verify_bundle(content: bytes, published: Published, at: dt.datetime) -> Verdict:
    """Return what is to be said of a bundle at a moment; no file makes it fail."""
    fingerprint = sha256(content).hexdigest()
    try:
        with zipfile.ZipFile(BytesIO(content)) as whole:
            if sum(each.file_size for each in whole.infolist()) > LARGEST:
                return Verdict(Finding.UNREADABLE, fingerprint)
            return replace(_judged(whole, published, at), sha256=fingerprint)
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, IndexError, EOFError, OSError, NotImplementedError):
        return Verdict(Finding.UNREADABLE, fingerprint)


def _judged(whole: zipfile.ZipFile, published: Published, at: dt.datetime) -> Verdict:
    cover = whole.read(COVER)
    found = verify(cover, published, at)
    if not found.holds:
        return found
    if not NUMBER.fullmatch(found.number):
        return Verdict(Finding.ALTERED, found.sha256, faults=("封面不是案卷包的封面。",))
    found_of_acts = judged(whole, published)
    faults = [*_files(whole, cover), *found_of_acts.faults]
    if faults:
        more = [f"另有 {len(faults) - _MOST_NAMED} 处。"] if len(faults) > _MOST_NAMED else []
        return Verdict(Finding.ALTERED, found.sha256, faults=(*faults[:_MOST_NAMED], *more))
    files = f"{len(whole.namelist()) - 1} 个文件与清单一致。"
    return replace(found, contents=f"{files}{found_of_acts.sentence}")


def _files(whole: zipfile.ZipFile, cover: bytes) -> Iterator[str]:
    """Say which file is not as the list has it; the list itself is the one that the cover names."""
    listed = whole.read(MANIFEST)
    named = _LISTED.search("".join("".join(page_texts(cover)).split()))
    if named is None or named[1] != sha256(listed).hexdigest():
        yield "清单与封面记载的不一致，清单被改动或者替换。"
        return
    names = whole.namelist()
    known = {match[2]: match[1] for match in map(_LINE.fullmatch, listed.decode().splitlines()) if match}
    if len(names) != len(set(names)):
        yield "案卷包中有重名文件。"
    yield from (f"缺少文件：{name}" for name in known.keys() - set(names))
    yield from (f"清单之外的文件：{name}" for name in sorted(set(names) - known.keys() - {COVER, MANIFEST}))
    yield from (f"文件被改动：{name}" for name in names if name in known and _digest(whole, name) != known[name])


def _digest(whole: zipfile.ZipFile, name: str) -> str:
    made = sha256()
    with whole.open(name) as content:
        while part := content.read(_PART):
            made.update(part)
    return made.hexdigest()
