"""All tables of this app as they stand after the committee's season; what led here is in the history."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import reviews.models.plan
import reviews.models.vote
import uuid
import zcps.encryption
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("reviews", "0001_initial"),
        ("reviews", "0002_noted_defects"),
        ("reviews", "0003_draw_begins_before_its_seal"),
        ("reviews", "0004_plans_with_all_their_parameters"),
        ("reviews", "0005_tables_of_the_notices"),
        ("reviews", "0007_what_a_plan_assumes"),
        ("reviews", "0008_dates_that_wait_for_confirmation"),
        ("reviews", "0009_rules_tried_on_a_season"),
        ("reviews", "0010_ambiguities_settled"),
        ("reviews", "0011_falsified_credits"),
        ("reviews", "0012_unit_of_the_meetings_lead"),
        ("reviews", "0013_results_corrections_revocations_complaints"),
        ("reviews", "0014_committees_pools_conflicts"),
        ("reviews", "0016_joint_sign_offs"),
        ("reviews", "0017_draws_keep_their_history"),
        ("reviews", "0018_objections_as_cases"),
        ("reviews", "0021_post_tables_on_paper"),
        ("reviews", "0022_members_of_the_pools"),
        ("reviews", "0023_inspections_and_fraud"),
        ("reviews", "0024_two_opinions_on_a_conflict"),
        ("reviews", "0025_spot_checks_and_opinions"),
        ("reviews", "0026_initial_determinations"),
        ("reviews", "0026_votes_by_group"),
        ("reviews", "0027_recommended_and_entrusted"),
        ("reviews", "0028_documents_know_their_sheets"),
        ("reviews", "0029_questions_and_answers"),
        ("reviews", "0030_letters_of_a_season"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_whole"),
        ("accounts", "__first__"),
        ("applicants", "0002_whole"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("employers", "0001_whole"),
    ]

    operations = [
        migrations.CreateModel(
            name="SweepRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("work", models.CharField(max_length=30, unique=True, verbose_name="事项")),
                ("begun_at", models.DateTimeField(verbose_name="开始")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="结束")),
                ("done", models.JSONField(default=dict, verbose_name="结果")),
            ],
            options={
                "verbose_name": "到期办理记录",
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("specialty", models.CharField(blank=True, max_length=40, verbose_name="申报专业")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "填报中"),
                            ("employer_review", "单位审核"),
                            ("employer_publicity_due", "待单位公示"),
                            ("employer_publicity", "单位公示中"),
                            ("employer_opinion_due", "待单位填写推荐意见"),
                            ("recommendation", "审核推荐"),
                            ("qualification", "资格审查"),
                            ("determination", "待初定"),
                            ("determined", "同意初定"),
                            ("qualified", "资格审查通过"),
                            ("pre_review_publicity", "评前公示中"),
                            ("ready", "待评审"),
                            ("in_review", "评审中"),
                            ("passed", "评审通过"),
                            ("result_publicity", "结果公示中"),
                            ("approval", "待核准"),
                            ("announced", "已公布"),
                            ("archived", "已归档"),
                            ("not_passed", "评审未通过"),
                            ("not_determined", "不予初定"),
                            ("not_recommended", "不予推荐"),
                            ("not_accepted", "不予受理"),
                            ("withdrawn", "已撤回"),
                            ("lapsed", "逾期失效"),
                            ("revoked", "已撤销"),
                        ],
                        default="draft",
                        max_length=30,
                        verbose_name="状态",
                    ),
                ),
                ("leg", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(null=True, verbose_name="办理时限")),
                ("entered_at", models.DateTimeField(verbose_name="进入本环节时间")),
                ("statement", models.TextField(blank=True, verbose_name="个人述职")),
                ("answers", models.JSONField(default=dict)),
                ("confirmed_answers", models.JSONField(default=dict)),
                ("open_doubts", models.PositiveSmallIntegerField(default=0, verbose_name="待核定的歧义")),
                ("saved_at", models.DateTimeField(null=True, verbose_name="保存时间")),
                ("is_correction", models.BooleanField(default=False)),
                ("filed_at", models.DateTimeField(null=True, verbose_name="提交时间")),
                ("paper_received_at", models.DateTimeField(null=True, verbose_name="纸质材料收讫")),
                ("paper_returned_at", models.DateTimeField(null=True, verbose_name="纸质材料退还")),
                ("created_at", models.DateTimeField()),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="applicants.profile",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="employers.employer",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_held",
                        to="accounts.agency",
                    ),
                ),
                ("records", models.ManyToManyField(blank=True, related_name="+", to="applicants.archiverecord")),
            ],
            options={
                "verbose_name": "申报",
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(fields=["holder", "stage", "due_at", "id"], name="reviews_app_holder__f22f92_idx"),
                    models.Index(fields=["employer", "stage", "due_at", "id"], name="reviews_app_employe_a5490e_idx"),
                    models.Index(
                        condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="application_due"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("document", models.CharField(max_length=40, verbose_name="文号")),
                ("title", models.CharField(max_length=160, verbose_name="标题")),
                ("published_on", models.DateField(verbose_name="发布日期")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待复核"),
                            ("approved", "已生效"),
                            ("discarded", "已放弃"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="录入时间")),
                ("imported_at", models.DateTimeField(null=True, verbose_name="提交时间")),
                ("approved_at", models.DateTimeField(null=True, verbose_name="生效时间")),
                ("return_reason", models.TextField(blank=True, verbose_name="退回理由")),
                ("recounted_at", models.DateTimeField(null=True, verbose_name="公示期重新计算时间")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="复核",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "imported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提交",
                    ),
                ),
            ],
            options={
                "verbose_name": "放假通知",
                "ordering": ("-published_on", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "discarded"), _negated=True),
                        fields=("document",),
                        name="one_calendar_notice_per_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "approved"), _negated=True),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="calendar_notice_counts_once_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by", models.F("imported_by")), _negated=True),
                            models.Q(("approved_by", models.F("created_by")), _negated=True),
                        ),
                        name="calendar_notice_approved_by_a_second_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="日期")),
                ("is_working", models.BooleanField(verbose_name="上班")),
                ("occasion", models.CharField(max_length=20, verbose_name="节日")),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="days", to="reviews.calendarnotice"
                    ),
                ),
            ],
            options={
                "verbose_name": "放假和调休日",
                "ordering": ("day",),
                "constraints": [models.UniqueConstraint(fields=("notice", "day"), name="once_in_a_calendar_notice")],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("certificate", "职称电子证书"),
                            ("proof", "评审通过证明"),
                            ("recommendation", "推荐函"),
                        ],
                        default="certificate",
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("number", models.CharField(max_length=30, unique=True, verbose_name="证书编号")),
                (
                    "state",
                    models.CharField(
                        choices=[("valid", "有效"), ("revoked", "已撤销"), ("corrected", "已更正")],
                        default="valid",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("content", models.JSONField()),
                ("issued_at", models.DateTimeField(verbose_name="签发时间")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="撤销时间")),
                ("revocation_reason", models.TextField(blank=True, verbose_name="撤销理由")),
                ("corrected_at", models.DateTimeField(null=True, verbose_name="更正时间")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="reviews.application",
                    ),
                ),
                (
                    "replaced_by",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="reviews.certificate",
                    ),
                ),
            ],
            options={
                "verbose_name": "电子证书",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "corrected"), _negated=True),
                        fields=("application",),
                        name="one_certificate_in_force",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="recommendation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="used_by",
                to="reviews.certificate",
                verbose_name="下级评委会推荐函",
            ),
        ),
        migrations.CreateModel(
            name="Allowance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "kind",
                    models.CharField(
                        choices=[("senior", "正高级职称人才津贴"), ("associate", "重点产业企业副高级职称人才津贴")],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="职称")),
                ("assessment", models.CharField(max_length=20, verbose_name="年度考核结果")),
                (
                    "industry",
                    models.CharField(
                        blank=True,
                        choices=[("digital", "数字经济"), ("manufacturing", "工业")],
                        max_length=20,
                        verbose_name="重点产业",
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=60, verbose_name="专业技术岗位")),
                ("amount", models.PositiveIntegerField(verbose_name="津贴（元）")),
                ("clause", models.CharField(max_length=160, verbose_name="依据")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("declared", "待核定"),
                            ("confirmed", "已核定"),
                            ("refused", "不予列入"),
                            ("withdrawn", "单位已撤回"),
                        ],
                        default="declared",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                ("declared_at", models.DateTimeField(verbose_name="申报时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="核定时间")),
                (
                    "bureau",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="核定机构",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="allowances", to="employers.employer"
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="allowances", to="applicants.profile"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applicants.archiverecord",
                    ),
                ),
                (
                    "certificate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.certificate",
                    ),
                ),
            ],
            options={
                "verbose_name": "人才津贴",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["bureau", "year", "id"], name="reviews_all_bureau__329b1d_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stage__in", ["declared", "confirmed"])),
                        fields=("year", "profile"),
                        name="one_allowance_per_person_and_year",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("asked", "待核查"),
                            ("examined", "待审核"),
                            ("approved", "已更正"),
                            ("refused", "不予更正"),
                        ],
                        default="asked",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("changes", models.JSONField(verbose_name="更正内容")),
                ("id_number", zcps.encryption.EncryptedTextField(blank=True, verbose_name="更正后的证件号码")),
                ("reason", models.TextField(verbose_name="理由")),
                ("asked_by", models.CharField(max_length=160, verbose_name="提出人")),
                ("is_holders", models.BooleanField(verbose_name="持证人申请")),
                ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                ("opinion", models.TextField(blank=True, verbose_name="核查意见")),
                ("examined_at", models.DateTimeField(null=True, verbose_name="核查时间")),
                ("decision", models.TextField(blank=True, verbose_name="审核意见")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="办结时间")),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="reviews.certificate",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "证书更正",
                "ordering": ("-pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stage__in", ["asked", "examined"])),
                        fields=("certificate",),
                        name="one_correction_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=43, unique=True)),
                ("text", models.TextField(verbose_name="保证书内容")),
                ("sha256", models.CharField(max_length=64)),
                ("requested_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(null=True, verbose_name="签署时间")),
                ("signature", models.TextField(blank=True, verbose_name="手写签名")),
                ("user_agent", models.CharField(blank=True, max_length=200, verbose_name="签署设备")),
                ("address", models.GenericIPAddressField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="reviews.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "真实性保证书",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("signed_at", None)),
                        fields=("application",),
                        name="one_pending_commitment_per_application",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Committee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="名称")),
                (
                    "former_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="曾用名",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("technician", "员级"),
                            ("assistant", "助理级"),
                            ("intermediate", "中级"),
                            ("associate_senior", "副高级"),
                            ("senior", "正高级"),
                        ],
                        max_length=20,
                        verbose_name="级别",
                    ),
                ),
                (
                    "titles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None, verbose_name="评审资格"
                    ),
                ),
                (
                    "recommends",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="推荐资格",
                    ),
                ),
                ("specialties", models.TextField(blank=True, verbose_name="所评专业")),
                ("scope", models.CharField(blank=True, max_length=120, verbose_name="对象范围")),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="依据")),
                (
                    "stage",
                    models.CharField(
                        choices=[("proposed", "待组建"), ("active", "在任"), ("dissolved", "已撤销")],
                        default="active",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="组建日期")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                (
                    "expert_term_years",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="专家任期（年）"),
                ),
                (
                    "most_terms",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="专家连任上限（届）"),
                ),
                (
                    "founding_body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="组建单位",
                    ),
                ),
                (
                    "hr_bureau",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="核准备案部门",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committees",
                        to="accounts.agency",
                        verbose_name="办公室",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="监督机构",
                    ),
                ),
            ],
            options={
                "verbose_name": "评审委员会",
                "ordering": ("name",),
                "permissions": (("run_committee", "办理评委会事务"),),
            },
        ),
        migrations.CreateModel(
            name="CommitteeFunction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=60, verbose_name="资格")),
                (
                    "mode",
                    models.CharField(
                        choices=[("review", "评审"), ("recommend", "推荐")], max_length=20, verbose_name="职能"
                    ),
                ),
                ("valid_from", models.DateField(null=True, verbose_name="起")),
                ("valid_until", models.DateField(null=True, verbose_name="止")),
                ("document", models.CharField(blank=True, max_length=160, verbose_name="依据文件")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="functions", to="reviews.committee"
                    ),
                ),
            ],
            options={
                "verbose_name": "评审委员会职能",
                "ordering": ("committee", "mode", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("valid_until", None)),
                        fields=("committee", "title", "mode"),
                        name="one_present_function_per_title",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitteeName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("valid_from", models.DateField(null=True, verbose_name="起")),
                ("valid_until", models.DateField(null=True, verbose_name="止")),
                ("document", models.CharField(blank=True, max_length=160, verbose_name="依据文件")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="names", to="reviews.committee"
                    ),
                ),
            ],
            options={
                "verbose_name": "评审委员会名称",
                "ordering": ("committee", models.OrderBy(models.F("valid_from"), nulls_first=True)),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("valid_until", None)),
                        fields=("committee",),
                        name="one_present_name_per_committee",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitteeTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="届次")),
                ("starts_on", models.DateField(verbose_name="起")),
                ("ends_on", models.DateField(verbose_name="止")),
                ("document", models.CharField(blank=True, max_length=160, verbose_name="依据文件")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="reviews.committee"
                    ),
                ),
            ],
            options={
                "verbose_name": "评审委员会任期",
                "ordering": ("committee", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "number"), name="one_term_per_number"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="a_term_ends_after_it_begins"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitteeUserPermission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="reviews.committee"),
                ),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CommonQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("filling", "平台注册和填报"),
                            ("conditions", "申报条件和材料"),
                            ("skilled", "企业技能人才参评职称（点对点）"),
                            ("results", "公示、结果和证书"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("question", models.CharField(max_length=200, verbose_name="问题")),
                ("answer", models.TextField(verbose_name="解答")),
                ("clause", models.CharField(max_length=160, verbose_name="依据")),
                (
                    "stage",
                    models.CharField(
                        choices=[("draft", "未发布"), ("published", "已发布"), ("withdrawn", "已撤下")],
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("published_at", models.DateTimeField(null=True, verbose_name="发布时间")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="撤下时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="accounts.agency",
                        verbose_name="发布机构",
                    ),
                ),
            ],
            options={
                "verbose_name": "常见问题",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("receipt", models.CharField(max_length=20, unique=True, verbose_name="受理编号")),
                ("decision", models.PositiveIntegerField(verbose_name="所涉决定")),
                ("act", models.CharField(max_length=40)),
                ("before", models.CharField(max_length=30)),
                ("decided_by", models.CharField(max_length=160, verbose_name="作出决定的机构")),
                ("text", models.TextField(verbose_name="复查请求和理由")),
                ("filed_at", models.DateTimeField(verbose_name="提出时间")),
                ("due_at", models.DateTimeField(verbose_name="答复期限")),
                (
                    "stage",
                    models.CharField(
                        choices=[("open", "复查中"), ("upheld", "请求成立，重新办理"), ("dismissed", "维持原决定")],
                        default="open",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("reasons", models.TextField(blank=True, verbose_name="复查意见")),
                ("answered_by", models.CharField(blank=True, max_length=160, verbose_name="答复人")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="accounts.agency",
                        verbose_name="受理机构",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="complaints", to="reviews.application"
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "复查申请",
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("stage", "open")), fields=["agency", "due_at"], name="complaint_open"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "decision"), name="one_complaint_per_decision")
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_stage", models.CharField(max_length=30)),
                ("body", models.CharField(max_length=120, verbose_name="退回机构")),
                ("returned_at", models.DateTimeField(verbose_name="退回时间")),
                ("due_at", models.DateTimeField(verbose_name="补正期限")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="重新提交时间")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="reviews.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "退回补正",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Defect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("target", models.CharField(blank=True, max_length=60, verbose_name="位置")),
                ("label", models.CharField(max_length=120, verbose_name="位置名称")),
                ("text", models.CharField(max_length=500, verbose_name="问题与改法")),
                ("clause", models.CharField(blank=True, max_length=120, verbose_name="依据")),
                (
                    "correction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="defects", to="reviews.correction"
                    ),
                ),
            ],
            options={
                "verbose_name": "补正事项",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="DryRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("season", models.PositiveSmallIntegerField(verbose_name="对照年度")),
                ("shift_years", models.SmallIntegerField(default=0, verbose_name="日期顺延年数")),
                ("rules", models.TextField(verbose_name="规则")),
                ("asked_at", models.DateTimeField(verbose_name="试算时间")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                ("examined", models.PositiveIntegerField(default=0, verbose_name="已试算")),
                ("untried", models.PositiveIntegerField(default=0, verbose_name="无法试算")),
                ("counts", models.JSONField(default=dict, verbose_name="结论变化")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="试算人",
                    ),
                ),
                (
                    "job",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="accounts.job"
                    ),
                ),
            ],
            options={
                "verbose_name": "规则试算",
                "ordering": ("-asked_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="DryRunChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("target", models.CharField(max_length=40, verbose_name="申报资格")),
                ("old_outcome", models.CharField(max_length=20, verbose_name="原结论")),
                ("new_outcome", models.CharField(max_length=20, verbose_name="新结论")),
                ("old_route", models.CharField(blank=True, max_length=60, verbose_name="原途径")),
                ("new_route", models.CharField(blank=True, max_length=60, verbose_name="新途径")),
                ("reasons", models.JSONField(default=list, verbose_name="原因")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reviews.application"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="reviews.dryrun"
                    ),
                ),
            ],
            options={
                "verbose_name": "试算变化",
                "indexes": [models.Index(fields=["run", "old_outcome", "new_outcome"], name="changes_by_outcome")],
            },
        ),
        migrations.CreateModel(
            name="Entrustment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=30, unique=True, verbose_name="申请编号")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("series", models.CharField(blank=True, max_length=40, verbose_name="系列")),
                ("title", models.CharField(blank=True, max_length=40, verbose_name="拟评审的资格")),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("technician", "员级"),
                            ("assistant", "助理级"),
                            ("intermediate", "中级"),
                            ("associate_senior", "副高级"),
                            ("senior", "正高级"),
                        ],
                        max_length=20,
                        verbose_name="级别",
                    ),
                ),
                ("specialty", models.CharField(blank=True, max_length=40, verbose_name="专业")),
                ("committee", models.CharField(blank=True, max_length=120, verbose_name="受委托的评审委员会")),
                ("place", models.CharField(blank=True, max_length=60, verbose_name="评审委员会所在地")),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[("no_committee", "本市暂无条件评审"), ("special", "其他特殊情况")],
                        max_length=20,
                        verbose_name="委托事由",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="具体情况")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "填写中"),
                            ("employer", "待单位审核"),
                            ("department", "待主管部门审核"),
                            ("examination", "待人力社保部门办理"),
                            ("issued", "已出具委托评审函"),
                            ("reported", "已反馈评审结果"),
                            ("returned", "已退回修改"),
                            ("refused", "不予委托"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("opinions", models.JSONField(default=list, verbose_name="审核意见")),
                ("letter_number", models.CharField(blank=True, max_length=60, verbose_name="委托评审函文号")),
                ("issued_at", models.DateTimeField(null=True, verbose_name="出具时间")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("passed", "评审通过，取得资格"),
                            ("not_passed", "评审未通过"),
                            ("not_held", "未参加评审"),
                        ],
                        max_length=20,
                        verbose_name="评审结果",
                    ),
                ),
                ("outcome_on", models.DateField(null=True, verbose_name="结果时间")),
                ("certificate_number", models.CharField(blank=True, max_length=60, verbose_name="证书编号")),
                ("reported_at", models.DateTimeField(null=True, verbose_name="反馈时间")),
                ("created_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "bureau",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entrustments",
                        to="accounts.agency",
                        verbose_name="出具机构",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entrustments",
                        to="employers.employer",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                    ),
                ),
                (
                    "outcome_file",
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
                        related_name="entrustments",
                        to="applicants.profile",
                    ),
                ),
            ],
            options={
                "verbose_name": "委托市外评审",
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(fields=["bureau", "stage", "id"], name="reviews_ent_bureau__7b2a16_idx"),
                    models.Index(fields=["holder", "id"], name="reviews_ent_holder__548a29_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("letter_number", ""), _negated=True),
                        fields=("bureau", "letter_number"),
                        name="one_letter_per_number",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ErrorReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("receipt", models.CharField(max_length=20, unique=True, verbose_name="受理编号")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="证书编号")),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("contact", zcps.encryption.EncryptedTextField(verbose_name="联系方式")),
                ("text", models.TextField(verbose_name="问题")),
                ("raised_at", models.DateTimeField(verbose_name="上报时间")),
                (
                    "stage",
                    models.CharField(
                        choices=[("open", "待答复"), ("answered", "已答复")],
                        default="open",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                ("answered_by", models.CharField(blank=True, max_length=160, verbose_name="答复人")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="error_reports",
                        to="accounts.agency",
                        verbose_name="受理机构",
                    ),
                ),
                (
                    "certificate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="reviews.certificate",
                    ),
                ),
            ],
            options={
                "verbose_name": "证书错误上报",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Expert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("specialty", models.CharField(max_length=40, verbose_name="专业")),
                (
                    "specialties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="可评专业",
                    ),
                ),
                ("title", models.CharField(max_length=40, verbose_name="职称")),
                (
                    "title_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("technician", "员级"),
                            ("assistant", "助理级"),
                            ("intermediate", "中级"),
                            ("associate_senior", "副高级"),
                            ("senior", "正高级"),
                        ],
                        max_length=20,
                        verbose_name="职称级别",
                    ),
                ),
                ("employer_name", models.CharField(max_length=120, verbose_name="工作单位")),
                ("employer_code", models.CharField(blank=True, max_length=18)),
                ("is_skilled", models.BooleanField(default=False, verbose_name="高技能人才")),
                ("skill_level", models.CharField(blank=True, max_length=20, verbose_name="技能等级")),
                ("joined_on", models.DateField(verbose_name="入库")),
                ("left_on", models.DateField(null=True, verbose_name="出库")),
                ("committees", models.ManyToManyField(related_name="experts", to="reviews.committee")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="expert", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "评审专家",
            },
        ),
        migrations.CreateModel(
            name="ExpertEmployment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("employer_name", models.CharField(max_length=120, verbose_name="工作单位")),
                ("employer_code", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                ("started_on", models.DateField(null=True, verbose_name="起")),
                ("ended_on", models.DateField(null=True, verbose_name="止")),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="employments", to="reviews.expert"
                    ),
                ),
            ],
            options={
                "verbose_name": "曾任单位",
                "ordering": ("expert", "-started_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ExpertPhrase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200, verbose_name="评语")),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="phrases", to="reviews.expert"
                    ),
                ),
            ],
            options={
                "verbose_name": "评语模板",
                "ordering": ("pk",),
                "constraints": [models.UniqueConstraint(fields=("expert", "text"), name="one_phrase_once")],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("on_site", "实地考察"), ("appraisal", "民主测评")], max_length=20, verbose_name="环节"
                    ),
                ),
                ("body", models.CharField(max_length=120, verbose_name="组织机构")),
                ("officer", models.CharField(max_length=60, verbose_name="记录人")),
                ("held_on", models.DateField(verbose_name="日期")),
                ("place", models.CharField(max_length=120, verbose_name="地点")),
                ("participants", models.CharField(max_length=300, verbose_name="参加人员（写明身份和人数）")),
                ("issued", models.PositiveIntegerField(null=True, verbose_name="发出测评表")),
                ("returned", models.PositiveIntegerField(null=True, verbose_name="收回测评表")),
                ("excellent", models.PositiveIntegerField(null=True, verbose_name="优秀")),
                ("competent", models.PositiveIntegerField(null=True, verbose_name="称职")),
                ("basic", models.PositiveIntegerField(null=True, verbose_name="基本称职")),
                ("incompetent", models.PositiveIntegerField(null=True, verbose_name="不称职")),
                ("invalid", models.PositiveIntegerField(null=True, verbose_name="弃权或无效")),
                ("ethics", models.TextField(verbose_name="职业道德")),
                ("ability", models.TextField(verbose_name="能力水平")),
                ("results", models.TextField(verbose_name="业绩贡献")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="reviews.application",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                        verbose_name="原始记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "考察测评记录",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)),
                        fields=("application", "kind"),
                        name="one_standing_inspection_per_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IntegrityRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="事由")),
                ("clause", models.CharField(max_length=120, verbose_name="依据")),
                ("starts_on", models.DateField(verbose_name="起")),
                ("ends_on", models.DateField(verbose_name="止")),
                ("credit_ends_on", models.DateField(null=True, verbose_name="公共信用信息保存至")),
                ("decision_number", models.CharField(blank=True, max_length=60, verbose_name="决定文书号")),
                ("recorded_by", models.CharField(max_length=120, verbose_name="记录机构")),
                (
                    "stage",
                    models.CharField(
                        choices=[("period_open", "期限待核定"), ("settled", "期限已定"), ("lifted", "已撤出")],
                        default="settled",
                        max_length=20,
                        verbose_name="记录期限",
                    ),
                ),
                ("period_reason", models.TextField(blank=True, verbose_name="期限核定理由")),
                ("period_clause", models.CharField(blank=True, max_length=120, verbose_name="期限依据")),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.application",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="integrity_records",
                        to="applicants.profile",
                    ),
                ),
            ],
            options={
                "verbose_name": "诚信记录",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="FraudVeto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="事实和理由")),
                ("clause", models.CharField(max_length=120, verbose_name="依据")),
                ("body", models.CharField(max_length=120, verbose_name="作出机构")),
                ("recorded_at", models.DateTimeField(verbose_name="作出时间")),
                ("from_stage", models.CharField(max_length=30)),
                ("from_leg", models.PositiveSmallIntegerField()),
                ("statement", models.TextField(blank=True, verbose_name="陈述申辩")),
                ("stated_at", models.DateTimeField(null=True, verbose_name="陈述时间")),
                ("upheld", models.BooleanField(null=True, verbose_name="维持")),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("answered_by", models.CharField(blank=True, max_length=120, verbose_name="答复机构")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                (
                    "agency",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="vetoes", to="reviews.application"
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                        verbose_name="证据材料",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "statement_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="veto", to="reviews.integrityrecord"
                    ),
                ),
            ],
            options={
                "verbose_name": "学术造假一票否决",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("upheld__isnull", True), ("upheld", True), _connector="OR"),
                        fields=("application",),
                        name="one_standing_veto_per_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("number", models.CharField(max_length=30, unique=True, verbose_name="会议编号")),
                ("convenes_at", models.DateTimeField(verbose_name="召开时间")),
                ("place", models.CharField(max_length=120, verbose_name="地点")),
                ("seats", models.PositiveSmallIntegerField(verbose_name="执行委员会人数")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("scheduled", "已拟定"),
                            ("filed", "已报备案"),
                            ("confirmed", "备案已确认"),
                            ("drawn", "已抽取专家"),
                            ("convened", "会议中"),
                            ("closed", "会议结束"),
                            ("reported", "结果已报核准"),
                            ("approved", "结果已核准"),
                            ("cancelled", "已取消"),
                        ],
                        default="scheduled",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("filed_at", models.DateTimeField(null=True, verbose_name="报备时间")),
                ("filing_report", models.JSONField(default=dict)),
                ("changes", models.CharField(blank=True, max_length=500, verbose_name="变更情况")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="备案确认时间")),
                ("convened_at", models.DateTimeField(null=True, verbose_name="开会时间")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="闭会时间")),
                ("reported_at", models.DateTimeField(null=True, verbose_name="报核准时间")),
                ("approved_at", models.DateTimeField(null=True, verbose_name="核准时间")),
                ("publication_number", models.CharField(blank=True, max_length=60, verbose_name="公布文号")),
                ("created_at", models.DateTimeField()),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="reviews.committee"
                    ),
                ),
                (
                    "observer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="抽取观察方",
                    ),
                ),
            ],
            options={
                "verbose_name": "评审会议",
                "ordering": ("-convenes_at",),
                "permissions": (("sit_in_meeting", "作为评委参加会议"),),
            },
        ),
        migrations.CreateModel(
            name="Draw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("draw_id", models.CharField(max_length=40, unique=True, verbose_name="抽取编号")),
                ("frozen_at", models.DateTimeField(verbose_name="专家库冻结时间")),
                ("parties", models.JSONField(default=dict)),
                ("manifest", models.JSONField()),
                ("manifest_hash", models.CharField(blank=True, max_length=64)),
                ("sealed_at", models.DateTimeField(null=True, verbose_name="封存时间")),
                ("secrets", models.JSONField(default=dict)),
                ("commitments", models.JSONField(default=dict)),
                ("revealed", models.JSONField(default=dict)),
                ("odds", models.JSONField(default=dict)),
                ("labels", models.JSONField(default=dict)),
                ("legend", models.JSONField(default=dict)),
                ("public_value", models.CharField(blank=True, max_length=120, verbose_name="公开值")),
                ("value_source", models.CharField(blank=True, max_length=300, verbose_name="公开值出处")),
                ("bundle", models.JSONField(default=dict)),
                ("drawn_at", models.DateTimeField(null=True, verbose_name="抽取时间")),
                ("abandoned_at", models.DateTimeField(null=True, verbose_name="终止时间")),
                ("abandon_reason", models.CharField(blank=True, max_length=300, verbose_name="终止理由")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="draws", to="reviews.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "专家抽取",
                "ordering": ("-pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("drawn_at", None), ("sealed_at__lt", models.F("drawn_at")), _connector="OR"
                        ),
                        name="drawn_only_after_the_seal",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("abandoned_at", None)),
                        fields=("meeting",),
                        name="one_live_draw_per_meeting",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("own_application", "本人申报"),
                            ("same_employer", "同一单位"),
                            ("former_employer", "曾在同一单位"),
                            ("co_author", "合作成果"),
                            ("kin", "亲属"),
                            ("mentor", "师徒、师生"),
                            ("recommender", "推荐人或证明人"),
                            ("requested", "申报人申请回避"),
                            ("load", "本年度评审任务较重"),
                            ("absence", "抽中后多次未到会"),
                            ("other", "其他利害关系"),
                        ],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("computed", "系统比对"),
                            ("declared", "专家声明"),
                            ("requested", "申报人提出"),
                            ("reported", "办公室登记"),
                        ],
                        max_length=20,
                        verbose_name="来源",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("suggested", "待核查"), ("confirmed", "已认定"), ("dismissed", "不成立")],
                        default="suggested",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="情况")),
                ("created_at", models.DateTimeField(verbose_name="发现时间")),
                (
                    "proposal",
                    models.CharField(
                        blank=True,
                        choices=[("suggested", "待核查"), ("confirmed", "已认定"), ("dismissed", "不成立")],
                        max_length=20,
                        verbose_name="拟办",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="理由")),
                ("proposed_at", models.DateTimeField(null=True, verbose_name="提出时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="复核时间")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="conflicts", to="reviews.committee"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "profile",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="applicants.profile",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="conflicts", to="reviews.expert"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="reviews.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "利害关系",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["committee", "stage"], name="reviews_con_committ_39479a_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("committee", "expert", "profile", "kind"), name="one_conflict_per_kind"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("profile", None)),
                        fields=("expert", "meeting", "kind"),
                        name="one_reason_per_meeting_and_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("profile", None), _negated=True),
                            models.Q(("meeting", None), _negated=True),
                            _connector="OR",
                        ),
                        name="conflict_with_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                        name="conflict_decided_by_a_second_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="组别")),
                (
                    "specialties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="专业",
                    ),
                ),
                ("is_skilled", models.BooleanField(default=False, verbose_name="高技能人才组")),
                ("order", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("least", models.PositiveSmallIntegerField(null=True, verbose_name="最少席位")),
                ("most", models.PositiveSmallIntegerField(null=True, verbose_name="最多席位")),
                ("votes_alone", models.BooleanField(default=False, verbose_name="本组单独表决")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="groups", to="reviews.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "评审分组",
                "ordering": ("order", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "name"), name="one_group_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_skilled", True)),
                        fields=("meeting",),
                        name="one_group_of_skilled_workers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("votes_alone", False), ("least__isnull", False), _connector="OR"),
                        name="only_a_group_with_seats_votes_alone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("least", None), ("most", None)), ("least__lte", models.F("most")), _connector="OR"
                        ),
                        name="least_seats_not_above_most",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(verbose_name="序号")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("waiting", "待评议"),
                            ("discussion", "评议中"),
                            ("open", "表决中"),
                            ("counted", "已计票"),
                            ("closed", "表决结束"),
                            ("deferred", "移至下次会议"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("present", models.PositiveSmallIntegerField(null=True, verbose_name="出席人数")),
                ("recused", models.PositiveSmallIntegerField(null=True, verbose_name="回避人数")),
                ("yes", models.PositiveSmallIntegerField(null=True, verbose_name="同意")),
                ("no", models.PositiveSmallIntegerField(null=True, verbose_name="不同意")),
                ("abstained", models.PositiveSmallIntegerField(null=True, verbose_name="弃权")),
                ("spoiled", models.PositiveSmallIntegerField(null=True, verbose_name="废票")),
                ("passed", models.BooleanField(null=True, verbose_name="通过")),
                ("arithmetic", models.CharField(blank=True, max_length=300, verbose_name="计票")),
                ("discussed_at", models.DateTimeField(null=True, verbose_name="开始评议")),
                ("deferred_reason", models.CharField(blank=True, max_length=200, verbose_name="移至下次会议的理由")),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meeting_items",
                        to="reviews.application",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="items",
                        to="reviews.meetinggroup",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="reviews.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "评审对象",
                "ordering": ("order",),
                "constraints": [models.UniqueConstraint(fields=("meeting", "application"), name="once_on_an_agenda")],
            },
        ),
        migrations.CreateModel(
            name="MeetingUserPermission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="reviews.meeting"),
                ),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "拟提名"),
                            ("proposed", "待审核入库"),
                            ("admitted", "在库"),
                            ("renewal_proposed", "待审核续任"),
                            ("removal_proposed", "待审核出库"),
                            ("removed", "已出库"),
                            ("declined", "未予入库"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                (
                    "criteria",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None, verbose_name="遴选标准"
                    ),
                ),
                ("recommended_by", models.CharField(blank=True, max_length=120, verbose_name="推荐单位")),
                ("recommended_on", models.DateField(null=True, verbose_name="推荐日期")),
                ("proposed_at", models.DateTimeField(null=True, verbose_name="提出时间")),
                ("reason", models.TextField(blank=True, verbose_name="理由")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="办理时间")),
                ("decision", models.TextField(blank=True, verbose_name="办理意见")),
                ("term_number", models.PositiveSmallIntegerField(default=0, verbose_name="届次")),
                ("term_from", models.DateField(null=True, verbose_name="任期起")),
                ("term_until", models.DateField(null=True, verbose_name="任期止")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="reviews.committee"
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
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="reviews.expert"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "入库专家",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["committee", "stage"], name="reviews_mem_committ_ae58a7_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                        name="membership_decided_by_a_second_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=120)),
                ("key", models.CharField(max_length=16)),
                ("roster", models.JSONField()),
                ("made_at", models.DateTimeField(verbose_name="生成时间")),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="reviews.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "会议纪要",
            },
        ),
        migrations.CreateModel(
            name="NotedDefect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("target", models.CharField(blank=True, max_length=60, verbose_name="位置")),
                ("label", models.CharField(max_length=120, verbose_name="位置名称")),
                ("text", models.CharField(max_length=500, verbose_name="问题与改法")),
                ("clause", models.CharField(blank=True, max_length=120, verbose_name="依据")),
                ("noted_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="noted_defects",
                        to="reviews.application",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "待补正事项",
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["application", "officer"], name="reviews_not_applica_b80c7c_idx")],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("receipt", models.CharField(max_length=20, unique=True, verbose_name="受理编号")),
                ("secret", models.CharField(blank=True, max_length=64)),
                ("is_anonymous", models.BooleanField(default=False, verbose_name="匿名")),
                ("name", zcps.encryption.EncryptedTextField(blank=True, verbose_name="姓名")),
                ("contact", zcps.encryption.EncryptedTextField(blank=True, verbose_name="联系方式")),
                ("text", models.TextField(verbose_name="异议内容")),
                ("raised_at", models.DateTimeField(verbose_name="提出时间")),
                ("due_at", models.DateTimeField(verbose_name="答复期限")),
                (
                    "stage",
                    models.CharField(
                        choices=[("open", "核查中"), ("dismissed", "不成立"), ("upheld", "成立")],
                        default="open",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("accepted_at", models.DateTimeField(null=True, verbose_name="受理时间")),
                ("reasons", models.TextField(blank=True, verbose_name="核查结论及理由")),
                ("clause", models.CharField(blank=True, max_length=160, verbose_name="依据")),
                ("resolved_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                (
                    "answer_way",
                    models.CharField(
                        blank=True,
                        choices=[("mail", "电子邮件"), ("phone", "电话"), ("letter", "书面"), ("page", "查询页面")],
                        max_length=10,
                        verbose_name="答复方式",
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复送达时间")),
                ("warned_at", models.DateTimeField(null=True, verbose_name="逾期提醒时间")),
                ("files", models.ManyToManyField(blank=True, related_name="+", to="accounts.storedfile")),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "异议",
                "ordering": ("pk",),
                "indexes": [
                    models.Index(condition=models.Q(("stage", "open")), fields=["due_at"], name="objection_due")
                ],
            },
        ),
        migrations.CreateModel(
            name="ObjectionNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("accepted", "受理"),
                            ("finding", "核查记录"),
                            ("extended", "延长期限"),
                            ("answered", "送达答复"),
                        ],
                        max_length=12,
                        verbose_name="事项",
                    ),
                ),
                ("text", models.TextField(verbose_name="内容")),
                ("written_at", models.DateTimeField(verbose_name="记录时间")),
                ("files", models.ManyToManyField(blank=True, related_name="+", to="accounts.storedfile")),
                (
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="reviews.objection"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "异议核查记录",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.CharField(max_length=30)),
                ("leg", models.PositiveSmallIntegerField(null=True)),
                ("body", models.CharField(max_length=120, verbose_name="机构")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("agree", "同意"), ("refuse", "不同意"), ("return", "退回补正")],
                        max_length=10,
                        verbose_name="结论",
                    ),
                ),
                ("text", models.TextField(verbose_name="意见")),
                ("items", models.JSONField(default=list)),
                ("voided_at", models.DateTimeField(null=True, verbose_name="失效时间")),
                ("officer", models.CharField(max_length=60, verbose_name="经办人")),
                ("given_at", models.DateTimeField(verbose_name="时间")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="reviews.application"
                    ),
                ),
            ],
            options={
                "verbose_name": "审核意见",
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["body", "application"], name="reviews_opi_body_6dce58_idx")],
            },
        ),
        migrations.CreateModel(
            name="PanelSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=8)),
                ("is_chair", models.BooleanField(default=False, verbose_name="主任委员")),
                ("is_deputy", models.BooleanField(default=False, verbose_name="副主任委员")),
                ("arrived_at", models.DateTimeField(null=True, verbose_name="签到")),
                ("left_at", models.DateTimeField(null=True, verbose_name="离席")),
                ("absence_reason", models.CharField(blank=True, max_length=200, verbose_name="缺席理由")),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="reviews.expert"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="seats",
                        to="reviews.meetinggroup",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="panel", to="reviews.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "执行委员",
                "ordering": ("label",),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "expert"), name="one_seat_per_expert"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_chair", True)), fields=("meeting",), name="one_chair_per_meeting"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_deputy", True)), fields=("meeting",), name="one_deputy_per_meeting"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("objection", models.TextField(blank=True, verbose_name="异议")),
                ("signed_at", models.DateTimeField(verbose_name="签署时间")),
                ("signature", models.CharField(max_length=120)),
                ("key", models.CharField(max_length=16)),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="reviews.minutes"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.panelseat"
                    ),
                ),
            ],
            options={
                "verbose_name": "纪要签署",
                "ordering": ("signed_at",),
                "constraints": [models.UniqueConstraint(fields=("minutes", "seat"), name="one_signature_per_seat")],
            },
        ),
        migrations.CreateModel(
            name="ExpertOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("draft", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField(null=True, verbose_name="保存时间")),
                ("first", models.JSONField(null=True)),
                ("first_at", models.DateTimeField(null=True, verbose_name="提交时间")),
                ("last", models.JSONField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expert_opinions",
                        to="reviews.meetingitem",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="reviews.panelseat"
                    ),
                ),
            ],
            options={
                "verbose_name": "专家评议意见",
                "constraints": [models.UniqueConstraint(fields=("seat", "item"), name="one_opinion_per_seat_and_item")],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answers", models.JSONField(default=dict, verbose_name="声明")),
                ("made_at", models.DateTimeField(verbose_name="声明时间")),
                (
                    "seat",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="declaration", to="reviews.panelseat"
                    ),
                ),
            ],
            options={
                "verbose_name": "利害关系声明",
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("arrived_at", models.DateTimeField(verbose_name="签到")),
                ("left_at", models.DateTimeField(null=True, verbose_name="离席")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="离席理由")),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stays", to="reviews.panelseat"
                    ),
                ),
            ],
            options={
                "verbose_name": "到会记录",
                "ordering": ("arrived_at",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_at", None)), fields=("seat",), name="one_stay_at_a_time"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="计划编号")),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "kind",
                    models.CharField(
                        choices=[("review", "评审"), ("initial", "初定")],
                        default="review",
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("series", models.CharField(max_length=40, verbose_name="系列")),
                (
                    "specialties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None, verbose_name="专业"
                    ),
                ),
                ("document_number", models.CharField(max_length=60, verbose_name="公告文号")),
                ("document_title", models.CharField(max_length=160, verbose_name="公告标题")),
                ("rulebook", models.CharField(max_length=40, verbose_name="规则来源")),
                ("rules", models.TextField(default="{}", verbose_name="规则")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版次")),
                ("correction_reason", models.TextField(blank=True, verbose_name="更正理由")),
                ("assumed", models.JSONField(blank=True, default=list, verbose_name="待确认的参数")),
                ("accepted_warnings", models.JSONField(default=dict, verbose_name="已确认的提示")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("submitted", "报审"),
                            ("approved", "审核同意"),
                            ("published", "已发布"),
                            ("closed", "已结束"),
                            ("merged", "已并入"),
                            ("dropped", "已放弃"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("published_at", models.DateTimeField(null=True, verbose_name="发布时间")),
                ("filing_opens", models.DateTimeField(verbose_name="开始申报")),
                ("filing_closes", models.DateTimeField(verbose_name="个人申报截止")),
                ("employer_closes", models.DateTimeField(verbose_name="单位推荐截止")),
                ("cutoff", models.DateField(verbose_name="任职年限计算截止")),
                ("paper_closes", models.DateTimeField(blank=True, null=True, verbose_name="纸质材料截止")),
                ("deadline_texts", models.JSONField(blank=True, default=dict, verbose_name="时间说明")),
                (
                    "roll_policy",
                    models.CharField(
                        choices=[("strict", "不顺延，按公告日期截止"), ("next_workday", "顺延至下一个工作日")],
                        default="strict",
                        max_length=20,
                        verbose_name="截止日遇假日",
                    ),
                ),
                ("unconfirmed", models.JSONField(blank=True, default=dict, verbose_name="待核对的日期")),
                ("named_days", models.JSONField(blank=True, default=dict, verbose_name="公告所写日期")),
                ("route", models.JSONField(default=list, verbose_name="审核推荐路径")),
                (
                    "inspection_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("on_site", "实地考察"), ("appraisal", "民主测评")], max_length=20
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="考察测评环节",
                    ),
                ),
                (
                    "inspected_by",
                    models.CharField(
                        choices=[
                            ("employer", "用人单位"),
                            ("industry_bureau", "经信部门"),
                            ("hr_bureau", "人力社保部门"),
                            ("competent_department", "主管部门"),
                            ("personnel_agency", "人事代理机构"),
                            ("receiving_point", "受理点"),
                        ],
                        default="employer",
                        max_length=30,
                        verbose_name="考察测评组织机构",
                    ),
                ),
                (
                    "publicity_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("employer", "单位公示"), ("pre_review", "评前公示"), ("result", "结果公示")],
                            max_length=20,
                        ),
                        default=reviews.models.plan.all_publicities,
                        size=None,
                        verbose_name="公示环节",
                    ),
                ),
                ("publicity_days", models.PositiveSmallIntegerField(default=5, verbose_name="公示工作日")),
                ("count_start_day", models.BooleanField(default=False, verbose_name="公示首日计入")),
                ("objection_days", models.PositiveSmallIntegerField(default=10, verbose_name="异议答复期限（工作日）")),
                ("anonymous_objections", models.BooleanField(default=False, verbose_name="接受匿名异议")),
                (
                    "names_stay_days",
                    models.PositiveSmallIntegerField(default=0, verbose_name="公示期满后名单保留（自然日）"),
                ),
                ("needs_confirmation_sheet", models.BooleanField(default=False, verbose_name="要求公示确认表")),
                ("filing_lead_days", models.PositiveSmallIntegerField(default=7, verbose_name="会议备案提前日数")),
                (
                    "filing_lead_unit",
                    models.CharField(
                        choices=[("calendar", "个自然日"), ("working", "个工作日")],
                        default="calendar",
                        max_length=10,
                        verbose_name="会议备案日数单位",
                    ),
                ),
                ("correction_days", models.PositiveSmallIntegerField(default=5, verbose_name="补正期限（工作日）")),
                (
                    "determined_by",
                    models.CharField(
                        choices=[("hr_bureau", "计划的人力社保部门"), ("office", "计划的承办机构（评委会办公室）")],
                        default="hr_bureau",
                        max_length=20,
                        verbose_name="初定机关",
                    ),
                ),
                (
                    "exam_series",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="以考代评、不再初定的系列",
                    ),
                ),
                ("tally_base", models.CharField(default="present", max_length=20, verbose_name="表决基数")),
                ("quorum_numerator", models.PositiveSmallIntegerField(default=2)),
                ("quorum_denominator", models.PositiveSmallIntegerField(default=3)),
                (
                    "vote_scope",
                    models.CharField(
                        choices=[
                            ("whole", "由全体执行委员表决"),
                            ("skilled", "高技能人才组单独表决，其余由全体执行委员表决"),
                            ("groups", "设有席位的各组分别表决，其余由全体执行委员表决"),
                        ],
                        default="whole",
                        max_length=10,
                        verbose_name="表决范围",
                    ),
                ),
                (
                    "revote_rule",
                    models.CharField(
                        choices=[
                            ("never", "不再次表决"),
                            ("tie", "同意与不同意票数相等时可再次表决一次"),
                            ("short", "未通过且所差票数不多时可再次表决一次"),
                        ],
                        default="never",
                        max_length=10,
                        verbose_name="再次表决",
                    ),
                ),
                ("revote_margin", models.PositiveSmallIntegerField(default=1, verbose_name="再次表决所差票数上限")),
                ("materials", models.JSONField(default=list, verbose_name="申报材料")),
                (
                    "public_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None, verbose_name="公示字段"
                    ),
                ),
                (
                    "employer_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="单位公示另列字段",
                    ),
                ),
                ("scoring", models.JSONField(blank=True, default=list, verbose_name="评审标准")),
                (
                    "form_name",
                    models.CharField(default="专业技术职务任职资格评审表", max_length=60, verbose_name="评审表名称"),
                ),
                ("watermark", models.CharField(max_length=60, verbose_name="水印")),
                ("paper_copies", models.PositiveSmallIntegerField(verbose_name="份数")),
                (
                    "stamp_chain",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None, verbose_name="盖章"
                    ),
                ),
                ("paper_receiver", models.CharField(max_length=80, verbose_name="报送处")),
                ("paper_address", models.CharField(blank=True, max_length=160, verbose_name="报送地址")),
                (
                    "archive_mode",
                    models.CharField(
                        choices=[
                            ("returned", "评审表退还申报人，放入个人档案"),
                            ("office", "由评委会办公室统一归档"),
                            ("electronic", "电子归档，不再保存纸质"),
                        ],
                        default="returned",
                        max_length=20,
                        verbose_name="归档方式",
                    ),
                ),
                ("fee", models.CharField(max_length=160, verbose_name="收费")),
                ("contact", models.CharField(max_length=120, verbose_name="联系处室")),
                ("contacts", models.JSONField(blank=True, default=list, verbose_name="联系方式")),
                ("audience", models.TextField(blank=True, verbose_name="申报对象")),
                (
                    "employer_duties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="单位责任",
                    ),
                ),
                ("commitment_text", models.TextField(blank=True, verbose_name="承诺内容")),
                (
                    "credit_sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="学时来源",
                    ),
                ),
                (
                    "credit_proof",
                    models.CharField(
                        choices=[("pull", "由平台提取已认定学时"), ("upload_card", "上传年度学时卡")],
                        default="pull",
                        max_length=20,
                        verbose_name="学时证明",
                    ),
                ),
                (
                    "post_source",
                    models.CharField(
                        choices=[
                            ("principle", "在核定的岗位结构比例内申报"),
                            ("table", "填报岗位信息表，经岗位管理部门确认"),
                            ("system", "由省事业单位人事工资管理服务系统核定"),
                        ],
                        default="principle",
                        max_length=20,
                        verbose_name="岗位核定",
                    ),
                ),
                ("archive_ratio", models.CharField(blank=True, max_length=120, verbose_name="业绩档案填报要求")),
                ("cited_documents", models.JSONField(blank=True, default=list, verbose_name="依据文件")),
                ("sections", models.JSONField(default=list, verbose_name="公告内容")),
                ("issues_certificate", models.BooleanField(default=True, verbose_name="颁发电子证书")),
                (
                    "entrusting_bodies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("central_unit", "中央部属单位"),
                                ("provincial_unit", "省部属单位"),
                                ("provincial_hr", "省级人力社保部门"),
                                ("city_hr", "市、县人力社保部门"),
                                ("university", "高等学校"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=reviews.models.plan.entrusting_by_notice,
                        size=None,
                        verbose_name="委托评审函出具机构",
                    ),
                ),
                (
                    "proof_bodies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("central_unit", "中央部属单位"),
                                ("provincial_unit", "省部属单位"),
                                ("provincial_hr", "省级人力社保部门"),
                                ("city_hr", "市、县人力社保部门"),
                                ("university", "高等学校"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="只出具证明的委托机构",
                    ),
                ),
                ("needs_recommendation", models.BooleanField(default=False, verbose_name="须经下级评委会推荐")),
                ("result_publisher", models.CharField(blank=True, max_length=120, verbose_name="结果公布单位")),
                ("result_shown_days", models.PositiveSmallIntegerField(default=0, verbose_name="公布名单显示日数")),
                ("complaint_days", models.PositiveSmallIntegerField(default=15, verbose_name="申请复查期限（工作日）")),
                ("hearing_days", models.PositiveSmallIntegerField(default=5, verbose_name="陈述申辩期限（工作日）")),
                ("integrity_years", models.PositiveSmallIntegerField(default=3, verbose_name="诚信记录年数")),
                ("credit_years", models.PositiveSmallIntegerField(default=5, verbose_name="公共信用信息保存年数")),
                (
                    "integrity_clock",
                    models.CharField(
                        choices=[("record", "职称评审诚信档案库的记录期限"), ("credit", "公共信用信息平台的保存期限")],
                        default="record",
                        max_length=10,
                        verbose_name="申报时核对的诚信期限",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "co_publisher",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="联合公布单位",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="reviews.plan",
                        verbose_name="更正的计划",
                    ),
                ),
                (
                    "hr_bureau",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans_supervised",
                        to="accounts.agency",
                        verbose_name="人力社保部门",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="accounts.agency",
                        verbose_name="评委会办公室",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.region",
                        verbose_name="范围",
                    ),
                ),
            ],
            options={
                "verbose_name": "评审计划",
                "ordering": ("-year", "code"),
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="reviews.plan"
            ),
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("receipt", models.CharField(max_length=20, unique=True, verbose_name="受理编号")),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("filling", "平台注册和填报"),
                            ("conditions", "申报条件和材料"),
                            ("skilled", "企业技能人才参评职称（点对点）"),
                            ("results", "公示、结果和证书"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="咨询事项",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("employer", models.CharField(blank=True, max_length=120, verbose_name="工作单位")),
                ("email", zcps.encryption.EncryptedTextField(verbose_name="电子邮箱")),
                ("text", models.TextField(verbose_name="问题")),
                ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                ("due_at", models.DateTimeField(verbose_name="答复期限")),
                (
                    "stage",
                    models.CharField(
                        choices=[("open", "待答复"), ("answered", "已答复")],
                        default="open",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("clause", models.CharField(blank=True, max_length=160, verbose_name="依据")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                ("answered_by", models.CharField(blank=True, max_length=160, verbose_name="答复人")),
                ("mailed_at", models.DateTimeField(null=True, verbose_name="邮件发出时间")),
                ("mail_error", models.CharField(blank=True, max_length=200, verbose_name="邮件未发出的原因")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to="accounts.agency",
                        verbose_name="咨询机构",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.plan",
                        verbose_name="申报计划",
                    ),
                ),
            ],
            options={
                "verbose_name": "咨询",
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("stage", "open")), fields=["agency", "due_at"], name="inquiry_open"
                    ),
                    models.Index(
                        condition=models.Q(("mail_error", ""), ("mailed_at", None), ("stage", "answered")),
                        fields=["id"],
                        name="inquiry_to_mail",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="dryrun",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="dry_runs", to="reviews.plan"
            ),
        ),
        migrations.AddField(
            model_name="dryrun",
            name="source",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reviews.plan",
                verbose_name="对照计划",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="reviews.plan"
            ),
        ),
        migrations.CreateModel(
            name="AmbiguityDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10, verbose_name="歧义")),
                ("favours", models.BooleanField(verbose_name="按有利于申报人的理解")),
                ("says", models.CharField(max_length=200, verbose_name="核定的理解")),
                ("reason", models.TextField(verbose_name="理由")),
                ("clause", models.CharField(max_length=120, verbose_name="依据条款")),
                ("departs", models.TextField(blank=True, verbose_name="与先例不同的理由")),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="人力社保部门复函文号")),
                ("decided_at", models.DateTimeField(verbose_name="核定时间")),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="核定机构",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核定人",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="reviews.application"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="reviews.plan"
                    ),
                ),
            ],
            options={
                "verbose_name": "歧义核定",
                "ordering": ("-decided_at", "-pk"),
                "indexes": [
                    models.Index(fields=["plan", "code", "-decided_at"], name="reviews_amb_plan_id_2cf110_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at__isnull", True)),
                        fields=("application", "code"),
                        name="one_standing_decision_per_ambiguity",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanAttachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.storedfile"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="reviews.plan"
                    ),
                ),
            ],
            options={
                "verbose_name": "计划附件",
                "ordering": ("order", "pk"),
            },
        ),
        migrations.CreateModel(
            name="PlanTitle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="申报资格")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("technician", "员级"),
                            ("assistant", "助理级"),
                            ("intermediate", "中级"),
                            ("associate_senior", "副高级"),
                            ("senior", "正高级"),
                        ],
                        max_length=20,
                        verbose_name="级别",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("review", "评审"), ("recommend", "推荐")],
                        default="review",
                        max_length=10,
                        verbose_name="职能",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("city_proper", "市本级"),
                            ("whole", "全市"),
                            ("own_unit", "本单位"),
                            ("not_self_appointing", "自主评聘单位除外"),
                        ],
                        default="whole",
                        max_length=20,
                        verbose_name="对象范围",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.committee",
                        verbose_name="评委会",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="titles", to="reviews.plan"
                    ),
                ),
            ],
            options={
                "verbose_name": "申报资格",
                "ordering": ("order", "pk"),
                "constraints": [models.UniqueConstraint(fields=("plan", "name"), name="one_title_per_plan")],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="title",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reviews.plantitle",
                verbose_name="申报资格",
            ),
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="版次")),
                ("content", models.JSONField()),
                ("rules", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("document_number", models.CharField(max_length=60, verbose_name="公告文号")),
                ("document_title", models.CharField(max_length=160, verbose_name="公告标题")),
                ("reason", models.TextField(blank=True, verbose_name="更正理由")),
                ("published_at", models.DateTimeField(verbose_name="发布时间")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="reviews.plan"
                    ),
                ),
            ],
            options={
                "verbose_name": "计划版本",
                "ordering": ("plan", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="one_version_per_number_and_plan")
                ],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reviews.planversion",
                verbose_name="计划版本",
            ),
        ),
        migrations.CreateModel(
            name="Publicity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("employer", "单位公示"), ("pre_review", "评前公示"), ("result", "结果公示")],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="标题")),
                ("contact", models.CharField(max_length=120, verbose_name="受理异议")),
                ("working_days", models.PositiveSmallIntegerField(verbose_name="工作日")),
                ("opened_at", models.DateTimeField(verbose_name="开始时间")),
                ("earliest_close", models.DateTimeField(verbose_name="最早截止")),
                ("is_provisional", models.BooleanField(default=False, verbose_name="暂定")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                ("content_hash", models.CharField(max_length=64)),
                ("answer_days", models.PositiveSmallIntegerField(default=10, verbose_name="异议答复期限（工作日）")),
                ("takes_anonymous", models.BooleanField(default=False, verbose_name="接受匿名异议")),
                ("shown_days", models.PositiveSmallIntegerField(default=0, verbose_name="期满后名单保留天数")),
                ("is_held", models.BooleanField(default=False, verbose_name="整份公示暂缓结束")),
                (
                    "agency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publicities",
                        to="accounts.agency",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publicities",
                        to="employers.employer",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publicities",
                        to="reviews.meeting",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="publicities", to="reviews.plan"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="reviews.publicity",
                    ),
                ),
            ],
            options={
                "verbose_name": "公示",
                "ordering": ("-opened_at", "-pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["earliest_close"], name="publicity_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None), ("closed_at__gte", models.F("earliest_close")), _connector="OR"
                        ),
                        name="publicity_never_closes_early",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="objection",
            name="publicity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="reviews.publicity"
            ),
        ),
        migrations.CreateModel(
            name="ListHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="理由")),
                ("held_at", models.DateTimeField(verbose_name="暂缓时间")),
                ("lift_reason", models.TextField(blank=True, verbose_name="恢复理由")),
                ("lifted_at", models.DateTimeField(null=True, verbose_name="恢复时间")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="list_holds", to="reviews.publicity"
                    ),
                ),
            ],
            options={
                "verbose_name": "整份公示暂缓结束",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)), fields=("publicity",), name="one_hold_of_a_list"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicityConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("places", models.CharField(max_length=200, verbose_name="公示地点")),
                ("remarks", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                ("filled_at", models.DateTimeField(verbose_name="填写时间")),
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
            options={
                "verbose_name": "公示确认表",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="PublicityEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("shown", models.JSONField()),
                ("released_at", models.DateTimeField(null=True, verbose_name="公示期满")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publicity_entries",
                        to="reviews.application",
                    ),
                ),
                (
                    "confirmation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="reviews.publicityconfirmation",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="following",
                        to="reviews.publicityentry",
                    ),
                ),
                (
                    "publicity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="reviews.publicity"
                    ),
                ),
            ],
            options={
                "verbose_name": "公示人员",
                "ordering": ("pk",),
                "indexes": [
                    models.Index(
                        models.Func(
                            models.F("shown"),
                            output_field=models.TextField(),
                            template="(jsonb_path_query_first(%(expressions)s, 'strict $[*] ? (@[0] == \"姓名\")[1]') #>> '{}')",
                        ),
                        name="publicity_shown_person",
                    ),
                    models.Index(
                        models.Func(
                            models.F("shown"),
                            output_field=models.TextField(),
                            template="(jsonb_path_query_first(%(expressions)s, 'strict $[*] ? (@[0] == \"工作单位\")[1]') #>> '{}')",
                        ),
                        name="publicity_shown_employer",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("publicity", "application"), name="once_in_a_publicity")
                ],
            },
        ),
        migrations.AddField(
            model_name="objection",
            name="entry",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="objections",
                to="reviews.publicityentry",
            ),
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("declared_at", models.DateTimeField(verbose_name="时间")),
                ("is_own", models.BooleanField(default=False, verbose_name="本人申请")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recusals", to="reviews.meetingitem"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recusals", to="reviews.panelseat"
                    ),
                ),
            ],
            options={
                "verbose_name": "回避",
                "constraints": [models.UniqueConstraint(fields=("item", "seat"), name="one_recusal_per_seat_and_item")],
            },
        ),
        migrations.CreateModel(
            name="RecusalRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("employer_name", models.CharField(blank=True, max_length=120, verbose_name="工作单位")),
                ("reason", models.CharField(max_length=500, verbose_name="理由")),
                ("created_at", models.DateTimeField(verbose_name="提出时间")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recusal_requests",
                        to="reviews.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "回避申请",
                "ordering": ("pk",),
                "constraints": [models.UniqueConstraint(fields=("application", "name"), name="one_request_per_name")],
            },
        ),
        migrations.CreateModel(
            name="ReReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="理由")),
                ("ordered_by", models.CharField(max_length=120, verbose_name="决定机构")),
                ("ordered_at", models.DateTimeField(verbose_name="决定时间")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="re_reviews", to="reviews.application"
                    ),
                ),
                (
                    "former",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="re_review", to="reviews.meetingitem"
                    ),
                ),
            ],
            options={
                "verbose_name": "复评",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="ResultFiling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=30, unique=True, verbose_name="备案编号")),
                ("order", models.PositiveSmallIntegerField(verbose_name="批次")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("drawn_up", "待盖章"),
                            ("sealed", "已盖章"),
                            ("reported", "已报核准"),
                            ("approved", "已核准"),
                        ],
                        default="drawn_up",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("drawn_up_at", models.DateTimeField(verbose_name="生成时间")),
                ("left_out", models.JSONField(default=list, verbose_name="未列入人员")),
                ("sealed_at", models.DateTimeField(null=True, verbose_name="盖章时间")),
                ("sealed_by", models.CharField(blank=True, max_length=120, verbose_name="盖章单位")),
                ("reported_at", models.DateTimeField(null=True, verbose_name="报核准时间")),
                ("cosigned_at", models.DateTimeField(null=True, verbose_name="会签时间")),
                ("cosigned_by", models.CharField(blank=True, max_length=120, verbose_name="会签单位")),
                ("approved_at", models.DateTimeField(null=True, verbose_name="核准时间")),
                ("publication_number", models.CharField(blank=True, max_length=60, verbose_name="公布文号")),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="reviews.meeting",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="filings", to="reviews.plan"
                    ),
                ),
                (
                    "seal_scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "评审结果备案",
                "ordering": ("-pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "order"), name="one_result_filing_per_order"),
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "approved"), _negated=True),
                        fields=("meeting",),
                        name="one_open_result_filing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("meeting", None)),
                        fields=("plan", "order"),
                        name="one_list_of_determined_per_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("meeting", None), models.Q(("stage", "approved"), _negated=True)),
                        fields=("plan",),
                        name="one_open_list_of_determined",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntrustedReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=30, unique=True, verbose_name="编号")),
                ("body", models.CharField(max_length=120, verbose_name="委托单位")),
                (
                    "body_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("central_unit", "中央部属单位"),
                            ("provincial_unit", "省部属单位"),
                            ("provincial_hr", "省级人力社保部门"),
                            ("city_hr", "市、县人力社保部门"),
                            ("university", "高等学校"),
                        ],
                        max_length=20,
                        verbose_name="委托单位类别",
                    ),
                ),
                ("people", models.JSONField(verbose_name="人员")),
                (
                    "stage",
                    models.CharField(
                        choices=[("drawn_up", "待送达"), ("sent", "已送达")],
                        default="drawn_up",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("drawn_up_at", models.DateTimeField(verbose_name="生成时间")),
                ("sent_on", models.DateField(null=True, verbose_name="送达日期")),
                ("sent_how", models.CharField(blank=True, max_length=60, verbose_name="送达方式")),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="reviews.resultfiling"
                    ),
                ),
            ],
            options={
                "verbose_name": "委托评审结果函",
                "ordering": ("-pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("filing", "body"), name="one_reply_per_body_and_filing")
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(verbose_name="序号")),
                (
                    "credential",
                    models.CharField(
                        choices=[
                            ("certificate", "职称电子证书"),
                            ("proof", "评审通过证明"),
                            ("recommendation", "推荐函"),
                        ],
                        default="certificate",
                        max_length=20,
                        verbose_name="出具文书",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("waiting", "待核准"), ("approved", "核准"), ("held", "暂缓核准")],
                        default="waiting",
                        max_length=20,
                        verbose_name="核准意见",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="理由")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="result_lines",
                        to="reviews.application",
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="reviews.resultfiling"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="reviews.meetingitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "备案人员",
                "ordering": ("order",),
                "constraints": [
                    models.UniqueConstraint(fields=("filing", "application"), name="once_in_a_result_filing")
                ],
            },
        ),
        migrations.CreateModel(
            name="Revocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("proposed", "已告知，听取陈述申辩"),
                            ("decided", "已撤销职称"),
                            ("dropped", "不予撤销"),
                            ("annulled", "撤销决定已被撤回"),
                        ],
                        default="proposed",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.TextField(verbose_name="拟撤销的事实和理由")),
                ("clause", models.CharField(max_length=120, verbose_name="依据条款")),
                ("proposed_by", models.CharField(max_length=120, verbose_name="告知机构")),
                ("proposed_at", models.DateTimeField(verbose_name="告知时间")),
                ("due_at", models.DateTimeField(verbose_name="陈述申辩期限")),
                ("defence", models.TextField(blank=True, verbose_name="陈述申辩")),
                ("defended_at", models.DateTimeField(null=True, verbose_name="陈述申辩时间")),
                ("considered", models.TextField(blank=True, verbose_name="对陈述申辩的审查意见")),
                ("decision_number", models.CharField(blank=True, max_length=60, verbose_name="决定文书号")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocations",
                        to="reviews.application",
                    ),
                ),
                (
                    "defence_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "撤销职称",
                "ordering": ("-pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "proposed")),
                        fields=("application",),
                        name="one_revocation_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("leg", models.PositiveSmallIntegerField(verbose_name="环节")),
                ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="本轮结束时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="accounts.agency",
                        verbose_name="机构",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sign_offs", to="reviews.application"
                    ),
                ),
                (
                    "opinion",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_off",
                        to="reviews.opinion",
                    ),
                ),
            ],
            options={
                "verbose_name": "会同审核",
                "ordering": ("pk",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None), ("opinion", None)),
                        fields=["agency", "application"],
                        name="sign_off_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("application", "agency"),
                        name="one_live_sign_off_per_case_and_office",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(verbose_name="版次")),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("short_code", models.CharField(max_length=12, unique=True, verbose_name="校验码")),
                ("examination", models.JSONField()),
                ("frozen_at", models.DateTimeField(verbose_name="提交时间")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="snapshots", to="reviews.application"
                    ),
                ),
            ],
            options={
                "verbose_name": "申报快照",
                "constraints": [
                    models.UniqueConstraint(fields=("application", "version"), name="one_snapshot_per_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reexamination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("examination", models.JSONField(verbose_name="复核结论")),
                ("made_at", models.DateTimeField(verbose_name="时间")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reexaminations",
                        to="reviews.application",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reexamination",
                        to="reviews.ambiguitydecision",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reexaminations",
                        to="reviews.snapshot",
                    ),
                ),
            ],
            options={
                "verbose_name": "核定后复核",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["snapshot", "-id"], name="reviews_ree_snapsho_39a1b8_idx")],
            },
        ),
        migrations.AddField(
            model_name="publicityentry",
            name="snapshot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.snapshot"
            ),
        ),
        migrations.AddField(
            model_name="opinion",
            name="snapshot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.snapshot"
            ),
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("review_form", "专业技术职务任职资格评审表"),
                            ("publicity_notice", "公示"),
                            ("publicity_confirmation", "公示确认表"),
                            ("meeting_filing", "评审会议备案表"),
                            ("result_filing_form", "评审结果备案表"),
                            ("name_list", "评审通过人员名单"),
                            ("determination_list", "职称初定人员名单"),
                            ("publication", "评审结果公布通知"),
                            ("certificate", "职称电子证书"),
                            ("proof", "评审通过证明"),
                            ("recommendation", "推荐函"),
                            ("recommendation_list", "推荐人员名单"),
                            ("entrusted_results", "委托评审结果函"),
                            ("entrustment_letter", "委托评审函"),
                            ("commitment", "材料真实性保证书"),
                            ("minutes", "评审会议纪要"),
                            ("post_table", "事业单位人员职称申报岗位信息表"),
                            ("correction_notice", "补正通知书"),
                            ("not_accepted_letter", "不予受理决定书"),
                            ("not_recommended_letter", "不予推荐决定书"),
                            ("not_determined_letter", "不予初定决定书"),
                            ("objection_decision", "异议处理决定"),
                            ("objection_answer", "异议答复书"),
                            ("revocation_decision", "撤销职称决定书"),
                            ("complaint_answer", "复查答复书"),
                            ("direct_recommendation", "直接申报专家推荐表"),
                        ],
                        max_length=30,
                        verbose_name="类别",
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="文件编号")),
                ("short_code", models.CharField(max_length=12, unique=True, verbose_name="校验码")),
                ("requested_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=300, verbose_name="失败原因")),
                ("built_at", models.DateTimeField(null=True, verbose_name="生成时间")),
                ("pages", models.PositiveSmallIntegerField(default=0, verbose_name="页数")),
                ("sheets", models.JSONField(default=list)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("voided_at", models.DateTimeField(null=True, verbose_name="作废时间")),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="reviews.application",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="reviews.complaint",
                    ),
                ),
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
                    "post_table",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="employers.posttableversion",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="reviews.entrustedreply",
                    ),
                ),
                (
                    "entrustment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="reviews.entrustment",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="reviews.meeting",
                    ),
                ),
                (
                    "objection",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="reviews.objection",
                    ),
                ),
                (
                    "publicity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="reviews.publicity",
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="reviews.resultfiling",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.snapshot"
                    ),
                ),
            ],
            options={
                "verbose_name": "文书",
                "indexes": [
                    models.Index(
                        condition=models.Q(("built_at", None), ("voided_at", None)),
                        fields=["id"],
                        name="document_to_build",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="snapshot",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.snapshot"
            ),
        ),
        migrations.CreateModel(
            name="SpotCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=30, unique=True, verbose_name="抽查编号")),
                (
                    "kind",
                    models.CharField(
                        choices=[("cases", "申报审核抽查"), ("reviews", "评审工作抽查"), ("titles", "职称复审")],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("purpose", models.TextField(verbose_name="抽查事由")),
                (
                    "stage",
                    models.CharField(
                        choices=[("open", "检查中"), ("closed", "已办结")],
                        default="open",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("bundle", models.JSONField()),
                ("opened_at", models.DateTimeField(verbose_name="抽取时间")),
                ("conclusion", models.TextField(blank=True, verbose_name="抽查结论")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="办结时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spot_checks",
                        to="accounts.agency",
                        verbose_name="抽查机构",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="spot_checks", to="reviews.plan"
                    ),
                ),
            ],
            options={
                "verbose_name": "抽查",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["agency", "id"], name="reviews_spo_agency__dca0e3_idx")],
            },
        ),
        migrations.CreateModel(
            name="SpotCheckItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(verbose_name="抽取次序")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("waiting", "待检查"),
                            ("sound", "未发现问题"),
                            ("faulty", "发现问题，待整改"),
                            ("answered", "已整改反馈"),
                        ],
                        default="waiting",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("finding", models.TextField(blank=True, verbose_name="检查情况")),
                ("clause", models.CharField(blank=True, max_length=120, verbose_name="依据")),
                ("found_at", models.DateTimeField(null=True, verbose_name="检查时间")),
                ("answer", models.TextField(blank=True, verbose_name="整改反馈")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="反馈时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spot_check_items",
                        to="reviews.application",
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "spot_check",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="reviews.spotcheck"
                    ),
                ),
            ],
            options={
                "verbose_name": "抽查对象",
                "ordering": ("order",),
                "constraints": [
                    models.UniqueConstraint(fields=("spot_check", "application"), name="once_in_a_spot_check")
                ],
            },
        ),
        migrations.CreateModel(
            name="SubstitutionRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="轮次")),
                ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                ("filled_at", models.DateTimeField(null=True, verbose_name="递补时间")),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="reviews.draw"
                    ),
                ),
            ],
            options={
                "verbose_name": "递补申请",
                "ordering": ("round",),
                "constraints": [models.UniqueConstraint(fields=("draw", "round"), name="one_request_per_round")],
            },
        ),
        migrations.CreateModel(
            name="TableEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("review_plan", "评审委员会与职能"),
                            ("skill_map", "职业（工种）与职称系列对应关系表"),
                            ("pathway_committees", "贯通领域评审委员会信息表"),
                            ("assessments", "职业技能等级认定评价组织目录"),
                        ],
                        max_length=30,
                        verbose_name="表",
                    ),
                ),
                ("number", models.PositiveIntegerField(null=True, verbose_name="版次")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待发布"),
                            ("published", "已发布"),
                            ("discarded", "已放弃"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("source_number", models.CharField(blank=True, max_length=60, verbose_name="依据文号")),
                ("source_title", models.CharField(blank=True, max_length=160, verbose_name="依据文件")),
                ("source_section", models.CharField(blank=True, max_length=60, verbose_name="所在位置")),
                ("source_dated", models.DateField(null=True, verbose_name="成文日期")),
                ("valid_from", models.DateField(null=True, verbose_name="施行日期")),
                ("note", models.TextField(blank=True, verbose_name="修改说明")),
                ("created_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "hands",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="提交时间")),
                ("published_at", models.DateTimeField(null=True, verbose_name="发布时间")),
                ("row_count", models.PositiveIntegerField(default=0, verbose_name="行数")),
                ("rows_hash", models.CharField(blank=True, max_length=64, verbose_name="校验值")),
                (
                    "base",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.tableedition",
                        verbose_name="上一版",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="维护部门",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "对照表版本",
                "ordering": ("kind", "number"),
                "indexes": [models.Index(fields=["kind", "stage", "valid_from"], name="reviews_tab_kind_1f19eb_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number"), name="one_table_edition_per_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "published"), _negated=True),
                            models.Q(
                                ("number__isnull", False),
                                ("published_at__isnull", False),
                                ("rows_hash__gt", ""),
                                ("valid_from__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="published_edition_is_dated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("published_by", models.F("submitted_by")), _negated=True),
                        name="edition_published_by_a_second_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TableRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(verbose_name="次序")),
                ("key", models.CharField(max_length=64)),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("data", models.JSONField(verbose_name="内容")),
                ("search", models.TextField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="reviews.tableedition"
                    ),
                ),
            ],
            options={
                "verbose_name": "对照表的行",
                "ordering": ("position", "pk"),
                "indexes": [
                    models.Index(fields=["edition", "position"], name="reviews_tab_edition_bd15fa_idx"),
                    django.contrib.postgres.indexes.GinIndex(fields=["names"], name="table_row_names"),
                ],
                "constraints": [models.UniqueConstraint(fields=("edition", "key"), name="one_row_per_key")],
            },
        ),
        migrations.CreateModel(
            name="TableUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160, verbose_name="文件名")),
                ("content", models.TextField()),
                ("keeps_others", models.BooleanField(default=False)),
                ("rows_hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="upload", to="reviews.tableedition"
                    ),
                ),
            ],
            options={
                "verbose_name": "待导入文件",
            },
        ),
        migrations.CreateModel(
            name="Unavailability",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=8)),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.storedfile",
                    ),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.expert"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unavailable",
                        to="reviews.substitutionrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "不能到会",
                "ordering": ("label",),
            },
        ),
        migrations.CreateModel(
            name="VoteRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="轮次")),
                (
                    "stage",
                    models.CharField(
                        choices=[("open", "表决中"), ("counted", "已计票"), ("void", "已中止")],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="再次表决的理由")),
                ("void_reason", models.CharField(blank=True, max_length=200, verbose_name="中止的理由")),
                ("present", models.PositiveSmallIntegerField(verbose_name="出席人数")),
                ("recused", models.PositiveSmallIntegerField(verbose_name="回避人数")),
                ("opened_at", models.DateTimeField(verbose_name="开始表决")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="结束表决")),
                ("cast", models.PositiveSmallIntegerField(null=True, verbose_name="收回选票")),
                ("yes", models.PositiveSmallIntegerField(null=True, verbose_name="同意")),
                ("no", models.PositiveSmallIntegerField(null=True, verbose_name="不同意")),
                ("abstained", models.PositiveSmallIntegerField(null=True, verbose_name="弃权")),
                ("spoiled", models.PositiveSmallIntegerField(null=True, verbose_name="废票")),
                ("base", models.PositiveSmallIntegerField(null=True, verbose_name="表决基数")),
                ("passed", models.BooleanField(null=True, verbose_name="通过")),
                ("arithmetic", models.CharField(blank=True, max_length=300, verbose_name="计票")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="reviews.meetingitem"
                    ),
                ),
            ],
            options={
                "verbose_name": "表决轮次",
                "ordering": ("item", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("item", "number"), name="one_round_per_number_and_item"),
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "open")), fields=("item",), name="one_open_round_per_item"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "counted"), _negated=True),
                            (
                                "cast",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("yes"), "+", models.F("no")
                                        ),
                                        "+",
                                        models.F("abstained"),
                                    ),
                                    "+",
                                    models.F("spoiled"),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="what_is_counted_was_cast",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cast", None),
                            (
                                "cast__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("present"), "-", models.F("recused")
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="no_more_ballots_than_voters",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Turnout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="turnout", to="reviews.panelseat"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="turnout", to="reviews.voteround"
                    ),
                ),
            ],
            options={
                "verbose_name": "投票登记",
                "constraints": [
                    models.UniqueConstraint(fields=("round", "seat"), name="one_ballot_per_seat_and_round")
                ],
            },
        ),
        migrations.CreateModel(
            name="RollEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("present", models.BooleanField(verbose_name="出席")),
                ("recused", models.BooleanField(verbose_name="回避")),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rolls", to="reviews.panelseat"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roll", to="reviews.voteround"
                    ),
                ),
            ],
            options={
                "verbose_name": "点名",
                "constraints": [models.UniqueConstraint(fields=("round", "seat"), name="once_on_a_roll")],
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("choice", reviews.models.vote.SealedChoice()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ballots", to="reviews.voteround"
                    ),
                ),
            ],
            options={
                "verbose_name": "选票",
            },
        ),
        migrations.AlterUniqueTogether(
            name="committeeuserpermission",
            unique_together={("user", "permission", "content_object")},
        ),
        migrations.AddConstraint(
            model_name="entrustment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("stage__in", ("draft", "employer", "department", "examination", "issued", "reported", "returned"))
                ),
                fields=("profile", "year", "title"),
                name="one_live_entrustment",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stage__in", ("discussion", "open", "counted"))),
                fields=("meeting",),
                name="one_open_item_per_meeting",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="meetinguserpermission",
            unique_together={("user", "permission", "content_object")},
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stage__in", ("removed", "declined")), _negated=True),
                fields=("expert", "committee"),
                name="one_live_membership_per_pool",
            ),
        ),
        migrations.AddIndex(
            model_name="objection",
            index=models.Index(condition=models.Q(("stage", "open")), fields=["entry"], name="objection_open"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["plan", "stage", "id"], name="reviews_app_plan_id_ad5ec9_idx"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        (
                            "not_passed",
                            "not_determined",
                            "not_recommended",
                            "not_accepted",
                            "withdrawn",
                            "lapsed",
                            "revoked",
                        ),
                    ),
                    _negated=True,
                ),
                fields=("plan", "applicant"),
                name="one_live_application_per_plan_and_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage__in", ["draft", "withdrawn", "lapsed"]),
                    models.Q(("filed_at__isnull", False), ("snapshot__isnull", False)),
                    _connector="OR",
                ),
                name="filed_application_has_its_snapshot",
            ),
        ),
        migrations.AddConstraint(
            model_name="tableedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stage__in", ("draft", "submitted"))),
                fields=("kind",),
                name="one_open_edition_per_table",
            ),
        ),
    ]
