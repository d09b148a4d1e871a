import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("reviews", "0002_noted_defects"),
    ]

    operations = [
        migrations.AddField("draw", "frozen_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="专家库冻结时间"), preserve_default=False),
        migrations.AddField("draw", "commitments", models.JSONField(default=dict)),
        migrations.AddField("draw", "legend", models.JSONField(default=dict)),
        migrations.AlterField("draw", "manifest_hash", models.CharField(blank=True, max_length=64)),
        migrations.AlterField("draw", "sealed_at", models.DateTimeField(null=True, verbose_name="封存时间")),
        migrations.AddConstraint(
            "draw",
            models.CheckConstraint(
                condition=models.Q(("drawn_at", None), ("sealed_at__lt", models.F("drawn_at")), _connector="OR"),
                name="drawn_only_after_the_seal",
            ),
        ),
    ]
