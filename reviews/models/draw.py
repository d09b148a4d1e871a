"""The draw of a panel (TDRAW-1)."""

from django.db import models

from zcps.encryption import SealedValues


class Draw(models.Model):
    """A draw for a meeting: the pool is frozen, the parties commit, the manifest is sealed, then chance speaks.

    A meeting has one live draw. One that is given up stays with its reason: nothing that was begun vanishes.
    `bundle` is the file from which a stranger recomputes it; before the draw it holds the frozen pool alone.
    """

    meeting = models.ForeignKey("reviews.Meeting", models.PROTECT, related_name="draws")
    draw_id = models.CharField("抽取编号", max_length=40, unique=True)
    frozen_at = models.DateTimeField("专家库冻结时间")
    # Who takes part, fixed when the pool is frozen, in the order of the manifest: {party: {"agency": id, "name": …}}.
    parties = models.JSONField(default=dict)
    # The rules alone until the seal; afterwards exactly what was sealed.
    manifest = models.JSONField()
    manifest_hash = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField("封存时间", null=True)
    # party → its 32 bytes, encrypted (and the supervisor's chain of codes); opened only when the public value is known.
    secrets = SealedValues(default=dict)
    # party → its published commitment.
    commitments = models.JSONField(default=dict)
    # party → when it opened its number itself; who did not is opened from the escrow by the draw.
    revealed = models.JSONField(default=dict)
    # How often each was drawn in so many trials by chance: {"trials": 2000, "counts": {"X001": 812}}.
    odds = models.JSONField(default=dict)
    # label → expert id; not part of the bundle, which stays blinded.
    labels = models.JSONField(default=dict)
    # What the manifest says in ASCII codes, for readers: {"groups": {"G01": "…"}, "source": "…"}.
    legend = models.JSONField(default=dict)
    public_value = models.CharField("公开值", max_length=120, blank=True)
    # Where the outcome of the public event can be looked up.
    value_source = models.CharField("公开值出处", max_length=300, blank=True)
    bundle = models.JSONField(default=dict)
    drawn_at = models.DateTimeField("抽取时间", null=True)
    abandoned_at = models.DateTimeField("终止时间", null=True)
    abandon_reason = models.CharField("终止理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "专家抽取"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(drawn_at=None) | models.Q(sealed_at__lt=models.F("drawn_at")),
                name="drawn_only_after_the_seal",
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(abandoned_at=None), name="one_live_draw_per_meeting"
            ),
        )

    def __str__(self) -> str:
        return self.draw_id


class SubstitutionRequest(models.Model):
    """All who cannot come, in one batch; filled at once, or when the supervisor reveals the code for it."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="requests")
    round = models.PositiveSmallIntegerField("轮次")
    asked_at = models.DateTimeField("提出时间")
    filled_at = models.DateTimeField("递补时间", null=True)

    class Meta:
        verbose_name = "递补申请"
        ordering = ("round",)
        constraints = (models.UniqueConstraint(fields=["draw", "round"], name="one_request_per_round"),)

    def __str__(self) -> str:
        return f"{self.draw_id}/{self.round}"


class Unavailability(models.Model):
    """One drawn expert who cannot come, why, and what shows it. Read by the office and by who oversees the draw."""

    request = models.ForeignKey(SubstitutionRequest, models.CASCADE, related_name="unavailable")
    expert = models.ForeignKey("reviews.Expert", models.PROTECT, related_name="+")
    label = models.CharField(max_length=8)
    reason = models.CharField("理由", max_length=200)
    evidence = models.ForeignKey("accounts.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "不能到会"
        ordering = ("label",)

    def __str__(self) -> str:
        return self.label
