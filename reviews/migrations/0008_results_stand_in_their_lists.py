"""A meeting kept a second copy of what its lists of results say: when they were reported, approved, announced."""

from django.db import migrations


class Migration(migrations.Migration):
    """The lists keep it alone."""

    dependencies = (("reviews", "0007_history_of_rows"),)

    operations = (
        migrations.RemoveField("meeting", "approved_at"),
        migrations.RemoveField("meeting", "publication_number"),
        migrations.RemoveField("meeting", "reported_at"),
    )
