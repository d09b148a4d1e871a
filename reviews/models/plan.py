"""A plan: one notice of one committee and year. Everything the notices differ in is a parameter here (X01–X54)."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reviews.enums import (
    ArchiveMode,
    CreditProof,
    Determiner,
    EntrustingBody,
    InspectionKind,
    Inspector,
    IntegrityClock,
    LeadUnit,
    Level,
    PlanKind,
    PlanStage,
    PostSource,
    PublicityKind,
    RevoteRule,
    RollPolicy,
    TitleMode,
    TitleScope,
    VoteScope,
)

if TYPE_CHECKING:
    from accounts.models import Agency


def all_publicities() -> list[str]:
    """Return the three publicities of the procedure (S0 一(一); S3 一)."""
    return list(PublicityKind.values)


def entrusting_by_notice() -> list[str]:
    """Return everybody who may entrust a review; a plan names those of its own notice."""
    return list(EntrustingBody.values)


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
    # Where the rules came from: a file of law/rulebooks/, or the plan's own code.
    rulebook = models.CharField("规则来源", max_length=40)
    # The rulebook itself, as JSON text: the order of its keys matters, and PostgreSQL's JSON does not keep it.
    rules = models.TextField("规则", default="{}")
    version = models.PositiveSmallIntegerField("版次", default=1)
    # A correction is drafted as a plan of its own and merged into the one that it corrects when it is published.
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections", verbose_name="更正的计划"
    )
    correction_reason = models.TextField("更正理由", blank=True)
    # What the notice leaves out or says in two ways, and what this file takes instead; the publisher confirms each:
    # [{"parameter": "filing_closes", "code": "X10", "says": "…", "clause": "…"}]; `code` where the difference has one.
    assumed = models.JSONField("待确认的参数", default=list, blank=True)
    # Lint warnings that the office has accepted: {key: {"reason": …, "by": name, "at": moment}}.
    accepted_warnings = models.JSONField("已确认的提示", default=dict)
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
    paper_closes = models.DateTimeField("纸质材料截止", null=True, blank=True)
    # Deadlines as the notice words them where it gives no day (R108): {"filing": "8月上旬", "meeting": "9—10月"}.
    deadline_texts = models.JSONField("时间说明", default=dict, blank=True)
    roll_policy = models.CharField("截止日遇假日", max_length=20, choices=RollPolicy, default=RollPolicy.STRICT)
    # Dates that somebody still has to confirm: {"filing_closes": "copied"}, or "unset" where nobody has given one.
    unconfirmed = models.JSONField("待核对的日期", default=dict, blank=True)
    # The day that the notice names, where the deadline itself was moved to the next working day (X17):
    # {"filing_closes": "2022-09-10"}.
    named_days = models.JSONField("公告所写日期", default=dict, blank=True)
    # The bodies between employer and committee, in order:
    # [{"kind": "industry_bureau", "label": "县（市、区）经信部门", "closes": "2022-10-01T00:00:00+08:00"}].
    # Every key of a leg, and what the procedure does with it: reviews/routes.py.
    route = models.JSONField("审核推荐路径", default=list)
    # What is asked of whoever recommends, besides examining the materials, and who carries it out (S3 三(一)).
    inspection_kinds = ArrayField(
        models.CharField(max_length=20, choices=InspectionKind), default=list, blank=True, verbose_name="考察测评环节"
    )
    inspected_by = models.CharField("考察测评组织机构", max_length=30, choices=Inspector, default=Inspector.EMPLOYER)
    publicity_kinds = ArrayField(
        models.CharField(max_length=20, choices=PublicityKind),
        default=all_publicities,
        verbose_name="公示环节",
    )
    publicity_days = models.PositiveSmallIntegerField("公示工作日", default=5)
    count_start_day = models.BooleanField("公示首日计入", default=False)
    # No notice sets a time limit for the answer to an objection (Q20): the plan does.
    objection_days = models.PositiveSmallIntegerField("异议答复期限（工作日）", default=10)
    anonymous_objections = models.BooleanField("接受匿名异议", default=False)
    # How long the names stay public after the end; none: the list is gone with its period (Q26).
    names_stay_days = models.PositiveSmallIntegerField("公示期满后名单保留（自然日）", default=0)
    needs_confirmation_sheet = models.BooleanField("要求公示确认表", default=False)
    filing_lead_days = models.PositiveSmallIntegerField("会议备案提前日数", default=7)
    filing_lead_unit = models.CharField("会议备案日数单位", max_length=10, choices=LeadUnit, default=LeadUnit.CALENDAR)
    correction_days = models.PositiveSmallIntegerField("补正期限（工作日）", default=5)
    # Of an initial determination: who determines, and which series are won by examination alone (衢市人社专〔2021〕61号
    # 二(三)); nobody is determined in one of those.
    determined_by = models.CharField("初定机关", max_length=20, choices=Determiner, default=Determiner.HR_BUREAU)
    exam_series = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, verbose_name="以考代评、不再初定的系列"
    )
    tally_base = models.CharField("表决基数", max_length=20, default="present")
    quorum_numerator = models.PositiveSmallIntegerField(default=2)
    quorum_denominator = models.PositiveSmallIntegerField(default=3)
    vote_scope = models.CharField("表决范围", max_length=10, choices=VoteScope, default=VoteScope.WHOLE)
    revote_rule = models.CharField("再次表决", max_length=10, choices=RevoteRule, default=RevoteRule.NEVER)
    revote_margin = models.PositiveSmallIntegerField("再次表决所差票数上限", default=1)
    # A list of rows with key, name, source (filled, archive or extracted: R058), required, clause.
    materials = models.JSONField("申报材料", default=list)
    # White list of what a publicity shows (PIPL 25): keys of reviews/publicity_fields.py.
    public_fields = ArrayField(models.CharField(max_length=30), default=list, verbose_name="公示字段")
    # What the employer shows to its own people besides (S2 附件2 四: 基本情况和业绩材料).
    employer_fields = ArrayField(
        models.CharField(max_length=30), default=list, blank=True, verbose_name="单位公示另列字段"
    )
    # The sheet on which experts judge: sections as law/scoring.py reads them, each with the titles it is for.
    scoring = models.JSONField("评审标准", default=list, blank=True)
    form_name = models.CharField("评审表名称", max_length=60, default="专业技术职务任职资格评审表")
    watermark = models.CharField("水印", max_length=60)
    paper_copies = models.PositiveSmallIntegerField("份数")
    stamp_chain = ArrayField(models.CharField(max_length=40), default=list, verbose_name="盖章")
    paper_receiver = models.CharField("报送处", max_length=80)
    paper_address = models.CharField("报送地址", max_length=160, blank=True)
    archive_mode = models.CharField("归档方式", max_length=20, choices=ArchiveMode, default=ArchiveMode.RETURNED)
    fee = models.CharField("收费", max_length=160)
    contact = models.CharField("联系处室", max_length=120)
    # [{"office": "市经信局产业融合处", "matter": "申报材料", "phone": ""}]: offices, never persons (X36).
    contacts = models.JSONField("联系方式", default=list, blank=True)
    audience = models.TextField("申报对象", blank=True)
    employer_duties = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name="单位责任")
    commitment_text = models.TextField("承诺内容", blank=True)
    credit_sources = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name="学时来源")
    credit_proof = models.CharField("学时证明", max_length=20, choices=CreditProof, default=CreditProof.PULL)
    post_source = models.CharField("岗位核定", max_length=20, choices=PostSource, default=PostSource.PRINCIPLE)
    archive_ratio = models.CharField("业绩档案填报要求", max_length=120, blank=True)
    # What the notice rests on (R132, X41, X42): number, title, aliases (other numbers of the same document) and note.
    cited_documents = models.JSONField("依据文件", default=list, blank=True)
    # The notice in sections for the plan page: [{"heading": "…", "text": "…"}].
    sections = models.JSONField("公告内容", default=list)
    issues_certificate = models.BooleanField("颁发电子证书", default=True)
    # Who may entrust the review of its people to this committee (S1 一2; S3 二(一)); whose people receive a written
    # proof then and no certificate, nothing being announced of them (S1 四(五)).
    entrusting_bodies = ArrayField(
        models.CharField(max_length=20, choices=EntrustingBody),
        default=entrusting_by_notice,
        blank=True,
        verbose_name="委托评审函出具机构",
    )
    proof_bodies = ArrayField(
        models.CharField(max_length=20, choices=EntrustingBody),
        default=list,
        blank=True,
        verbose_name="只出具证明的委托机构",
    )
    # Whether only those may file whom a lower committee has recommended (S1 四(二)).
    needs_recommendation = models.BooleanField("须经下级评委会推荐", default=False)
    result_publisher = models.CharField("结果公布单位", max_length=120, blank=True)
    # The office that signs with the HR bureau where two announce together (S1 四(五): 省经信厅、省人社厅联合公布).
    co_publisher = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="联合公布单位"
    )
    # For how long the names of a publication stay on its public page; 0: without end, as announcements are kept.
    result_shown_days = models.PositiveSmallIntegerField("公布名单显示日数", default=0)
    # Within how many working days a decision may be complained of, and a person may answer before losing a title.
    complaint_days = models.PositiveSmallIntegerField("申请复查期限（工作日）", default=15)
    hearing_days = models.PositiveSmallIntegerField("陈述申辩期限（工作日）", default=5)
    # The two clocks of a record of dishonesty (S0 三(二): 三年; 浙江省公共信用信息管理条例 第十六条: 五年).
    integrity_years = models.PositiveSmallIntegerField("诚信记录年数", default=3)
    credit_years = models.PositiveSmallIntegerField("公共信用信息保存年数", default=5)
    integrity_clock = models.CharField(
        "申报时核对的诚信期限", max_length=10, choices=IntegrityClock, default=IntegrityClock.RECORD
    )
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "评审计划"
        ordering = ("-year", "code")

    def __str__(self) -> str:
        return self.name

    @property
    def is_initial(self) -> bool:
        """Whether it leads to a determination by an office, without panel and ballot."""
        return self.kind == PlanKind.INITIAL

    @property
    def determiner(self) -> "Agency":
        """The office that determines, publishes whom it has determined, and draws the list up."""
        return self.hr_bureau if self.determined_by == Determiner.HR_BUREAU else self.office

    @property
    def result_office(self) -> "Agency":
        """The office that shows the results to the public: the committee's, or the one that determines."""
        return self.determiner if self.is_initial else self.office


