"""Review meetings: agenda and panel."""

from typing import TYPE_CHECKING

from django.db import models
from guardian.models import UserObjectPermissionBase

from reviews.enums import ITEM_CURRENT, ItemStage, MeetingStage
from reviews.models.draw import Draw

if TYPE_CHECKING:
    from reviews.models.meeting_group import MeetingGroup
    from reviews.models.re_review import ReReview


class Meeting(models.Model):
    """A meeting of a committee. Nothing convenes before the HR bureau confirmed its filing (S3 一(三))."""

    committee = models.ForeignKey("reviews.Committee", models.PROTECT, related_name="meetings")
    plan = models.ForeignKey("reviews.Plan", models.PROTECT, related_name="meetings")
    name = models.CharField("名称", max_length=120)
    number = models.CharField("会议编号", max_length=30, unique=True)
    convenes_at = models.DateTimeField("召开时间")
    place = models.CharField("地点", max_length=120)
    seats = models.PositiveSmallIntegerField("执行委员会人数")
    # The third party of the draw beside the office and the supervisor; without one, these two alone.
    observer = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, related_name="+", verbose_name="抽取观察方"
    )
    stage = models.CharField("状态", max_length=20, choices=MeetingStage, default=MeetingStage.SCHEDULED)
    filed_at = models.DateTimeField("报备时间", null=True)
    # The report of qualification and publicity as it was filed.
    filing_report = models.JSONField(default=dict)
    # What was changed since an earlier filing, and why; the bureau reads it with the next one.
    changes = models.CharField("变更情况", max_length=500, blank=True)
    confirmed_at = models.DateTimeField("备案确认时间", null=True)
    convened_at = models.DateTimeField("开会时间", null=True)
    closed_at = models.DateTimeField("闭会时间", null=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "评审会议"
        ordering = ("-convenes_at",)
        permissions = (("sit_in_meeting", "作为评委参加会议"),)

    def __str__(self) -> str:
        return self.name

    @property
    def draw(self) -> Draw | None:
        """The draw that was not given up."""
        return self.draws.filter(abandoned_at=None).first()


class MeetingUserPermission(UserObjectPermissionBase):
    """guardian's grants on meetings, with a direct foreign key."""

    content_object = models.ForeignKey(Meeting, models.CASCADE)


class MeetingItem(models.Model):
    """One application on the agenda, and the arithmetic of its last round."""

    meeting = models.ForeignKey("reviews.Meeting", models.PROTECT, related_name="items")
    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="meeting_items")
    group = models.ForeignKey("reviews.MeetingGroup", models.SET_NULL, null=True, related_name="items")
    order = models.PositiveSmallIntegerField("序号")
    stage = models.CharField("状态", max_length=10, choices=ItemStage, default=ItemStage.WAITING)
    # The last round that was opened, as it stands there; rounds and their rolls: reviews/models/round.py.
    present = models.PositiveSmallIntegerField("出席人数", null=True)
    recused = models.PositiveSmallIntegerField("回避人数", null=True)
    yes = models.PositiveSmallIntegerField("同意", null=True)
    no = models.PositiveSmallIntegerField("不同意", null=True)
    abstained = models.PositiveSmallIntegerField("弃权", null=True)
    spoiled = models.PositiveSmallIntegerField("废票", null=True)
    passed = models.BooleanField("通过", null=True)
    arithmetic = models.CharField("计票", max_length=300, blank=True)
    # From here the panel talks about it together; what each wrote before, he wrote alone.
    discussed_at = models.DateTimeField("开始评议", null=True)
    deferred_reason = models.CharField("移至下次会议的理由", max_length=200, blank=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "评审对象"
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=["meeting", "application"], name="once_on_an_agenda"),
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(stage__in=ITEM_CURRENT), name="one_open_item_per_meeting"
            ),
        )

    def __str__(self) -> str:
        return f"{self.order}. {self.application_id}"

    @property
    def voting_group(self) -> "MeetingGroup | None":
        """The group that votes alone on it; None where the whole panel does."""
        return self.group if self.group and self.group.votes_alone else None

    @property
    def reviewed_anew(self) -> "ReReview | None":
        """The order by which this result counts no more, where there is one."""
        return getattr(self, "re_review", None)


class PanelSeat(models.Model):
    """A drawn expert's seat in the panel (执行委员会)."""

    meeting = models.ForeignKey("reviews.Meeting", models.PROTECT, related_name="panel")
    expert = models.ForeignKey("reviews.Expert", models.PROTECT, related_name="seats")
    # The ASCII label under which the expert stands in the published draw.
    label = models.CharField(max_length=8)
    is_chair = models.BooleanField("主任委员", default=False)
    # For whose seat he was drawn, where a group has seats of its own.
    group = models.ForeignKey("reviews.MeetingGroup", models.SET_NULL, null=True, related_name="seats")
    # Presides where the chair is away or recused (人社部令第40号: 主任或副主任委员主持).
    is_deputy = models.BooleanField("副主任委员", default=False)
    # The present stay; all of them: Attendance.
    arrived_at = models.DateTimeField("签到", null=True)
    left_at = models.DateTimeField("离席", null=True)
    absence_reason = models.CharField("缺席理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "执行委员"
        ordering = ("label",)
        constraints = (
            models.UniqueConstraint(fields=["meeting", "expert"], name="one_seat_per_expert"),
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(is_chair=True), name="one_chair_per_meeting"
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(is_deputy=True), name="one_deputy_per_meeting"
            ),
        )

    def __str__(self) -> str:
        return self.label


class Attendance(models.Model):
    """One stay of an expert in the room: late arrival, early leave and return are rows, never overwritten."""

    seat = models.ForeignKey("reviews.PanelSeat", models.CASCADE, related_name="stays")
    arrived_at = models.DateTimeField("签到")
    left_at = models.DateTimeField("离席", null=True)
    reason = models.CharField("离席理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "到会记录"
        ordering = ("arrived_at",)
        constraints = (
            models.UniqueConstraint(fields=["seat"], condition=models.Q(left_at=None), name="one_stay_at_a_time"),
        )

    def __str__(self) -> str:
        return f"{self.seat_id} {self.arrived_at}"
