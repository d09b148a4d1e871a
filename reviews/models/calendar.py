"""Notices of the State Council on holidays that came after those that ship with the project (law/calendars)."""

from django.db import models
from django.db.models import F, Q

from reviews.enums import CalendarStage


class CalendarNotice(models.Model):
    """One notice: typed in by one officer, approved by another; from then on its days count everywhere."""

    year = models.PositiveSmallIntegerField("年度")
    document = models.CharField("文号", max_length=40)
    title = models.CharField("标题", max_length=160)
    published_on = models.DateField("发布日期")
    stage = models.CharField("状态", max_length=20, choices=CalendarStage, default=CalendarStage.DRAFT)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField("录入时间")
    imported_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="提交")
    imported_at = models.DateTimeField("提交时间", null=True)
    approved_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="复核")
    approved_at = models.DateTimeField("生效时间", null=True)
    return_reason = models.TextField("退回理由", blank=True)
    # When the open periods had been counted anew; a sweep does it where whoever approved could not.
    recounted_at = models.DateTimeField("公示期重新计算时间", null=True)

    class Meta:
        verbose_name = "放假通知"
        ordering = ("-published_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["document"], condition=~Q(stage=CalendarStage.DISCARDED), name="one_calendar_notice_per_number"
            ),
            models.CheckConstraint(
                condition=~Q(stage=CalendarStage.APPROVED) | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="calendar_notice_counts_once_approved",
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("imported_by")) & ~Q(approved_by=F("created_by")),
                name="calendar_notice_approved_by_a_second_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.document} {self.title}"


class CalendarDay(models.Model):
    """A day on which a notice departs from the plain week."""

    notice = models.ForeignKey("reviews.CalendarNotice", models.CASCADE, related_name="days")
    day = models.DateField("日期")
    is_working = models.BooleanField("上班")
    occasion = models.CharField("节日", max_length=20)

    class Meta:
        verbose_name = "放假和调休日"
        ordering = ("day",)
        constraints = (models.UniqueConstraint(fields=["notice", "day"], name="once_in_a_calendar_notice"),)

    def __str__(self) -> str:
        return f"{self.day} {self.occasion}"
