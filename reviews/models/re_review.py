"""A second review of one person (复评), ordered after the panel has voted."""

from django.db import models


class ReReview(models.Model):
    """Why one person's vote is held anew; the first vote stays as it was, and stays linked (S0 一(一)6)."""

    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="re_reviews")
    # The item whose result no longer counts.
    former = models.OneToOneField("reviews.MeetingItem", models.PROTECT, related_name="re_review")
    reason = models.TextField("理由")
    ordered_by = models.CharField("决定机构", max_length=120)
    ordered_at = models.DateTimeField("决定时间")

    class Meta:
        verbose_name = "复评"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.application_id} {self.former_id}"
