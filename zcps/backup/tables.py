"""The tables of the database, out of one snapshot and into an empty one, by COPY: rows are never objects here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from zcps.backup.archive import PART

FORMAT = 1
# Who was signed in then has to sign in again.
LEFT_OUT = frozenset({"django_session"})
_TABLES = """
SELECT c.relname, array_agg(a.attname ORDER BY a.attnum),
       (SELECT array_agg(k.attname ORDER BY k.attnum) FROM pg_index i JOIN pg_attribute k
        ON k.attrelid = i.indrelid AND k.attnum = ANY (i.indkey) WHERE i.indrelid = c.oid AND i.indisprimary)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT attisdropped AND attgenerated = ''
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace GROUP BY c.oid, c.relname ORDER BY c.relname
"""
_SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1"
_MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"


@dataclass(frozen=True)
class Table:
    """A table as it is written and read: its columns by name, its rows in the order of the key."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def out(self) -> str:
        """Return the statement that gives all rows."""
        order = f" ORDER BY {_names(self.key)}" if self.key else ""
        return f'COPY (SELECT {_names(self.columns)} FROM "{self.name}"{order}) TO STDOUT'  # noqa: S608 - our own names

    @property
    def into(self) -> str:
        """Return the statement that takes rows."""
        return f'COPY "{self.name}" ({_names(self.columns)}) FROM STDIN'


class Parts:
    """Takes what COPY writes and gives it on in parts, hashing all of it."""

    def __init__(self, give: Callable[[bytes], None]) -> None:
        """Say where parts go."""
        self._give, self._waiting, self.hash, self.size = give, bytearray(), sha256(), 0

    def write(self, content: bytes) -> int:
        """Take some bytes."""
        self._waiting += content
        self.hash.update(content)
        self.size += len(content)
        if len(self._waiting) >= PART:
            self.flush()
        return len(content)

    def flush(self) -> None:
        """Give on what is waiting."""
        if self._waiting:
            self._give(bytes(self._waiting))
            self._waiting.clear()


@contextmanager
def own_connection(begin: str) -> Iterator[Any]:
    """Yield a cursor in a transaction of its own, on a connection that waits as long as it takes."""
    wrapper: BaseDatabaseWrapper = connections.create_connection("default")
    try:
        with wrapper.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")
            cursor.execute(begin)
            yield cursor
            cursor.execute("COMMIT")
    finally:
        wrapper.close()


def tables(cursor: Any) -> list[Table]:
    """Return all tables."""
    cursor.execute(_TABLES)
    return [Table(name, tuple(columns), tuple(key or ())) for name, columns, key in cursor.fetchall()]


def head(cursor: Any) -> dict[str, Any]:
    """Return what a database must have in common with this one to take its rows, and where its numbers go on."""
    cursor.execute(_SEQUENCES)
    sequences = dict(cursor.fetchall())
    cursor.execute(_MIGRATIONS)
    migrations = [list(each) for each in cursor.fetchall()]
    return {"format": FORMAT, "migrations": migrations, "sequences": sequences}


def copy_out(cursor: Any, table: Table, give: Callable[[bytes], None]) -> dict[str, Any]:
    """Give the rows of a table in parts; return how many, how much, and the hash."""
    parts = Parts(give)
    cursor.copy_expert(table.out, parts)
    parts.flush()
    return {"rows": cursor.rowcount, "size": parts.size, "sha256": parts.hash.hexdigest()}


def state_of(cursor: Any, table: Table) -> dict[str, Any]:
    """Return the same of a table without keeping its rows."""
    return copy_out(cursor, table, lambda _: None)


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
