"""Complaints of applicants against what was decided about them (复查、申诉)."""

from django.db import models
from django.db.models import Q

from reviews.enums import ComplaintStage


class Complaint(models.Model):
    """Against one decision that ended a case; answered by the body above, with reasons."""

    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="complaints")
    receipt = models.CharField("受理编号", max_length=20, unique=True)
    # Number of the journal entry of the decision: one complaint for each.
    decision = models.PositiveIntegerField("所涉决定")
    # Name of the act complained of, the stage in which it was done, and who did it.
    act = models.CharField(max_length=40)
    before = models.CharField(max_length=30)
    decided_by = models.CharField("作出决定的机构", max_length=160)
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="complaints", verbose_name="受理机构")
    text = models.TextField("复查请求和理由")
    evidence = models.ForeignKey("accounts.StoredFile", models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField("提出时间")
    due_at = models.DateTimeField("答复期限")
    stage = models.CharField("状态", max_length=20, choices=ComplaintStage, default=ComplaintStage.OPEN)
    reasons = models.TextField("复查意见", blank=True)
    answered_by = models.CharField("答复人", max_length=160, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        verbose_name = "复查申请"
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=["application", "decision"], name="one_complaint_per_decision"),)
        indexes = (models.Index(fields=["agency", "due_at"], condition=Q(stage="open"), name="complaint_open"),)

    def __str__(self) -> str:
        return self.receipt
