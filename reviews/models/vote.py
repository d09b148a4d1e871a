"""Secret ballots. No row here joins a choice to a person: not by key, not by order, not by time."""

import uuid

from django.db import models

from reviews.enums import Choice


class Ballot(models.Model):
    """A choice in the box of one item: a random key, no time, no voter; shuffled and written anew at the close."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey("reviews.MeetingItem", models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        verbose_name = "选票"

    def __str__(self) -> str:
        return "选票"


class Turnout(models.Model):
    """That a seat has voted on an item: what stops a second ballot. It has no time either."""

    item = models.ForeignKey("reviews.MeetingItem", models.PROTECT, related_name="turnout")
    seat = models.ForeignKey("reviews.PanelSeat", models.PROTECT, related_name="turnout")

    class Meta:
        verbose_name = "投票登记"
        constraints = (models.UniqueConstraint(fields=["item", "seat"], name="one_ballot_per_seat_and_item"),)

    def __str__(self) -> str:
        return f"{self.item_id}/{self.seat_id}"


class Recusal(models.Model):
    """An expert who does not vote on an item (回避), and why."""

    item = models.ForeignKey("reviews.MeetingItem", models.PROTECT, related_name="recusals")
    seat = models.ForeignKey("reviews.PanelSeat", models.PROTECT, related_name="recusals")
    reason = models.CharField("理由", max_length=200)
    declared_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "回避"
        constraints = (models.UniqueConstraint(fields=["item", "seat"], name="one_recusal_per_seat_and_item"),)

    def __str__(self) -> str:
        return f"{self.item_id}/{self.seat_id}"
