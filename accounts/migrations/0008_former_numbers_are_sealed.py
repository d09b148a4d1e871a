"""No clear number gets into the table, past Django too."""

from django.db import migrations

from zcps.encryption.migrating import sealed_from_now_on


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_former_identities")]

    operations = sealed_from_now_on("accounts_formeridentity", ("id_number",))
