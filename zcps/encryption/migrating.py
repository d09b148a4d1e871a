"""What a migration does to columns that are sealed from then on: what lay open is sealed, and nothing open comes in."""

from collections.abc import Iterable

from django.db import connection, migrations

from zcps.encryption.envelope import seal

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
