"""A title out of the archive is longer than sixty signs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_rows_that_stay")]

    operations = [
        migrations.AlterField(
            model_name="allowance", name="title", field=models.CharField(max_length=200, verbose_name="职称")
        ),
    ]
