"""What an account's owner was called before, and by which document he was known."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zcps.encryption.fields
from zcps.encryption.migrating import sealed_from_now_on


class Migration(migrations.Migration):
    """Adds tables; nothing that is there changes."""

    dependencies = [
        ("accounts", "0006_partners"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerIdentity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("id_type", models.CharField(max_length=20, verbose_name="证件类型")),
                (
                    "id_number",
                    zcps.encryption.fields.EncryptedTextField(blank=True, default="", verbose_name="证件号码"),
                ),
                ("id_index", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                ("until", models.DateTimeField(verbose_name="至")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_identities",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "曾用身份信息",
            },
        ),
        *sealed_from_now_on("accounts_formeridentity", ("id_number",)),
    ]
