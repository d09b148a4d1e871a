"""No clear number gets into the table, past Django too."""

from django.db import migrations

from zcps.encryption.migrating import sealed_from_now_on


class Migration(migrations.Migration):
    dependencies = [("applicants", "0003_persons_who_change")]

    operations = sealed_from_now_on("applicants_personchange", ("id_number",))
