"""Publicity (公示) of all three kinds: what was shown, what held its end, what the publisher confirmed of it."""

from django.db import models
from django.db.models import F, Q

from reviews.enums import PublicityKind, PublicityStage


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
    # The plan's terms on the day on which it opened; a correction of the plan does not change them.
    answer_days = models.PositiveSmallIntegerField("异议答复期限（工作日）", default=10)
    takes_anonymous = models.BooleanField("接受匿名异议", default=False)
    shown_days = models.PositiveSmallIntegerField("期满后名单保留天数", default=0)
    # The whole list is held by a decision of its publisher; the decisions themselves: ListHold.
    is_held = models.BooleanField("整份公示暂缓结束", default=False)
    # The list that this one shows anew, after an objection to the list as a whole was upheld.
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

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

    @property
    def stage(self) -> str:
        """Open until everybody in it has been released; what the acts on a publicity begin from."""
        return PublicityStage.CLOSED if self.closed_at else PublicityStage.OPEN

    def get_stage_display(self) -> str:
        """The stage in words."""
        return PublicityStage(self.stage).label


def shown_as(column: str) -> models.Func:
    """Return what a row shows in a column, as an index knows it; a containment in JSON would find no index cheaper."""
    template = f"""(jsonb_path_query_first(%(expressions)s, 'strict $[*] ? (@[0] == "{column}")[1]') #>> '{{}}')"""
    return models.Func(F("shown"), template=template, output_field=models.TextField())


class PublicityEntry(models.Model):
    """One applicant in a publicity, with exactly what was shown."""

    publicity = models.ForeignKey("reviews.Publicity", models.PROTECT, related_name="entries")
    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="publicity_entries")
    snapshot = models.ForeignKey("reviews.Snapshot", models.PROTECT, related_name="+")
    # [["姓名", "…"], ["工作单位", "…"]]: the white list of the plan, in its order.
    shown = models.JSONField()
    released_at = models.DateTimeField("公示期满", null=True)
    # Where the same person stood before in a publicity of this kind, with other content or in a list shown anew.
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="following")
    # The sheet on which the publisher confirmed how the publicity of this person went.
    confirmation = models.ForeignKey("reviews.PublicityConfirmation", models.PROTECT, null=True, related_name="entries")

    class Meta:
        verbose_name = "公示人员"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["publicity", "application"], name="once_in_a_publicity"),)
        # By the whole name, as the public search asks.
        indexes = (
            models.Index(shown_as("姓名"), name="publicity_shown_person"),
            models.Index(shown_as("工作单位"), name="publicity_shown_employer"),
        )

    def __str__(self) -> str:
        return str(self.application_id)


class ListHold(models.Model):
    """A decision of the publisher to hold the end of a whole list, and the one that lifted it."""

    publicity = models.ForeignKey("reviews.Publicity", models.PROTECT, related_name="list_holds")
    reason = models.TextField("理由")
    held_at = models.DateTimeField("暂缓时间")
    held_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    lift_reason = models.TextField("恢复理由", blank=True)
    lifted_at = models.DateTimeField("恢复时间", null=True)
    lifted_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "整份公示暂缓结束"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["publicity"], condition=Q(lifted_at=None), name="one_hold_of_a_list"),
        )

    def __str__(self) -> str:
        return f"{self.publicity_id} {self.held_at:%Y-%m-%d}"


class PublicityConfirmation(models.Model):
    """What the publisher says at the end: where it was shown, what it has to remark; the sheet is printed from it."""

    publicity = models.ForeignKey("reviews.Publicity", models.PROTECT, related_name="confirmations")
    places = models.CharField("公示地点", max_length=200)
    remarks = models.CharField("说明", max_length=500, blank=True)
    filled_at = models.DateTimeField("填写时间")
    filled_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "公示确认表"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.publicity_id} {self.places}"
