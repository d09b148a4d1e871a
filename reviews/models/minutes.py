"""The minutes of a meeting: written once at its end, signed by the platform, countersigned by those who were there."""

from django.db import models


class Minutes(models.Model):
    """What happened, as one canonical JSON with its SHA-256 and the platform's signature.

    Experts stand in it by their labels, as in the draw; `roster` joins labels to names, is the office's alone, and its
    salted digest stands in the content, so that it can be proven later.
    """

    meeting = models.OneToOneField("reviews.Meeting", models.PROTECT, related_name="minutes")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    signature = models.CharField(max_length=120)
    # Which of the platform's keys signed.
    key = models.CharField(max_length=16)
    roster = models.JSONField()
    made_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = "会议纪要"

    def __str__(self) -> str:
        return self.sha256[:12]


class MinutesSignature(models.Model):
    """One who was there has read the minutes and signs them, with or without an objection to their wording."""

    minutes = models.ForeignKey("reviews.Minutes", models.PROTECT, related_name="signatures")
    seat = models.ForeignKey("reviews.PanelSeat", models.PROTECT, related_name="+")
    objection = models.TextField("异议", blank=True)
    signed_at = models.DateTimeField("签署时间")
    # The platform's signature over the digest of the minutes, the label, the moment and the objection.
    signature = models.CharField(max_length=120)
    key = models.CharField(max_length=16)

    class Meta:
        verbose_name = "纪要签署"
        ordering = ("signed_at",)
        constraints = (models.UniqueConstraint(fields=["minutes", "seat"], name="one_signature_per_seat"),)

    def __str__(self) -> str:
        return f"{self.minutes_id}/{self.seat_id}"
