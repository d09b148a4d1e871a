"""Why hours were cancelled is part of a sanction: it is sealed."""

from typing import Any

from django.db import migrations

import zcps.encryption
from zcps.encryption.migrating import seal_clear, sealed_from_now_on


def seal(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's signature
    seal_clear("credits_creditentry", ("cancel_reason",))


class Migration(migrations.Migration):
    dependencies = [("credits", "0001_whole")]

    operations = [
        migrations.AlterField(
            model_name="creditentry",
            name="cancel_reason",
            field=zcps.encryption.EncryptedTextField(blank=True, verbose_name="撤销事由"),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
        *sealed_from_now_on("credits_creditentry", ("cancel_reason",)),
    ]
