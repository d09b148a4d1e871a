"""The seam behind which somebody outside the database vouches for the head of the journal and the root below it.

Which one is a setting (TIME_STAMPER): a time-stamping authority (accounts/time_authority.py, RFC 3161) where there is
one; else a local stand-in, a plain file beside the data, which shows a change that was made in the database alone, and
nothing of somebody who may write that file too. Screens say which of the two it is.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from zcps.signed.heads import Head

LOCAL = "本地存证文件"
_LINE = re.compile(r"(\d+) ([0-9a-f]{64}) (\S+)(?: (\d+) ([0-9a-f]{64}))?")


@dataclass(frozen=True)
class Stamp:
    """What was given for a head: who vouches, where it lies, his proof."""

    authority: str
    place: str
    proof: str


class TimeStamper(Protocol):
    """Somebody to whom a head is handed, and who can be asked afterwards what he was handed."""

    # A stand-in vouches for nothing against whoever runs the platform.
    is_stand_in: bool

    def stamp(self, head: Head, at: dt.datetime) -> Stamp:
        """Take the head of the journal; raise OSError where that is not possible now."""

    def vouches_for(self, head: Head, stamp: Stamp) -> bool:
        """Whether this is what was handed over then."""

    def said_at(self, head: Head, stamp: Stamp) -> dt.datetime | None:
        """Return the moment that stands in the proof; nothing where it cannot be read."""


def stamper() -> TimeStamper:
    """Return the one that the settings name."""
    made: TimeStamper = import_string(settings.TIME_STAMPER)()
    return made


def who_vouched(authority: str) -> TimeStamper:
    """Return whom to ask about an anchor of this authority: another one may be set since it was made."""
    return LocalFile() if authority == LOCAL else stamper()


class LocalFile:
    """The stand-in: a line for each head in a file outside the database, only ever appended to."""

    is_stand_in = True

    @cached_property
    def _lines(self) -> frozenset[str]:
        # One stand-in is asked about every anchor of a journal: it reads its file once.
        try:
            return frozenset(_path().read_text(encoding="utf-8").splitlines())
        except FileNotFoundError:
            return frozenset()

    def stamp(self, head: Head, at: dt.datetime) -> Stamp:
        """Append a line."""
        path = _path()
        path.parent.mkdir(parents=True, exist_ok=True)
        line = _line(head, at)
        # Whoever cut the last line off leaves one without an end: it stays to be seen, and no other is lost to it.
        is_cut = path.exists() and path.read_bytes()[-1:] not in (b"", b"\n")
        with path.open("a", encoding="utf-8") as file:
            file.write("\n" * is_cut + f"{line}\n")
        vars(self).pop("_lines", None)
        return Stamp(LOCAL, str(path.name), line)

    def vouches_for(self, head: Head, stamp: Stamp) -> bool:
        """Whether the line still stands in the file, with this very head and root."""
        said = stamp.proof.split()
        return stamp.proof in self._lines and [*said[:2], *said[3:]] == _said(head)

    def said_at(self, head: Head, stamp: Stamp) -> dt.datetime | None:
        """Return the moment of the line."""
        found = _LINE.fullmatch(stamp.proof)
        return _moment(found[3]) if found else None


def kept_heads() -> Iterator[tuple[int, Head | None]]:
    """Yield of every line of the file its place and the head that it names; nothing where it is cut or no line."""
    try:
        lines = _path().read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return
    for place, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line)
        if line and not (found and _moment(found[3])):
            yield place, None
        elif found:
            yield place, Head(int(found[1]), found[2], int(found[4]) if found[4] else None, found[5] or "")


def _moment(said: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(said)
    except ValueError:
        return None


def _path() -> Path:
    return Path(settings.JOURNAL_ANCHOR_FILE)


def _said(head: Head) -> list[str]:
    return [str(head.number), head.digest, *([str(head.since), head.root] if head.root else [])]


def _line(head: Head, at: dt.datetime) -> str:
    number, digest, *root = _said(head)
    return " ".join([number, digest, at.isoformat(), *root])
