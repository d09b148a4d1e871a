import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("reviews", "0010_ambiguities_settled"),
    ]

    operations = [
        migrations.AlterField("integrityrecord", "application", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.application")),
        migrations.AddField("integrityrecord", "stage", models.CharField(choices=[("period_open", "期限待核定"), ("settled", "期限已定")], default="settled", max_length=20, verbose_name="记录期限")),
        migrations.AddField("integrityrecord", "period_reason", models.TextField(blank=True, verbose_name="期限核定理由")),
        migrations.AddField("integrityrecord", "period_clause", models.CharField(blank=True, max_length=120, verbose_name="期限依据")),
        migrations.AlterModelOptions("integrityrecord", options={"ordering": ("-pk",), "verbose_name": "诚信记录"}),
    ]
