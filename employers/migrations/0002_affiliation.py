"""To whom an employer belongs: its personnel agency, and where a unit of the city or the province really is."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_job"), ("employers", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="employer",
            name="personnel_agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.agency",
                verbose_name="人事代理机构",
            ),
        ),
        migrations.AddField(
            model_name="employer",
            name="seat",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.region",
                verbose_name="实际所在县（市、区）",
            ),
        ),
    ]
