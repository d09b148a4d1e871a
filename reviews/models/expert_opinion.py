"""What an expert thinks of a case before the vote: the plan's sheet, a comment, a conclusion. It is no ballot."""

from django.db import models


class ExpertOpinion(models.Model):
    """One expert's opinion on one item.

    `draft` saves itself and is the expert's own. What is handed in before the chair opens the discussion is independent
    and stays as it was (`first`); what he hands in afterwards stands beside it (`last`). Each is a mapping with marks,
    comment, reason and verdict.
    """

    seat = models.ForeignKey("reviews.PanelSeat", models.PROTECT, related_name="opinions")
    item = models.ForeignKey("reviews.MeetingItem", models.PROTECT, related_name="expert_opinions")
    draft = models.JSONField(default=dict)
    saved_at = models.DateTimeField("保存时间", null=True)
    first = models.JSONField(null=True)
    first_at = models.DateTimeField("提交时间", null=True)
    last = models.JSONField(null=True)

    class Meta:
        verbose_name = "专家评议意见"
        constraints = (models.UniqueConstraint(fields=["seat", "item"], name="one_opinion_per_seat_and_item"),)

    def __str__(self) -> str:
        return f"{self.item_id}/{self.seat_id}"


class ExpertPhrase(models.Model):
    """A comment that an expert uses again (评语模板); nobody else sees it."""

    expert = models.ForeignKey("reviews.Expert", models.CASCADE, related_name="phrases")
    text = models.CharField("评语", max_length=200)

    class Meta:
        verbose_name = "评语模板"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["expert", "text"], name="one_phrase_once"),)

    def __str__(self) -> str:
        return self.text
