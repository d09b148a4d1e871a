"""The post table of a public institution (事业单位岗位信息表, S2 附件3): a sheet a year, a line a level, its people."""

from django.core.validators import MaxValueValidator
from django.db import models

from employers.enums import PostExchange, PostFinding, PostLevel, PostTableStage, PostWay
from zcps.encryption import BlindIndexField, EncryptedTextField, RowKey

MOST_POSTS = 100_000


class PostTable(models.Model):
    """An institution's sheet of one year. Only perform() writes `stage`; what was confirmed lies in its versions."""

    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="post_tables")
    year = models.PositiveSmallIntegerField("年度")
    stage = models.CharField("状态", max_length=20, choices=PostTableStage, default=PostTableStage.DRAFT)
    # The form's column 备注, by row: {"approved": "…", "filled": "…", "vacancy": "…"}.
    remarks = models.JSONField("备注", default=dict, blank=True)
    # When the posts were made known inside the institution: the first of the six steps (S3 二(四)).
    announced_on = models.DateField("公布岗位信息日期", null=True, blank=True)
    uses_pool = models.BooleanField("使用地区统筹岗位", default=False)
    exchange = models.CharField("退二进一等情形", max_length=20, choices=PostExchange, default=PostExchange.NONE)
    explanation = models.TextField("情形说明", blank=True)
    # The office that manages the pool, or the posts that are exchanged: its head of section signs (S2 附件3 注).
    pool_manager = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="岗位统筹管理部门"
    )
    signer = models.CharField("签署人", max_length=60, blank=True)
    signed_opinion = models.TextField("签署意见", blank=True)
    signed_by = models.CharField("签署部门", max_length=80, blank=True)
    signed_at = models.DateTimeField("签署时间", null=True)
    # Who signs the paper for the institution: the head of the section that sets posts and holds the competition.
    responsible = models.CharField("业务科（处）室负责人", max_length=60, blank=True)
    system_number = models.CharField("省人事工资系统核定编号", max_length=60, blank=True)
    pledged = models.BooleanField("承诺及时聘任", default=False)
    return_note = models.TextField("退回意见", blank=True)
    saved_at = models.DateTimeField("保存时间")
    submitted_at = models.DateTimeField("提交时间", null=True)
    confirmed_at = models.DateTimeField("确认时间", null=True)
    confirmed_by = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, related_name="+")
    # Whether the bureau compared the figures with the provincial system (S1 四(四)).
    checked_in_system = models.BooleanField("已在省人事工资系统核对", default=False)

    class Meta:
        verbose_name = "岗位信息表"
        constraints = (
            models.UniqueConstraint(fields=["employer", "year"], name="one_post_table_per_year"),
            models.CheckConstraint(
                condition=~models.Q(stage=PostTableStage.CONFIRMED) | models.Q(confirmed_at__isnull=False),
                name="confirmed_post_table_says_when",
            ),
        )
        indexes = (models.Index(fields=["year", "stage"], name="post_table_worklist"),)

    def __str__(self) -> str:
        return f"{self.employer} {self.year}年度岗位信息表"

    @property
    def is_exception(self) -> bool:
        """Whether it claims posts beyond its own vacancies, which somebody has to sign for (AMB-37)."""
        return self.uses_pool or self.exchange != PostExchange.NONE

    @property
    def is_confirmed(self) -> bool:
        """Whether its present content is what the bureau confirmed."""
        return self.stage == PostTableStage.CONFIRMED


