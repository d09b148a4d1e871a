"""The yearly list of title holders who receive the city's allowance (S3 二(六))."""

from django.db import models

from reviews.enums import AllowanceKind, AllowanceStage, KeyIndustry


class Allowance(models.Model):
    """One person on one year's list: declared by his employer, confirmed by the HR bureau.

    Only who holds a certificate of the platform in force, or a title that his employer has verified in his archive.
    """

    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("类别", max_length=20, choices=AllowanceKind)
    profile = models.ForeignKey("applicants.Profile", models.PROTECT, related_name="allowances")
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="allowances")
    bureau = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="+", verbose_name="核定机构")
    certificate = models.ForeignKey("reviews.Certificate", models.PROTECT, null=True, related_name="+")
    record = models.ForeignKey("applicants.ArchiveRecord", models.PROTECT, null=True, related_name="+")
    # As long as the archive's own.
    title = models.CharField("职称", max_length=200)
    assessment = models.CharField("年度考核结果", max_length=20)
    industry = models.CharField("重点产业", max_length=20, choices=KeyIndustry, blank=True)
    post = models.CharField("专业技术岗位", max_length=60, blank=True)
    amount = models.PositiveIntegerField("津贴（元）")
    clause = models.CharField("依据", max_length=160)
    stage = models.CharField("状态", max_length=20, choices=AllowanceStage, default=AllowanceStage.DECLARED)
    reason = models.CharField("理由", max_length=300, blank=True)
    declared_at = models.DateTimeField("申报时间")
    decided_at = models.DateTimeField("核定时间", null=True)

    class Meta:
        verbose_name = "人才津贴"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["year", "profile"],
                condition=models.Q(stage__in=[AllowanceStage.DECLARED, AllowanceStage.CONFIRMED]),
                name="one_allowance_per_person_and_year",
            ),
        )
        indexes = (models.Index(fields=["bureau", "year", "id"]),)

    def __str__(self) -> str:
        return f"{self.year} {self.title}"
