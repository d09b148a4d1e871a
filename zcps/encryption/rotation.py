"""Sealing everything anew with the newest key, while the platform runs.

Each envelope says which key sealed it: what begins otherwise than newest_head() is still to be done, so that a run that
was killed is simply started again. A row is written only if its sealed text is still the one that was read
(compare-and-set): whoever saves the row in between wins, and has sealed with the newest key anyway. A batch commits by
itself. What cannot be opened is left as it is and reported.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db import connection, models, transaction

from zcps.encryption.columns import sealed_columns, sealed_json_columns, sealed_objects
from zcps.encryption.envelope import newest_head, seal, unseal
from zcps.encryption.json_fields import opened_json

Key = int | UUID


@dataclass(frozen=True)
class Column:
    """One column whose values are sealed: as text, as the values of a JSON object, or as JSON whole or in parts."""

    table: str
    name: str
    key: str
    is_object: bool = False
    is_json: bool = False
    parts: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """What its values are bound to besides the row."""
        return f"{self.table}.{self.name}"

    def anew(self, sealed: str, row: object) -> str:
        """Return the same text in a new envelope; raise InvalidTag where the old one does not open."""
        if not self.is_object and not self.is_json:
            return self._again(sealed, self.place, row)
        held = json.loads(sealed)
        if self.is_json and not self.parts:
            return json.dumps(self._again(held, self.place, row))
        return json.dumps(
            {
                name: self._again(value, f"{self.place}.{name}", row) if self.is_object or name in self.parts else value
                for name, value in held.items()
            }
        )

    def opened(self, held: Any, row: object) -> Any:
        """Return what is said by what lies in the column; raise InvalidTag where no key opens it."""
        if self.is_object:
            return {name: unseal(value, f"{self.place}.{name}", row) for name, value in held.items()}
        return opened_json(held, self.place, row, self.parts) if self.is_json else unseal(held, self.place, row)

    @staticmethod
    def _again(sealed: str, place: str, row: object) -> str:
        return seal(unseal(sealed, place, row), place, row)


@dataclass
class Progress:
    """How far one column is."""

    column: Column
    done: int
    left: int
    failed: list[Key]


def columns() -> Iterator[Column]:
    """Yield every column that holds something sealed."""
    for model, text in sealed_columns():
        yield Column(model._meta.db_table, str(text.column), _key(model))
    for model, values in sealed_objects():
        yield Column(model._meta.db_table, str(values.column), _key(model), is_object=True)
    for model, whole in sealed_json_columns():
        yield Column(model._meta.db_table, str(whole.column), _key(model), is_json=True, parts=whole.parts)


@lru_cache(maxsize=1)
def _by_place() -> dict[tuple[str, str], Column]:
    return {(column.table, column.name): column for column in columns()}


def says_the_same(table: str, name: str, row: object, before: Any, after: Any) -> bool:
    """Whether a sealed column was only sealed anew: both values open for the row, and to the same."""
    column = _by_place().get((table, name))
    if column is None or not before or not after:
        return False
    try:
        return bool(column.opened(before, row) == column.opened(after, row))
    except (InvalidTag, ValueError, AttributeError):
        return False


def waiting(column: Column) -> int:
    """Return how many rows of a column another key has sealed."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {column.table} WHERE {_old(column)}", [newest_head()])  # noqa: S608 - our own tables
        return int(cursor.fetchone()[0])


def rotate(column: Column, batch: int) -> Iterator[Progress]:
    """Seal a column anew, a batch at a time; yield after each how far it is."""
    progress = Progress(column, 0, waiting(column), [])
    last: Key | None = None
    while rows := _next(column, batch, last):
        last = rows[-1][0]
        with transaction.atomic():
            progress.done += sum(_renewed(column, row, sealed, progress) for row, sealed in rows)
        progress.left = waiting(column)
        yield progress


def _renewed(column: Column, row: Key, sealed: str, progress: Progress) -> int:
    try:
        fresh = column.anew(sealed, row)
    except InvalidTag:
        progress.failed.append(row)
        return 0
    kind = "::jsonb" if column.is_object or column.is_json else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {column.table} SET {column.name} = %s{kind}"  # noqa: S608 - as above
            f" WHERE {column.key} = %s AND {column.name} = %s{kind}",
            [fresh, row, sealed],
        )
        return int(cursor.rowcount)


def _next(column: Column, batch: int, last: Key | None) -> list[tuple[Key, str]]:
    after = f"AND {column.key} > %s" if last is not None else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column.key}, {column.name}::text FROM {column.table}"  # noqa: S608 - as above
            f" WHERE {_old(column)} {after} ORDER BY {column.key} LIMIT %s",
            [newest_head(), *([last] if last is not None else []), batch],
        )
        return [(row, sealed) for row, sealed in cursor.fetchall()]


def _old(column: Column) -> str:
    if column.is_object:
        return f"EXISTS (SELECT FROM jsonb_each_text({column.name}) one WHERE NOT starts_with(one.value, %s))"
    if column.parts:
        held = ", ".join(f"{column.name} ->> '{part}'" for part in column.parts)
        return f"EXISTS (SELECT FROM unnest(ARRAY[{held}]) one WHERE NOT starts_with(one, %s))"
    if column.is_json:
        return f"jsonb_typeof({column.name}) = 'string' AND NOT starts_with({column.name} #>> '{{}}', %s)"
    return f"{column.name} <> '' AND NOT starts_with({column.name}, %s)"


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.column)
