"""Opinions of the bodies on the way."""

from django.db import models

from reviews.enums import Verdict


class Opinion(models.Model):
    """What one body said of one application at one time; printed on the review form."""

    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="opinions")
    snapshot = models.ForeignKey("reviews.Snapshot", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=30)
    leg = models.PositiveSmallIntegerField(null=True)
    body = models.CharField("机构", max_length=120)
    verdict = models.CharField("结论", max_length=10, choices=Verdict)
    text = models.TextField("意见")
    # Qualification item by item: [{"item": "…", "clause": "…", "ok": true, "reason": ""}].
    items = models.JSONField(default=list)
    officer = models.CharField("经办人", max_length=60)
    given_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "审核意见"
        ordering = ("pk",)
        # An office's list of what it has examined; it may have examined a hundred thousand.
        indexes = (models.Index(fields=["body", "application"]),)

    def __str__(self) -> str:
        return f"{self.body} {self.verdict}"
