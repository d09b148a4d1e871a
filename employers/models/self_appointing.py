"""Self-appointing institutions (自主评聘单位) and what they file with the HR bureau (S3 三(二))."""

from django.db import models

from employers.enums import SelfAppointingStage, SelfFilingKind, SelfFilingStage


class SelfAppointing(models.Model):
    """That an institution reviews and appoints its own people, as a document of the HR bureau says."""

    employer = models.OneToOneField("employers.Employer", models.PROTECT, related_name="self_appointing")
    stage = models.CharField("状态", max_length=10, choices=SelfAppointingStage, default=SelfAppointingStage.ACTIVE)
    # The series it appoints in; empty means all of them.
    series = models.JSONField("系列", default=list, blank=True)
    document_number = models.CharField("文号", max_length=80)
    # By when each filing is due every year, as the document says: {"scheme": "04-30"}. The notice names no day.
    dues = models.JSONField("备案期限", default=dict, blank=True)
    settled_at = models.DateTimeField("核定时间")
    settled_by = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("终止时间", null=True)
    ended_document = models.CharField("终止文号", max_length=80, blank=True)

    class Meta:
        verbose_name = "自主评聘单位"

    def __str__(self) -> str:
        return f"{self.employer} {self.get_stage_display()}"

    @property
    def is_active(self) -> bool:
        """Whether it still appoints its own people."""
        return self.stage == SelfAppointingStage.ACTIVE

    def covers(self, series: str) -> bool:
        """Whether it appoints in this series itself."""
        return self.is_active and (not self.series or series in self.series)


class SelfFiling(models.Model):
    """One of the three filings for a year; the three-year plan stands under its first year."""

    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="self_filings")
    kind = models.CharField("备案事项", max_length=10, choices=SelfFilingKind)
    year = models.PositiveSmallIntegerField("年度")
    stage = models.CharField("状态", max_length=20, choices=SelfFilingStage, default=SelfFilingStage.DRAFT)
    document = models.ForeignKey(
        "accounts.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="备案文件"
    )
    # Key figures by name: senior, associate_senior, intermediate, reviewed, passed, appointed.
    figures = models.JSONField("主要数据", default=dict, blank=True)
    note = models.TextField("说明", blank=True)
    return_note = models.TextField("退回意见", blank=True)
    saved_at = models.DateTimeField("保存时间")
    submitted_at = models.DateTimeField("提交时间", null=True)
    decided_at = models.DateTimeField("备案时间", null=True)
    decided_by = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "自主评聘备案"
        constraints = (
            models.UniqueConstraint(fields=["employer", "kind", "year"], name="one_self_filing_per_kind_and_year"),
        )

    def __str__(self) -> str:
        return f"{self.employer} {self.year} {self.get_kind_display()}"
