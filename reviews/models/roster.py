"""Whom an office listed on a sheet that it hands upward (花名册, 综合表)."""

from django.db import models


class Roster(models.Model):
    """People as they had filed when the sheet was asked for; their rows come from what each filed, never from later."""

    # Whoever asked for it reads it; it lists people of his worklist only.
    job = models.OneToOneField("accounts.Job", models.PROTECT, related_name="roster")
    body = models.CharField("报送单位", max_length=200)
    plans = models.TextField("评审计划")
    made_on = models.DateField("制表日期")
    snapshots = models.ManyToManyField("reviews.Snapshot", related_name="+")

    class Meta:
        verbose_name = "花名册"

    def __str__(self) -> str:
        return f"{self.body} {self.made_on}"
