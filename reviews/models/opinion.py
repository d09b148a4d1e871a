"""Opinions of the bodies on the way."""

from django.db import models

from reviews.enums import Verdict
from zcps.encryption import RowKey, SealedJSONField


class Opinion(models.Model):
    """What one body said of one application at one time; printed on the review form."""

    id = RowKey(verbose_name="ID", primary_key=True)
    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="opinions")
    snapshot = models.ForeignKey("reviews.Snapshot", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=30)
    leg = models.PositiveSmallIntegerField(null=True)
    body = models.CharField("机构", max_length=120)
    verdict = models.CharField("结论", max_length=10, choices=Verdict)
    text = models.TextField("意见")
    # Qualification item by item: [{"item": "…", "clause": "…", "ok": true, "reason": ""}]; declared answers among them.
    items = SealedJSONField(default=list)
    # An opinion that no longer counts: its joint round was not completed, or it was taken back.
    voided_at = models.DateTimeField("失效时间", null=True)
    officer = models.CharField("经办人", max_length=60)
    given_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "审核意见"
        ordering = ("pk",)
        # An office's list of what it has examined; it may have examined a hundred thousand.
        indexes = (models.Index(fields=["body", "application"]),)

    def __str__(self) -> str:
        return f"{self.body} {self.verdict}"


class SignOff(models.Model):
    """One office's part in one round of a joint examination (会同审核): due while it has no opinion.

    Rows exist at joint legs only. A round ends when the case leaves the leg, whichever way; a later round has rows of
    its own.
    """

    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="sign_offs")
    leg = models.PositiveSmallIntegerField("环节")
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="sign_offs", verbose_name="机构")
    order = models.PositiveSmallIntegerField("次序")
    opinion = models.OneToOneField("reviews.Opinion", models.PROTECT, null=True, related_name="sign_off")
    ended_at = models.DateTimeField("本轮结束时间", null=True)

    class Meta:
        verbose_name = "会同审核"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["application", "agency"],
                condition=models.Q(ended_at=None),
                name="one_live_sign_off_per_case_and_office",
            ),
        )
        # What an office still has to sign, for its worklist.
        indexes = (
            models.Index(
                fields=["agency", "application"],
                condition=models.Q(ended_at=None, opinion=None),
                name="sign_off_due",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency} {self.application_id}"
