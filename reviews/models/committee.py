"""Committees over time: names, functions, terms, and those who are in their expert pools."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reviews.enums import CommitteeStage, Level, TitleMode


class Committee(models.Model):
    """A review committee (评审委员会). Its office is an agency; its panel is drawn anew for each meeting."""

    name = models.CharField("名称", max_length=120, unique=True)
    former_names = ArrayField(models.CharField(max_length=120), default=list, blank=True, verbose_name="曾用名")
    level = models.CharField("级别", max_length=20, choices=Level)
    office = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="committees", verbose_name="办公室")
    founding_body = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="+", verbose_name="组建单位")
    hr_bureau = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="+", verbose_name="核准备案部门")
    supervisor = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, related_name="+", verbose_name="监督机构"
    )
    titles = ArrayField(models.CharField(max_length=60), default=list, verbose_name="评审资格")
    recommends = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name="推荐资格")
    specialties = models.TextField("所评专业", blank=True)
    scope = models.CharField("对象范围", max_length=120, blank=True)
    source = models.CharField("依据", max_length=120, blank=True)
    stage = models.CharField("状态", max_length=20, choices=CommitteeStage, default=CommitteeStage.ACTIVE)
    founded_on = models.DateField("组建日期", null=True, blank=True)
    ended_on = models.DateField("撤销日期", null=True, blank=True)
    # No notice names a number: without one, nobody's time in the pool ends by itself.
    expert_term_years = models.PositiveSmallIntegerField("专家任期（年）", null=True, blank=True)
    most_terms = models.PositiveSmallIntegerField("专家连任上限（届）", null=True, blank=True)

    class Meta:
        verbose_name = "评审委员会"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class CommitteeName(models.Model):
    """A name of a committee and the days on which it is right; without a beginning it is the first that is known."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="names")
    name = models.CharField("名称", max_length=120)
    valid_from = models.DateField("起", null=True)
    # Exclusive: the day from which the next name is right.
    valid_until = models.DateField("止", null=True)
    document = models.CharField("依据文件", max_length=160, blank=True)

    class Meta:
        verbose_name = "评审委员会名称"
        ordering = ("committee", models.F("valid_from").asc(nulls_first=True))
        constraints = (
            models.UniqueConstraint(
                fields=["committee"], condition=models.Q(valid_until=None), name="one_present_name_per_committee"
            ),
        )

    def __str__(self) -> str:
        return self.name


class CommitteeFunction(models.Model):
    """What a committee may do for one title, and since when (职权有效期, X34, X35)."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="functions")
    title = models.CharField("资格", max_length=60)
    mode = models.CharField("职能", max_length=20, choices=TitleMode)
    valid_from = models.DateField("起", null=True)
    valid_until = models.DateField("止", null=True)
    document = models.CharField("依据文件", max_length=160, blank=True)

    class Meta:
        verbose_name = "评审委员会职能"
        ordering = ("committee", "mode", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["committee", "title", "mode"],
                condition=models.Q(valid_until=None),
                name="one_present_function_per_title",
            ),
        )

    def __str__(self) -> str:
        return self.title


class CommitteeTerm(models.Model):
    """A term of a committee (届); no meeting convenes outside of the terms that are recorded."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="terms")
    number = models.PositiveSmallIntegerField("届次")
    starts_on = models.DateField("起")
    # Its last day.
    ends_on = models.DateField("止")
    document = models.CharField("依据文件", max_length=160, blank=True)

    class Meta:
        verbose_name = "评审委员会任期"
        ordering = ("committee", "number")
        constraints = (
            models.UniqueConstraint(fields=["committee", "number"], name="one_term_per_number"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="a_term_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"第 {self.number} 届"


class Expert(models.Model):
    """A person in one or more expert pools."""

    user = models.OneToOneField("accounts.User", models.PROTECT, related_name="expert")
    # The pools he is in; who proposed and admitted him to each stands in his memberships.
    committees = models.ManyToManyField(Committee, related_name="experts")
    # The one by which he is drawn; all of them stand in `specialties`.
    specialty = models.CharField("专业", max_length=40)
    specialties = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name="可评专业")
    title = models.CharField("职称", max_length=40)
    title_level = models.CharField("职称级别", max_length=20, choices=Level, blank=True)
    employer_name = models.CharField("工作单位", max_length=120)
    # 信用代码 of the employer: the cap and the conflict rule compare it, not the name.
    employer_code = models.CharField(max_length=18, blank=True)
    is_skilled = models.BooleanField("高技能人才", default=False)
    skill_level = models.CharField("技能等级", max_length=20, blank=True)
    joined_on = models.DateField("入库")
    left_on = models.DateField("出库", null=True)

    class Meta:
        verbose_name = "评审专家"

    def __str__(self) -> str:
        return self.user.name
