"""Papers keep what stands on each of their pages."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("reviews", "0027_recommended_and_entrusted")]

    operations = [
        migrations.AddField(model_name="document", name="sheets", field=models.JSONField(default=list)),
    ]
