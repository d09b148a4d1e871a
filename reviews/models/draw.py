"""The draw of a panel (TDRAW-1)."""

from django.db import models


class Draw(models.Model):
    """One draw per meeting. `bundle` is the file from which a stranger recomputes it."""

    meeting = models.OneToOneField("reviews.Meeting", models.PROTECT, related_name="draw")
    draw_id = models.CharField("抽取编号", max_length=40, unique=True)
    manifest = models.JSONField()
    manifest_hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField("封存时间")
    # party → hex of its 32 bytes; opened only when the public value is known.
    secrets = models.JSONField(default=dict)
    # label → expert id; not part of the bundle, which stays blinded.
    labels = models.JSONField(default=dict)
    public_value = models.CharField("公开值", max_length=120, blank=True)
    bundle = models.JSONField(default=dict)
    drawn_at = models.DateTimeField("抽取时间", null=True)

    class Meta:
        verbose_name = "专家抽取"

    def __str__(self) -> str:
        return self.draw_id
