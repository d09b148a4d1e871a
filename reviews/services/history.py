"""Seeing to it that every recorded table has its trigger, written for the columns that it has now; and forgetting."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.db import connection, connections

from reviews.history import HIDDEN, IGNORED, RECORDED


def tables() -> list[str]:
    """Return the names of the recorded tables."""
    return [apps.get_model(app, name)._meta.db_table for app, names in RECORDED.items() for name in names]


def install(using: str = "default", **_: Any) -> None:
    """Write the triggers anew that do not fit their tables, after every migration; where all fit, one question."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regproc('record_history_of') IS NOT NULL")
        if cursor.fetchone()[0]:
            asked = [(name, list(HIDDEN.get(name, ())), list(IGNORED.get(name, ()))) for name in tables()]
            calls = ", ".join("record_history_of(%s, %s::text[], %s::text[])" for _ in asked)
            cursor.execute(f"SELECT {calls}", [value for one in asked for value in one])


def forget(before: dt.datetime, most: int) -> int:
    """Forget so many of the changes that are older than a moment, the only way they go; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_history(%s, %s)", [before, most])
        return int(cursor.fetchone()[0])


def veil() -> None:
    """Forget what the rows said that were changed in this transaction, now and ever before; not that they were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT veil_history()")
