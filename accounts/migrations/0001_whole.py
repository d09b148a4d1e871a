"""All tables of this app as they stand after the committee's season; what led here is in the history."""

import accounts.models.file
import django.db.models.deletion
import uuid
import zcps.encryption
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0003_produced_files_have_no_owner"),
        ("accounts", "0004_notices_to_mail_and_to_read"),
        ("accounts", "0005_job"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="JournalAnchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(verbose_name="日志序号")),
                ("digest", models.CharField(max_length=64, verbose_name="校验值")),
                ("anchored_at", models.DateTimeField(verbose_name="存证时间")),
                ("authority", models.CharField(max_length=60, verbose_name="存证方")),
                ("place", models.CharField(max_length=200, verbose_name="存证位置")),
                ("proof", models.TextField(blank=True, verbose_name="凭证")),
            ],
            options={
                "verbose_name": "日志存证",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("key", models.CharField(max_length=160, unique=True, verbose_name="账号")),
                (
                    "kind",
                    models.CharField(
                        choices=[("personal", "个人账号"), ("legal_person", "法人账号"), ("office", "机构账号")],
                        max_length=20,
                        verbose_name="账号类别",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("id_type", models.CharField(default="身份证", max_length=20, verbose_name="证件类型")),
                ("id_number", zcps.encryption.EncryptedTextField(blank=True, default="", verbose_name="证件号码")),
                ("id_index", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                ("phone", zcps.encryption.EncryptedTextField(blank=True, default="", verbose_name="手机号码")),
                ("email", models.EmailField(blank=True, default="", max_length=254, verbose_name="电子邮箱")),
                ("assurance", models.PositiveSmallIntegerField(default=0, verbose_name="实名等级")),
                (
                    "uscc",
                    models.CharField(
                        blank=True, db_index=True, default="", max_length=18, verbose_name="统一社会信用代码"
                    ),
                ),
                ("legal_name", models.CharField(blank=True, default="", max_length=120, verbose_name="法人名称")),
                (
                    "legal_representative",
                    models.CharField(blank=True, default="", max_length=60, verbose_name="法定代表人"),
                ),
                ("is_expert", models.BooleanField(default=False, verbose_name="评审专家")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "账号",
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=6, unique=True, verbose_name="行政区划代码")),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                (
                    "level",
                    models.CharField(
                        choices=[("province", "省级"), ("city", "市级"), ("county", "县（市、区）级")],
                        max_length=10,
                        verbose_name="级别",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="accounts.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "行政区划",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("industry_bureau", "经信部门"),
                            ("hr_bureau", "人力社保部门"),
                            ("competent_department", "主管部门"),
                            ("personnel_agency", "人事代理机构"),
                            ("receiving_point", "受理点"),
                            ("committee_office", "评委会办公室"),
                            ("founding_body", "评委会组建单位"),
                            ("supervision", "监督机构"),
                            ("registrar", "学时登记机构"),
                        ],
                        max_length=30,
                        verbose_name="类别",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("province", "省级"), ("city", "市级"), ("county", "县（市、区）级")],
                        max_length=10,
                        verbose_name="级别",
                    ),
                ),
                ("contact", models.CharField(blank=True, max_length=80, verbose_name="联系处室")),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agencies", to="accounts.region"
                    ),
                ),
            ],
            options={
                "verbose_name": "机构",
                "ordering": ("name",),
                "permissions": (("act_for_agency", "以本机构名义办理"),),
                "indexes": [models.Index(fields=["kind", "region"], name="accounts_ag_kind_3bff30_idx")],
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("way", models.CharField(max_length=40, verbose_name="方式")),
                ("address", models.GenericIPAddressField(null=True, verbose_name="地址")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "登录记录",
                "ordering": ("-at",),
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("content", models.FileField(max_length=80, upload_to=accounts.models.file.stored_name)),
                ("name", models.CharField(max_length=160, verbose_name="文件名")),
                ("mime", models.CharField(max_length=60, verbose_name="类型")),
                ("size", models.PositiveIntegerField(verbose_name="字节")),
                ("sha256", models.CharField(max_length=64)),
                ("pages", models.PositiveIntegerField(default=1, verbose_name="页数")),
                ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "文件",
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="事项")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("public", "社会公众"),
                            ("applicant", "申报人"),
                            ("employer", "用人单位"),
                            ("expert", "评审专家"),
                            ("industry_bureau", "经信部门"),
                            ("hr_bureau", "人力社保部门"),
                            ("competent_department", "主管部门"),
                            ("personnel_agency", "人事代理机构"),
                            ("receiving_point", "受理点"),
                            ("committee_office", "评委会办公室"),
                            ("founding_body", "评委会组建单位"),
                            ("supervision", "监督机构"),
                            ("registrar", "学时登记机构"),
                            ("clock", "系统时钟"),
                        ],
                        max_length=30,
                        verbose_name="身份",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("queued", "等待办理"),
                            ("running", "正在办理"),
                            ("done", "已完成"),
                            ("failed", "未完成"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0, verbose_name="已办")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="总数")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("input", models.JSONField(default=dict)),
                ("result", models.JSONField(default=dict)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField(verbose_name="提交时间")),
                ("started_at", models.DateTimeField(null=True, verbose_name="开始时间")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                ("heartbeat_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="jobs", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "input_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                    ),
                ),
                (
                    "result_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "后台办理",
                "indexes": [
                    models.Index(
                        condition=models.Q(("stage__in", ["queued", "running"])),
                        fields=["heartbeat_at"],
                        name="job_to_sweep",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyOfficer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_on", models.DateField(verbose_name="起")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="止")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="officers", to="accounts.agency"
                    ),
                ),
                (
                    "assigned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offices", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "机构经办人",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("agency", "user"),
                        name="one_live_office_per_user",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyUserPermission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.agency"),
                ),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("public", "社会公众"),
                            ("applicant", "申报人"),
                            ("employer", "用人单位"),
                            ("expert", "评审专家"),
                            ("industry_bureau", "经信部门"),
                            ("hr_bureau", "人力社保部门"),
                            ("competent_department", "主管部门"),
                            ("personnel_agency", "人事代理机构"),
                            ("receiving_point", "受理点"),
                            ("committee_office", "评委会办公室"),
                            ("founding_body", "评委会组建单位"),
                            ("supervision", "监督机构"),
                            ("registrar", "学时登记机构"),
                            ("clock", "系统时钟"),
                        ],
                        max_length=30,
                        verbose_name="身份",
                    ),
                ),
                ("actor_label", models.CharField(max_length=160, verbose_name="经办")),
                ("act", models.CharField(max_length=60, verbose_name="行为")),
                ("subject_type", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField()),
                ("case_id", models.BigIntegerField(null=True)),
                ("before", models.CharField(blank=True, max_length=30, verbose_name="原状态")),
                ("after", models.CharField(blank=True, max_length=30, verbose_name="现状态")),
                ("data", models.JSONField(default=dict)),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "办理日志",
                "ordering": ("number",),
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id"], name="accounts_jo_subject_1a28ed_idx"),
                    models.Index(
                        condition=models.Q(("case_id__isnull", False)),
                        fields=["case_id", "number"],
                        name="journal_case",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("body", models.TextField(verbose_name="内容")),
                ("url", models.CharField(blank=True, max_length=200, verbose_name="链接")),
                ("created_at", models.DateTimeField(verbose_name="时间")),
                ("read_at", models.DateTimeField(null=True, verbose_name="已读")),
                ("mailed_at", models.DateTimeField(null=True, verbose_name="已发邮件")),
                ("mail_error", models.CharField(blank=True, max_length=200)),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "消息",
                "ordering": ("-created_at", "-pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("mail_error", ""), ("mailed_at", None)), fields=["id"], name="notice_unsent"
                    ),
                    models.Index(fields=["recipient", "-created_at", "-id"], name="notice_of_recipient"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("recipient", "event"), name="one_notice_per_person_and_event")
                ],
            },
        ),
    ]
