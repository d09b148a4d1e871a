"""All tables of this app as they stand after the committee's season; what led here is in the history."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("credits", "0001_initial"), ("credits", "0002_imports_cards_decisions")]

    initial = True

    dependencies = [
        ("accounts", "0001_whole"),
        ("accounts", "__first__"),
        ("applicants", "0001_whole"),
    ]

    operations = [
        migrations.CreateModel(
            name="CardUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=30, verbose_name="来源系统")),
                ("name", models.CharField(max_length=80, verbose_name="系统名称")),
                ("created_at", models.DateTimeField(verbose_name="提交时间")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                        verbose_name="学时卡",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="card_uploads",
                        to="applicants.profile",
                    ),
                ),
            ],
            options={
                "verbose_name": "其他系统学时卡",
            },
        ),
        migrations.CreateModel(
            name="CreditImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("training", "培训、高研班"), ("courseware", "网络课件、公需课")],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("checking", "正在核对"), ("checked", "待导入"), ("imported", "已导入")],
                        default="checking",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="行数")),
                ("bad", models.PositiveIntegerField(default=0, verbose_name="问题行")),
                ("people", models.PositiveIntegerField(default=0, verbose_name="人数")),
                ("hours", models.PositiveIntegerField(default=0, verbose_name="学时合计")),
                ("problems", models.JSONField(default=list)),
                ("created_at", models.DateTimeField(verbose_name="提交时间")),
                ("imported_at", models.DateTimeField(null=True, verbose_name="导入时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="登记机构",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                        verbose_name="表格",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.job"
                    ),
                ),
            ],
            options={
                "verbose_name": "学时导入",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["agency", "created_at"], name="credits_cre_agency__000d3c_idx")],
            },
        ),
        migrations.CreateModel(
            name="CreditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("general_public", "一般公需"),
                            ("industry_public", "行业公需"),
                            ("professional", "专业科目"),
                        ],
                        max_length=20,
                        verbose_name="科目",
                    ),
                ),
                ("route", models.CharField(blank=True, max_length=10, verbose_name="认定途径")),
                ("title", models.CharField(max_length=160, verbose_name="名称")),
                ("quantity", models.DecimalField(decimal_places=1, default=1, max_digits=6, verbose_name="数量")),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(0)], verbose_name="学时"
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="证书或成果编号")),
                ("is_joint", models.BooleanField(default=False, verbose_name="合作完成")),
                ("spans_years", models.BooleanField(default=False, verbose_name="跨年度")),
                ("title_key", models.CharField(blank=True, max_length=160)),
                ("number_key", models.CharField(blank=True, max_length=60)),
                (
                    "origin",
                    models.CharField(
                        choices=[("own", "本人登记"), ("import", "登记机构批量导入"), ("card", "其他系统学时卡")],
                        default="own",
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待认定"),
                            ("returned", "退回"),
                            ("recognised", "已认定"),
                            ("cancelled", "已撤销"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("return_reason", models.TextField(blank=True, verbose_name="退回理由")),
                ("recognised_at", models.DateTimeField(null=True, verbose_name="认定时间")),
                ("cancelled_at", models.DateTimeField(null=True, verbose_name="撤销时间")),
                ("cancel_reason", models.TextField(blank=True, verbose_name="撤销事由")),
                ("created_at", models.DateTimeField()),
                (
                    "card",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="credits.cardupload",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                        verbose_name="证明材料",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_entries",
                        to="applicants.profile",
                    ),
                ),
                (
                    "recognised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "imported_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="credits.creditimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "学时",
                "ordering": ("-year", "kind", "pk"),
                "indexes": [
                    models.Index(fields=["profile", "year"], name="credits_cre_profile_9a1572_idx"),
                    models.Index(fields=["title_key"], name="credits_cre_title_k_0e3dbb_idx"),
                    models.Index(
                        condition=models.Q(("number_key", ""), _negated=True),
                        fields=["number_key"],
                        name="credit_number_key",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("code", models.CharField(max_length=12, unique=True, verbose_name="校验码")),
                ("content", models.JSONField()),
                ("issued_at", models.DateTimeField(verbose_name="出具时间")),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_cards",
                        to="applicants.profile",
                    ),
                ),
            ],
            options={
                "verbose_name": "学时卡",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["profile", "year"], name="credits_cre_profile_ffc518_idx")],
            },
        ),
        migrations.CreateModel(
            name="CreditDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10, verbose_name="未明事项")),
                ("reading", models.CharField(max_length=120, verbose_name="读法")),
                ("reason", models.TextField(verbose_name="理由")),
                ("clause", models.CharField(max_length=120, verbose_name="依据")),
                ("hours", models.PositiveSmallIntegerField(verbose_name="认定学时")),
                ("decided_at", models.DateTimeField(verbose_name="核定时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="credits.creditentry"
                    ),
                ),
            ],
            options={
                "verbose_name": "学时核定",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["code", "agency", "-id"], name="credits_cre_code_1ea42b_idx")],
                "constraints": [models.UniqueConstraint(fields=("entry", "code"), name="one_decision_per_question")],
            },
        ),
    ]
