"""All tables of this app as they stand after the committee's season; what led here is in the history."""

from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("applicants", "0001_initial")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ArchiveRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "module",
                    models.CharField(
                        choices=[
                            ("education", "学历学位"),
                            ("work", "工作经历"),
                            ("title_held", "专业技术职务任职资格"),
                            ("appointment", "聘任"),
                            ("assessment", "年度考核"),
                            ("project", "项目（课题）"),
                            ("paper", "论文"),
                            ("book", "著作"),
                            ("patent", "专利"),
                            ("standard", "标准制定"),
                            ("award", "获奖"),
                            ("honour", "荣誉"),
                            ("adopted", "成果被批示、采纳、运用和推广情况"),
                            ("credential", "资质证书"),
                            ("academic_post", "学术技术兼职"),
                        ],
                        max_length=20,
                        verbose_name="板块",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("started", models.CharField(blank=True, max_length=10, verbose_name="开始时间")),
                ("ended", models.CharField(blank=True, max_length=10, verbose_name="结束时间")),
                ("data", models.JSONField(default=dict)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待单位审核"),
                            ("returned", "退回修改"),
                            ("verified", "已审核"),
                            ("superseded", "已被新版本替代"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                ("return_reason", models.TextField(blank=True, verbose_name="退回理由")),
                ("verified_at", models.DateTimeField(null=True, verbose_name="审核时间")),
                ("deleted_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
            ],
            options={
                "verbose_name": "业绩档案",
                "ordering": ("module", "-started", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=60, verbose_name="证明内容")),
            ],
            options={
                "verbose_name": "佐证材料",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "gender",
                    models.CharField(
                        blank=True, choices=[("male", "男"), ("female", "女")], max_length=10, verbose_name="性别"
                    ),
                ),
                ("born_on", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                ("ethnicity", models.CharField(blank=True, max_length=20, verbose_name="民族")),
                ("birthplace", models.CharField(blank=True, max_length=60, verbose_name="出生地")),
                ("former_name", models.CharField(blank=True, max_length=60, verbose_name="曾用名")),
                ("political_status", models.CharField(blank=True, max_length=30, verbose_name="政治面貌")),
                ("health", models.CharField(blank=True, max_length=30, verbose_name="身体状况")),
                ("languages", models.CharField(blank=True, max_length=120, verbose_name="懂何种外语、达到何种程度")),
                ("work_started_on", models.DateField(blank=True, null=True, verbose_name="参加工作时间")),
                ("post", models.CharField(blank=True, max_length=80, verbose_name="现任岗位")),
                ("administrative_post", models.CharField(blank=True, max_length=80, verbose_name="现（兼）任行政职务")),
                ("craft", models.CharField(blank=True, max_length=60, verbose_name="现从事专业")),
                ("craft_started_on", models.DateField(blank=True, null=True, verbose_name="从事本专业起始时间")),
                (
                    "employment",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("contract", "劳动合同"),
                            ("establishment", "事业编制"),
                            ("off_establishment", "事业单位编外"),
                            ("civil_servant", "公务员（含参公）"),
                            ("freelance", "自由职业"),
                        ],
                        max_length=30,
                        verbose_name="人员类别",
                    ),
                ),
                ("updated_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "个人基本信息",
            },
        ),
    ]
