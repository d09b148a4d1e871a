"""Objections become cases, a publicity keeps its terms and its holds, the plan sets time limits and what stays public."""

import datetime as dt

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zcps.encryption

WAYS = [("mail", "电子邮件"), ("phone", "电话"), ("letter", "书面"), ("page", "查询页面")]
# The default time limit in days: ten working days and two weekends.
_TERM = dt.timedelta(days=14)


def complete(apps, schema_editor):
    """Give every objection its publicity, its time limit and its files; lock away who raised it."""
    Objection = apps.get_model("reviews", "Objection")
    for row in Objection.objects.select_related("entry"):
        row.publicity_id = row.entry.publicity_id
        row.due_at = row.raised_at + _TERM
        row.name = zcps.encryption.seal(row.name, "reviews_objection.name") if row.name else ""
        row.contact = zcps.encryption.seal(row.contact, "reviews_objection.contact") if row.contact else ""
        row.save()
        if row.evidence_id:
            row.files.add(row.evidence_id)


class Migration(migrations.Migration):
    dependencies = (
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("accounts", "0005_job"),
        ("reviews", "0017_draws_keep_their_history"),
    )
    operations = (
        migrations.AddField(
            "plan", "objection_days", models.PositiveSmallIntegerField("异议答复期限（工作日）", default=10)
        ),
        migrations.AddField("plan", "anonymous_objections", models.BooleanField("接受匿名异议", default=False)),
        migrations.AddField(
            "plan", "names_stay_days", models.PositiveSmallIntegerField("公示期满后名单保留（自然日）", default=0)
        ),
        migrations.AddField("plan", "needs_confirmation_sheet", models.BooleanField("要求公示确认表", default=False)),
        migrations.AddField(
            "plan",
            "employer_fields",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=30), blank=True, default=list, size=None, verbose_name="单位公示另列字段"
            ),
        ),
        migrations.AddField(
            "publicity", "answer_days", models.PositiveSmallIntegerField("异议答复期限（工作日）", default=10)
        ),
        migrations.AddField("publicity", "takes_anonymous", models.BooleanField("接受匿名异议", default=False)),
        migrations.AddField(
            "publicity", "shown_days", models.PositiveSmallIntegerField("期满后名单保留天数", default=0)
        ),
        migrations.AddField("publicity", "is_held", models.BooleanField("整份公示暂缓结束", default=False)),
        migrations.AddField(
            "publicity",
            "replaces",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="reviews.publicity",
            ),
        ),
        migrations.CreateModel(
            "ListHold",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField("理由")),
                ("held_at", models.DateTimeField("暂缓时间")),
                ("lift_reason", models.TextField("恢复理由", blank=True)),
                ("lifted_at", models.DateTimeField("恢复时间", null=True)),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publicity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="list_holds",
                        to="reviews.publicity",
                    ),
                ),
            ],
            options={
                "verbose_name": "整份公示暂缓结束",
                "ordering": ("pk",),
                "constraints": (
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)), fields=("publicity",), name="one_hold_of_a_list"
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            "PublicityConfirmation",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("places", models.CharField("公示地点", max_length=200)),
                ("remarks", models.CharField("说明", blank=True, max_length=500)),
                ("filled_at", models.DateTimeField("填写时间")),
                (
                    "filled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "publicity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="reviews.publicity",
                    ),
                ),
            ],
            options={"verbose_name": "公示确认表", "ordering": ("pk",)},
        ),
        migrations.AddField(
            "publicityentry",
            "previous",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="following",
                to="reviews.publicityentry",
            ),
        ),
        migrations.AddField(
            "publicityentry",
            "confirmation",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="reviews.publicityconfirmation",
            ),
        ),
        migrations.AddField(
            "objection",
            "publicity",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="objections",
                to="reviews.publicity",
            ),
        ),
        migrations.AddField("objection", "secret", models.CharField(blank=True, default="", max_length=64), False),
        migrations.AddField("objection", "is_anonymous", models.BooleanField("匿名", default=False)),
        migrations.AddField(
            "objection", "files", models.ManyToManyField(blank=True, related_name="+", to="accounts.storedfile")
        ),
        migrations.AddField("objection", "due_at", models.DateTimeField("答复期限", null=True)),
        migrations.AddField("objection", "accepted_at", models.DateTimeField("受理时间", null=True)),
        migrations.AddField(
            "objection", "clause", models.CharField("依据", blank=True, default="", max_length=160), False
        ),
        migrations.AddField(
            "objection",
            "answer_way",
            models.CharField("答复方式", blank=True, choices=WAYS, default="", max_length=10),
            False,
        ),
        migrations.AddField("objection", "answered_at", models.DateTimeField("答复送达时间", null=True)),
        migrations.AddField("objection", "warned_at", models.DateTimeField("逾期提醒时间", null=True)),
        migrations.AlterField("objection", "name", models.TextField("姓名", blank=True)),
        migrations.AlterField("objection", "contact", models.TextField("联系方式", blank=True)),
        migrations.RunPython(complete, migrations.RunPython.noop, elidable=False),
    )
