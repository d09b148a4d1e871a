"""A plan: one notice of one committee and year. Everything the notices differ in is a parameter here (X01–X54)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reviews.enums import Level, PlanKind, PlanStage


class Plan(models.Model):
    """A call for applications. Frozen once published."""

    code = models.CharField("计划编号", max_length=40, unique=True)
    name = models.CharField("名称", max_length=120)
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("类别", max_length=10, choices=PlanKind, default=PlanKind.REVIEW)
    series = models.CharField("系列", max_length=40)
    specialties = ArrayField(models.CharField(max_length=40), verbose_name="专业")
    document_number = models.CharField("公告文号", max_length=60)
    document_title = models.CharField("公告标题", max_length=160)
    # The law: law/rulebooks/<rulebook>.yaml.
    rulebook = models.CharField("规则", max_length=40)
    stage = models.CharField("状态", max_length=20, choices=PlanStage, default=PlanStage.DRAFT)
    office = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="plans", verbose_name="评委会办公室")
    hr_bureau = models.ForeignKey(
        "accounts.Agency", models.PROTECT, related_name="plans_supervised", verbose_name="人力社保部门"
    )
    region = models.ForeignKey("accounts.Region", models.PROTECT, related_name="+", verbose_name="范围")
    published_at = models.DateTimeField("发布时间", null=True)
    # Moments, exclusive: a deadline named 9月10日 is 00:00 of 11 September (Civil Code 203: 24:00 of the day).
    filing_opens = models.DateTimeField("开始申报")
    filing_closes = models.DateTimeField("个人申报截止")
    employer_closes = models.DateTimeField("单位推荐截止")
    cutoff = models.DateField("任职年限计算截止")
    # The bodies between employer and committee, in order:
    # [{"kind": "industry_bureau", "label": "县（市、区）经信部门", "closes": "2022-10-01T00:00:00+08:00"}].
    route = models.JSONField("审核推荐路径", default=list)
    publicity_days = models.PositiveSmallIntegerField("公示工作日", default=5)
    count_start_day = models.BooleanField("公示首日计入", default=False)
    filing_lead_days = models.PositiveSmallIntegerField("会议备案提前日数", default=7)
    correction_days = models.PositiveSmallIntegerField("补正期限（工作日）", default=5)
    tally_base = models.CharField("表决基数", max_length=20, default="present")
    quorum_numerator = models.PositiveSmallIntegerField(default=2)
    quorum_denominator = models.PositiveSmallIntegerField(default=3)
    # A list of rows with key, name, source (filled, archive or extracted: R058), required, clause.
    materials = models.JSONField("申报材料", default=list)
    # White list of what a publicity shows (PIPL 25): keys of reviews/publicity_fields.py.
    public_fields = ArrayField(models.CharField(max_length=30), default=list, verbose_name="公示字段")
    form_name = models.CharField("评审表名称", max_length=60, default="专业技术职务任职资格评审表")
    watermark = models.CharField("水印", max_length=60)
    paper_copies = models.PositiveSmallIntegerField("份数")
    stamp_chain = ArrayField(models.CharField(max_length=40), default=list, verbose_name="盖章")
    paper_receiver = models.CharField("报送处", max_length=80)
    fee = models.CharField("收费", max_length=160)
    contact = models.CharField("联系处室", max_length=120)
    # The notice in sections for the plan page: [{"heading": "…", "text": "…"}].
    sections = models.JSONField("公告内容", default=list)
    issues_certificate = models.BooleanField("颁发电子证书", default=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "评审计划"
        ordering = ("-year", "code")

    def __str__(self) -> str:
        return self.name


class PlanTitle(models.Model):
    """A title that can be applied for under a plan, and the committee that decides on it."""

    plan = models.ForeignKey("reviews.Plan", models.CASCADE, related_name="titles")
    name = models.CharField("申报资格", max_length=40)
    level = models.CharField("级别", max_length=20, choices=Level)
    committee = models.ForeignKey("reviews.Committee", models.PROTECT, related_name="+", verbose_name="评委会")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "申报资格"
        ordering = ("order", "pk")
        constraints = (models.UniqueConstraint(fields=["plan", "name"], name="one_title_per_plan"),)

    def __str__(self) -> str:
        return self.name
