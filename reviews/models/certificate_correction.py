"""Putting a certificate right: the holder's application, and what anybody reports."""

from django.db import models
from django.db.models import Q

from reviews.enums import CertificateCorrectionStage, ReportStage
from zcps.encryption import EncryptedTextField, RowKey


class CertificateCorrection(models.Model):
    """A correction (证书更正) from the application to the new certificate; the former one says where it went."""

    id = RowKey(verbose_name="ID", primary_key=True)
    certificate = models.ForeignKey("reviews.Certificate", models.PROTECT, related_name="corrections")
    stage = models.CharField(
        "状态", max_length=20, choices=CertificateCorrectionStage, default=CertificateCorrectionStage.ASKED
    )
    # What is to be said instead: {"name": "…"}; keys of reviews/certificate_fields.py.
    changes = models.JSONField("更正内容")
    # The new ID number in full, read by the office and the bureau while they examine it; printed only masked.
    id_number = EncryptedTextField("更正后的证件号码", blank=True)
    reason = models.TextField("理由")
    evidence = models.ForeignKey("accounts.StoredFile", models.PROTECT, null=True, related_name="+")
    asked_by = models.CharField("提出人", max_length=160)
    is_holders = models.BooleanField("持证人申请")
    asked_at = models.DateTimeField("提出时间")
    opinion = models.TextField("核查意见", blank=True)
    examined_at = models.DateTimeField("核查时间", null=True)
    decision = models.TextField("审核意见", blank=True)
    decided_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        verbose_name = "证书更正"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(stage__in=["asked", "examined"]), name="one_correction_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.stage}"


class ErrorReport(models.Model):
    """Somebody tells that a certificate is wrong or cannot be found (错误上报, Q14)."""

    id = RowKey(verbose_name="ID", primary_key=True)
    receipt = models.CharField("受理编号", max_length=20, unique=True)
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="error_reports", verbose_name="受理机构")
    # Where the number that was typed is one of ours.
    certificate = models.ForeignKey("reviews.Certificate", models.PROTECT, null=True, related_name="reports")
    number = models.CharField("证书编号", max_length=40, blank=True)
    name = models.CharField("姓名", max_length=60)
    contact = EncryptedTextField("联系方式")
    text = models.TextField("问题")
    raised_at = models.DateTimeField("上报时间")
    stage = models.CharField("状态", max_length=20, choices=ReportStage, default=ReportStage.OPEN)
    answer = models.TextField("答复", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    answered_by = models.CharField("答复人", max_length=160, blank=True)

    class Meta:
        verbose_name = "证书错误上报"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.receipt
