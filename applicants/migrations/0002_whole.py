"""What points to tables of apps that come later."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("applicants", "0002_initial")]

    initial = True

    dependencies = [
        ("accounts", "0001_whole"),
        ("accounts", "__first__"),
        ("applicants", "0001_whole"),
        ("employers", "0001_whole"),
    ]

    operations = [
        migrations.AddField(
            model_name="archiverecord",
            name="employer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="employers.employer",
                verbose_name="审核单位",
            ),
        ),
        migrations.AddField(
            model_name="archiverecord",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="applicants.archiverecord",
            ),
        ),
        migrations.AddField(
            model_name="archiverecord",
            name="verified_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="record",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="applicants.archiverecord"
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="contract_region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.region",
                verbose_name="劳动关系所在地",
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="employer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="employers.employer",
                verbose_name="现工作单位",
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="file_region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.region",
                verbose_name="人事档案所在地",
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="insurance_region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.region",
                verbose_name="社会保险所在地",
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="photo",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.storedfile",
                verbose_name="照片",
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="profile", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="archiverecord",
            name="profile",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="records", to="applicants.profile"
            ),
        ),
        migrations.AddIndex(
            model_name="archiverecord",
            index=models.Index(fields=["profile", "module"], name="applicants__profile_8ce26f_idx"),
        ),
        migrations.AddIndex(
            model_name="archiverecord",
            index=models.Index(
                condition=models.Q(("stage", "submitted")), fields=["employer", "id"], name="record_to_verify"
            ),
        ),
    ]
