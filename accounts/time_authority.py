"""A time-stamping authority (RFC 3161) that vouches for the head of the journal, at settings.TIME_STAMP_ADDRESS.

The token is over a short text with the head and the root (zcps/signed/heads.py), so that it is verified by any tool and
without the platform:

    openssl ts -verify -data NUMBER.txt -token_in -in NUMBER.tst -CAfile published.pem

It is kept three times: with the anchor, as a file outside the database, and on the public page of heads
(/journal/heads/), where anybody may take it. The line of the stand-in is written as well: all heads in one file.
"""

import base64
import binascii
import datetime as dt
from functools import cached_property
from pathlib import Path

from django.conf import settings

from accounts.timestamps import LocalFile, Stamp
from zcps.signed.check import Published
from zcps.signed.errors import CannotSign
from zcps.signed.heads import Head
from zcps.signed.store import key_store
from zcps.signed.tokens import DoesNotHold, read, stamped


class TimeAuthority:
    """Asks the authority for a token; verifies tokens by the published certificates, asking nobody."""

    is_stand_in = False

    @cached_property
    def _published(self) -> Published | None:
        try:
            return Published.read(key_store().published_file())
        except ValueError:
            return None

    @cached_property
    def _lines(self) -> LocalFile:
        return LocalFile()

    def stamp(self, head: Head, at: dt.datetime) -> Stamp:
        """Have the head stamped; raise OSError where the authority cannot be reached or is not one that we trust."""
        try:
            token = stamped(head.imprint(), settings.TIME_STAMP_ADDRESS)
            said = read(token, head.imprint(), self._trusted())
        except (CannotSign, DoesNotHold) as error:
            raise OSError(f"the head {head.number} of the journal was not stamped: {error}") from error
        path = _path(head.number)
        _refuse_another(path.with_suffix(".txt"), head)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(token)
        path.with_suffix(".txt").write_bytes(head.statement())
        self._lines.stamp(head, at)
        return Stamp(said.by, path.name, base64.b64encode(token).decode())

    def vouches_for(self, head: Head, stamp: Stamp) -> bool:
        """Whether the token outside the database is the anchor's, is over this head, and its authority is trusted."""
        try:
            token = base64.b64decode(stamp.proof, validate=True)
            read(token, head.imprint(), self._trusted())
            return _path(head.number).read_bytes() == token
        except (DoesNotHold, binascii.Error, ValueError, FileNotFoundError):
            return False

    def said_at(self, head: Head, stamp: Stamp) -> dt.datetime | None:
        """Return the moment of the token."""
        try:
            return read(base64.b64decode(stamp.proof), head.imprint(), self._trusted()).at
        except (DoesNotHold, ValueError):
            return None

    def _trusted(self) -> Published:
        if self._published is None:
            raise DoesNotHold("no authority is published")
        return self._published


def _refuse_another(statement: Path, head: Head) -> None:
    """What was stamped stays: nobody anchors another head in the place of one that somebody else may have kept."""
    if statement.exists() and head.digest not in statement.read_text(encoding="utf-8", errors="replace"):
        raise OSError(f"another head was stamped for the entry {head.number} before: {statement.name} stays")


def _path(number: int) -> Path:
    return Path(settings.JOURNAL_ANCHOR_FILE).parent / "tokens" / f"{number}.tst"
