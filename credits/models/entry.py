"""Credit entries (学时)."""

from django.core.validators import MinValueValidator
from django.db import models

from credits.enums import CreditKind, CreditOrigin, CreditStage
from law.credit_doubts import Activity
from zcps.encryption import EncryptedTextField


class CreditEntry(models.Model):
    """Hours of one kind, earned once, booked to one year. One 学时 is one credit hour."""

    profile = models.ForeignKey("applicants.Profile", models.PROTECT, related_name="credit_entries")
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("科目", max_length=20, choices=CreditKind)
    # The recognition route of S0 附件2 第六条 (CR-1a … CR-9) or a deemed one (SK-1); empty for public courses and the
    # lines of a card, which are booked by their own hours.
    route = models.CharField("认定途径", max_length=10, blank=True)
    title = models.CharField("名称", max_length=160)
    quantity = models.DecimalField("数量", max_digits=6, decimal_places=1, default=1)
    hours = models.PositiveSmallIntegerField("学时", validators=[MinValueValidator(0)])
    # Of the certificate, the patent, the periodical: one thing handed in twice is found by it.
    number = models.CharField("证书或成果编号", max_length=60, blank=True)
    is_joint = models.BooleanField("合作完成", default=False)
    spans_years = models.BooleanField("跨年度", default=False)
    # Title and number as they are compared (law.credit_doubts.normal).
    title_key = models.CharField(max_length=160, blank=True)
    number_key = models.CharField(max_length=60, blank=True)
    origin = models.CharField("来源", max_length=10, choices=CreditOrigin, default=CreditOrigin.OWN)
    card = models.ForeignKey("credits.CardUpload", models.PROTECT, null=True, blank=True, related_name="lines")
    imported_in = models.ForeignKey("credits.CreditImport", models.PROTECT, null=True, related_name="entries")
    stage = models.CharField("状态", max_length=20, choices=CreditStage, default=CreditStage.DRAFT)
    evidence = models.ForeignKey(
        "accounts.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="证明材料"
    )
    return_reason = models.TextField("退回理由", blank=True)
    recognised_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    recognised_at = models.DateTimeField("认定时间", null=True)
    cancelled_at = models.DateTimeField("撤销时间", null=True)
    cancel_reason = EncryptedTextField("撤销事由", blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "学时"
        ordering = ("-year", "kind", "pk")
        indexes = (
            models.Index(fields=["profile", "year"]),
            models.Index(fields=["title_key"]),
            models.Index(fields=["number_key"], condition=~models.Q(number_key=""), name="credit_number_key"),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.title}"

    @property
    def activity(self) -> Activity:
        """The entry as the law compares it."""
        return Activity(
            title=self.title,
            year=self.year,
            kind=self.kind,
            route=self.route,
            quantity=float(self.quantity),
            hours=self.hours,
            number=self.number,
            is_joint=self.is_joint,
            spans_years=self.spans_years,
            is_card=self.origin == CreditOrigin.CARD,
        )
