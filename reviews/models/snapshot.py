"""What was filed, frozen."""

from django.db import models

from zcps.encryption import RowKey, SealedJSONField


class Snapshot(models.Model):
    """Profile, verified records, credits and statement as one canonical JSON with its SHA-256; what the law said."""

    id = RowKey(verbose_name="ID", primary_key=True)
    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="snapshots")
    version = models.PositiveSmallIntegerField("版次")
    # What the person declared and what the law says of it tell of sanctions: sealed. The hash is over the whole.
    content = SealedJSONField(parts=("answers", "examination"))
    sha256 = models.CharField(max_length=64)
    # Printed on every sheet; unique, so that a sheet leads to exactly one version.
    short_code = models.CharField("校验码", max_length=12, unique=True)
    # law.examination as stored at filing: {"outcome": …, "route": …, "findings": […], "rulebook": …}.
    examination = SealedJSONField()
    frozen_at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "申报快照"
        constraints = (models.UniqueConstraint(fields=["application", "version"], name="one_snapshot_per_version"),)

    def __str__(self) -> str:
        return self.short_code
