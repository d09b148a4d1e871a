"""The draw of a panel (TDRAW-1)."""

from django.db import models


class Draw(models.Model):
    """One draw per meeting: the pool is frozen, the parties commit, the manifest is sealed, then chance speaks.

    `bundle` is the file from which a stranger recomputes it; before the draw it holds the frozen pool alone.
    """

    meeting = models.OneToOneField("reviews.Meeting", models.PROTECT, related_name="draw")
    draw_id = models.CharField("抽取编号", max_length=40, unique=True)
    frozen_at = models.DateTimeField("专家库冻结时间")
    # The rules alone until the seal; afterwards exactly what was sealed.
    manifest = models.JSONField()
    manifest_hash = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField("封存时间", null=True)
    # party → its 32 bytes, encrypted; opened only when the public value is known.
    secrets = models.JSONField(default=dict)
    # party → its published commitment.
    commitments = models.JSONField(default=dict)
    # label → expert id; not part of the bundle, which stays blinded.
    labels = models.JSONField(default=dict)
    # What the manifest says in ASCII codes, for readers: {"groups": {"G01": "…"}, "source": "…"}.
    legend = models.JSONField(default=dict)
    public_value = models.CharField("公开值", max_length=120, blank=True)
    bundle = models.JSONField(default=dict)
    drawn_at = models.DateTimeField("抽取时间", null=True)

    class Meta:
        verbose_name = "专家抽取"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(drawn_at=None) | models.Q(sealed_at__lt=models.F("drawn_at")),
                name="drawn_only_after_the_seal",
            ),
        )

    def __str__(self) -> str:
        return self.draw_id
