"""Spot checks (抽查、巡查) and re-reviews of titles (职称复审): who is looked at is drawn by lot (S3 三(二))."""

from django.db import models

from reviews.enums import CheckItemStage, CheckKind, CheckStage


class SpotCheck(models.Model):
    """One check of one plan. Every one that was ever drawn stays on the list: a lot cannot be repeated unseen."""

    number = models.CharField("抽查编号", max_length=30, unique=True)
    plan = models.ForeignKey("reviews.Plan", models.PROTECT, related_name="spot_checks")
    kind = models.CharField("类别", max_length=20, choices=CheckKind)
    # The office that checks: the supervision office or the HR bureau.
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="spot_checks", verbose_name="抽查机构")
    purpose = models.TextField("抽查事由")
    stage = models.CharField("状态", max_length=20, choices=CheckStage, default=CheckStage.OPEN)
    # From which anybody can draw again: {"number", "kind", "population", "secret", "size", "chosen"}; see law/lot.py.
    bundle = models.JSONField()
    opened_at = models.DateTimeField("抽取时间")
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    conclusion = models.TextField("抽查结论", blank=True)
    closed_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        verbose_name = "抽查"
        ordering = ("-pk",)
        indexes = (models.Index(fields=["agency", "id"]),)

    def __str__(self) -> str:
        return self.number


class SpotCheckItem(models.Model):
    """One case that was drawn, and what was found."""

    spot_check = models.ForeignKey("reviews.SpotCheck", models.PROTECT, related_name="items")
    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="spot_check_items")
    order = models.PositiveSmallIntegerField("抽取次序")
    stage = models.CharField("状态", max_length=20, choices=CheckItemStage, default=CheckItemStage.WAITING)
    finding = models.TextField("检查情况", blank=True)
    clause = models.CharField("依据", max_length=120, blank=True)
    found_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    found_at = models.DateTimeField("检查时间", null=True)
    answer = models.TextField("整改反馈", blank=True)
    answered_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("反馈时间", null=True)

    class Meta:
        verbose_name = "抽查对象"
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=["spot_check", "application"], name="once_in_a_spot_check"),)

    def __str__(self) -> str:
        return f"{self.order}. {self.application_id}"
