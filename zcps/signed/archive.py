"""Verifying a case bundle from the file alone: its signed cover, the list of its files, and its part of the journal.

    封面和目录.pdf     signed; carries the SHA-256 of the list of files
    清单.sha256        the list: SHA-256 and name of every other file, as sha256sum writes it
    办理日志/…         acts of the case and what proves that they stand in the journal (zcps/signed/journal.py)

No database is asked and no network.
"""

import datetime as dt
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
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
_LONGEST_NAME = 120
# How the platform writes its archives; anything else in one was put there.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LOCAL_HEADER, _DIRECTORY_LINE, _END_OF_DIRECTORY = 30, 46, 22
_IS_SEALED, _IS_UTF8 = 0x1, 0x800
# What a broken or hostile archive makes its reader raise.
_BROKEN = (
    zipfile.BadZipFile, ValueError, KeyError, TypeError, IndexError, AttributeError, EOFError, OSError, MemoryError,
    RuntimeError, OverflowError, struct.error, zlib.error,
)  # fmt: skip


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
            return replace(_judged(whole, len(content), published, at), sha256=fingerprint)
    except _BROKEN:
        return Verdict(Finding.UNREADABLE, fingerprint)


def _judged(whole: zipfile.ZipFile, size: int, published: Published, at: dt.datetime) -> Verdict:
    cover = whole.read(COVER)
    found = verify(cover, published, at)
    if not found.holds:
        return found
    if not NUMBER.fullmatch(found.number):
        return Verdict(Finding.ALTERED, found.sha256, faults=("封面不是案卷包的封面。",))
    # What is not on the signed list was written by a stranger: it is named, and not read.
    if faults := [*_irregular(whole, size), *_files(whole, cover)]:
        return _altered(found, faults)
    found_of_acts = judged(whole, published)
    if found_of_acts.faults:
        return _altered(found, found_of_acts.faults)
    files = f"{len(whole.namelist()) - 1} 个文件与清单一致。"
    return replace(found, contents=f"{files}{found_of_acts.sentence}")


def _altered(found: Verdict, faults: Sequence[str]) -> Verdict:
    more = [f"另有 {len(faults) - _MOST_NAMED} 处。"] if len(faults) > _MOST_NAMED else []
    return Verdict(Finding.ALTERED, found.sha256, faults=(*map(_shown, faults[:_MOST_NAMED]), *more))


def _shown(fault: str) -> str:
    """Keep what a stranger called his file from writing on a screen or a terminal: no control, no reversed writing."""
    fault = fault if len(fault) <= _LONGEST_NAME else f"{fault[:_LONGEST_NAME]}…"
    return "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in fault)


def _irregular(whole: zipfile.ZipFile, size: int) -> Iterator[str]:
    """Say what an archive of the platform never has: it is read alike by every tool that unpacks it."""
    expected = directory = 0
    for each in sorted(whole.infolist(), key=lambda each: each.header_offset):
        if each.compress_type not in _METHODS or each.flag_bits & _IS_SEALED:
            yield f"文件被加密或者压缩方式不同：{each.filename}。"
        if not _is_plain(each):
            yield f"文件名指向案卷包以外或者不规范：{each.orig_filename}。"
        if each.header_offset != expected:
            yield f"案卷包中有目录以外的内容，在此文件之前：{each.filename}。"
        named = len(each.orig_filename.encode("utf-8" if each.flag_bits & _IS_UTF8 else "cp437")) + len(each.extra)
        expected = each.header_offset + _LOCAL_HEADER + named + each.compress_size
        directory += _DIRECTORY_LINE + named + len(each.comment)
    if whole.start_dir != expected or size != expected + directory + _END_OF_DIRECTORY:
        yield "案卷包中有目录以外的内容。"


def _is_plain(each: zipfile.ZipInfo) -> bool:
    parts = each.orig_filename.split("/")
    return each.filename == each.orig_filename and "\\" not in each.filename and not {"", ".", ".."} & set(parts)


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
