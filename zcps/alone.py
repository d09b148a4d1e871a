"""What only one process at a time may do, on however many machines; whoever dies lets go."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256

from django.db import InterfaceError, OperationalError, connection


@contextmanager
def alone(work: str) -> Iterator[bool]:
    """Hold a name for the length of a block, outside of every transaction; yield False where another holds it.

    The database keeps it for as long as this connection lives, so that nothing is left to clean up after `kill -9`.
    """
    key = int.from_bytes(sha256(work.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        [is_ours] = cursor.fetchone()
    try:
        yield is_ours
    finally:
        # A connection that broke meanwhile has let go by itself.
        with suppress(InterfaceError, OperationalError):
            if is_ours:
                connection.cursor().execute("SELECT pg_advisory_unlock(%s)", [key])
