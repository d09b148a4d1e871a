"""The last time stamp of every signed file that the platform keeps or has kept."""

from django.db import models


class PaperStamp(models.Model):
    """One file by its hash: until when its stamp proves it. A former file's row stays: its copies are with people."""

    sha256 = models.CharField(max_length=64, unique=True)
    number = models.CharField("文书编号", max_length=40)
    # Nothing: sealed without a time stamp (the province's seals).
    ends = models.DateTimeField("时间戳有效期至", null=True)
    noted_at = models.DateTimeField("登记时间")
    replaced_at = models.DateTimeField("补加时间戳的时间", null=True)
    failure = models.CharField("未能补加的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "文书时间戳"
        indexes = (models.Index(fields=["ends"], condition=models.Q(replaced_at=None), name="stamp_in_force"),)

    def __str__(self) -> str:
        return self.number
