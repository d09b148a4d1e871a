"""What a request must never do: break, hang, write while reading, or leave something behind when it was refused."""

import re
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.noted import is_a_taken_list
from zcps import clock

LONGEST_SECONDS = 10.0
BROKEN = 500
REFUSED = frozenset({400, 401, 403, 404, 405, 409, 410, 413, 429})
_WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
_SAVEPOINT = re.compile(r'^\s*(SAVEPOINT|ROLLBACK TO SAVEPOINT)\s+"?(\w+)', re.IGNORECASE)
# A session is no record; who was kept out is.
_OF_NO_RECORD = frozenset({"django_session"})


@dataclass
class Writes:
    """What was written and not taken back to a savepoint."""

    tables: list[str] = field(default_factory=list)
    _marks: dict[str, int] = field(default_factory=dict)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Note a statement, and execute it."""
        if savepoint := _SAVEPOINT.match(sql):
            self._mark(savepoint[1].upper(), savepoint[2])
        elif (written := _WRITES.match(sql)) and written[1] not in _OF_NO_RECORD and not is_a_taken_list(sql, params):
            self.tables.append(written[1])
        return execute(sql, params, many, context)

    def _mark(self, what: str, name: str) -> None:
        if what == "SAVEPOINT":
            self._marks[name] = len(self.tables)
        else:
            del self.tables[self._marks.get(name, 0) :]


@dataclass(frozen=True)
class Asked:
    """One request and what came of it."""

    method: str
    address: str
    status: int
    seconds: float
    written: tuple[str, ...]
    page: str
    is_sent_away: bool
    raised: str = ""

    @property
    def faults(self) -> Iterator[str]:
        """Say what it must not have done."""
        if self.status >= BROKEN:
            yield f"broke with {self.status}: {self.raised}"
        if self.seconds > LONGEST_SECONDS:
            yield f"took {self.seconds:.1f} s"
        if self.method == "GET" and self.written:
            yield f"wrote {sorted(set(self.written))} while it was only read"
        elif (self.status in REFUSED or self.is_sent_away) and self.written:
            yield f"was refused with {self.status} and left {sorted(set(self.written))} behind"


def ask(client: Client, method: str, address: str, sent: dict[str, Any] | None = None) -> Asked:
    """Ask once; whatever was done is taken back."""
    writes, cookies = Writes(), SimpleCookie(client.cookies)
    with _taken_back(), connection.execute_wrapper(writes), _raised() as raised:
        begun = time.perf_counter()
        answer: Any = client.get(address, sent) if method == "GET" else client.post(address, sent or {})
        page = b"".join(answer) if answer.streaming else answer.content
        seconds = time.perf_counter() - begun
    client.cookies = cookies
    text = page.decode(errors="replace") if "html" in answer.get("Content-Type", "") else ""
    status, sent_away = answer.status_code, _is_sent_away(answer)
    return Asked(method, address, status, seconds, tuple(writes.tables), text, sent_away, "".join(raised))


def _is_sent_away(answer: HttpResponse) -> bool:
    return answer.get("Location", "").startswith(f"{reverse('sign_in')}?next=")


@contextmanager
def _raised() -> Iterator[list[str]]:
    """Collect where in our own code a view broke."""
    found: list[str] = []

    def note(**_: Any) -> None:
        error = sys.exception()
        frames = traceback.extract_tb(error.__traceback__ if error else None)
        own = [frame for frame in frames if "site-packages" not in frame.filename]
        found.append(f"{error!r} at {own[-1].filename}:{own[-1].lineno}" if own else repr(error))

    got_request_exception.connect(note)
    yield found
    got_request_exception.disconnect(note)


@contextmanager
def _taken_back() -> Iterator[None]:
    moment = clock.now()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    clock.move_to(moment)
