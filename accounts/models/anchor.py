"""Anchors: the head of the journal as it was handed to somebody outside the database, and what he gave for it."""

from django.db import models

from zcps.signed.heads import Head


class JournalAnchor(models.Model):
    """From an anchor on, no entry up to `number` can be changed without its showing outside the database."""

    number = models.BigIntegerField("日志序号")
    digest = models.CharField("校验值", max_length=64)
    # The root over the digests from the entry `since` on (zcps/merkle.py); the first anchors have none.
    since = models.BigIntegerField("根的首条", null=True)
    root = models.CharField("根", max_length=64, blank=True, default="")
    anchored_at = models.DateTimeField("存证时间")
    # Who vouches for it, where it lies, and his proof as he gave it.
    authority = models.CharField("存证方", max_length=60)
    place = models.CharField("存证位置", max_length=200)
    proof = models.TextField("凭证", blank=True)

    class Meta:
        verbose_name = "日志存证"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.number} {self.anchored_at:%Y-%m-%d %H:%M}"

    @property
    def head(self) -> Head:
        """What was handed over."""
        return Head(self.number, self.digest, self.since, self.root)
