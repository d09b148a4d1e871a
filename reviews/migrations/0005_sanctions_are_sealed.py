"""What is held against a person is sealed; and no clear text gets into any sealed column, past Django too."""

from typing import Any

from django.db import migrations

import zcps.encryption
from zcps.encryption.migrating import seal_clear, sealed_from_now_on

SANCTIONS = {
    "certificate": {"revocation_reason": "撤销理由"},
    "integrityrecord": {"reason": "事由", "period_reason": "期限核定理由"},
    "fraudveto": {"reason": "事实和理由", "statement": "陈述申辩", "answer": "答复"},
    "revocation": {"reason": "拟撤销的事实和理由", "defence": "陈述申辩", "considered": "对陈述申辩的审查意见"},
}
BEFORE = {
    "certificatecorrection": ("id_number",),
    "errorreport": ("contact",),
    "inquiry": ("email",),
    "objection": ("name", "contact"),
    "ballot": ("choice",),
}


def seal(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's signature
    for model, names in SANCTIONS.items():
        seal_clear(f"reviews_{model}", names)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0004_rosters_are_papers")]

    operations = [
        *(
            migrations.AlterField(
                model_name=model,
                name=name,
                field=zcps.encryption.EncryptedTextField(
                    verbose_name=label, **({} if name == "reason" else {"blank": True})
                ),
            )
            for model, names in SANCTIONS.items()
            for name, label in names.items()
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
        *(
            operation
            for model, names in SANCTIONS.items()
            for operation in sealed_from_now_on(f"reviews_{model}", names)
        ),
        *(operation for model, names in BEFORE.items() for operation in sealed_from_now_on(f"reviews_{model}", names)),
    ]
