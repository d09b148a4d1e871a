"""An application: one person's case under one plan."""

from typing import TYPE_CHECKING

from django.db import models

from reviews.enums import ENDED_WITHOUT_TITLE, CertificateState, Stage, TitleMode
from zcps.encryption import SealedJSONField

if TYPE_CHECKING:
    from reviews.models.certificate import Certificate


# How the stages read where the committee only recommends for the title.
_PUT_FORWARD = {
    Stage.PASSED: "同意推荐",
    Stage.NOT_PASSED: "未获推荐",
    Stage.APPROVAL: "推荐待确认",
    Stage.ANNOUNCED: "已推荐至上级评委会",
    Stage.REVOKED: "推荐已撤销",
}


class Application(models.Model):
    """A case. Only perform() writes `stage`; what the law saw lies in the snapshot, never here."""

    plan = models.ForeignKey("reviews.Plan", models.PROTECT, related_name="applications")
    applicant = models.ForeignKey("applicants.Profile", models.PROTECT, related_name="applications")
    # The version of the plan under which it was filed; a draft follows the plan.
    version = models.ForeignKey(
        "reviews.PlanVersion", models.PROTECT, null=True, related_name="+", verbose_name="计划版本"
    )
    title = models.ForeignKey("reviews.PlanTitle", models.PROTECT, null=True, related_name="+", verbose_name="申报资格")
    specialty = models.CharField("申报专业", max_length=40, blank=True)
    stage = models.CharField("状态", max_length=30, choices=Stage, default=Stage.DRAFT)
    # The body of the plan's route that holds the case while it is in recommendation: 0 is the first.
    leg = models.PositiveSmallIntegerField(default=0)
    # Who has to act now, if an employer or an office does.
    employer = models.ForeignKey("employers.Employer", models.PROTECT, null=True, related_name="applications")
    holder = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, related_name="cases_held")
    # Until when the present holder has to act; the clock lets the case lapse after it.
    due_at = models.DateTimeField("办理时限", null=True)
    entered_at = models.DateTimeField("进入本环节时间")
    # What the applicant fills in; autosaved field by field.
    statement = models.TextField("个人述职", blank=True)
    # Declared facts that no record can tell: {"work.probation_completed": true}.
    answers = SealedJSONField(default=dict)
    # Which of the answers the employer has confirmed: {"work.probation_completed": true} at the value it confirmed.
    confirmed_answers = SealedJSONField(default=dict)
    # How many ambiguities of the notice wait for somebody to settle them: kept by filing and by each decision.
    open_doubts = models.PositiveSmallIntegerField("待核定的歧义", default=0)
    # The recommendation of a lower committee with which it was filed, where there is one.
    recommendation = models.ForeignKey(
        "reviews.Certificate", models.PROTECT, null=True, related_name="used_by", verbose_name="下级评委会推荐函"
    )
    records = models.ManyToManyField("applicants.ArchiveRecord", related_name="+", blank=True)
    saved_at = models.DateTimeField("保存时间", null=True)
    # A draft that came back for correction may not be started over; it goes through the employer again.
    is_correction = models.BooleanField(default=False)
    snapshot = models.OneToOneField("reviews.Snapshot", models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField("提交时间", null=True)
    paper_received_at = models.DateTimeField("纸质材料收讫", null=True)
    paper_returned_at = models.DateTimeField("纸质材料退还", null=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "申报"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "applicant"],
                condition=~models.Q(stage__in=ENDED_WITHOUT_TITLE),
                name="one_live_application_per_plan_and_person",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=[Stage.DRAFT, Stage.WITHDRAWN, Stage.LAPSED])
                | models.Q(snapshot__isnull=False, filed_at__isnull=False),
                name="filed_application_has_its_snapshot",
            ),
        )
        indexes = (
            models.Index(fields=["holder", "stage", "due_at", "id"]),
            models.Index(fields=["employer", "stage", "due_at", "id"]),
            models.Index(fields=["plan", "stage", "id"]),
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="application_due"),
        )

    def __str__(self) -> str:
        return f"{self.applicant} · {self.title or self.plan}"

    @property
    def is_put_forward(self) -> bool:
        """Whether the committee does not decide on the title, and recommends to a higher one (S3 附件)."""
        return self.title is not None and self.title.mode == TitleMode.RECOMMEND

    @property
    def stage_word(self) -> str:
        """Where the case is, in a word; of one that is put forward nothing is said to be passed or announced."""
        words = _PUT_FORWARD if self.is_put_forward else {}
        return words.get(Stage(self.stage)) or self.get_stage_display()

    @property
    def certificate(self) -> "Certificate | None":
        """The certificate or proof that came of it; of one that was corrected, the newest."""
        return next((each for each in self.certificates.all() if each.state != CertificateState.CORRECTED), None)