class PlanTitle(models.Model):
    """A title that can be applied for under a plan, and the committee that decides on it."""

    plan = models.ForeignKey("reviews.Plan", models.CASCADE, related_name="titles")
    name = models.CharField("申报资格", max_length=40)
    level = models.CharField("级别", max_length=20, choices=Level)
    committee = models.ForeignKey("reviews.Committee", models.PROTECT, related_name="+", verbose_name="评委会")
    mode = models.CharField("职能", max_length=10, choices=TitleMode, default=TitleMode.REVIEW)
    scope = models.CharField("对象范围", max_length=20, choices=TitleScope, default=TitleScope.WHOLE)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "申报资格"
        ordering = ("order", "pk")
        constraints = (models.UniqueConstraint(fields=["plan", "name"], name="one_title_per_plan"),)

    def __str__(self) -> str:
        return self.name


class PlanAttachment(models.Model):
    """A file that belongs to the notice (R112, R338)."""

    plan = models.ForeignKey("reviews.Plan", models.CASCADE, related_name="attachments")
    file = models.ForeignKey("accounts.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "计划附件"
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.name


class PlanVersion(models.Model):
    """What was published, frozen. An application keeps the version under which it was filed."""

    plan = models.ForeignKey("reviews.Plan", models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版次")
    # Every parameter of the plan with its titles; `rules` as the text that Plan.rules was.
    content = models.JSONField()
    rules = models.TextField()
    sha256 = models.CharField(max_length=64)
    document_number = models.CharField("公告文号", max_length=60)
    document_title = models.CharField("公告标题", max_length=160)
    reason = models.TextField("更正理由", blank=True)
    published_at = models.DateTimeField("发布时间")

    class Meta:
        verbose_name = "计划版本"
        ordering = ("plan", "number")
        constraints = (models.UniqueConstraint(fields=["plan", "number"], name="one_version_per_number_and_plan"),)

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"