class PostLine(models.Model):
    """One level of a sheet, every number as it was typed: the arithmetic is checked and never done for anybody."""

    table = models.ForeignKey(PostTable, models.CASCADE, related_name="lines")
    level = models.CharField("等级", max_length=20, choices=PostLevel)
    approved = models.PositiveIntegerField("核准数", default=0, validators=[MaxValueValidator(MOST_POSTS)])
    filled = models.PositiveIntegerField("实聘数", default=0, validators=[MaxValueValidator(MOST_POSTS)])
    # Positive where posts are vacant; negative where more people are appointed than approved (S2 附件3 末).
    vacancy = models.IntegerField("空缺数", default=0)
    # Posts opened this year for review, initial determination and conversion together.
    opened = models.PositiveIntegerField("今年新推出空缺岗位数", default=0)
    converted = models.PositiveIntegerField("其中转评人员使用", default=0)
    for_review = models.PositiveIntegerField("同意参加评审人数", default=0)
    for_initial = models.PositiveIntegerField("申报初定人数", default=0)
    used_after = models.PositiveIntegerField("聘任后共使用岗位数", default=0)

    class Meta:
        verbose_name = "岗位信息表等级"
        constraints = (models.UniqueConstraint(fields=["table", "level"], name="one_post_line_per_level"),)

    def __str__(self) -> str:
        return f"{self.table_id} {self.level}"


class PostPerson(models.Model):
    """Somebody whom the institution recommends this year. The number is read by the institution and its bureau."""

    id = RowKey(verbose_name="ID", primary_key=True)
    table = models.ForeignKey(PostTable, models.CASCADE, related_name="people")
    name = models.CharField("姓名", max_length=60)
    id_number = EncryptedTextField("身份证号码")
    # The same index as an account's: it tells whose case belongs to whom without opening the number.
    id_index = BlindIndexField(purpose="id_number", of="id_number", db_index=True)
    present_title = models.CharField("现有专业技术职务任职资格", max_length=80, blank=True)
    level = models.CharField("拟聘岗位等级", max_length=20, choices=PostLevel)
    grade = models.CharField("岗位等级（级）", max_length=20, blank=True)
    way = models.CharField("方式", max_length=10, choices=PostWay, default=PostWay.REVIEW)

    class Meta:
        verbose_name = "岗位信息表人员"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["table", "id_index"], name="one_post_line_per_person"),)

    def __str__(self) -> str:
        return self.name


class PostTableVersion(models.Model):
    """A sheet as it was confirmed; it stays on record whatever is changed later."""

    id = RowKey(verbose_name="ID", primary_key=True)
    table = models.ForeignKey(PostTable, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版次")
    # Canonical JSON of the whole sheet with its people and their numbers, therefore sealed.
    content = EncryptedTextField("内容")
    sha256 = models.CharField(max_length=64)
    confirmed_at = models.DateTimeField("确认时间")
    confirmed_by = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "岗位信息表版本"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["table", "number"], name="one_post_table_version_per_number"),)

    def __str__(self) -> str:
        return f"{self.table} 第{self.number}版"


class PostAppointment(models.Model):
    """The appointment (聘任) that the institution pledged, as it was made."""

    table = models.ForeignKey(PostTable, models.PROTECT, related_name="appointments")
    name = models.CharField("姓名", max_length=60)
    id_index = BlindIndexField(purpose="id_number", db_index=True)
    level = models.CharField("岗位等级", max_length=20, choices=PostLevel)
    post = models.CharField("聘任岗位", max_length=80)
    appointed_on = models.DateField("聘任日期")
    document = models.CharField("聘任文号", max_length=80, blank=True)
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "岗位聘任"
        constraints = (models.UniqueConstraint(fields=["table", "id_index"], name="one_appointment_per_person"),)

    def __str__(self) -> str:
        return f"{self.name} {self.post}"


class PostCheck(models.Model):
    """What the bureau found when it looked afterwards at how the posts were used (S2 附件3 注; R259, R330)."""

    table = models.ForeignKey(PostTable, models.PROTECT, related_name="checks")
    finding = models.CharField("核查结论", max_length=20, choices=PostFinding)
    note = models.TextField("核查情况")
    # The figures it was found on, by level: they go on changing.
    figures = models.JSONField(default=dict)
    checked_at = models.DateTimeField("核查时间")
    checked_by = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "岗位使用核查"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.table} {self.get_finding_display()}"
