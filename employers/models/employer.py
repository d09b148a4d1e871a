"""An employer (用人单位) and its registration."""

from django.db import models
from guardian.models import UserObjectPermissionBase

from employers.enums import EmployerKind, EmployerStage


class Employer(models.Model):
    """A legal person whose people apply. Nobody can choose it before it is bound (S2 附件2-2)."""

    uscc = models.CharField("统一社会信用代码", max_length=18, unique=True)
    name = models.CharField("单位名称", max_length=120)
    kind = models.CharField("单位性质", max_length=30, choices=EmployerKind, blank=True)
    region = models.ForeignKey(
        "accounts.Region", models.PROTECT, null=True, related_name="employers", verbose_name="所在地"
    )
    competent_department = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主管部门"
    )
    # A unit without a department may go through a personnel agency (S1 附件1第13条); naming one is choosing so.
    personnel_agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人事代理机构"
    )
    # Where a unit of the city or the province really is: whoever examines by place asks for it (S2 附件2-5 属地原则).
    seat = models.ForeignKey(
        "accounts.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="实际所在县（市、区）"
    )
    legal_representative = models.CharField("法定代表人", max_length=60)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    authorisation_letter = models.ForeignKey(
        "accounts.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="授权委托书"
    )
    stage = models.CharField("注册状态", max_length=20, choices=EmployerStage, default=EmployerStage.DRAFT)
    # All defects of the last return at once: [{"field": "authorisation_letter", "text": "…"}].
    defects = models.JSONField(default=list, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True)
    bound_at = models.DateTimeField("绑定时间", null=True)

    class Meta:
        verbose_name = "用人单位"
        ordering = ("name",)
        permissions = (("act_for_employer", "以本单位名义办理"),)
        indexes = (models.Index(fields=["stage", "region"]),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_public_institution(self) -> bool:
        """Whether the post table binds this employer."""
        return self.kind == EmployerKind.PUBLIC_INSTITUTION

    @property
    def goes_through_agency(self) -> bool:
        """Whether a personnel agency recommends its people: it has no department, and has named an agency."""
        return self.personnel_agency_id is not None and self.competent_department_id is None


class EmployerUserPermission(UserObjectPermissionBase):
    """guardian's grants on employers, with a direct foreign key."""

    content_object = models.ForeignKey(Employer, models.CASCADE)
