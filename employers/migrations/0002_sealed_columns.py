"""No clear number gets into the tables, past Django too."""

from django.db import migrations

from zcps.encryption.migrating import sealed_from_now_on


class Migration(migrations.Migration):
    dependencies = [("employers", "0001_whole")]

    operations = [
        *sealed_from_now_on("employers_postperson", ("id_number",)),
        *sealed_from_now_on("employers_posttableversion", ("content",)),
    ]
