"""The archives of a past season examined under rules that are only drafted: what would change for whom."""

from django.db import models

from zcps.encryption import RowKey, SealedJSONField


class DryRun(models.Model):
    """One run over filed applications under the draft rules of a plan."""

    plan = models.ForeignKey("reviews.Plan", models.CASCADE, related_name="dry_runs")
    # One past plan; without one all plans of the series in `season` count.
    source = models.ForeignKey("reviews.Plan", models.PROTECT, null=True, related_name="+", verbose_name="对照计划")
    season = models.PositiveSmallIntegerField("对照年度")
    # How many years the dates of the archives are moved on, so that everybody is as senior as in that season.
    shift_years = models.SmallIntegerField("日期顺延年数", default=0)
    # The rules as they were when the run was asked for; the draft may have moved on since.
    rules = models.TextField("规则")
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="试算人")
    asked_at = models.DateTimeField("试算时间")
    job = models.OneToOneField("accounts.Job", models.SET_NULL, null=True, related_name="+")
    finished_at = models.DateTimeField("完成时间", null=True)
    examined = models.PositiveIntegerField("已试算", default=0)
    # Filed before facts were kept, and not to be rebuilt from what was frozen.
    untried = models.PositiveIntegerField("无法试算", default=0)
    # {"eligible>not_eligible": 12}: every examined case by its old and its new outcome.
    counts = models.JSONField("结论变化", default=dict)

    class Meta:
        verbose_name = "规则试算"
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.plan_id} {self.asked_at:%Y-%m-%d}"


class DryRunChange(models.Model):
    """One application that would come out differently, and why."""

    id = RowKey(verbose_name="ID", primary_key=True)
    run = models.ForeignKey("reviews.DryRun", models.CASCADE, related_name="changes")
    application = models.ForeignKey("reviews.Application", models.CASCADE, related_name="+")
    target = models.CharField("申报资格", max_length=40)
    old_outcome = models.CharField("原结论", max_length=20)
    new_outcome = models.CharField("新结论", max_length=20)
    old_route = models.CharField("原途径", max_length=60, blank=True)
    new_route = models.CharField("新途径", max_length=60, blank=True)
    # [{"clause": …, "asks": …, "was": "met" or "", "now": "not_met" or "", "because": …}]
    reasons = SealedJSONField("原因", default=list)

    class Meta:
        verbose_name = "试算变化"
        indexes = (models.Index(fields=["run", "old_outcome", "new_outcome"], name="changes_by_outcome"),)

    def __str__(self) -> str:
        return f"{self.application_id} {self.old_outcome} {self.new_outcome}"
