"""Many rows in one statement, where the rows are known as plain data: a third of the time that bulk_create() takes.

The rows go to the database as one JSON document, and it takes each column by the table's own type. What Django would
do to a value on its way (sealing, defaults, auto_now) is not done: for tables that have no such columns.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models

_INSERT = "INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, %s::json)"


def insert(
    model: type[models.Model], names: Sequence[str], rows: Sequence[Mapping[str, Any]], *, unless_there: bool = False
) -> None:
    """Write rows; a value that was refused leaves none of them.

    Args:
        model: of which table.
        names: the columns that are written; the database fills the others with its own defaults.
        rows: a value for each of the columns, by the column's name.
        unless_there: pass over a row that a constraint finds already there.
    """
    if not rows:
        return
    statement = _INSERT.format(
        table=connection.ops.quote_name(model._meta.db_table), names=", ".join(map(connection.ops.quote_name, names))
    )
    with connection.cursor() as cursor:
        conflict = " ON CONFLICT DO NOTHING" if unless_there else ""
        cursor.execute(statement + conflict, [json.dumps(rows, default=_plain, ensure_ascii=False)])


def _plain(value: Any) -> str:
    # Moments and days; anything else is a mistake of the caller.
    return str(value.isoformat())
