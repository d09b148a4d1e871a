"""Results as a list that is sealed, approved and announced (评审结果备案); of a meeting, or of what was determined."""

from django.db import models
from django.db.models import Q

from reviews.enums import CredentialKind, FilingStage, LineOutcome


class ResultFiling(models.Model):
    """One list of passed people: drawn up after the publicity, sealed, reported, approved, announced (S3 一(五)).

    A meeting has a second one where somebody could not stand on the first: an objection was open, or the bureau held
    the person back. A plan of initial determination has no meeting: its lists hang on the plan alone, have no seal of
    a founding body and lie before the bureau as soon as they are drawn up.
    """

    plan = models.ForeignKey("reviews.Plan", models.PROTECT, related_name="filings")
    meeting = models.ForeignKey("reviews.Meeting", models.PROTECT, null=True, related_name="filings")
    number = models.CharField("备案编号", max_length=30, unique=True)
    order = models.PositiveSmallIntegerField("批次")
    stage = models.CharField("状态", max_length=20, choices=FilingStage, default=FilingStage.DRAWN_UP)
    drawn_up_at = models.DateTimeField("生成时间")
    # Who was passed and does not stand on the list, with the reason: [{"application": 1, "name": "…", "reason": "…"}].
    left_out = models.JSONField("未列入人员", default=list)
    sealed_at = models.DateTimeField("盖章时间", null=True)
    sealed_by = models.CharField("盖章单位", max_length=120, blank=True)
    # The form with its seal on paper, where the office put it on record; none where the founding body sealed on line.
    seal_scan = models.ForeignKey("accounts.StoredFile", models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField("报核准时间", null=True)
    # The other publisher where two offices announce together (S1 四(五)).
    cosigned_at = models.DateTimeField("会签时间", null=True)
    cosigned_by = models.CharField("会签单位", max_length=120, blank=True)
    approved_at = models.DateTimeField("核准时间", null=True)
    publication_number = models.CharField("公布文号", max_length=60, blank=True)

    class Meta:
        verbose_name = "评审结果备案"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=["meeting", "order"], name="one_result_filing_per_order"),
            models.UniqueConstraint(
                fields=["meeting"], condition=~Q(stage=FilingStage.APPROVED), name="one_open_result_filing"
            ),
            models.UniqueConstraint(
                fields=["plan", "order"], condition=Q(meeting=None), name="one_list_of_determined_per_order"
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(meeting=None) & ~Q(stage=FilingStage.APPROVED),
                name="one_open_list_of_determined",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def name(self) -> str:
        """What it is a list of: the meeting, or the determinations of a plan."""
        return self.meeting.name if self.meeting else f"{self.plan.name}人员名单"


class ResultLine(models.Model):
    """One person on such a list, and what the bureau said of him."""

    filing = models.ForeignKey("reviews.ResultFiling", models.CASCADE, related_name="lines")
    # None where no panel voted.
    item = models.ForeignKey("reviews.MeetingItem", models.PROTECT, null=True, related_name="lines")
    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="result_lines")
    order = models.PositiveSmallIntegerField("序号")
    # What the person receives, as it stood when the list was drawn up.
    credential = models.CharField("出具文书", max_length=20, choices=CredentialKind, default=CredentialKind.CERTIFICATE)
    outcome = models.CharField("核准意见", max_length=20, choices=LineOutcome, default=LineOutcome.WAITING)
    reason = models.TextField("理由", blank=True)

    class Meta:
        verbose_name = "备案人员"
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=["filing", "application"], name="once_in_a_result_filing"),)

    def __str__(self) -> str:
        return f"{self.filing_id}/{self.application_id}"
