"""What a migration does to columns that are sealed from then on: what lay open is sealed, and nothing open comes in."""

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import connection, migrations, transaction

from zcps.encryption.envelope import seal
from zcps.encryption.json_fields import sealed_json

_FORBID = "ALTER TABLE {0} ADD CONSTRAINT {0}_{1}_sealed CHECK ({1} = '' OR {1} ~ '^v[12]:')"
_ALLOW = "ALTER TABLE {0} DROP CONSTRAINT {0}_{1}_sealed"


def sealed_from_now_on(table: str, names: Iterable[str]) -> list[migrations.RunSQL]:
    """Return the constraints that keep clear text out of these columns, past Django too."""
    return [migrations.RunSQL(_FORBID.format(table, name), _ALLOW.format(table, name)) for name in names]


def seal_clear(table: str, names: Iterable[str], key: str = "id") -> None:
    """Seal what lies open in these columns."""
    for name in names:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {key}, {name} FROM {table} WHERE {name} <> '' AND {name} !~ '^v[12]:'")  # noqa: S608 - our own tables
            for row, text in cursor.fetchall():
                sealed = seal(text, f"{table}.{name}", row)
                cursor.execute(f"UPDATE {table} SET {name} = %s WHERE {key} = %s", [sealed, row])  # noqa: S608 - as above


# Said so that it may be said again: a migration outside of one transaction may stop between two of them.
_FORBID_JSON = "ALTER TABLE {0} DROP CONSTRAINT IF EXISTS {0}_{1}_sealed, ADD CONSTRAINT {0}_{1}_sealed CHECK ({2})"


def sealed_json_from_now_on(table: str, name: str, parts: tuple[str, ...] = ()) -> migrations.RunSQL:
    """Return the constraint that keeps clear JSON out of a column, or out of these parts of it, past Django too."""
    one = f"{name} #>> '{{}}' ~ '^v2:' OR {name} IN ('{{}}', '[]')"
    each = " AND ".join(f"coalesce({name} ->> '{part}' ~ '^v2:', true)" for part in parts)
    return migrations.RunSQL(_FORBID_JSON.format(table, name, each or one), _ALLOW.format(table, name))


def seal_clear_json(table: str, name: str, parts: tuple[str, ...] = (), batch: int = 500) -> None:
    """Seal what lies open in a column of JSON, a batch at a time; what is sealed already is passed over.

    Triggers of the table rest meanwhile: the history of rows would write down what is being sealed.
    """
    last = -1
    while rows := _page(f"SELECT id, {name}::text FROM {table} WHERE id > %s ORDER BY id LIMIT %s", [last, batch]):  # noqa: S608 - our own tables
        last = rows[-1][0]
        found = ((row, text, _now_sealed(json.loads(text), table, name, row, parts)) for row, text in rows)
        changed = [each for each in found if each[2]]
        if not changed:
            continue
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for row, text, value in changed:
                # Who saves the row in between has sealed it, and wins.
                wanted = f"UPDATE {table} SET {name} = %s::jsonb WHERE id = %s AND {name} = %s::jsonb"  # noqa: S608 - as above
                cursor.execute(wanted, [json.dumps(value), row, text])
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def seal_history_of(history: str, table: str, name: str, parts: tuple[str, ...] = (), batch: int = 500) -> None:
    """Seal what the history of rows has kept of a column of JSON, as its triggers would have found it now."""
    _rewrite(history, table, name, batch, lambda value, row: _now_sealed(value, table, name, row, parts))


def seal_history_of_texts(history: str, table: str, names: Iterable[str], batch: int = 500) -> None:
    """Seal what the history of rows has kept of these columns of text."""
    for name in names:
        _rewrite(history, table, name, batch, partial(_text_now_sealed, f"{table}.{name}"))


def _rewrite(history: str, table: str, name: str, batch: int, sealed: Callable[[Any, str], Any]) -> None:
    asked = f"SELECT number, row, operation, changes::text FROM {history} WHERE relation = %s AND number > %s"  # noqa: S608 - as above
    last = -1
    while rows := _page(f"{asked} AND jsonb_exists(changes, %s) ORDER BY number LIMIT %s", [table, last, name, batch]):
        last = rows[-1][0]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('zcps.forgetting', 'yes', true)")
            for number, row, operation, text in rows:
                changes = json.loads(text)
                # Of a change [before, after]; of a row that went the value itself.
                held = changes[name] if operation == "U" else [changes[name]]
                now = [sealed(each, row) or each for each in held]
                if now != held:
                    whole = json.dumps({**changes, name: now if operation == "U" else now[0]})
                    cursor.execute(f"UPDATE {history} SET changes = %s::jsonb WHERE number = %s", [whole, number])  # noqa: S608 - as above


def _text_now_sealed(place: str, value: Any, row: str) -> str:
    # Three stars stand where the history was veiled.
    is_open = isinstance(value, str) and value not in {"", "***"} and not value.startswith(("v1:", "v2:"))
    return seal(value, place, row) if is_open else ""


def _page(asked: str, given: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(asked, given)
        return list(cursor.fetchall())


def _now_sealed(value: Any, table: str, name: str, row: object, parts: tuple[str, ...]) -> Any:
    """Return the value sealed; None where there is nothing to seal, or it is sealed already."""
    if not value or not isinstance(value, dict | list):
        return None
    if not parts:
        return sealed_json(value, f"{table}.{name}", row, ())
    waiting = tuple(part for part in parts if isinstance(value, dict) and not isinstance(value.get(part, ""), str))
    return sealed_json(value, f"{table}.{name}", row, waiting) if waiting else None
