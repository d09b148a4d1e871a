"""Plans written from nothing or from another plan: which dates nobody has confirmed, which days were moved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns of data."""

    dependencies = [("reviews", "0007_what_a_plan_assumes")]

    operations = [
        migrations.AlterField(
            model_name="plan",
            name="stage",
            field=models.CharField(
                choices=[
                    ("draft", "起草"),
                    ("submitted", "报审"),
                    ("approved", "审核同意"),
                    ("published", "已发布"),
                    ("closed", "已结束"),
                    ("merged", "已并入"),
                    ("dropped", "已放弃"),
                ],
                default="draft",
                max_length=20,
                verbose_name="状态",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="unconfirmed",
            field=models.JSONField(blank=True, default=dict, verbose_name="待核对的日期"),
        ),
        migrations.AddField(
            model_name="plan",
            name="named_days",
            field=models.JSONField(blank=True, default=dict, verbose_name="公告所写日期"),
        ),
    ]
