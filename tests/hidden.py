"""What is hidden answers like what does not exist: the same status, the same words, as many questions to the database.

told_apart(the world's addresses, browsers, the letters of the walk) → where somebody could tell the two apart, and how.
"""

from typing import Any
from uuid import UUID

from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

# A number, a receipt, a code, a file that were never given out.
MISSING = (1_999_999_999, "NONE22220000", "none", UUID("00000000-0000-4000-8000-000000000000"))


def told_apart(
    subjects: dict[str, tuple[Any, ...]], at: dict[str, Client], letters: dict[str, dict[str, str]]
) -> dict[str, str]:
    """Ask some of those to whom each address answered that there is nothing, for what is there and for what is not."""
    found: dict[str, tuple[str, Any, Any]] = {}
    for key, args in subjects.items():
        hidden = [who for who, letter in letters.get(key, {}).items() if letter in {".", "s"}]
        name = key.split(":")[0]
        missing = _missing(name, args)
        if hidden and missing:
            # One for each address, another at the next: everybody takes his turn.
            who = hidden[sum(key.encode()) % len(hidden)]
            there, nowhere = _asked(at[who], reverse(name, args=args)), _asked(at[who], missing)
            found[key] = (who, there, nowhere)
    return {
        key: f"{who}: {there[0]} {nowhere[0]}, {there[2]} {nowhere[2]} questions"
        for key, (who, there, nowhere) in found.items()
        if there != nowhere
    }


def _missing(name: str, args: tuple[Any, ...]) -> str:
    for each in MISSING:
        if args and isinstance(args[0], int) == isinstance(each, int):
            try:
                return reverse(name, args=(each, *args[1:]))
            except NoReverseMatch:
                continue
    return ""


def _asked(client: Client, address: str) -> tuple[int, bytes, int]:
    """What somebody can learn from an answer: its status, its words, and what it cost."""
    reset_queries()
    with transaction.atomic():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        if answer.status_code == 405:
            with CaptureQueriesContext(connection) as asked:
                answer = client.post(address)
        transaction.set_rollback(True)
    # Led on to sign in, and from there back here: that names the address, and nothing else.
    goes_on = answer.get("Location", "").partition("?next=")[0].encode()
    # Each request has a number of its own, also on the page that says that there is nothing.
    said = b"" if answer.streaming else answer.content.replace(answer["X-Request-Id"].encode(), b"")
    return answer.status_code, goes_on + said, sum(_is_of_the_answer(each["sql"]) for each in asked)


def _is_of_the_answer(sql: str) -> bool:
    """That somebody is still there is written down once a minute, whatever he asks for."""
    return "django_session" not in sql and "SAVEPOINT" not in sql
