"""Committees and their expert pools."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from guardian.models import UserObjectPermissionBase

from reviews.enums import Level


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

    class Meta:
        verbose_name = "评审委员会"
        ordering = ("name",)
        permissions = (("run_committee", "办理评委会事务"),)

    def __str__(self) -> str:
        return self.name


class CommitteeUserPermission(UserObjectPermissionBase):
    """guardian's grants on committees, with a direct foreign key."""

    content_object = models.ForeignKey(Committee, models.CASCADE)


class Expert(models.Model):
    """A person in one or more expert pools."""

    user = models.OneToOneField("accounts.User", models.PROTECT, related_name="expert")
    committees = models.ManyToManyField(Committee, related_name="experts")
    specialty = models.CharField("专业", max_length=40)
    title = models.CharField("职称", max_length=40)
    employer_name = models.CharField("工作单位", max_length=120)
    # 信用代码 of the employer: the cap and the conflict rule compare it, not the name.
    employer_code = models.CharField(max_length=18, blank=True)
    is_skilled = models.BooleanField("高技能人才", default=False)
    joined_on = models.DateField("入库")
    left_on = models.DateField("出库", null=True)

    class Meta:
        verbose_name = "评审专家"

    def __str__(self) -> str:
        return self.user.name
