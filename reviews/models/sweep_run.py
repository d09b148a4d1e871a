"""When the clock last did its work: what the watch looks at first."""

from django.db import models


class SweepRun(models.Model):
    """The last run of one of the clock's works; a row for each, written anew every time."""

    work = models.CharField("事项", max_length=30, unique=True)
    begun_at = models.DateTimeField("开始")
    # Of the last one that came to its end; earlier than the beginning where the latest did not.
    ended_at = models.DateTimeField("结束", null=True)
    done = models.JSONField("结果", default=dict)

    class Meta:
        verbose_name = "到期办理记录"

    def __str__(self) -> str:
        return self.work
