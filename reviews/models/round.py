"""Rounds of voting on an item. A vote that is taken again is a new round beside the old one, never in its place."""

from django.db import models

from reviews.enums import RoundStage


class VoteRound(models.Model):
    """One vote: who was there when it opened, what was counted when it closed, why it was taken again or broken off."""

    item = models.ForeignKey("reviews.MeetingItem", models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField("轮次")
    stage = models.CharField("状态", max_length=10, choices=RoundStage, default=RoundStage.OPEN)
    # Why the panel votes once more; empty for the first.
    reason = models.CharField("再次表决的理由", max_length=200, blank=True)
    void_reason = models.CharField("中止的理由", max_length=200, blank=True)
    present = models.PositiveSmallIntegerField("出席人数")
    recused = models.PositiveSmallIntegerField("回避人数")
    opened_at = models.DateTimeField("开始表决")
    closed_at = models.DateTimeField("结束表决", null=True)
    cast = models.PositiveSmallIntegerField("收回选票", null=True)
    yes = models.PositiveSmallIntegerField("同意", null=True)
    no = models.PositiveSmallIntegerField("不同意", null=True)
    abstained = models.PositiveSmallIntegerField("弃权", null=True)
    spoiled = models.PositiveSmallIntegerField("废票", null=True)
    base = models.PositiveSmallIntegerField("表决基数", null=True)
    passed = models.BooleanField("通过", null=True)
    arithmetic = models.CharField("计票", max_length=300, blank=True)

    class Meta:
        verbose_name = "表决轮次"
        ordering = ("item", "number")
        constraints = (
            models.UniqueConstraint(fields=["item", "number"], name="one_round_per_number_and_item"),
            models.UniqueConstraint(fields=["item"], condition=models.Q(stage="open"), name="one_open_round_per_item"),
            models.CheckConstraint(
                condition=~models.Q(stage="counted")
                | models.Q(cast=models.F("yes") + models.F("no") + models.F("abstained") + models.F("spoiled")),
                name="what_is_counted_was_cast",
            ),
            models.CheckConstraint(
                condition=models.Q(cast=None) | models.Q(cast__lte=models.F("present") - models.F("recused")),
                name="no_more_ballots_than_voters",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id}/{self.number}"


class RollEntry(models.Model):
    """Where a seat stood when a round opened. Who is on it, present and not recused, may vote; nobody else."""

    round = models.ForeignKey("reviews.VoteRound", models.CASCADE, related_name="roll")
    seat = models.ForeignKey("reviews.PanelSeat", models.PROTECT, related_name="rolls")
    present = models.BooleanField("出席")
    recused = models.BooleanField("回避")

    class Meta:
        verbose_name = "点名"
        constraints = (models.UniqueConstraint(fields=["round", "seat"], name="once_on_a_roll"),)

    def __str__(self) -> str:
        return f"{self.round_id}/{self.seat_id}"
