from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("employers", "0004_post_lines_under_their_sheets")]
    operations = [migrations.DeleteModel("OldPostLine")]
