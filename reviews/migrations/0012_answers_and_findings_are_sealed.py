"""What a person declares, and what the law finds of it, tells of sanctions: it is sealed, in the history of rows too.

Works batch by batch outside one transaction; started again after a stop, it goes on with what is still open.
"""

from typing import Any

from django.db import migrations

from zcps.encryption.migrating import seal_clear_json, seal_history_of, sealed_json_from_now_on

SEALED: dict[tuple[str, str], tuple[str, ...]] = {
    ("reviews_application", "answers"): (),
    ("reviews_application", "confirmed_answers"): (),
    ("reviews_snapshot", "content"): ("answers", "examination"),
    ("reviews_snapshot", "examination"): (),
    ("reviews_reexamination", "examination"): (),
    ("reviews_dryrunchange", "reasons"): (),
    ("reviews_opinion", "items"): (),
}


def seal(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's signature
    for (table, name), parts in SEALED.items():
        seal_clear_json(table, name, parts)
        seal_history_of("reviews_rowchange", table, name, parts)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("reviews", "0011_forgetting_changes_in_portions")]

    operations = [
        migrations.RunPython(seal, migrations.RunPython.noop),
        *(sealed_json_from_now_on(table, name, parts) for (table, name), parts in SEALED.items()),
    ]
