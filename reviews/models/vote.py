"""Secret ballots. No row here joins a choice to a person: not by key, not by order, not by time."""

import uuid

from django.db import models

from zcps.encryption import EncryptedTextField
from zcps.encryption.fields import Sealed

# Every choice is padded to it: the length of what is sealed must not tell what was chosen.
_WIDTH = 12


class SealedChoice(EncryptedTextField):
    """A choice that lies encrypted, so that neither a copy of the database nor an old row version shows it."""

    def sealed(self, value: str, row: object) -> Sealed:
        """Seal all choices at one length."""
        return super().sealed(f"{value:<{_WIDTH}}", row)

    def opened(self, sealed: str, row: object) -> str:
        """Open it."""
        return super().opened(sealed, row).rstrip()


class Ballot(models.Model):
    """A choice in the box of one round: a random key, no time, no voter; the whole box is written anew at each vote."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey("reviews.VoteRound", models.PROTECT, related_name="ballots")
    choice = SealedChoice()

    class Meta:
        verbose_name = "选票"

    def __str__(self) -> str:
        return "选票"


class Turnout(models.Model):
    """That a seat has voted in a round: what stops a second ballot. It has no time either."""

    round = models.ForeignKey("reviews.VoteRound", models.PROTECT, related_name="turnout")
    seat = models.ForeignKey("reviews.PanelSeat", models.PROTECT, related_name="turnout")

    class Meta:
        verbose_name = "投票登记"
        constraints = (models.UniqueConstraint(fields=["round", "seat"], name="one_ballot_per_seat_and_round"),)

    def __str__(self) -> str:
        return f"{self.round_id}/{self.seat_id}"


class Recusal(models.Model):
    """An expert who does not vote on an item (回避), and why."""

    item = models.ForeignKey("reviews.MeetingItem", models.PROTECT, related_name="recusals")
    seat = models.ForeignKey("reviews.PanelSeat", models.PROTECT, related_name="recusals")
    reason = models.CharField("理由", max_length=200)
    declared_at = models.DateTimeField("时间")
    # Declared by the expert himself; one that follows from a confirmed conflict is not his to take back.
    is_own = models.BooleanField("本人申请", default=False)

    class Meta:
        verbose_name = "回避"
        constraints = (models.UniqueConstraint(fields=["item", "seat"], name="one_recusal_per_seat_and_item"),)

    def __str__(self) -> str:
        return f"{self.item_id}/{self.seat_id}"
