"""Joint examinations: what every office of a joint leg has signed; opinions that no longer count."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_job"), ("reviews", "0015_calendar_notices")]

    operations = [
        migrations.AddField(
            model_name="opinion",
            name="voided_at",
            field=models.DateTimeField(null=True, verbose_name="失效时间"),
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("leg", models.PositiveSmallIntegerField(verbose_name="环节")),
                ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="本轮结束时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="accounts.agency",
                        verbose_name="机构",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="reviews.application",
                    ),
                ),
                (
                    "opinion",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_off",
                        to="reviews.opinion",
                    ),
                ),
            ],
            options={
                "verbose_name": "会同审核",
                "ordering": ("pk",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None), ("opinion", None)),
                        fields=["agency", "application"],
                        name="sign_off_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("application", "agency"),
                        name="one_live_sign_off_per_case_and_office",
                    )
                ],
            },
        ),
    ]
