"""The secrets of phones, from which the one-time codes of office accounts are made, are sealed."""

from typing import Any

import django.db.models.deletion
import django_otp.plugins.otp_totp.models
from django.db import connection, migrations, models

import zcps.encryption
from zcps.encryption.envelope import seal
from zcps.encryption.migrating import sealed_from_now_on


def take_over(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's signature
    """Give each phone that is bound, or about to be, its sealed column; nothing stays open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, key FROM otp_totp_totpdevice WHERE key <> ''")
        for row, key in cursor.fetchall():
            sealed = seal(key, "accounts_phone.secret", row)
            cursor.execute("INSERT INTO accounts_phone (totpdevice_ptr_id, secret) VALUES (%s, %s)", [row, sealed])
            cursor.execute("UPDATE otp_totp_totpdevice SET key = '' WHERE id = %s", [row])


class Migration(migrations.Migration):
    """Adds a table beside that of django-otp, and empties the column where the secrets lay in clear."""

    dependencies = [
        ("accounts", "0010_find_acts_done_in_doubt"),
        ("otp_totp", "0003_add_timestamps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Phone",
            fields=[
                (
                    "totpdevice_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="otp_totp.totpdevice",
                    ),
                ),
                (
                    "secret",
                    zcps.encryption.EncryptedTextField(
                        default=django_otp.plugins.otp_totp.models.default_key, verbose_name="密钥"
                    ),
                ),
            ],
            options={"verbose_name": "手机动态口令"},
            bases=("otp_totp.totpdevice",),
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        *sealed_from_now_on("accounts_phone", ("secret",)),
    ]
