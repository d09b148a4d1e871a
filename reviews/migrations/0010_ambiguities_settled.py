"""What follows a decision on an ambiguity, and how many of them a case waits for."""

import django.db.models.deletion
from django.db import migrations, models


def count_doubts(apps, schema_editor):
    """Cases that were filed before wait for the same decisions."""
    for case in apps.get_model("reviews", "Application").objects.exclude(snapshot=None).select_related("snapshot"):
        findings = case.snapshot.examination.get("findings", ())
        codes = {code for found in findings if found["answer"] == "unknown" for code in found.get("ambiguities", ())}
        case.open_doubts = len(codes - {"MISSING"})
        case.save(update_fields=["open_doubts"])


class Migration(migrations.Migration):
    dependencies = [("reviews", "0009_rules_tried_on_a_season")]

    operations = [
        migrations.AddField(
            "ambiguitydecision", "departs", models.TextField(blank=True, default="", verbose_name="与先例不同的理由"), preserve_default=False
        ),
        migrations.AddField(
            "ambiguitydecision",
            "document",
            models.CharField(blank=True, default="", max_length=60, verbose_name="人力社保部门复函文号"),
            preserve_default=False,
        ),
        migrations.AddField(
            "application", "open_doubts", models.PositiveSmallIntegerField(default=0, verbose_name="待核定的歧义")
        ),
        migrations.CreateModel(
            name="Reexamination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("examination", models.JSONField(verbose_name="复核结论")),
                ("made_at", models.DateTimeField(verbose_name="时间")),
                ("application", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reexaminations", to="reviews.application")),
                ("decision", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="reexamination", to="reviews.ambiguitydecision")),
                ("snapshot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reexaminations", to="reviews.snapshot")),
            ],
            options={
                "verbose_name": "核定后复核",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["snapshot", "-id"], name="reviews_ree_snapsho_39a1b8_idx")],
            },
        ),
        migrations.RunPython(count_doubts, migrations.RunPython.noop),
    ]
