from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("reviews", "0006_published_tables_are_frozen")]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="assumed",
            field=models.JSONField(blank=True, default=list, verbose_name="待确认的参数"),
        ),
    ]
