"""Verifying a case bundle from the file alone: its signed cover, the list of its files, and its part of the journal.

    封面和目录.pdf     signed; carries the SHA-256 of the list of files
    清单.sha256        the list: SHA-256 and name of every other file, as sha256sum writes it
    办理日志/条目.json  acts of the case: what each says, and the digest of the entry before
    办理日志/链条.txt   number and digest of every entry from the first act on; of other cases nothing but that
    办理日志/存证.json  digests that were handed to somebody outside the database

A digest covers an entry and the digest before it: an act that is shown can be computed anew, and its place in the chain
compared with the list and with the anchors. No database is asked and no network.
"""

import datetime as dt
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

from zcps.canonical import digest
from zcps.documents.reading import page_texts
from zcps.signed.check import Published, verify
from zcps.signed.contents import ANCHORS, CHAIN, COVER, ENTRIES, LISTED, MANIFEST
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
    faults = [*_files(whole, cover), *_journal(whole)]
    if faults:
        more = [f"另有 {len(faults) - _MOST_NAMED} 处。"] if len(faults) > _MOST_NAMED else []
        return Verdict(Finding.ALTERED, found.sha256, faults=(*faults[:_MOST_NAMED], *more))
    return replace(found, contents=_counted(whole))


def _counted(whole: zipfile.ZipFile) -> str:
    shown, anchors = json.loads(whole.read(ENTRIES)), json.loads(whole.read(ANCHORS))
    files = len(whole.namelist()) - 1
    last = max((each["number"] for each in anchors), default=0)
    until = f"，与截至第 {last} 条的日志存证一致" if last else "，尚无日志存证"
    return f"{files} 个文件与清单一致，办理日志 {len(shown)} 条在链条中位置无误{until}。"


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


def _journal(whole: zipfile.ZipFile) -> Iterator[str]:
    """Say which act does not fit: into itself, into the chain, or the chain to an anchor."""
    lines = (line.split() for line in whole.read(CHAIN).decode().splitlines())
    chain = {int(number): said for number, said in lines}
    for entry in json.loads(whole.read(ENTRIES)):
        number, content = entry["number"], entry["content"]
        if content and (content[0] != number or digest([*content, entry["previous"]]) != entry["digest"]):
            yield f"办理日志第 {number} 条的内容与其摘要不符。"
        if chain.get(number) != entry["digest"] or chain.get(number - 1, entry["previous"]) != entry["previous"]:
            yield f"办理日志第 {number} 条与链条不衔接。"
    for anchor in json.loads(whole.read(ANCHORS)):
        if chain.get(anchor["number"]) != anchor["digest"]:
            yield f"办理日志链条与第 {anchor['number']} 条的存证不符。"
