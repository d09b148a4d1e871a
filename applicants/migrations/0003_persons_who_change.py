"""Declarations of another name or document, and two accounts that become one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zcps.encryption.fields
from zcps.encryption.migrating import sealed_from_now_on


class Migration(migrations.Migration):
    """Adds tables; nothing that is there changes."""

    dependencies = [
        ("accounts", "0007_former_identities"),
        ("applicants", "0002_whole"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(max_length=500, verbose_name="理由")),
                (
                    "stage",
                    models.CharField(
                        choices=[("proposed", "待复核"), ("done", "已合并"), ("dropped", "不予合并")],
                        default="proposed",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="复核时间")),
                ("answer", models.TextField(blank=True, verbose_name="复核意见")),
                ("moved", models.JSONField(default=dict)),
                (
                    "bureau",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="办理机构",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="并入的账号",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="保留的账号",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "账号合并",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "proposed")), fields=("ended",), name="one_open_merge_per_account"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("id_type", models.CharField(max_length=20, verbose_name="证件类型")),
                ("id_number", zcps.encryption.fields.EncryptedTextField(verbose_name="证件号码")),
                ("id_index", models.CharField(db_index=True, max_length=64)),
                ("reason", models.TextField(max_length=500, verbose_name="变更情况")),
                (
                    "stage",
                    models.CharField(
                        choices=[("submitted", "待确认"), ("confirmed", "已确认"), ("returned", "已退回")],
                        default="submitted",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("declared_at", models.DateTimeField(verbose_name="申报时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="办理时间")),
                ("answer", models.TextField(blank=True, verbose_name="办理意见")),
                (
                    "bureau",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="办理机构",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                        verbose_name="证明材料",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="person_changes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "身份信息变更",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "submitted")), fields=("user",), name="one_open_change_per_account"
                    )
                ],
            },
        ),
        *sealed_from_now_on("applicants_personchange", ("id_number",)),
    ]
