"""Credit entries (学时)."""

from django.core.validators import MinValueValidator
from django.db import models

from credits.enums import CreditKind, CreditStage


class CreditEntry(models.Model):
    """Hours of one kind, earned once, booked to one year. One 学时 is one credit hour."""

    profile = models.ForeignKey("applicants.Profile", models.PROTECT, related_name="credit_entries")
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("科目", max_length=20, choices=CreditKind)
    # The recognition route of S0 附件2 第六条 (CR-1a … CR-9); empty for public courses booked by their own hours.
    route = models.CharField("认定途径", max_length=10, blank=True)
    title = models.CharField("名称", max_length=160)
    quantity = models.DecimalField("数量", max_digits=6, decimal_places=1, default=1)
    hours = models.PositiveSmallIntegerField("学时", validators=[MinValueValidator(0)])
    stage = models.CharField("状态", max_length=20, choices=CreditStage, default=CreditStage.DRAFT)
    evidence = models.ForeignKey(
        "accounts.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="证明材料"
    )
    return_reason = models.TextField("退回理由", blank=True)
    recognised_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    recognised_at = models.DateTimeField("认定时间", null=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "学时"
        ordering = ("-year", "kind", "pk")
        indexes = (models.Index(fields=["profile", "year"]),)

    def __str__(self) -> str:
        return f"{self.year} {self.title}"
