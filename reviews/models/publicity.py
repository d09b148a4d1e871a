"""Publicity (公示) of all three kinds, and objections to it."""

from django.db import models
from django.db.models import F, Q

from reviews.enums import ObjectionStage, PublicityKind


class Publicity(models.Model):
    """A list that the public may see for at least the plan's working days; its content is frozen when it opens."""

    kind = models.CharField("类别", max_length=20, choices=PublicityKind)
    plan = models.ForeignKey("reviews.Plan", models.PROTECT, related_name="publicities")
    employer = models.ForeignKey("employers.Employer", models.PROTECT, null=True, related_name="publicities")
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, related_name="publicities")
    meeting = models.ForeignKey("reviews.Meeting", models.PROTECT, null=True, related_name="publicities")
    title = models.CharField("标题", max_length=160)
    contact = models.CharField("受理异议", max_length=120)
    working_days = models.PositiveSmallIntegerField("工作日")
    opened_at = models.DateTimeField("开始时间")
    earliest_close = models.DateTimeField("最早截止")
    # True while the calendar of the days counted has not been announced: such a period never closes.
    is_provisional = models.BooleanField("暂定", default=False)
    closed_at = models.DateTimeField("结束时间", null=True)
    # SHA-256 over the rows as shown.
    content_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "公示"
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("earliest_close")), name="publicity_never_closes_early"
            ),
        )
        indexes = (models.Index(fields=["earliest_close"], condition=Q(closed_at=None), name="publicity_open"),)

    def __str__(self) -> str:
        return self.title


class PublicityEntry(models.Model):
    """One applicant in a publicity, with exactly what was shown."""

    publicity = models.ForeignKey("reviews.Publicity", models.PROTECT, related_name="entries")
    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="publicity_entries")
    snapshot = models.ForeignKey("reviews.Snapshot", models.PROTECT, related_name="+")
    # [["姓名", "…"], ["工作单位", "…"]]: the white list of the plan, in its order.
    shown = models.JSONField()
    released_at = models.DateTimeField("公示期满", null=True)

    class Meta:
        verbose_name = "公示人员"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["publicity", "application"], name="once_in_a_publicity"),)

    def __str__(self) -> str:
        return str(self.application_id)


class Objection(models.Model):
    """An objection (异议) to one entry. While it is open, the period does not close for that person."""

    entry = models.ForeignKey("reviews.PublicityEntry", models.PROTECT, related_name="objections")
    receipt = models.CharField("受理编号", max_length=20, unique=True)
    name = models.CharField("姓名", max_length=60)
    contact = models.CharField("联系方式", max_length=120)
    text = models.TextField("异议内容")
    evidence = models.ForeignKey("accounts.StoredFile", models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField("提出时间")
    stage = models.CharField("状态", max_length=20, choices=ObjectionStage, default=ObjectionStage.OPEN)
    reasons = models.TextField("核查结论及理由", blank=True)
    resolved_at = models.DateTimeField("答复时间", null=True)
    resolved_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "异议"
        ordering = ("pk",)
        indexes = (models.Index(fields=["entry"], condition=Q(stage="open"), name="objection_open"),)

    def __str__(self) -> str:
        return self.receipt
