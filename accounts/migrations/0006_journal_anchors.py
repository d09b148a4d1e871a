"""Anchors of the journal: append-only as the journal itself."""

from django.db import migrations, models

FORBID = """
CREATE TRIGGER anchors_are_append_only BEFORE UPDATE OR DELETE ON accounts_journalanchor
FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
"""
ALLOW = "DROP TRIGGER anchors_are_append_only ON accounts_journalanchor;"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_job'),
    ]

    operations = [
        migrations.CreateModel(
            name='JournalAnchor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(verbose_name='日志序号')),
                ('digest', models.CharField(max_length=64, verbose_name='校验值')),
                ('anchored_at', models.DateTimeField(verbose_name='存证时间')),
                ('authority', models.CharField(max_length=60, verbose_name='存证方')),
                ('place', models.CharField(max_length=200, verbose_name='存证位置')),
                ('proof', models.TextField(blank=True, verbose_name='凭证')),
            ],
            options={
                'verbose_name': '日志存证',
                'ordering': ('-pk',),
            },
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
