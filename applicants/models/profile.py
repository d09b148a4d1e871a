"""The profile (个人基本信息)."""

from django.db import models

from applicants.enums import EmploymentKind, Gender


class Profile(models.Model):
    """A person's basic data. Name and ID number live on the account: they come from the sign-in and are never typed."""

    user = models.OneToOneField("accounts.User", models.PROTECT, related_name="profile")
    gender = models.CharField("性别", max_length=10, choices=Gender, blank=True)
    born_on = models.DateField("出生日期", null=True, blank=True)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    birthplace = models.CharField("出生地", max_length=60, blank=True)
    former_name = models.CharField("曾用名", max_length=60, blank=True)
    political_status = models.CharField("政治面貌", max_length=30, blank=True)
    health = models.CharField("身体状况", max_length=30, blank=True)
    languages = models.CharField("懂何种外语、达到何种程度", max_length=120, blank=True)
    work_started_on = models.DateField("参加工作时间", null=True, blank=True)
    photo = models.ForeignKey(
        "accounts.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="照片"
    )
    # Chosen among bound employers, never typed (S2 附件2-2).
    employer = models.ForeignKey(
        "employers.Employer", models.PROTECT, null=True, blank=True, related_name="people", verbose_name="现工作单位"
    )
    post = models.CharField("现任岗位", max_length=80, blank=True)
    administrative_post = models.CharField("现（兼）任行政职务", max_length=80, blank=True)
    craft = models.CharField("现从事专业", max_length=60, blank=True)
    craft_started_on = models.DateField("从事本专业起始时间", null=True, blank=True)
    employment = models.CharField("人员类别", max_length=30, choices=EmploymentKind, blank=True)
    # The three affiliations that should agree (S0 一(二)).
    insurance_region = models.ForeignKey(
        "accounts.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="社会保险所在地"
    )
    file_region = models.ForeignKey(
        "accounts.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人事档案所在地"
    )
    contract_region = models.ForeignKey(
        "accounts.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="劳动关系所在地"
    )
    updated_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "个人基本信息"

    def __str__(self) -> str:
        return self.user.name
