"""How an ambiguity was settled tells of some persons that they are under a sanction: sealed, and found by its index."""

from typing import Any

from django.db import connection, migrations, models

import zcps.encryption.fields
from zcps.encryption import blind_index
from zcps.encryption.migrating import seal_clear, seal_history_of_texts, sealed_from_now_on

TABLE = "reviews_ambiguitydecision"
SEALED = {"code": "歧义", "says": "核定的理解", "reason": "理由", "clause": "依据条款", "departs": "与先例不同的理由"}


def seal(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's signature
    with connection.cursor() as cursor:
        # The history of rows would write down what is being sealed.
        cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        cursor.execute(f"SELECT DISTINCT code FROM {TABLE} WHERE code_index = ''")  # noqa: S608 - our own table
        for (code,) in cursor.fetchall():
            index = blind_index(code, "ambiguity")
            cursor.execute(f"UPDATE {TABLE} SET code_index = %s WHERE code = %s", [index, code])  # noqa: S608 - as above
    seal_clear(TABLE, SEALED)
    seal_history_of_texts("reviews_rowchange", TABLE, SEALED)
    with connection.cursor() as cursor:
        # Where there are rows, their foreign keys wait to be checked, and PostgreSQL alters no table before that.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [("reviews", "0012_answers_and_findings_are_sealed")]

    operations = [
        migrations.RemoveIndex(model_name="ambiguitydecision", name="reviews_amb_plan_id_2cf110_idx"),
        migrations.RemoveConstraint(model_name="ambiguitydecision", name="one_standing_decision_per_ambiguity"),
        migrations.AddField(
            model_name="ambiguitydecision",
            name="code_index",
            field=models.CharField(max_length=64, default=""),
            preserve_default=False,
        ),
        *(
            migrations.AlterField(
                model_name="ambiguitydecision",
                name=name,
                field=zcps.encryption.fields.EncryptedTextField(
                    verbose_name=label, **({"blank": True} if name == "departs" else {})
                ),
            )
            for name, label in SEALED.items()
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="ambiguitydecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)),
                fields=("application", "code_index"),
                name="one_standing_decision_per_ambiguity",
            ),
        ),
        migrations.AddIndex(
            model_name="ambiguitydecision",
            index=models.Index(fields=["plan", "code_index", "-decided_at"], name="reviews_amb_plan_id_bf174e_idx"),
        ),
        *sealed_from_now_on(TABLE, SEALED),
    ]
