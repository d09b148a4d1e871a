"""All tables of this app as they stand after the committee's season; what led here is in the history."""

import django.core.validators
import django.db.models.deletion
import zcps.encryption
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("employers", "0001_initial"),
        ("employers", "0002_affiliation"),
        ("employers", "0003_post_tables_as_the_form"),
        ("employers", "0004_post_lines_under_their_sheets"),
        ("employers", "0005_former_post_rows_are_gone"),
        ("employers", "0006_self_appointing_institutions"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_whole"),
        ("accounts", "__first__"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Employer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uscc", models.CharField(max_length=18, unique=True, verbose_name="统一社会信用代码")),
                ("name", models.CharField(max_length=120, verbose_name="单位名称")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("enterprise", "企业"),
                            ("public_institution", "事业单位"),
                            ("social_organisation", "社会组织"),
                            ("government", "机关"),
                            ("sole_trader", "个体经济组织"),
                            ("other", "其他"),
                        ],
                        max_length=30,
                        verbose_name="单位性质",
                    ),
                ),
                ("legal_representative", models.CharField(max_length=60, verbose_name="法定代表人")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "填写中"),
                            ("review", "待审核"),
                            ("returned", "退回补正"),
                            ("bound", "已绑定"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="注册状态",
                    ),
                ),
                ("defects", models.JSONField(blank=True, default=list)),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="提交时间")),
                ("bound_at", models.DateTimeField(null=True, verbose_name="绑定时间")),
                (
                    "authorisation_letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                        verbose_name="授权委托书",
                    ),
                ),
                (
                    "competent_department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="主管部门",
                    ),
                ),
                (
                    "personnel_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="人事代理机构",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employers",
                        to="accounts.region",
                        verbose_name="所在地",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.region",
                        verbose_name="实际所在县（市、区）",
                    ),
                ),
            ],
            options={
                "verbose_name": "用人单位",
                "ordering": ("name",),
                "permissions": (("act_for_employer", "以本单位名义办理"),),
                "indexes": [models.Index(fields=["stage", "region"], name="employers_e_stage_daa655_idx")],
            },
        ),
        migrations.CreateModel(
            name="EmployerOfficer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("id_index", models.CharField(db_index=True, max_length=64)),
                (
                    "duty",
                    models.CharField(
                        choices=[("head", "人事负责人"), ("handler", "经办人")],
                        default="handler",
                        max_length=20,
                        verbose_name="职责",
                    ),
                ),
                ("started_on", models.DateField(verbose_name="起")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="止")),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="officers", to="employers.employer"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employer_offices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "单位经办人",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("employer", "id_index"),
                        name="one_live_officer_per_employer",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EmployerUserPermission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="employers.employer"),
                ),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PostTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "填写中"),
                            ("signing", "待岗位统筹管理部门签署"),
                            ("submitted", "待确认"),
                            ("returned", "退回修改"),
                            ("confirmed", "已确认"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("remarks", models.JSONField(blank=True, default=dict, verbose_name="备注")),
                ("announced_on", models.DateField(blank=True, null=True, verbose_name="公布岗位信息日期")),
                ("uses_pool", models.BooleanField(default=False, verbose_name="使用地区统筹岗位")),
                (
                    "exchange",
                    models.CharField(
                        choices=[
                            ("none", "没有此类情形"),
                            ("one_for_two", "退二进一"),
                            ("two_for_three", "退三进二"),
                            ("other", "其他情形"),
                        ],
                        default="none",
                        max_length=20,
                        verbose_name="退二进一等情形",
                    ),
                ),
                ("explanation", models.TextField(blank=True, verbose_name="情形说明")),
                ("signer", models.CharField(blank=True, max_length=60, verbose_name="签署人")),
                ("signed_opinion", models.TextField(blank=True, verbose_name="签署意见")),
                ("signed_by", models.CharField(blank=True, max_length=80, verbose_name="签署部门")),
                ("signed_at", models.DateTimeField(null=True, verbose_name="签署时间")),
                ("responsible", models.CharField(blank=True, max_length=60, verbose_name="业务科（处）室负责人")),
                ("system_number", models.CharField(blank=True, max_length=60, verbose_name="省人事工资系统核定编号")),
                ("pledged", models.BooleanField(default=False, verbose_name="承诺及时聘任")),
                ("return_note", models.TextField(blank=True, verbose_name="退回意见")),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="提交时间")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="确认时间")),
                ("checked_in_system", models.BooleanField(default=False, verbose_name="已在省人事工资系统核对")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="post_tables", to="employers.employer"
                    ),
                ),
                (
                    "pool_manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="岗位统筹管理部门",
                    ),
                ),
            ],
            options={
                "verbose_name": "岗位信息表",
                "indexes": [models.Index(fields=["year", "stage"], name="post_table_worklist")],
                "constraints": [
                    models.UniqueConstraint(fields=("employer", "year"), name="one_post_table_per_year"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "confirmed"), _negated=True),
                            ("confirmed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="confirmed_post_table_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("id_number", zcps.encryption.EncryptedTextField(verbose_name="身份证号码")),
                ("id_index", models.CharField(db_index=True, max_length=64)),
                ("present_title", models.CharField(blank=True, max_length=80, verbose_name="现有专业技术职务任职资格")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("senior", "正高级"),
                            ("associate_senior", "副高级"),
                            ("intermediate", "中级"),
                            ("assistant", "助理级"),
                            ("technician", "员级"),
                        ],
                        max_length=20,
                        verbose_name="拟聘岗位等级",
                    ),
                ),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="岗位等级（级）")),
                (
                    "way",
                    models.CharField(
                        choices=[("review", "评审"), ("initial", "初定")],
                        default="review",
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="people", to="employers.posttable"
                    ),
                ),
            ],
            options={
                "verbose_name": "岗位信息表人员",
                "ordering": ("pk",),
                "constraints": [models.UniqueConstraint(fields=("table", "id_index"), name="one_post_line_per_person")],
            },
        ),
        migrations.CreateModel(
            name="PostLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("senior", "正高级"),
                            ("associate_senior", "副高级"),
                            ("intermediate", "中级"),
                            ("assistant", "助理级"),
                            ("technician", "员级"),
                        ],
                        max_length=20,
                        verbose_name="等级",
                    ),
                ),
                (
                    "approved",
                    models.PositiveIntegerField(
                        default=0, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name="核准数"
                    ),
                ),
                (
                    "filled",
                    models.PositiveIntegerField(
                        default=0, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name="实聘数"
                    ),
                ),
                ("vacancy", models.IntegerField(default=0, verbose_name="空缺数")),
                ("opened", models.PositiveIntegerField(default=0, verbose_name="今年新推出空缺岗位数")),
                ("converted", models.PositiveIntegerField(default=0, verbose_name="其中转评人员使用")),
                ("for_review", models.PositiveIntegerField(default=0, verbose_name="同意参加评审人数")),
                ("for_initial", models.PositiveIntegerField(default=0, verbose_name="申报初定人数")),
                ("used_after", models.PositiveIntegerField(default=0, verbose_name="聘任后共使用岗位数")),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="employers.posttable"
                    ),
                ),
            ],
            options={
                "verbose_name": "岗位信息表等级",
                "constraints": [models.UniqueConstraint(fields=("table", "level"), name="one_post_line_per_level")],
            },
        ),
        migrations.CreateModel(
            name="PostCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "finding",
                    models.CharField(
                        choices=[("in_order", "使用符合规定"), ("to_mend", "存在问题，责令整改")],
                        max_length=20,
                        verbose_name="核查结论",
                    ),
                ),
                ("note", models.TextField(verbose_name="核查情况")),
                ("figures", models.JSONField(default=dict)),
                ("checked_at", models.DateTimeField(verbose_name="核查时间")),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="employers.posttable"
                    ),
                ),
            ],
            options={
                "verbose_name": "岗位使用核查",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="PostAppointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("id_index", models.CharField(db_index=True, max_length=64)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("senior", "正高级"),
                            ("associate_senior", "副高级"),
                            ("intermediate", "中级"),
                            ("assistant", "助理级"),
                            ("technician", "员级"),
                        ],
                        max_length=20,
                        verbose_name="岗位等级",
                    ),
                ),
                ("post", models.CharField(max_length=80, verbose_name="聘任岗位")),
                ("appointed_on", models.DateField(verbose_name="聘任日期")),
                ("document", models.CharField(blank=True, max_length=80, verbose_name="聘任文号")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="employers.posttable",
                    ),
                ),
            ],
            options={
                "verbose_name": "岗位聘任",
                "constraints": [
                    models.UniqueConstraint(fields=("table", "id_index"), name="one_appointment_per_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="PostTableVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="版次")),
                ("content", zcps.encryption.EncryptedTextField(verbose_name="内容")),
                ("sha256", models.CharField(max_length=64)),
                ("confirmed_at", models.DateTimeField(verbose_name="确认时间")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="employers.posttable"
                    ),
                ),
            ],
            options={
                "verbose_name": "岗位信息表版本",
                "ordering": ("number",),
                "constraints": [
                    models.UniqueConstraint(fields=("table", "number"), name="one_post_table_version_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="SelfAppointing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[("active", "自主评聘"), ("ended", "已终止")],
                        default="active",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("series", models.JSONField(blank=True, default=list, verbose_name="系列")),
                ("document_number", models.CharField(max_length=80, verbose_name="文号")),
                ("dues", models.JSONField(blank=True, default=dict, verbose_name="备案期限")),
                ("settled_at", models.DateTimeField(verbose_name="核定时间")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="终止时间")),
                ("ended_document", models.CharField(blank=True, max_length=80, verbose_name="终止文号")),
                (
                    "employer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="self_appointing",
                        to="employers.employer",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                    ),
                ),
            ],
            options={
                "verbose_name": "自主评聘单位",
            },
        ),
        migrations.CreateModel(
            name="SelfFiling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("plan", "三年评审规划"), ("scheme", "当年评聘方案"), ("summary", "评聘总结")],
                        max_length=10,
                        verbose_name="备案事项",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "填写中"),
                            ("submitted", "待备案"),
                            ("returned", "退回补正"),
                            ("acknowledged", "已备案"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("figures", models.JSONField(blank=True, default=dict, verbose_name="主要数据")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                ("return_note", models.TextField(blank=True, verbose_name="退回意见")),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="提交时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="备案时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                        verbose_name="备案文件",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="self_filings",
                        to="employers.employer",
                    ),
                ),
            ],
            options={
                "verbose_name": "自主评聘备案",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("employer", "kind", "year"), name="one_self_filing_per_kind_and_year"
                    )
                ],
            },
        ),
        migrations.AlterUniqueTogether(
            name="employeruserpermission",
            unique_together={("user", "permission", "content_object")},
        ),
    ]
