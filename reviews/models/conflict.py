"""Conflicts of interest: what ties an expert to an applicant, how it became known, what was decided."""

from django.db import models

from reviews.enums import ConflictKind, ConflictSource, ConflictStage


class Conflict(models.Model):
    """One tie between an expert and an applicant, or one reason that keeps an expert from one meeting.

    A dismissal stays (不成立 is pinned): finding the same again changes nothing, only a person can reopen it.
    """

    committee = models.ForeignKey("reviews.Committee", models.PROTECT, related_name="conflicts")
    expert = models.ForeignKey("reviews.Expert", models.PROTECT, related_name="conflicts")
    profile = models.ForeignKey("applicants.Profile", models.PROTECT, null=True, related_name="conflicts")
    meeting = models.ForeignKey("reviews.Meeting", models.PROTECT, null=True, related_name="conflicts")
    kind = models.CharField("类别", max_length=20, choices=ConflictKind)
    source = models.CharField("来源", max_length=20, choices=ConflictSource)
    stage = models.CharField("状态", max_length=20, choices=ConflictStage, default=ConflictStage.SUGGESTED)
    note = models.TextField("情况", blank=True)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField("发现时间")
    # What one person proposes and a second one decides: a discretionary exclusion could otherwise choose the panel.
    proposal = models.CharField("拟办", max_length=20, choices=ConflictStage, blank=True)
    reason = models.TextField("理由", blank=True)
    proposed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField("提出时间", null=True)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("复核时间", null=True)

    class Meta:
        verbose_name = "利害关系"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=["committee", "expert", "profile", "kind"], name="one_conflict_per_kind"),
            models.UniqueConstraint(
                fields=["expert", "meeting", "kind"],
                condition=models.Q(profile=None),
                name="one_reason_per_meeting_and_kind",
            ),
            models.CheckConstraint(
                condition=~models.Q(profile=None) | ~models.Q(meeting=None), name="conflict_with_somebody"
            ),
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("proposed_by")), name="conflict_decided_by_a_second_person"
            ),
        )
        indexes = (models.Index(fields=["committee", "stage"]),)

    def __str__(self) -> str:
        return f"{self.expert_id}/{self.profile_id or self.meeting_id}"


class RecusalRequest(models.Model):
    """Somebody an applicant asks not to be judged by. Whether that person is in the pool is not told to him."""

    application = models.ForeignKey("reviews.Application", models.CASCADE, related_name="recusal_requests")
    name = models.CharField("姓名", max_length=60)
    employer_name = models.CharField("工作单位", max_length=120, blank=True)
    reason = models.CharField("理由", max_length=500)
    created_at = models.DateTimeField("提出时间")

    class Meta:
        verbose_name = "回避申请"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["application", "name"], name="one_request_per_name"),)

    def __str__(self) -> str:
        return self.name


class Declaration(models.Model):
    """What a drawn expert declared before he could open a file: application id → kind of tie, empty for none."""

    seat = models.OneToOneField("reviews.PanelSeat", models.CASCADE, related_name="declaration")
    answers = models.JSONField("声明", default=dict)
    made_at = models.DateTimeField("声明时间")

    class Meta:
        verbose_name = "利害关系声明"

    def __str__(self) -> str:
        return str(self.seat_id)
